"""Pages without a connection: a real service worker, and a server that goes away."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from build_tools.finish.compress import smaller
from build_tools.finish.offline import FOLDER, MOST, PLACE
from tests.browser.tapping import COUNCIL_SAID_NOTHING, path, tap, trail
from tests.site.browsing import PHONE, visiting
from tests.site.building import ROOT
from tests.site.serving import serving

OUTCOME = "/next-steps/ask-for-stage-2-because-late/"
STAGE = "/stages/ombudsman/"


class Line:
    """A site with a line to it, which can be cut, and a parent's page."""

    def __init__(self, site: Path, browser: Browser) -> None:
        self.site = site
        self.server = ExitStack()
        address = self.server.enter_context(serving(site))
        self.browser = ExitStack()
        visit = visiting(browser, address, **PHONE, service_workers="allow")
        self.page: Page = self.browser.enter_context(visit)

    def cut(self) -> None:
        """From now on nothing answers, not even on a line that is open already."""
        self.page.context.set_offline(True)
        self.server.close()

    def visit(self, address: str) -> None:
        """Open a page, and wait until the worker is there and has done its work."""
        self.page.goto(address)
        self.wait_for("() => navigator.serviceWorker.controller !== null")

    def names(self) -> list[str]:
        """The caches there are."""
        return list(self.page.evaluate("caches.keys()"))

    def kept(self) -> list[str]:
        """The addresses that any cache holds, without the host."""
        found = self.page.evaluate(
            "caches.keys().then(names => Promise.all(names.map(name => caches.open(name)"
            ".then(cache => cache.keys()))))"
            ".then(all => all.flat().map(request => new URL(request.url).pathname))"
        )
        return sorted(found)

    def wait_for(self, condition: str, given: Any = None) -> None:
        """Until a piece of JavaScript gives something. The page's policy forbids the usual way."""
        for _ in range(600):
            if self.page.evaluate(condition, given):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"never came: {condition}")


@pytest.fixture
def line(browser: Browser, site_folder: Path, tmp_path: Path) -> Iterator[Line]:
    """A copy of the site of its own, so that a test may change it."""
    site = tmp_path / "site"
    shutil.copytree(site_folder, site, copy_function=lambda a, b: Path(b).hardlink_to(a))
    opened = Line(site, browser)
    try:
        yield opened
    finally:
        opened.browser.close()
        opened.server.close()


def replace(path: Path, *changes: tuple[str, str]) -> None:
    """Change a file of the copy, and not the one it is linked with."""
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.unlink()
    path.write_text(text, "utf-8")


def pack_of(site: Path) -> Path:
    """The pack's file."""
    (found,) = (site / FOLDER).glob("*.json")
    return found


def new_version(site: Path, lost: bool = False) -> None:
    """Another version of the site, that calls itself otherwise; its pack may be lost."""
    pack = pack_of(site)
    data = json.loads(pack.read_bytes())
    data["lines"] = [line.replace("Plan Not Followed", "New Version") for line in data["lines"]]
    if not lost:
        (site / FOLDER / "pack.00000000.json").write_text(json.dumps(data), "utf-8")
    worker = (site / PLACE).read_text("utf-8")
    version = re.search(r"pages\.([0-9a-f]{8})", worker)
    assert version
    replace(site / PLACE, (pack.name, "pack.00000000.json"), (version[1], "00000000"))


def test_the_questions_and_the_letter_work_without_a_line(line: Line) -> None:
    """After one visit to the front door, by tapping, with the answers kept."""
    line.visit("/")
    line.cut()
    tap(line.page, *COUNCIL_SAID_NOTHING, "stage-1-late")
    assert path(line.page) == OUTCOME
    assert len(trail(line.page)) == len(COUNCIL_SAID_NOTHING) + 1
    line.page.locator("a[data-letter]").first.tap()
    line.page.wait_for_url("**/letters/**")
    assert line.page.get_by_role("heading", name="The letter").is_visible()


def test_a_visited_page_can_be_read_again(line: Line) -> None:
    """One that was not visited says so, and what there is instead."""
    line.visit("/")
    line.page.goto(STAGE)
    line.wait_for("address => caches.match(address).then(Boolean)", STAGE)
    line.cut()
    line.page.goto(STAGE)
    assert line.page.locator("h1").inner_text() != "You are offline"
    line.page.goto("/stages/tribunal/")
    assert line.page.locator("h1").inner_text() == "You are offline"
    line.page.get_by_role("link", name="Go to the first question").tap()
    line.page.wait_for_selector("[data-answer]")


