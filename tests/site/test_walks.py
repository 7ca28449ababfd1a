"""Walks by tapping: a real browser, a small phone, and no JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from playwright.sync_api import Browser, Page

from build_tools.graph import Graph
from build_tools.project import Project
from tests.site.browsing import DESK, PHONE, tap_answer, visiting

Arrival = tuple[tuple[str, ...], str | None]
"""The answers tapped, and the outcome where they led, if it was one."""

ANSWER_HEIGHT = 56
"""CSS pixels: what a thumb can hit."""


Branches = dict[str, "Branches"]
"""Answer id -> the answers that come after it."""


def branches(routes: Iterable[Sequence[tuple[str, str]]]) -> Branches:
    """Routes as a tree of answers, so that what they share is tapped once."""
    tree: Branches = {}
    for route in routes:
        here = tree
        for _, answer in route:
            here = here.setdefault(answer, {})
    return tree


def tap_through(page: Page, tree: Branches, tapped: tuple[str, ...] = ()) -> Iterator[Arrival]:
    """Tap every branch in turn, going back after each; yields what was tapped and where it led."""
    if not tree:
        yield tapped, page.locator("article").get_attribute("data-outcome")
    for answer, after in tree.items():
        here = page.url
        tap_answer(page, answer)
        yield from tap_through(page, after, (*tapped, answer))
        page.go_back(wait_until="domcontentloaded")
        page.wait_for_url(here, wait_until="domcontentloaded")


def test_a_tapped_walk_reaches_each_outcome(
    browser: Browser, site_address: str, project: Project
) -> None:
    """From the front door by its shortest route, with JavaScript off."""
    routes = Graph(project.tree).shortest_routes()
    assert routes.keys() == project.outcomes.keys()
    with visiting(browser, site_address, java_script_enabled=False, **PHONE) as page:
        page.goto("/")
        ends = dict(tap_through(page, branches(routes.values())))
    assert ends == {
        tuple(answer for _, answer in route): outcome for outcome, route in routes.items()
    }


SMALL_ANSWERS = """([width, height]) => [...document.querySelectorAll('[data-answer]')]
  .map(link => [link, link.getBoundingClientRect(), link.closest('[data-question]')])
  .filter(([, box, list]) => box.height < height || box.width < list.clientWidth)
  .map(([link, box]) => `${width} wide: ${link.innerText} is ${box.width} x ${box.height}`)"""


def test_every_answer_is_big_enough_for_a_thumb(
    browser: Browser, site_address: str, project: Project
) -> None:
    """On every question, on a phone and on a desk, as wide as the column and 56 pixels high."""
    small = []
    with visiting(browser, site_address, java_script_enabled=False) as page:
        for address in ("/", *(f"/questions/{step}/" for step in project.tree.steps)):
            page.goto(address)
            assert page.locator("[data-answer]").count() > 1
            for screen in (PHONE, DESK):
                page.set_viewport_size(screen["viewport"])
                width = screen["viewport"]["width"]
                small += page.evaluate(SMALL_ANSWERS, [width, ANSWER_HEIGHT])
    assert small == []
