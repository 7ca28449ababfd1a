"""The same journeys in WebKit, the engine of Safari: taps by the browser's own driver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from decision_tree.days import in_full
from tests.browser.tapping import COUNCIL_SAID_NOTHING
from tests.decision_tree.limits import counted
from tests.engine.browsers import webkit

LONGEST = 60
"""Seconds that anything may take: this machine may be busy."""

FIELD = """
  const labels = [...document.querySelectorAll(".tool label")];
  return labels.find((label) => label.textContent === arguments[0])?.htmlFor;
"""
"""The id of the field with this label, in one go: rows of a table are drawn again meanwhile."""

OUTCOME = "/next-steps/ask-for-stage-2-because-late/"


class Parent:
    """A parent with Safari's engine: looks, taps and types."""

    def __init__(self, driver: Any, site: str) -> None:
        self.driver, self.site = driver, site

    def open(self, path: str) -> None:
        """Type an address."""
        self.driver.get(f"{self.site}{path}")

    def wait(self, until: Callable[[], Any]) -> Any:
        """What `until` gives, once it gives something."""
        return WebDriverWait(self.driver, LONGEST, 0.1).until(lambda _: until())

    def see(self, selector: str) -> WebElement:
        """The first element there, once it is."""

        def found() -> WebElement | None:
            elements = self.driver.find_elements(By.CSS_SELECTOR, selector)
            return next((element for element in elements if element.is_displayed()), None)

        return self.wait(found)  # type: ignore[no-any-return]

    def tap(self, selector: str) -> None:
        """Tap what is there, once it is."""
        self.see(selector).click()

    def answer(self, *answers: str) -> None:
        """Tap one answer after the other, each where the page before led."""
        for answer in answers:
            before = self.driver.current_url
            self.tap(f'[data-answer="{answer}"]')
            self.wait(lambda before=before: self.driver.current_url != before)
            self.see(".so-far")

    @property
    def path(self) -> str:
        """Where the page is, without the host and the answers."""
        return str(self.driver.execute_script("return location.pathname"))

    def trail(self) -> list[str]:
        """What "Your answers so far" says was answered, in order."""
        self.see(".so-far")
        return [each.text for each in self.driver.find_elements(By.CSS_SELECTOR, ".so-far li b")]


@pytest.fixture(scope="module")
def opened(site_address: str) -> Iterator[Parent]:
    """One browser for all: WebKit takes seconds to start."""
    with webkit() as browser:
        yield Parent(browser.driver, site_address)  # type: ignore[attr-defined]


@pytest.fixture
def parent(opened: Parent) -> Parent:
    """The same, with nothing kept from the test before."""
    opened.open("/about/")
    opened.driver.execute_script("sessionStorage.clear(); localStorage.clear()")
    return opened


def test_answers_lead_and_outlive_a_reload(parent: Parent) -> None:
    """From the front door to an outcome, with a reload in the middle and the way back."""
    parent.open("/")
    parent.answer(*COUNCIL_SAID_NOTHING)
    parent.driver.refresh()
    before = parent.trail()
    assert len(before) == len(COUNCIL_SAID_NOTHING)
    parent.answer("stage-1-late")
    assert (parent.path, parent.trail()[:4]) == (OUTCOME, before)
    parent.driver.back()
    parent.see(".chosen")
    assert parent.path == "/questions/complaint-about-part/"


def test_kept_answers_are_there_in_a_new_tab_until_cleared(parent: Parent) -> None:
    """A new tab knows only what the device holds; "Clear everything" empties it."""
    parent.open("/")
    parent.answer(*COUNCIL_SAID_NOTHING)
    parent.tap(".keeping button")
    parent.wait(lambda: parent.driver.execute_script("return localStorage.length"))
    parent.driver.execute_script("sessionStorage.clear()")
    parent.open("/")
    parent.tap(".notice .choices a")
    parent.wait(lambda: parent.path == "/questions/complaint-about-part/")
    assert len(parent.trail()) == len(COUNCIL_SAID_NOTHING)
    parent.tap(".keeping .choices button:last-child")
    parent.wait(lambda: parent.path == "/")
    assert parent.driver.execute_script("return localStorage.length") == 0


def test_a_day_is_counted_as_python_counts_it_here(parent: Parent) -> None:
    """The engine starts at a tap; after a reload the day stands there and is counted again."""
    sent = date.today() - timedelta(days=10)
    last = counted("stage-1-answer", sent).day
    assert last
    parent.open(OUTCOME)
    parent.tap("details.count > summary")
    field = parent.see('form.tool [name="council-complaint"]')
    field.send_keys(f"{sent.day}/{sent.month}/{sent.year}")
    parent.tap("form.tool .go-on")
    shown = '[data-deadline="stage-1-answer"] .counted b'
    assert parent.see(shown).text == f"{in_full(last)}."
    parent.driver.refresh()
    parent.tap("details.count > summary")
    assert parent.see(shown).text == f"{in_full(last)}."


def test_a_letter_is_filled_in_and_outlives_a_reload(parent: Parent) -> None:
    """What is typed stands in the letter, and after a reload again."""
    parent.open("/letters/section-f-not-delivered/")
    parent.tap(".tool[data-letter] .go-on")
    parent.see(".tool[data-letter] h3")
    field = parent.wait(lambda: parent.driver.execute_script(FIELD, "Your child's full name"))
    parent.see(f"#{field}").send_keys("Sam Taylor")
    for _ in range(2):
        parent.wait(lambda: "my child, Sam Taylor," in parent.see(".letter:not([hidden])").text)
        parent.driver.refresh()


def test_the_record_is_added_up(parent: Parent) -> None:
    """One line of the plan, one day, and what they come to."""
    parent.open("/record/")
    parent.tap('[data-kind="lines"]')
    parent.see('[name="what"]').send_keys("Speech therapy each week")
    parent.tap('[data-do="done"]')
    parent.tap('[data-kind="entries"]')
    for name, text in (("day", "2/11/2026"), ("promised", "60"), ("delivered", "15")):
        field = parent.see(f'[name="{name}"]')
        field.clear()
        field.send_keys(text)
    parent.tap('[data-do="done"]')
    parent.tap('[data-do="start"]')
    parent.wait(lambda: "45 minutes" in parent.see('[data-part="sums"]').text)
