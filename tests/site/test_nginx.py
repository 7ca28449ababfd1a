"""deploy/nginx.conf, in nginx itself: headers, smaller copies, keeping, and what it hides."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser

from tests.site.browsing import PHONE, visiting
from tests.site.nginx import nginx

PAGE = "/stages/ombudsman/"


@pytest.fixture(scope="module")
def served(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where nginx serves the finished site."""
    with nginx(site_folder, tmp_path_factory.mktemp("nginx")) as address:
        yield address


def get(served: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """(status, headers in small letters, body) of one request."""
    connection = http.client.HTTPConnection(served.removeprefix("http://"), timeout=10)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=sent)
    answer = connection.getresponse()
    body = answer.read()
    found: dict[str, str] = {}
    for name, value in answer.getheaders():
        assert name.lower() not in found, f"{name} is sent twice"
        found[name.lower()] = value
    connection.close()
    return answer.status, found, body


@pytest.mark.parametrize("path", ["/", PAGE, "/questions/which-plan/", "/search/"])
def test_a_page_has_the_security_headers(path: str, served: str) -> None:
    """Nothing but our own files, and no frame around it."""
    status, headers, _ = get(served, path)
    assert status == 200
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cache-control"] == "no-cache"
    assert headers["content-type"] == "text/html; charset=utf-8"


def test_no_header_tells_of_the_server(served: str) -> None:
    """Its version helps nobody but an attacker."""
    assert get(served, "/")[1]["server"] == "nginx"


@pytest.mark.parametrize(
    ("accepts", "encoding", "unpack"),
    [
        ("br, gzip", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_the_smallest_copy_that_the_browser_takes_is_sent(
    accepts: str, encoding: str | None, unpack, served: str, site_folder: Path
) -> None:
    """And it is the same page once unpacked."""
    _, headers, body = get(served, PAGE, Accept_Encoding=accepts)
    assert headers.get("content-encoding") == encoding
    assert unpack(body) == (site_folder / "stages/ombudsman/index.html").read_bytes()


def test_smaller_copies_are_smaller(served: str) -> None:
    """Brotli is under gzip, and gzip under the page."""
    sizes = [len(get(served, PAGE, Accept_Encoding=a)[2]) for a in ("br", "gzip", "identity")]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2] / 3


@pytest.mark.parametrize("accepts", ["br", "gzip", "identity"])
def test_a_page_that_has_not_changed_is_not_sent_again(accepts: str, served: str) -> None:
    """The second visit costs a few bytes."""
    _, headers, _ = get(served, PAGE, Accept_Encoding=accepts)
    status, _, body = get(served, PAGE, Accept_Encoding=accepts, If_None_Match=headers["etag"])
    assert (status, body) == (304, b"")


def test_files_named_by_their_content_are_kept_for_a_year(served: str, site_folder: Path) -> None:
    """And those that are not are asked for each time."""
    for name in ("assets/stylesheets/*.css", "pagefind/index/*", "assets/engine/*.wasm"):
        path = next(site_folder.glob(name)).relative_to(site_folder).as_posix()
        assert get(served, f"/{path}")[1]["cache-control"] == "public, max-age=31536000, immutable"
    assert get(served, "/pagefind/pagefind.js")[1]["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("assets/javascripts/*.mjs", "text/javascript; charset=utf-8"),
        ("assets/stylesheets/*.css", "text/css; charset=utf-8"),
        ("assets/engine/*.wasm", "application/wasm"),
        ("data/tree.json", "application/json; charset=utf-8"),
        ("letters/*.txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_says_what_it_is(pattern: str, kind: str, served: str, site_folder: Path) -> None:
    """With nosniff, a browser runs and shows nothing that is called something else."""
    path = next(site_folder.glob(pattern)).relative_to(site_folder).as_posix()
    assert get(served, f"/{path}")[1]["content-type"] == kind


@pytest.mark.parametrize("path", ["/no-such-page/", "/stages/no-such", "/%00", "/../etc/passwd"])
def test_an_unknown_address_gets_the_sites_own_page(path: str, served: str) -> None:
    """With status 404 and the same headers, or 400 where it is no address at all."""
    status, headers, body = get(served, path)
    assert status in (400, 404)
    if status == 404:
        assert b"This page is not here" in body
        assert headers["x-frame-options"] == "DENY"


def test_an_address_without_its_slash_leads_on(served: str) -> None:
    """Relative, so that it works behind any other server."""
    status, headers, _ = get(served, "/stages/ombudsman")
    assert (status, headers["location"]) == (301, "/stages/ombudsman/")


@pytest.mark.parametrize("path", ["/_headers", "/_host/nginx-pages.conf"])
def test_what_is_for_hosts_is_not_for_visitors(path: str, served: str) -> None:
    """It tells nothing secret, and still is no page."""
    assert get(served, path)[0] == 404


def test_open_data_is_open_to_other_sites(served: str) -> None:
    """Their scripts may read it."""
    assert get(served, "/data/tree.json")[1]["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/questions/which-plan/",
        "/next-steps/write-to-the-council-today/",
        PAGE,
        "/search/",
        "/letters/section-f-not-delivered/",
        "/easy-read/",
    ],
)
def test_nothing_on_a_page_is_against_the_policy(path: str, browser: Browser, served: str) -> None:
    """Each kind of page loads whole under the headers that nginx sends."""
    with visiting(browser, served, **PHONE, service_workers="allow") as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(path, wait_until="networkidle")
        assert said == []
