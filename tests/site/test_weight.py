"""A page is light enough for an old phone on a bus."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser

from build_tools.graph import Graph
from build_tools.project import Project
from tests.site.browsing import PHONE, tap_answer, visiting
from tests.site.pages import BuiltSite, of_the_project
from tests.site.weighing import OurScripts, Scales

KIB = 1024
FIRST_LOAD = 40 * KIB
NEXT_QUESTION = 10 * KIB


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/questions/{first}/",
        "/next-steps/{outcome}/",
        "/stages/ombudsman/",
        "/letters/section-f-not-delivered/",
        "/rights/",
        "/search/",
        "/no/such/page/",
    ],
)
def test_a_first_load_is_light(
    browser: Browser, site_address: str, project: Project, address: str
) -> None:
    """With everything that the page then asks for, over a line with gzip."""
    with visiting(browser, site_address, **PHONE) as page:
        scales = Scales(page)
        page.goto(of_the_project(address, project), wait_until="networkidle")
        assert KIB < scales.read() <= FIRST_LOAD


def test_each_next_question_is_light(browser: Browser, site_address: str, project: Project) -> None:
    """On the longest of the shortest routes, with what a host lets a browser keep."""
    route = max(Graph(project.tree).shortest_routes().values(), key=len)
    with visiting(browser, site_address, **PHONE) as page:
        scales = Scales(page)
        page.goto("/", wait_until="networkidle")
        scales.read()
        for _, answer in route[:-1]:
            tap_answer(page, answer, "networkidle")
            assert KIB < scales.read() <= NEXT_QUESTION


def test_no_question_is_heavier_than_that(built_site: BuiltSite, project: Project) -> None:
    """Every step's page, gzipped, leaves room for headers."""
    sizes = {
        step: len(gzip.compress(built_site.pages[f"/questions/{step}/"].file.read_bytes()))
        for step in project.tree.steps
    }
    assert max(sizes.values()) <= NEXT_QUESTION - 512


def test_our_scripts_are_few(built_site: BuiltSite) -> None:
    """All of them together, and on any one page with everything opened on it."""
    scripts = OurScripts(built_site.folder)
    assert scripts.in_all() <= 24 * KIB
    assert max(scripts.on(page.file) for page in built_site.pages.values()) <= 12 * KIB


def test_a_page_loads_only_the_scripts_it_asks_for(built_site: BuiltSite) -> None:
    """A page to read has the fewest, one with tools has its own, and none has them all."""
    scripts = OurScripts(built_site.folder)
    weights = {address: scripts.on(page.file) for address, page in built_site.pages.items()}
    assert 0 < weights["/rights/"] < weights["/"] < weights["/record/"]
    assert max(weights.values()) < scripts.in_all()