def test_the_page_of_the_first_visit_is_kept_too(line: Line) -> None:
    """Though the worker came after it."""
    line.visit(STAGE)
    line.cut()
    line.page.reload()
    assert line.page.locator("h1").inner_text() != "You are offline"


def test_an_update_comes_whole(line: Line) -> None:
    """Once all of the new version is there, the old one goes, with what was visited of it."""
    line.visit(STAGE)
    line.wait_for("address => caches.match(address).then(Boolean)", STAGE)
    new_version(line.site)
    replace(line.site / STAGE.strip("/") / "index.html", ("Plan Not Followed", "New Version"))
    line.page.evaluate("navigator.serviceWorker.ready.then(found => found.update())")
    line.wait_for(
        "() => caches.keys().then(all => all.join().includes('pages.00000000') && all.length === 2)"
    )
    line.cut()
    for address in ("/questions/what-is-wrong/", STAGE):
        line.page.goto(address)
        assert (address, line.page.locator("header .name b").inner_text()) == (
            address,
            "New Version",
        )


def test_half_an_update_changes_nothing(line: Line) -> None:
    """Where the new pack does not come, the old version stays whole."""
    line.visit("/")
    before = line.names()
    new_version(line.site, lost=True)
    failed = line.page.evaluate(
        """async () => {
          const found = await navigator.serviceWorker.ready;
          const gone = (worker) => new Promise((done) =>
            worker.addEventListener("statechange", () => worker.state === "redundant" && done()));
          const coming = new Promise((done) =>
            found.addEventListener("updatefound", () => gone(found.installing).then(done)));
          await found.update();
          await coming;
          return true;
        }"""
    )
    assert failed
    assert line.names() == before
    line.cut()
    line.page.goto("/questions/what-is-wrong/")
    assert line.page.locator("header .name b").inner_text() == "Plan Not Followed"


def test_a_phone_that_saves_data_gets_no_pack(line: Line) -> None:
    """Only what it visits is kept."""
    saving = 'Object.defineProperty(navigator, "connection", { value: { saveData: true } });\n'
    worker = line.site / PLACE
    text = worker.read_text("utf-8")
    worker.unlink()
    worker.write_text(saving + text, "utf-8")
    line.visit("/")
    line.page.goto(STAGE)
    line.wait_for("address => caches.match(address).then(Boolean)", STAGE)
    assert not any("/offline/" in address for address in line.kept())
    line.cut()
    line.page.reload()
    assert line.page.locator("h1").inner_text() != "You are offline"


def test_a_spoilt_pack_harms_nothing(line: Line) -> None:
    """With a line, pages come from the host; without one, the page says what is the matter."""
    line.visit("/")
    line.page.evaluate(
        """address => caches.keys().then(names => caches.open(names.find(n => n.includes("pages")))
          .then(cache => cache.put(address, new Response("{"))))""",
        f"/{FOLDER}/{pack_of(line.site).name}",
    )
    session = line.page.context.new_cdp_session(line.page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")  # it may hold what it had unpacked
    line.page.goto("/questions/what-is-wrong/")
    assert line.page.locator("[data-answer]").count()
    line.cut()
    line.page.goto("/questions/told-about-part/")
    assert line.page.locator("h1").inner_text() == "You are offline"


def test_clear_everything_takes_the_pages_too(line: Line) -> None:
    """Which would tell the way that a parent went."""
    line.visit("/")
    tap(line.page, *COUNCIL_SAID_NOTHING)
    line.page.goto(STAGE)
    line.wait_for("address => caches.match(address).then(Boolean)", STAGE)
    line.page.go_back()
    line.page.get_by_role("button", name="Clear everything").tap()
    line.page.wait_for_url(lambda address: address.split("/", 3)[3] == "")
    assert STAGE not in line.kept()


def test_the_pack_stays_light(site_folder: Path) -> None:
    """With the files that its pages need, as a host sends them."""
    pack = pack_of(site_folder)
    assets = {name.partition("?")[0] for name in json.loads(pack.read_bytes())["assets"]}
    contents = [path.read_bytes() for path in (pack, *(site_folder / name for name in assets))]
    assert sum(len(smaller(ROOT, content)[".gz"]) for content in contents) <= MOST
