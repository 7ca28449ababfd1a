"""A real browser for the tests: Chromium, wherever it is, with nothing of its own to say."""

from __future__ import annotations

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal, NoReturn

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Until = Literal["commit", "domcontentloaded", "load", "networkidle"]

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
"""The screen of a small, old phone."""
DESK = {"viewport": {"width": 1280, "height": 800}}


@cache
def playwright() -> Playwright:
    """Playwright, started once: a process cannot have a second one beside it."""
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium: the system's if there is one, else Playwright's own. Skips without either."""
    browser = playwright().chromium.launch(executable_path=chromium_program(), args=list(QUIET))
    try:
        yield browser
    finally:
        browser.close()


def chromium_program() -> str:
    """Where Chromium is."""
    own = playwright().chromium.executable_path
    names = ("chromium", "chromium-browser")
    found = next(filter(None, map(shutil.which, names)), own if Path(own).exists() else None)
    if not found:
        _missing("Chromium is not installed: make test installs it.")
    return found


def _missing(what: str) -> NoReturn:
    """A volunteer may lack a tool; the server that decides what lands may not."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


class Visit:
    """One visitor: an own context, with a note of every address the browser asked for."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        # Without a service worker, unless a test is about it: what it fetches no test could spoil.
        options = {"service_workers": "block", **options}
        self.context = browser.new_context(base_url=address, **options)
        self.address = address
        self.asked: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))

    @property
    def elsewhere(self) -> list[str]:
        """What was asked of any host but the site's own."""
        own = (self.address, "data:", "blob:", "about:")
        return [address for address in self.asked if not address.startswith(own)]


@contextmanager
def visiting(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page in a context of its own; fails if anything was asked of another host."""
    visit = Visit(browser, address, **options)
    try:
        yield visit.context.new_page()
        assert visit.elsewhere == []
    finally:
        visit.context.close()


def tap_answer(page: Page, answer: str, until: Until = "domcontentloaded") -> None:
    """Tap an answer of the question on the page, and wait for the page where it leads."""
    here = page.url.partition("#")[0]
    page.locator(f'[data-question] [data-answer="{answer}"]').tap()
    page.wait_for_url(lambda address: address.partition("#")[0] != here, wait_until=until)
