"""WCAG 2.2 AA everywhere, and what we promise of AAA: machines find nothing on any page."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from build_tools.graph import Graph
from build_tools.project import Project
from tests.site.browsing import DESK, PHONE, visiting
from tests.site.building import ROOT
from tests.site.pages import BuiltSite

AXE = ROOT / "node_modules/axe-core/axe.min.js"
HTML_VALIDATE = ROOT / "node_modules/.bin/html-validate"

RUN_AXE = """async wanted => {
  const names = wanted || axe.getRules().map(rule => rule.ruleId);
  const rules = Object.fromEntries(names.map(name => [name, {enabled: true}]));
  const runOnly = {type: 'rule', values: names};
  const {violations} = await axe.run(document, {rules, runOnly, resultTypes: ['violations']});
  return violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
}"""
"""Every rule that axe has, those of AAA and those that are experiments too; or those wanted."""

OF_LOOKS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block", "target-size"]
"""The rules whose answer can change with the colours or the width of the screen."""


def looks(page: Page) -> Iterator[str]:
    """A phone and a desk, each in light and in dark, without loading the page again."""
    for screen in (PHONE, DESK):
        page.set_viewport_size(screen["viewport"])
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            yield f"{screen['viewport']['width']} {scheme}"


@pytest.mark.timeout(1200)
def test_axe_finds_nothing_on_any_page(
    browser: Browser, site_address: str, built_site: BuiltSite
) -> None:
    """No violation of any impact: all rules once, those of colour and size in every look."""
    script = AXE.read_text("utf-8")
    found = []
    with visiting(browser, site_address, reduced_motion="reduce") as page:
        for address in built_site.pages:
            page.goto(address)
            page.evaluate(script)
            for number, look in enumerate(looks(page)):
                problems = page.evaluate(RUN_AXE, OF_LOOKS if number else None)
                found += [f"{address} ({look}) {problem}" for problem in problems]
    assert found == []


def test_axe_would_find_a_fault(browser: Browser, site_address: str) -> None:
    """The test above can fail: grey on grey and a picture without words are reported."""
    with visiting(browser, site_address) as page:
        page.goto("/")
        page.evaluate(AXE.read_text("utf-8"))
        page.evaluate("document.querySelector('h1').style.color = '#999'")
        page.evaluate("document.querySelector('main').append(document.createElement('img'))")
        problems = {problem.partition(":")[0] for problem in page.evaluate(RUN_AXE)}
        assert problems >= {"color-contrast", "image-alt"}


def html_faults(folder: Path) -> list[str]:
    """What html-validate says of every page under a folder."""
    with tempfile.TemporaryDirectory() as place:
        # Into a file: what it writes to a pipe is cut off where it is long.
        listed = Path(place, "faults.json")
        config = ["--config", ROOT / ".htmlvalidate.json", "--formatter", f"json={listed}"]
        subprocess.run([HTML_VALIDATE, *config, folder], capture_output=True)
        pages = json.loads(listed.read_text("utf-8"))
    return [
        f"{Path(page['filePath']).relative_to(folder)}:{fault['line']} {fault['message']}"
        for page in pages
        for fault in page["messages"]
    ]


def test_every_page_is_valid_html(site_folder: Path) -> None:
    """html-validate finds nothing on any page."""
    assert html_faults(site_folder) == []


def test_a_fault_in_html_would_be_found(tmp_path: Path) -> None:
    """The test above can fail."""
    (tmp_path / "a.html").write_text("<!doctype html><p id='a'><p id='a'></b>", "utf-8")
    assert len(html_faults(tmp_path)) > 1


SMALL_TARGETS = """() => {
  const text = node => [...node.childNodes].map(child => child.nodeType === 3 ? child.data
    : child.nodeType !== 1 || child.matches('a, sup, button, ul, ol') ? '' : text(child)).join('');
  const inText = link => {
    const block = link.closest('p, li, td, dd, summary, blockquote, h2, h3');
    return block && /\\\\w/.test(text(block));
  };
  return [...document.querySelectorAll('a[href], button, summary, input, select, textarea')]
    .filter(it => it.checkVisibility({visibilityProperty: true}) && !it.matches('.skip'))
    .filter(it => !it.closest('.cite') && !(it.matches('a') && inText(it)))
    .map(it => [it, it.getBoundingClientRect()])
    .filter(([, box]) => box.width && (Math.round(box.height) < 44 || Math.round(box.width) < 24))
    .map(([it, box]) => `${it.outerHTML.slice(0, 90)}: ${box.width} x ${box.height}`);
}""".replace("\\\\w", "\\w")
"""Targets less than 44 pixels high, but links within words (WCAG 2.5.5 excepts them)."""


def test_what_is_pressed_is_as_high_as_a_thumb(
    browser: Browser, site_address: str, built_site: BuiltSite
) -> None:
    """On every page of a phone, 44 pixels high and never narrower than 24."""
    small = []
    with visiting(browser, site_address, java_script_enabled=False, **PHONE) as page:
        for address in built_site.pages:
            page.goto(address)
            small += [f"{address} {one}" for one in page.evaluate(SMALL_TARGETS)]
    assert small == []


def kinds_of_page(project: Project) -> list[str]:
    """One address of each kind."""
    outcome = max(project.outcomes.values(), key=lambda page: len(page.body)).id
    step = max(project.tree.steps.values(), key=lambda step: len(step.go)).id
    return [
        "/",
        f"/questions/{step}/",
        f"/next-steps/{outcome}/",
        "/stages/ombudsman/",
        "/letters/section-f-not-delivered/",
        "/rights/",
        "/help/deadline/",
        "/help/organisations/",
        "/sources/",
        "/about/cases/",
        "/easy-read/",
        "/search/",
        "/record/",
        "/sheets/discrimination/",
        "/404.html",
    ]


TOO_WIDE = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }"""


