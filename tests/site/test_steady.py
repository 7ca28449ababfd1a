"""Nothing on a page moves once it can be read: a finger on its way lands where it was aimed."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser, Route

from build_tools.project import Project
from tests.site.browsing import PHONE, visiting
from tests.site.pages import of_the_project

LATE = 0.3
"""Seconds that our modules take on a slow line, so that the page is painted before they come."""

NOTE_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(shift => shifts.push(
  `${shift.value}: ${shift.sources.map(moved => moved.node?.nodeName).join(', ')}`
))).observe({type: 'layout-shift', buffered: true});
"""


def come_late(route: Route) -> None:
    """A module or stylesheet, after a while."""
    time.sleep(LATE)
    route.continue_()


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/questions/{first}/",
        "/next-steps/{outcome}/",
        "/stages/ombudsman/",
        "/letters/section-f-not-delivered/",
        "/help/dates/",
        "/record/",
        "/helper/",
        "/search/",
    ],
)
def test_nothing_moves(browser: Browser, site_address: str, project: Project, address: str) -> None:
    """Tools that scripts show have their place, at its full height, from the start."""
    with visiting(browser, site_address, **PHONE) as page:
        page.add_init_script(NOTE_SHIFTS)
        page.route("**/assets/**", come_late)
        page.goto(of_the_project(address, project), wait_until="networkidle")
        assert page.evaluate("shifts") == []
