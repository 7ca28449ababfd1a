"""The first screen of a small phone, and the page for addresses that are not here."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from build_tools.project import Project
from tests.site.browsing import PHONE, visiting

SCREEN = PHONE["viewport"]["height"]


def wholly_on_screen(page: Page, selector: str) -> list[str]:
    """The words of the elements that show in full before anything is scrolled."""
    found = page.locator(selector).all()
    boxes = ((element, element.bounding_box()) for element in found if element.is_visible())
    return [
        element.inner_text()
        for element, box in boxes
        if box and box["y"] >= 0 and box["y"] + box["height"] <= SCREEN
    ]


def test_the_first_screen_says_what_this_is_and_asks(browser: Browser, site_address: str) -> None:
    """On 360 x 640: the heading, a line of what you get, and three answers of the question."""
    with visiting(browser, site_address, java_script_enabled=False, **PHONE) as page:
        page.goto("/")
        assert len(wholly_on_screen(page, "h1")) == 1
        assert len(wholly_on_screen(page, "h1 + p")) == 1
        assert len(wholly_on_screen(page, "[data-question] [data-answer]")) >= 3


def test_nothing_lies_over_the_first_screen(browser: Browser, site_address: str) -> None:
    """No banner, no dialog: nothing is fixed or sticky in front of the page."""
    with visiting(browser, site_address, **PHONE) as page:
        page.goto("/")
        assert page.evaluate(IN_THE_WAY) == []


IN_THE_WAY = """() => [...document.querySelectorAll('body *')].filter(element => {
  const style = getComputedStyle(element);
  return ['fixed', 'sticky'].includes(style.position) && style.display !== 'none';
}).map(element => element.outerHTML.slice(0, 80))"""


def test_an_unknown_address_offers_the_first_question(
    browser: Browser, site_address: str, project: Project
) -> None:
    """However deep the address was, the page answers 404, looks right, and leads to the start."""
    with visiting(browser, site_address, java_script_enabled=False, **PHONE) as page:
        answer = page.goto("/questions/this-step/was/removed/")
        assert answer
        assert answer.status == 404
        assert page.locator("h1").inner_text() == "This page is not here"
        assert page.locator("body").evaluate("it => getComputedStyle(it).margin") == "0px"
        page.get_by_role("link", name="Start from the first question").tap()
        question = page.locator("[data-question]").get_attribute("data-question")
        assert question == project.tree.question_at(project.tree.first).id
