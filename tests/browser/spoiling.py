"""What goes wrong on a parent's phone, for the tests: storage refused or full, no engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Error, Page, Route

ENGINE = "**/assets/engine/**"

REFUSED = """
  for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, {
      get() { throw new DOMException("no", "SecurityError"); },
    });
"""
"""Run before a page's own scripts, it refuses every storage."""

FULL = """storage => { for (let size = 1 << 22, n = 0; size >= 1;)
  try { storage.setItem(n++, "x".repeat(size)); } catch { size = size >> 1; } }"""
"""Fills a storage to its last letter."""


def fill(page: Page, storage: str) -> None:
    """Fill `localStorage` or `sessionStorage` of the site that the page shows."""
    page.evaluate(f"({FULL})({storage})")


@contextmanager
def engine_files(page: Page, answer: Callable[[Route], None]) -> Iterator[list[str]]:
    """Meanwhile each file of the engine is answered by `answer`; gives the addresses asked for."""
    asked: list[str] = []
    waiting: list[Route] = []

    def handle(route: Route) -> None:
        asked.append(route.request.url)
        waiting.append(route)
        answer(route)

    page.context.route(ENGINE, handle)
    try:
        yield asked
    finally:
        page.context.unroute(ENGINE, handle)
        if answer is never:
            for route in waiting:
                with suppress(Error):  # the page has given up on it
                    route.abort()


def missing(route: Route) -> None:
    """The file does not come."""
    route.abort()


def never(route: Route) -> None:
    """The file is for ever on its way."""


def broken(route: Route) -> None:
    """The library comes with other content than the build made; the rest as it is."""
    if "/python-" in route.request.url:
        route.fulfill(body=b"\0asm\x01\0\0\0rubbish", content_type="application/wasm")
    else:
        route.continue_()
