"""Pages in other sites' frames, in a host page that allows as little as it can."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools.finish.embeds import KINDS
from tests.site.nginx import nginx
from tests.site.pages import BuiltSite


@pytest.fixture(scope="module")
def served(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site as nginx serves it, with its headers."""
    with nginx(site_folder, tmp_path_factory.mktemp("nginx")) as address:
        yield address


@contextmanager
def host(body: str, policy: str = "", **headers: str) -> Iterator[str]:
    """Another site, with one page."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy or "default-src *")
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Host</title>{body}".encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        # Another name for this machine, so that it is another site.
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def frame_of(address: str) -> str:
    """A frame with nothing but its size."""
    return f'<iframe src="{address}" title="Plan Not Followed" height="700" width="360"></iframe>'


@pytest.fixture(scope="module")
def pasted(built_site: BuiltSite, served: str) -> tuple[str, str]:
    """What a charity copies from our page: the frame, and the script that fits it."""
    page = built_site.pages["/about/link-to-us/"].document
    frame, script = (code.text_content() for code in page.xpath("//article//pre/code"))
    return frame.replace("SITE", served), script


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(address)
        yield page
    finally:
        context.close()


def test_every_page_of_these_kinds_can_be_framed(built_site: BuiltSite) -> None:
    """At /embed/<kind>/<id>/, with the same answers."""
    for address, page in built_site.pages.items():
        parts = address.strip("/").split("/")
        if parts[0] in KINDS and len(parts) == 2 and page.document.xpath("//article"):
            framed = built_site.pages[f"/embed{address}"]
            assert framed.questions == page.questions, address
            assert framed.outcome == page.outcome


def test_nothing_in_a_frame_asks_for_a_tool(built_site: BuiltSite) -> None:
    """What runs on the page itself, such as the counting of days, stays out of its copy."""
    asking = {
        address: page.document.xpath("boolean(//*[@data-module])")
        for address, page in built_site.pages.items()
    }
    embeds = [address for address in asking if address.startswith("/embed/")]
    assert embeds
    assert not [address for address in embeds if asking[address]]
    assert any(asking[address.removeprefix("/embed")] for address in embeds)


def test_links_of_embeds_lead_where_those_of_the_page_do(built_site: BuiltSite) -> None:
    """None is broken by the deeper folder."""
    broken = [
        f"{address} {link}"
        for address, page in built_site.pages.items()
        if address.startswith("/embed/")
        for link in page.links
        if link.startswith("http://site.invalid")
        and not built_site.has(link.removeprefix("http://site.invalid").partition("#")[0])
    ]
    assert broken == []


def test_a_strict_host_page_can_show_it(browser: Browser, served: str) -> None:
    """One that runs no scripts, allows one frame source and isolates itself."""
    policy = f"default-src 'none'; frame-src {served}"
    body = frame_of(f"{served}/embed/questions/which-plan/")
    isolated = {"Cross_Origin_Embedder_Policy": "require-corp"}
    with host(body, policy, **isolated) as address, opened(browser, address) as page:
        answers = page.frame_locator("iframe").locator("[data-answer]")
        expect(answers.first).to_be_visible()


def test_what_we_offer_to_paste_is_large_enough_in_a_strict_host_page(
    browser: Browser, served: str, pasted: tuple[str, str]
) -> None:
    """One that allows no style either: as wide as the page, and 700 pixels high."""
    policy = f"default-src 'none'; frame-src {served}"
    with host(pasted[0], policy) as address, opened(browser, address) as page:
        box = page.locator("iframe").bounding_box()
        assert box is not None
        assert box["height"] >= 700
        assert box["width"] > page.evaluate("document.documentElement.clientWidth") - 40
        expect(page.frame_locator("iframe").locator("[data-answer]").first).to_be_visible()


def test_only_embeds_may_be_framed(browser: Browser, served: str) -> None:
    """A page with tools stays out of frames, where it could be drawn over."""
    body = frame_of(f"{served}/questions/which-plan/")
    with host(body) as address, opened(browser, address) as page:
        page.wait_for_timeout(500)
        assert page.frame_locator("iframe").locator("[data-answer]").count() == 0


def test_an_answer_opens_a_page_that_the_host_cannot_reach(browser: Browser, served: str) -> None:
    """It goes along in the link; the host page stays, and has no handle on the new one."""
    body = frame_of(f"{served}/embed/questions/which-plan/")
    with host(body) as address, opened(browser, address) as page:
        with page.context.expect_page() as new:
            page.frame_locator("iframe").locator("[data-answer='final-plan']").click()
        parent = new.value
        parent.wait_for_load_state()
        assert page.url == address
        assert parent.evaluate("window.opener") is None
        assert parent.evaluate("document.referrer") == ""
        assert "which-plan.final-plan" in parent.url


def test_a_host_cannot_put_answers_into_it(browser: Browser, served: str) -> None:
    """What it writes behind the address is not read, and what it sends is not heard."""
    steered = f"{served}/embed/questions/which-plan/#a=which-plan.not-england"
    script = "<script>onload=()=>frames[0].postMessage({a:'which-plan.not-england'},'*')</script>"
    loose = "default-src * 'unsafe-inline'"
    with host(frame_of(steered) + script, loose) as address, opened(browser, address) as page:
        links = page.frame_locator("iframe").locator("[data-answer]")
        expect(links.first).to_be_visible()
        targets = links.evaluate_all("all => all.map(a => a.hash)")
        assert sum("not-england" in target for target in targets) == 1


def test_it_sets_nothing_and_asks_nobody_else(browser: Browser, served: str) -> None:
    """No cookie, nothing stored, no request to another host."""
    with host(frame_of(f"{served}/embed/stages/ombudsman/")) as address:
        context = browser.new_context()
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        assert context.storage_state() == {"cookies": [], "origins": []}
        assert all(url.startswith((served, address, "data:")) for url in asked)
        context.close()


def test_the_optional_script_fits_the_height(
    browser: Browser, served: str, pasted: tuple[str, str]
) -> None:
    """The one that our page offers: no bar to scroll inside the page."""
    loose = "default-src * 'unsafe-inline'"
    body = frame_of(f"{served}/embed/stages/ombudsman/") + pasted[1]
    with host(body, loose) as address, opened(browser, address) as page:
        page.wait_for_function("document.querySelector('iframe').offsetHeight > 1500")
        high = page.frames[1].evaluate("document.documentElement.scrollHeight")
        assert abs(page.evaluate("document.querySelector('iframe').clientHeight") - high) <= 4
