"""The site works wherever it lies: in a folder of a host, as a mirror, and on a stick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools.usb import write_usb
from tests.site.browsing import PHONE, visiting
from tests.site.pages import BuiltSite
from tests.site.serving import serving

HOME = "file:///usb/"
ROUTE = ("final-plan", "support-missing", "part-of-it", "not-yet")
ARRIVES = "next-steps/write-to-the-council-about-part"


@pytest.fixture(scope="module")
def stick(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy that reads from files."""
    out = tmp_path_factory.mktemp("stick") / "site-usb"
    write_usb(site_folder, out)
    return out


@pytest.fixture(scope="module")
def in_a_folder(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The finished site served under /sub/path/."""
    yield from _under(site_folder, tmp_path_factory)


@pytest.fixture(scope="module")
def mirror(stick: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The copy on a server, under /sub/path/."""
    yield from _under(stick, tmp_path_factory)


def _under(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("host")
    (root / "sub").mkdir()
    (root / "sub/path").symlink_to(site, target_is_directory=True)
    with serving(root) as address:
        yield f"{address}/sub/path/"


def walk(page: Page) -> None:
    """Tap from the front door to an outcome and on to its letter."""
    for answer in ROUTE:
        page.locator(f"[data-answer='{answer}']").click()
    page.locator("p.go a").first.click()


def test_no_page_names_the_top_of_the_host(built_site: BuiltSite) -> None:
    """Every link is relative; the page for lost visitors is shown at any address and cannot be."""
    found = [
        f"{page.address} {link}"
        for page in built_site.pages.values()
        if page.address != "/404.html"
        for link in page.document.xpath("//@href | //@src | //@action")
        if link.startswith("/")
    ]
    assert found == []


def test_it_works_in_a_folder(browser: Browser, in_a_folder: str) -> None:
    """Questions, answers kept, an outcome and its letter, and nothing asked outside the folder."""
    with visiting(browser, in_a_folder.removesuffix("/sub/path/"), **PHONE) as page:
        asked: list[str] = []
        missing: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("response", lambda answer: answer.ok or missing.append(answer.url))
        page.goto(in_a_folder)
        walk(page)
        expect(page.locator(".letter").first).to_be_visible()
        page.goto(f"{in_a_folder}search/")
        page.locator("#search-words").fill("mediation")
        page.locator("#search-words").press("Enter")
        page.locator("#search-results a").first.click()
        assert page.url == f"{in_a_folder}stages/disagreement-resolution/"
    outside = [url for url in asked if not url.startswith((in_a_folder, "data:", "blob:"))]
    assert outside == []
    assert missing == []


def test_on_a_stick_every_link_leads_to_a_file(stick: Path) -> None:
    """A browser shows a folder's list of files in place of its page, or nothing."""
    broken = []
    for page in stick.rglob("*.html"):
        name = page.relative_to(stick).as_posix()
        if name == "404.html":
            continue
        for link in re.findall(r'\b(?:href|src)="([^"]*)"', page.read_text("utf-8")):
            whole = urljoin(HOME + name, link.replace("&amp;", "&"))
            if whole.startswith("file:"):
                path = unquote(urlsplit(urldefrag(whole).url).path).removeprefix("/usb/")
                if not (stick / path).is_file():
                    broken.append(f"{name} {link}")
    assert broken == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_on_a_stick_the_tree_and_letters_are_walked(
    scripts: bool, browser: Browser, stick: Path
) -> None:
    """From file://, to an outcome and its letter with blanks."""
    context = browser.new_context(java_script_enabled=scripts, **PHONE)
    try:
        page = context.new_page()
        page.goto((stick / "index.html").as_uri())
        walk(page)
        assert "/letters/" in page.url
        assert page.url.partition("#")[0].endswith("/index.html")
        expect(page.locator(".letter .blank").first).to_be_visible()
        background = "getComputedStyle(document.querySelector('.letter')).borderTopStyle"
        assert not scripts or page.evaluate(background) == "solid"
    finally:
        context.close()


@pytest.mark.parametrize("name", ["index.html", "search/index.html"])
def test_on_a_stick_what_needs_a_server_says_so(name: str, browser: Browser, stick: Path) -> None:
    """In words, at the top."""
    context = browser.new_context(**PHONE)
    try:
        page = context.new_page()
        page.goto((stick / name).as_uri())
        expect(page.locator(".from-files")).to_contain_text("need the site on a server")
    finally:
        context.close()


def test_as_a_mirror_everything_works(browser: Browser, mirror: str) -> None:
    """The same copy on a server, in a folder: no notice, answers go along, search finds."""
    with visiting(browser, mirror.removesuffix("/sub/path/"), **PHONE) as page:
        missing: list[str] = []
        page.on("response", lambda answer: answer.ok or missing.append(answer.url))
        page.goto(mirror)
        expect(page.locator(".from-files")).to_have_count(0)
        for answer in ROUTE:
            page.locator(f"[data-answer='{answer}']").click()
        assert ARRIVES in page.url
        assert all(answer in page.url for answer in ROUTE)
        page.goto(f"{mirror}search/index.html")
        page.locator("#search-words").fill("mediation")
        page.locator("#search-words").press("Enter")
        page.locator("#search-results a").first.click()
        expect(page.locator("h1")).to_contain_text("mediation")
        assert missing == []
