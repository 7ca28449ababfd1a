"""A helpline worker sees a parent's answers from a short code, and nothing else of the parent."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.tapping import COUNCIL_SAID_NOTHING, begin, path, stored, trail
from tests.site.browsing import PHONE, visiting


def code_on(page: Page) -> str:
    """The code that the parent's page shows."""
    return page.locator(".helpline b").inner_text()


def read(page: Page, code: str) -> None:
    """Type a code as a helper does, and ask for what is in it."""
    page.get_by_label("The code").fill(code)
    page.get_by_role("button", name="Show the answers").tap()


@pytest.mark.parametrize(
    ("answers", "where"),
    [
        (COUNCIL_SAID_NOTHING, "They have come to this question: How far has your complaint"),
        ((*COUNCIL_SAID_NOTHING, "stage-1-late"), "They have come to their next step"),
    ],
)
def test_a_helper_sees_what_the_parent_sees(
    browser: Browser, site_address: str, page: Page, answers: tuple[str, ...], where: str
) -> None:
    """In words, and as the page itself, in a browser that shares nothing with the parent's."""
    begin(page, *answers)
    code, said = code_on(page), trail(page)
    assert re.fullmatch(r"[A-Z0-9]{4}(-[A-Z0-9]{1,4}){1,2}", code)
    with visiting(browser, site_address, **PHONE) as helper:
        helper.goto("/helper/")
        read(helper, code.lower().replace("-", " "))
        told = helper.locator(".told")
        told.wait_for()
        assert told.locator("li b").all_inner_texts() == said
        assert where in told.inner_text()
        assert told.locator("h2").evaluate("heading => heading === document.activeElement")
        with helper.context.expect_page() as opened:
            told.get_by_role("link", name="Open the page they see").tap()
        opened.value.wait_for_selector(".so-far")
        assert (path(opened.value), trail(opened.value)) == (path(page), said)


def test_a_route_from_somebodys_link_is_told_as_such(page: Page) -> None:
    """What comes before it is not known, and the page says so."""
    page.goto("/questions/told-about-part/")
    page.wait_for_selector("[data-target]")
    page.locator('[data-answer="complained"]').tap()
    code = code_on(page)
    page.goto("/helper/")
    read(page, code)
    expect(page.locator(".told")).to_contain_text("What comes before it is not known")
    assert page.locator(".told li b").all_inner_texts() == ["I complained formally to the council"]


def test_reading_a_code_leaves_the_helpers_own_answers_alone(page: Page) -> None:
    """A helper may be a parent too, with answers kept on the same device."""
    begin(page, *COUNCIL_SAID_NOTHING)
    code = code_on(page)
    begin(page, "sen-support")
    page.get_by_role("button", name="Keep on this phone").tap()
    kept = stored(page)["plan-not-followed.answers"]
    page.goto("/helper/")
    read(page, code)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the page they see").tap()
    opened.value.wait_for_selector(".so-far")
    assert trail(opened.value)[0] == "Education, Health and Care plan (EHCP)"
    assert stored(page)["plan-not-followed.answers"] == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type the code that the parent reads out."),
        ("<img src=x onerror=window.hacked=1>", "A code never holds <."),
        ("AC", "This code is too short."),
        ("3333-3334", "A character of this code is wrong."),
        ("3333-3", "before the questions on this site last changed"),
    ],
)
def test_what_is_no_code_is_said_beside_the_field(page: Page, typed: str, words: str) -> None:
    """In words, with what to do; the field keeps what was typed, and has the focus."""
    page.goto("/helper/")
    read(page, typed)
    page.locator("#code-wrong").filter(has_text=words).wait_for()
    field = page.get_by_label("The code")
    assert field.input_value() == typed
    assert field.get_attribute("aria-invalid") == "true"
    assert field.evaluate("field => field === document.activeElement")
    assert page.locator(".told").is_hidden()
    assert page.evaluate("window.hacked") is None


def test_a_good_code_after_a_bad_one_takes_the_words_away(page: Page) -> None:
    """And a bad one after a good one hides the answers, which are not its own."""
    begin(page, *COUNCIL_SAID_NOTHING)
    code = code_on(page)
    page.goto("/helper/")
    for typed, shown in (("AC", False), (code, True), ("AC", False)):
        read(page, typed)
        page.locator(".told" if shown else "#code-wrong").wait_for()
        assert page.locator(".told").is_visible() is shown
        assert page.locator("#code-wrong").is_visible() is not shown


def test_without_the_questions_the_page_says_so(page: Page) -> None:
    """They may fail to come; the code is still in the field for another try."""
    page.context.route("**/tree*.json", lambda route: route.abort())
    page.goto("/helper/")
    read(page, "34679")
    page.locator("#code-wrong").filter(has_text="could not be loaded").wait_for()
    assert page.get_by_label("The code").input_value() == "34679"


def test_the_code_can_be_copied(page: Page) -> None:
    """With one tap; the button says that it is done."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begin(page, *COUNCIL_SAID_NOTHING)
    page.get_by_role("button", name="Copy the code").tap()
    page.get_by_role("button", name="Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == code_on(page)


def test_where_copying_is_refused_the_code_is_marked(page: Page) -> None:
    """Ready to be copied by hand."""
    page.context.add_init_script("navigator.clipboard.writeText = () => Promise.reject();")
    begin(page, *COUNCIL_SAID_NOTHING)
    page.get_by_role("button", name="Copy the code").tap()
    page.get_by_role("button", name="Marked.").wait_for()
    assert page.evaluate("String(getSelection())").strip() == code_on(page)
