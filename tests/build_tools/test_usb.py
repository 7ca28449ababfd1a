"""The copy that reads from files: every link leads to one, and nothing else changes."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from build_tools.usb import page_from_files, to_file, write_archive, write_usb

PAGES = ("index.html", "stages/index.html", "stages/ombudsman/index.html", "404.html")
PAGE = """<html><head>
<meta http-equiv="Content-Security-Policy" content="style-src 'self'; img-src 'self' data:">
</head><body><main id="main">
<a href="../">up</a> <a href="../../letters/a.docx" download>file</a></main></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A finished site in small."""
    for name in PAGES:
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, "utf-8")
    scripts = tmp_path / "site/assets/javascripts"
    scripts.mkdir(parents=True)
    (scripts / "served.mjs").touch()
    (tmp_path / "site/index.html.br").touch()
    return tmp_path / "site"


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("../", "../index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("./", "./index.html"),
        ("../#top", "../index.html#top"),
        ("../?v=1#top", "../index.html?v=1#top"),
        ("../../letters/a.docx", "../../letters/a.docx"),
        ("#top", "#top"),
        ("", ""),
        ("https://www.gov.uk/", "https://www.gov.uk/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("//other.example/", "//other.example/"),
        ("../no-such-page/", "../no-such-page/"),
    ],
)
def test_a_link_to_a_page_leads_to_its_file(address: str, leads_to: str, site: Path) -> None:
    """Files, anchors and other sites stay as they are."""
    assert to_file(address, "stages/ombudsman/index.html", site) == leads_to


def test_an_old_address_leads_on_without_a_server(site: Path) -> None:
    """Its script would need one, and where scripts are on a browser skips <noscript>."""
    refresh = '<noscript><meta http-equiv="refresh" content="0; url=../ombudsman/"></noscript>'
    page = page_from_files(refresh, "stages/old/index.html", site)
    assert page == '<meta http-equiv="refresh" content="0; url=../ombudsman/index.html">'


@pytest.mark.parametrize(
    ("page", "name", "says"),
    [
        (PAGE, "stages/ombudsman/index.html", False),
        (PAGE, "index.html", True),
        (PAGE.replace("<a ", "<form></form><a ", 1), "stages/ombudsman/index.html", True),
    ],
    ids=["a page to read", "the front page", "a page with a tool"],
)
def test_what_needs_a_server_says_so(page: str, name: str, says: bool, site: Path) -> None:
    """At the top of the page, and with the script that takes it away on a server."""
    copy = page_from_files(page, name, site)
    assert ('<main id="main">\n<p class="from-files">' in copy) is says
    assert ("served.mjs" in copy) is says


def test_files_beside_the_page_are_allowed_by_name(site: Path) -> None:
    """Not every browser counts them as the page's own."""
    copy = page_from_files(PAGE, "stages/index.html", site)
    assert "style-src 'self' file:; img-src 'self' file: data:" in copy


def test_the_copy_holds_what_reads_without_a_server(site: Path, tmp_path: Path) -> None:
    """And no smaller copies, which only a server would send."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "stale.html").touch()
    write_usb(site, out)
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert names == {*PAGES, "assets/javascripts/served.mjs", "README.txt"}


def test_the_page_for_lost_visitors_is_left_to_servers(site: Path, tmp_path: Path) -> None:
    """It is shown at any address, so its links may not be relative to a file."""
    write_usb(site, tmp_path / "out")
    assert (tmp_path / "out/404.html").read_text("utf-8") == PAGE


def test_the_archive_is_the_folder_and_its_checksum_fits(site: Path, tmp_path: Path) -> None:
    """In the form that `sha256sum -c` reads."""
    archive = tmp_path / "kit.zip"
    checksum = write_archive(site, archive)
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == checksum
    assert (tmp_path / "kit.zip.sha256").read_text() == f"{checksum}  kit.zip\n"
    with zipfile.ZipFile(archive) as bundle:
        assert bundle.read("stages/index.html").decode() == PAGE


def test_the_same_site_makes_the_same_archive(site: Path, tmp_path: Path) -> None:
    """So that two people can compare their checksums."""
    assert write_archive(site, tmp_path / "a.zip") == write_archive(site, tmp_path / "b.zip")