def too_wide(page: Page) -> list[str]:
    """How a page, as it stands now, is wider than a screen of 320 pixels."""
    wide = page.evaluate(TOO_WIDE)
    return [f"{page.url} by {wide}"] if wide > 0 else []


def test_nothing_scrolls_sideways(browser: Browser, site_address: str, project: Project) -> None:
    """At 320 pixels, which is 400% zoom of 1280; spaced out (1.4.12); at 300% text."""
    wide = []
    screen = {"viewport": {"width": 320, "height": 256}}
    with visiting(browser, site_address, bypass_csp=True, **screen) as page:
        for address in kinds_of_page(project):
            page.goto(address)
            wide += too_wide(page)
            page.add_style_tag(content=SPACED)
            wide += [f"spaced: {one}" for one in too_wide(page)]
    with visiting(browser, site_address, bypass_csp=True, **DESK) as page:
        for address in kinds_of_page(project):
            page.goto(address)
            page.add_style_tag(content="html { font-size: 300% !important }")
            wide += [f"300%: {one}" for one in too_wide(page)]
    assert wide == []


WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_WORDS = """word => {
  const places = 'h1, h2, h3, p, li, a, td, th, strong, summary, label, legend, button, option';
  for (const it of document.querySelectorAll(places)) {
    const last = [...it.childNodes].reverse().find(node => node.nodeType === 3 && node.data.trim());
    if (last && !it.closest('.cite')) last.data += ` ${word}`;
  }
  for (const it of document.querySelectorAll('details')) it.open = true;
}"""
RIGHT_TO_LEFT = "() => { document.documentElement.dir = 'rtl' }"


def test_long_words_and_other_scripts_break_no_layout(
    browser: Browser, site_address: str, project: Project
) -> None:
    """At 320 pixels: from right to left, as a translation may be, then with long words too."""
    wide = []
    with visiting(browser, site_address, viewport={"width": 320, "height": 256}) as page:
        for address in kinds_of_page(project):
            page.goto(address)
            page.evaluate(RIGHT_TO_LEFT)
            wide += [f"right to left: {one}" for one in too_wide(page)]
            page.evaluate(LONG_WORDS, WORD)
            wide += [f"and long words: {one}" for one in too_wide(page)]
    assert wide == []


FOCUSED = """() => { const it = document.activeElement, style = getComputedStyle(it);
  return [it.dataset.answer || it.textContent.trim(), it.matches(':focus-visible'),
    parseFloat(style.outlineWidth), it.getBoundingClientRect().width] }"""


def walk_by_keyboard(page: Page, route: list[str]) -> str | None:
    """From the front door to an outcome with Tab and Enter alone; focus is seen at each stop."""
    page.goto("/")
    for answer in route:
        here = page.url.partition("#")[0]
        for _ in range(60):
            page.keyboard.press("Tab")
            name, seen, outline, width = page.evaluate(FOCUSED)
            assert seen, name
            assert outline >= 2 and width > 0, name  # noqa: PT018
            if name == answer:
                break
        page.keyboard.press("Enter")
        page.wait_for_url(lambda now: now.partition("#")[0] != here)  # noqa: B023
    return page.locator("article").get_attribute("data-outcome")


@pytest.mark.parametrize("colours", ["none", "active"])
def test_a_walk_by_keyboard_alone(
    browser: Browser, site_address: str, project: Project, colours: str
) -> None:
    """In the site's own colours, and in those that a system forces on it."""
    outcome, route = max(Graph(project.tree).shortest_routes().items(), key=lambda it: len(it[1]))
    with visiting(browser, site_address, forced_colors=colours, **DESK) as page:
        assert walk_by_keyboard(page, [answer for _, answer in route]) == outcome


def test_the_first_tab_leads_past_the_menu(browser: Browser, site_address: str) -> None:
    """The skip link comes first, shows when it has focus, and leads to the page."""
    with visiting(browser, site_address, **DESK) as page:
        page.goto("/stages/ombudsman/")
        page.keyboard.press("Tab")
        skip = page.locator(".skip")
        assert skip.evaluate("it => it === document.activeElement")
        box = skip.bounding_box()
        assert box
        assert box["x"] >= 0
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")


HELP = ["A child is not safe", "I have a deadline", "Not in England?", "People who help, free"]


def test_help_stands_in_the_same_place_on_every_page(built_site: BuiltSite) -> None:
    """The same four doors, in the same order, after the page itself (WCAG 3.2.6)."""
    shown = {
        page.address: page.document.xpath("//main/following::footer//nav//a/text()")
        for page in built_site.pages.values()
        if not page.address.startswith(("/embed/", "/sheets/"))  # a frame, and a sheet of paper
    }
    assert {address: found for address, found in shown.items() if found[:4] != HELP} == {}


def test_every_link_says_where_it_leads(built_site: BuiltSite) -> None:
    """By its words alone (WCAG 2.4.9): none says only "here" or "more"; citations have a name."""
    vague = re.compile(r"(click |read |see |find out )?(here|more|this|link|page|\d+)\.?", re.I)
    found = [
        (page.address, link.get("href"))
        for page in built_site.pages.values()
        for link in page.document.xpath("//a[@href]")
        if vague.fullmatch(" ".join((link.get("aria-label") or link.text_content()).split()))
        or not (link.get("aria-label") or link.text_content()).strip()
    ]
    assert found == []
