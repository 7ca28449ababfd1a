"""For those who link here: sheets on one page, QR codes that lead there, and every address."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser

from build_tools.link_kit import qr_code
from build_tools.project import Project
from tests.site.pages import BuiltSite

PAGE = "/about/link-to-us/"


def test_every_stage_and_outcome_is_listed(built_site: BuiltSite, project: Project) -> None:
    """With its page and its frame; a stage with its sheet."""
    links = {link.removeprefix("http://site.invalid") for link in built_site.pages[PAGE].links}
    for page in (*project.stages.values(), *project.outcomes.values()):
        address = f"/{page.path.removesuffix('.md')}/"
        assert {address, f"/embed{address}"} <= links
        assert not page.is_stage or f"/sheets/{page.id}/" in links


def test_whole_addresses_are_left_out_and_the_page_says_so(built_site: BuiltSite) -> None:
    """Where the site does not know its own."""
    assert "does not know its own address" in built_site.pages[PAGE].document.text_content()
    assert not (built_site.folder / "assets/qr").exists()


def test_a_qr_code_is_a_picture_that_scales() -> None:
    """And says in words what it holds."""
    text = qr_code("https://plan.example/stages/ombudsman/").decode()
    assert text.startswith("<svg ")
    assert "<title>https://plan.example/stages/ombudsman/</title>" in text


def test_every_stage_has_a_sheet_of_one_page(
    browser: Browser, site_address: str, project: Project, tmp_path: Path
) -> None:
    """Of A4, with what to do."""
    context = browser.new_context()
    page = context.new_page()
    long = {}
    for stage in project.stages:
        page.goto(f"{site_address}/sheets/{stage}/")
        assert page.locator("h2").count() >= 2, stage
        pdf = page.pdf(format="A4", prefer_css_page_size=True)
        pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
        if pages != 1:
            long[stage] = pages
    context.close()
    assert long == {}
