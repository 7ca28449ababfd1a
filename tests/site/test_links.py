"""No link on the built site leads nowhere, and nothing is fetched from another host."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from tests.site.building import build_copy
from tests.site.pages import HERE, BuiltPage, BuiltSite, is_ours, path_of
from tests.site.serving import serving

FETCHED = (
    "//@src | //@srcset | //@poster | //form/@action | //object/@data"
    " | //link[not(@rel='canonical') and not(@rel='license') and not(@rel='alternate')]/@href"
)
"""What a browser loads, or sends to, without being asked to go there."""


OUTSIDE_IN_STYLES = re.compile(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//[^)'\"]+")


def linkchecker(folder: Path, *addresses: str) -> tuple[int, int, list[str]]:
    """LinkChecker's exit code, how many links it looked at, and what it says is wrong."""
    settings = folder / "linkcheckerrc"
    settings.write_text("[checking]\nmaxrequestspersecond=100000\nthreads=4\n", "utf-8")
    program = Path(sys.executable).parent / "linkchecker"
    command = [program, "--config", settings, "--no-status", "--output", "text", *addresses]
    run = subprocess.run(command, capture_output=True, text=True)
    summary = re.search(r"(\d+) links in .* URLs checked\.", run.stdout)
    assert summary, run.stdout[-3000:] + run.stderr
    said = [part for part in run.stdout.split("\n\n") if part.startswith("URL ")]
    return run.returncode, int(summary[1]), said


def test_linkchecker_finds_nothing(site_address: str, tmp_path: Path) -> None:
    """LinkChecker follows every link from the front door; links to other sites are left out."""
    code, looked_at, said = linkchecker(tmp_path, f"{site_address}/", f"{site_address}/404.html")
    assert (code, said) == (0, [])
    assert looked_at > 1000


def test_linkchecker_would_find_a_broken_link(tmp_path: Path) -> None:
    """The test above can fail: a page with a link to nowhere is reported."""
    (tmp_path / "index.html").write_text("<title>A</title><a href='gone/'>gone</a>", "utf-8")
    with serving(tmp_path) as address:
        code, _, said = linkchecker(tmp_path, f"{address}/")
    assert code == 1
    assert len(said) == 1


def is_place(fragment: str) -> bool:
    """Whether a fragment names a place on a page; `a=...` holds a parent's answers."""
    return bool(fragment) and not fragment.startswith("a=")


def broken(site: BuiltSite, page: BuiltPage) -> list[str]:
    """Links of a page that lead to no page, or to no place on it."""
    found = []
    for link in page.links:
        if not is_ours(link):
            continue
        target, fragment = path_of(link), unquote(urldefrag(link).fragment)
        if not site.has(target):
            found.append(f"{page.address} -> {link.removeprefix(HERE)}: no such page")
        elif not is_place(fragment):
            continue
        elif target in site.pages and fragment not in site.pages[target].ids:
            found.append(f"{page.address} -> {link.removeprefix(HERE)}: no such place")
    return found


def test_every_link_and_every_fragment_leads_somewhere(built_site: BuiltSite) -> None:
    """Fragments too, and those on the same page, which LinkChecker does not look at."""
    assert [line for page in built_site.pages.values() for line in broken(built_site, page)] == []


def test_every_page_can_be_reached_from_the_front_door(built_site: BuiltSite) -> None:
    """No page is an island, but the one for unknown addresses and those for others' frames."""
    reached, waiting = {"/"}, ["/"]
    while waiting:
        links = built_site.pages[waiting.pop()].links
        found = {path_of(link) for link in links if is_ours(link)} & built_site.pages.keys()
        waiting += found - reached
        reached |= found
    frames = {page.address for page in built_site.pages.values() if page.is_frame}
    assert built_site.pages.keys() - reached - frames == {"/404.html"}


def test_nothing_is_fetched_from_another_host(built_site: BuiltSite) -> None:
    """Scripts, styles, pictures, frames and forms: all of them our own."""
    outside = [
        (page.address, address)
        for page in built_site.pages.values()
        for address in page.document.xpath(FETCHED)
        if not address.startswith("data:") and not is_ours(page.whole(address))
    ]
    styles = [
        (path.name, found)
        for path in built_site.folder.rglob("*.css")
        for found in re.findall(
            r"(?:url\(|@import)\s*['\"]?(?:https?:)?//[^)'\"]+", path.read_text()
        )
    ]
    assert (outside, styles) == ([], [])


def test_what_needs_the_address_of_the_site_is_left_out_without_it(built_site: BuiltSite) -> None:
    """No page names a canonical address, and no file the address that MkDocs serves from."""
    assert [
        page.address for page in built_site.pages.values() if page.document.xpath(CANONICAL)
    ] == []
    text = (path for path in built_site.folder.rglob("*") if path.suffix in (".html", ".xml"))
    assert [path.name for path in text if "127.0.0.1" in path.read_text("utf-8")] == []


CANONICAL = "//link[@rel='canonical']/@href"
ADDRESS = "https://example.org/plan"


@pytest.fixture(scope="module")
def site_with_address(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site built for a sub-path of a domain."""
    folder = tmp_path_factory.mktemp("addressed")
    return BuiltSite(build_copy(folder, {"SITE_URL": f"{ADDRESS}/"}))


def test_every_page_names_its_canonical_address(site_with_address: BuiltSite) -> None:
    """With SITE_URL set, each page says where it lives, and says it once."""
    pages = [page for page in site_with_address.pages.values() if page.is_listed]
    assert len(pages) > 200
    wrong = {
        page.address: page.document.xpath(CANONICAL)
        for page in pages
        if page.document.xpath(CANONICAL) != [ADDRESS + page.address]
    }
    assert wrong == {}


def test_the_site_map_lists_every_page(site_with_address: BuiltSite) -> None:
    """Search engines are told of each page and of nothing else."""
    text = (site_with_address.folder / "sitemap.xml").read_text("utf-8")
    listed = re.findall(r"<loc>(.*?)</loc>", text)
    assert sorted(listed) == sorted(
        ADDRESS + page.address for page in site_with_address.pages.values() if page.is_listed
    )


def test_a_site_under_a_sub_path_links_within_it(site_with_address: BuiltSite) -> None:
    """Links are relative, and those of the page for unknown addresses begin with the sub-path."""
    rooted = {
        (page.address == "/404.html", href.startswith("/plan/"))
        for page in site_with_address.pages.values()
        for href in page.document.xpath("//a/@href | //link/@href")
        if href.startswith("/")
    }
    assert rooted == {(True, True)}
