"""Old addresses in a real browser: whoever has one arrives where it is now."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from build_tools.pipeline import build_site, prepare
from tests.conftest import SMALL, apply
from tests.site.browsing import visiting
from tests.site.building import ROOT
from tests.site.serving import serving

TODAY = dt.date(2026, 11, 24)
COUNCIL = "/stages/tell-the-council/"
WAITING = "/about/waiting/"

PUBLISHED = f"""\
/stages/first-name/
/stages/second-name/
/stages/second-name/#how
{WAITING}#when
{WAITING}#how-to-write
/next-steps/old/
/questions/who-are-you/
/data/old.json
"""
REDIRECTS = f"""\
/stages/first-name/: /stages/second-name/
/stages/second-name/: {COUNCIL}
/stages/second-name/#how: {WAITING}#now
{WAITING}#when: {WAITING}#now
{WAITING}#how-to-write: /next-steps/write-now/#where-you-are
/next-steps/old/: /next-steps/write-now/
/data/old.json: /data/tree.json
"""
BEFORE = "\nYou can wait a bit, and then ask them once more.\n" * 60
LONG = f"---\ntitle: Waiting\ndescription: How long.\n---\n{BEFORE}\n## Now {{#now}}\n{BEFORE}"
CUSTOM = [("  variant: classic", "  variant: classic\n  custom_dir: overrides")]


@pytest.fixture(scope="module")
def moved_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with our own templates, built, with addresses that have moved."""
    root = tmp_path_factory.mktemp("moved") / "small"
    shutil.copytree(SMALL, root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    apply(CUSTOM, root / "mkdocs.yml")
    apply([("\nAnswer a few", "\n# Is it happening?\n\nAnswer a few")], root / "docs/index.md")
    apply(LONG, root / "docs/about/waiting.md")
    (root / "decision_tree/published.txt").write_text(PUBLISHED, "utf-8")
    (root / "decision_tree/redirects.yaml").write_text(REDIRECTS, "utf-8")
    result = prepare(root, TODAY)
    assert result.ok, result.findings
    assert build_site(root, TODAY) == 0
    return root / "site"


@pytest.fixture(scope="module")
def moved_address(moved_site: Path) -> Iterator[str]:
    """Where that site is served, in a folder of its host: a host may hold it anywhere."""
    host = moved_site.parent / "host"
    host.mkdir()
    moved_site.rename(host / "sub")
    with serving(host) as address:
        yield f"{address}/sub"


MOVED = {
    "/stages/first-name/": COUNCIL,
    "/stages/second-name/": COUNCIL,
    "/next-steps/old/": "/next-steps/write-now/",
    "/questions/who-are-you/": "/",
}


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_a_page_that_moved(script: bool, browser: Browser, moved_address: str) -> None:
    """Its old address leads on at once, at the end of the chain, with or without scripts."""
    with visiting(browser, moved_address, java_script_enabled=script) as page:
        for old, new in MOVED.items():
            page.goto(moved_address + old, wait_until="commit")
            page.wait_for_url(moved_address + new)
            assert page.locator("h1").inner_text()


def test_answers_in_the_address_go_along(browser: Browser, moved_address: str) -> None:
    """What a parent had answered is still in the address afterwards."""
    with visiting(browser, moved_address) as page:
        page.goto(f"{moved_address}/questions/who-are-you/#a=which-plan.final", wait_until="commit")
        page.wait_for_url(lambda url: "/questions/who-are-you/" not in url)
        assert "which-plan.final" in page.url


def test_going_back_does_not_come_here_again(browser: Browser, moved_address: str) -> None:
    """The old page leaves no entry in the history, so Back is not a trap."""
    with visiting(browser, moved_address) as page:
        page.goto(f"{moved_address}/next-steps/find-out/")
        page.goto(f"{moved_address}/stages/first-name/", wait_until="commit")
        page.wait_for_url(moved_address + COUNCIL)
        page.go_back()
        assert page.url.endswith("/next-steps/find-out/")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_a_place_with_a_new_name_on_its_page(
    script: bool, browser: Browser, moved_address: str
) -> None:
    """The old name brings the heading into view."""
    with visiting(browser, moved_address, java_script_enabled=script) as page:
        page.goto(f"{moved_address}{WAITING}#when")
        box = page.locator("#now").bounding_box()
        assert box
        assert page.viewport_size
        assert 0 <= box["y"] < page.viewport_size["height"]


def test_a_place_that_is_on_another_page_now(browser: Browser, moved_address: str) -> None:
    """From a page that is still there, and from one that has moved itself."""
    with visiting(browser, moved_address) as page:
        for old, new in (
            (f"{WAITING}#how-to-write", "/next-steps/write-now/#where-you-are"),
            ("/stages/second-name/#how", f"{WAITING}#now"),
        ):
            page.goto(moved_address + old, wait_until="commit")
            page.wait_for_url(moved_address + new)


def test_the_same_without_scripts_is_a_link(browser: Browser, moved_address: str) -> None:
    """The page says where the place is now, to those who came for it and to nobody else."""
    with visiting(browser, moved_address, java_script_enabled=False) as page:
        page.goto(f"{moved_address}{WAITING}#how-to-write")
        link = page.locator(".moved a")
        assert link.is_visible()
        link.click()
        page.wait_for_url(f"{moved_address}/next-steps/write-now/#where-you-are")
        page.goto(moved_address + WAITING)
        assert not page.locator(".moved").is_visible()


def test_a_file_that_moved(browser: Browser, moved_address: str) -> None:
    """Tools that fetch the old address get the same bytes."""
    with visiting(browser, moved_address) as page:
        old, new = (page.request.get(f"{moved_address}/data/{n}.json") for n in ("old", "tree"))
        assert (old.status, old.body()) == (200, new.body())


def test_frames_that_others_hold_lead_on(browser: Browser, moved_address: str) -> None:
    """A charity's frame of a page that moved shows the frame of where it is now."""
    with visiting(browser, moved_address) as page:
        page.goto(f"{moved_address}/embed/next-steps/old/", wait_until="commit")
        page.wait_for_url(f"{moved_address}/embed/next-steps/write-now/")
