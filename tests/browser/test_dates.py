"""Dates are counted on the page: by tapping, in a real browser, with the real engine."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, Route, expect

from tests.browser.spoiling import REFUSED, broken, engine_files, fill, missing, never
from tests.browser.tapping import (
    ENGINE_TIME,
    at,
    count,
    days,
    faults,
    open_dates,
    stored,
    tap,
    wrong,
)

OUTCOME = "/next-steps/ask-for-stage-2-because-late/"
COMPLAINT = "On which day did the council get your stage 1 complaint?"
FIRST_KNEW = "On which day did you first know of the problem?"
STAGE_1 = "Tuesday 17 November 2026. The council answers at stage 1. This day has passed."


def engine_asked(page: Page) -> list[str]:
    """The engine's files that the page has taken."""
    names = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    return [name for name in names if "/engine/" in name]


def kept_days(page: Page, where: str = "sessionStorage") -> dict[str, str]:
    """The days that a storage holds, by trigger."""
    return dict(json.loads(stored(page, where).get("plan-not-followed.days", "{}")))


def test_a_page_asks_for_the_days_of_its_limits_at_once(page: Page) -> None:
    """One field each, before anything of the engine is fetched; it says what that will cost."""
    open_dates(page, OUTCOME)
    labels = page.locator("form.tool label").all_inner_texts()
    assert labels[0] == COMPLAINT
    assert len(labels) == len(set(labels)) == 4
    assert "about 5 MB" in page.locator("form.tool").inner_text()
    assert engine_asked(page) == []


def test_a_day_is_counted_in_words(page: Page) -> None:
    """The day in full, the sum, what is left, what to do if it passes; above the fold too."""
    at(page)
    open_dates(page, OUTCOME)
    page.get_by_label(COMPLAINT).fill("27 October 2026")
    count(page)
    assert days(page)[0] == STAGE_1
    stage_1 = page.locator('[data-deadline="stage-1-answer"]').inner_text()
    assert "15 working days after 27 October, leaving out weekends, is Tuesday 17" in stage_1
    assert "This is guidance, not law." in stage_1
    assert "It has passed. What to do:" in stage_1
    later = page.locator('[data-deadline="stage-1-answer-extended"]').inner_text()
    assert "Tuesday 1 December 2026.\n5 days left." in later.replace("\n\n", "\n")
    assert page.locator('[data-deadline="ombudsman"] .counted').count() == 0


def test_it_counts_again_as_days_are_typed(page: Page) -> None:
    """Once the engine is there, without a tap; a day that is taken out takes its dates with it."""
    at(page)
    open_dates(page, OUTCOME)
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    count(page)
    page.get_by_label(FIRST_KNEW).fill("2/11/2026")
    page.locator('[data-deadline="ombudsman"] .counted').wait_for()
    page.get_by_label(COMPLAINT).fill("")
    page.locator('[data-deadline="stage-1-answer"] .counted').wait_for(state="detached")
    assert len(days(page)) == 1


BAD_DAYS = [
    ("31/6/2026", "June has only 30 days."),
    ("1/2/26", "Write the year with four digits, such as 2026."),
    ("29 February 2026", "February 2026 has only 28 days."),
    ("27/10/2020", "This is before 26 November 2023, too long ago to count. Check the year."),
    ("27/10/2027", "This day has not come yet. Check the year."),
    ("<img src=x onerror=window.hacked=1>", "This is not a day that we can read."),
    ("soon", "This is not a day that we can read. Write it like this: 23/11/2026."),
]


def test_a_wrong_day_is_told_beside_its_field(page: Page) -> None:
    """Each in words; what was typed stays; the other days are counted all the same."""
    at(page)
    open_dates(page, OUTCOME)
    page.get_by_label(FIRST_KNEW).fill("2/11/2026")
    count(page)
    field = page.get_by_label(COMPLAINT)
    for text, words in BAD_DAYS:
        field.fill(text)
        field.press("Enter")
        expect(page.locator(".field", has=field).locator(".wrong")).to_contain_text(words)
        assert field.get_attribute("aria-invalid") == "true"
        described = (field.get_attribute("aria-describedby") or "").split()
        assert page.locator(f"#{described[-1]}").inner_text().startswith(words)
        page.get_by_role("status").filter(has_text=words).wait_for(state="attached")
        assert field.input_value() == text
        assert page.locator('[data-deadline="ombudsman"] .counted').count() == 1
    assert page.evaluate("window.hacked") is None


def test_a_day_before_the_one_it_follows_is_told(page: Page) -> None:
    """A request for stage 2 before the complaint."""
    at(page)
    open_dates(page, OUTCOME)
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    page.get_by_label("On which day did the council get your request for stage 2?").fill(
        "1/10/2026"
    )
    count(page)
    assert wrong(page) == ["This is earlier than your complaint. Check both days."]


def test_nothing_is_said_while_a_day_is_half_typed(page: Page) -> None:
    """The words wait until the parent leaves the field."""
    at(page)
    open_dates(page, OUTCOME)
    page.get_by_label(FIRST_KNEW).fill("2/11/2026")
    count(page)
    page.get_by_label(COMPLAINT).press_sequentially("31/6")
    page.wait_for_timeout(1000)
    assert wrong(page) == []
    page.get_by_label(FIRST_KNEW).focus()
    expect(page.locator(".wrong").first).to_have_text(BAD_DAYS[-1][1])


def test_counting_without_a_day_says_what_is_missing(page: Page) -> None:
    """And nothing is fetched for it."""
    open_dates(page, OUTCOME)
    page.get_by_role("button", name="Count my days").tap()
    assert wrong(page) == ["Type a day first."]
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    assert engine_asked(page) == []


def test_a_day_is_typed_once_for_every_page(page: Page) -> None:
    """After a reload, and on another page that asks for it, it stands there and is counted."""
    at(page)
    open_dates(page, OUTCOME)
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    count(page)
    page.reload()
    page.locator(".your-days li").first.wait_for(timeout=ENGINE_TIME)
    assert days(page)[0] == STAGE_1
    page.goto("/stages/council-complaint/")
    page.locator(".your-days li").first.wait_for(timeout=ENGINE_TIME)
    assert STAGE_1 in days(page)
    page.goto("/help/dates/")
    page.locator('ul[data-trigger="council-complaint"] .counted').first.wait_for(
        timeout=ENGINE_TIME
    )


def test_what_is_typed_before_the_engine_is_there_is_kept(page: Page) -> None:
    """Even if the parent never counts."""
    open_dates(page, OUTCOME)
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    page.reload()
    page.locator("details.count > summary").tap()
    assert page.get_by_label(COMPLAINT).input_value() == "27/10/2026"
    assert engine_asked(page) == []


def test_the_page_offers_to_keep_what_is_typed_first(page: Page) -> None:
    """Once, beside the field; nothing is on the device before."""
    open_dates(page, OUTCOME)
    assert page.locator("form.tool .keeping").count() == 0
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    page.get_by_label(FIRST_KNEW).fill("2/11/2026")
    keep = page.locator("form.tool").get_by_role("button", name="Keep on this phone")
    assert (keep.count(), stored(page)) == (1, {})
    keep.tap()
    assert kept_days(page, "localStorage")["council-complaint"] == "27/10/2026"
    assert "Kept on this phone" in page.locator("form.tool .keeping").inner_text()


def test_the_dates_go_into_a_calendar(page: Page, tmp_path: Path) -> None:
    """One event for each counted day, with reminders, and the page without the answers."""
    at(page)
    open_dates(page, f"{OUTCOME}#a=which-plan.final-plan")
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    page.get_by_label(FIRST_KNEW).fill("1 November 2026")
    count(page)
    shown = page.locator(".your-days b").all_inner_texts()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Add my dates to my calendar").tap()
    waiting.value.save_as(tmp_path / "dates.ics")
    assert waiting.value.suggested_filename == "my-dates.ics"
    calendar = Calendar.from_ical((tmp_path / "dates.ics").read_bytes())
    events = sorted(calendar.events, key=lambda event: event["DTSTART"].dt)
    written = [f"{event['DTSTART'].dt:%A %-d %B %Y}." for event in events]
    assert written == [re.sub("^(Act by|From) ", "", words) for words in shown]
    assert all(event["DTEND"].dt - event["DTSTART"].dt == timedelta(1) for event in events)
    assert all(event.alarms.times for event in events)
    assert {str(event["URL"]) for event in events} == {page.url.partition("#")[0]}


def test_school_days_have_a_range_until_the_terms_are_known(page: Page) -> None:
    """First the earliest day, then the very day; a term that ends before it begins is told."""
    at(page)
    page.goto("/help/dates/")
    limits = page.locator('ul[data-trigger="school-letter"]')
    form = page.locator('form.tool:has(+ ul[data-trigger="school-letter"])')
    form.get_by_label("The day").fill("14/10/2026")
    form.get_by_role("button", name="Count my days").tap()
    reply = limits.locator('[data-deadline="school-reply"]')
    reply.locator(".counted").wait_for(timeout=ENGINE_TIME)
    assert "Not before Wednesday 21 October 2026." in reply.inner_text()
    form.get_by_label("First school day").first.fill("2/9/2026")
    form.get_by_label("Last school day").first.fill("16/10/2026")
    expect(form.locator("fieldset > .wrong")).to_contain_text("stop on 16 October 2026")
    form.get_by_label("First school day").nth(1).fill("2/11/2026")
    form.get_by_label("Last school day").nth(1).fill("18/12/2025")
    expect(form.locator("fieldset > .wrong")).to_contain_text("cannot end before it begins")
    form.get_by_label("Last school day").nth(1).fill("18/12/2026")
    expect(reply).to_contain_text("Wednesday 4 November 2026.")
    assert "days the school is closed" in reply.inner_text()


# Where the engine does not come


@pytest.mark.parametrize("fault", [missing, broken], ids=["missing", "corrupted"])
def test_where_the_engine_does_not_come_the_rules_stand(
    page: Page, fault: Callable[[Route], None]
) -> None:
    """The page says so and offers another try; what was typed is counted once it comes."""
    at(page)
    open_dates(page, OUTCOME)
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    with engine_files(page, fault) as asked:
        page.get_by_role("button", name="Count my days").tap()
        notice = page.locator("form.tool .notice")
        notice.wait_for(timeout=ENGINE_TIME)
        assert "so you can count by hand" in notice.inner_text()
        assert asked
    assert page.locator('[data-deadline="stage-1-answer"]').is_visible()
    assert page.get_by_label(COMPLAINT).input_value() == "27/10/2026"
    page.get_by_role("button", name="Try again").tap()
    page.locator(".counted").first.wait_for(timeout=ENGINE_TIME)
    assert days(page)[0] == STAGE_1


def test_after_thirty_seconds_the_page_says_that_it_is_slow(page: Page) -> None:
    """The parent may keep waiting, or stop; both can be tapped."""
    page.clock.install()
    open_dates(page, OUTCOME)
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    with engine_files(page, never):
        page.get_by_role("button", name="Count my days").tap()
        page.get_by_role("button", name="Stop").wait_for()
        page.clock.fast_forward(31_000)
        expect(page.locator("form.tool .notice")).to_contain_text("longer than 30 seconds")
        page.get_by_role("button", name="Keep waiting").tap()
        page.get_by_role("button", name="Stop").tap()
        expect(page.locator("form.tool .notice")).to_contain_text("You stopped this")
    assert page.get_by_label(COMPLAINT).input_value() == "27/10/2026"


# What storage does


def test_where_storage_is_refused_days_are_counted_and_the_parent_told(page: Page) -> None:
    """What is typed lives as long as the page."""
    at(page)
    page.context.add_init_script(REFUSED)
    open_dates(page, OUTCOME)
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    assert "may be gone when you leave" in page.locator("form.tool .keeping").inner_text()
    count(page)
    assert days(page)[0] == STAGE_1


def test_where_storage_is_full_days_are_counted_and_the_parent_told(page: Page) -> None:
    """Nothing typed is lost while the page is open."""
    at(page)
    page.goto("/")
    fill(page, "sessionStorage")
    open_dates(page, OUTCOME)
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    assert "may be gone when you leave" in page.locator("form.tool .keeping").inner_text()
    count(page)
    assert days(page)[0] == STAGE_1


SPOILT = [
    "{",
    "[1]",
    "null",
    '{"council-complaint": {"toString": 1}, "terms": "x"}',
    '{"council-complaint": ["<img src=x onerror=window.hacked=1>"], "terms": [1, null, {"a": []}]}',
    '{"__proto__": {"polluted": 1}, "first-knew": "<script>window.hacked=1</script>"}',
]


def test_spoilt_storage_harms_nothing(page: Page) -> None:
    """Cut short, of another shape, or script: the form works, and nothing runs."""
    page.goto("/")
    for text in SPOILT:
        page.evaluate("text => sessionStorage.setItem('plan-not-followed.days', text)", text)
        open_dates(page, OUTCOME)
        page.get_by_label(COMPLAINT).fill("27/10/2026")
        assert kept_days(page)["council-complaint"] == "27/10/2026", text
        assert page.evaluate("[window.hacked, {}.polluted]") == [None, None], text


def test_clear_everything_takes_the_days(page: Page) -> None:
    """Off the phone, off the tab, and off the page behind the back button."""
    at(page)
    open_dates(page, OUTCOME)
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    count(page)
    page.get_by_role("button", name="Keep on this phone").first.tap()
    page.goto("/stages/council-complaint/")
    page.locator("details.count > summary").tap()
    page.get_by_label(FIRST_KNEW).fill("1/11/2026")
    page.locator("form.tool").get_by_role("button", name="Clear everything").tap()
    page.wait_for_url(lambda url: url.removesuffix("/").count("/") == 2)
    page.wait_for_load_state()
    held = {**stored(page), **stored(page, "sessionStorage")}
    assert "2026" not in "".join(held.values())
    page.go_back()
    page.locator("details.count").evaluate("folded => { folded.open = true; }")
    field = page.get_by_label(COMPLAINT)
    field.wait_for(state="attached")
    assert field.input_value() == ""
    assert days(page) == []


# Hands, eyes and ears


def test_it_works_by_keyboard_alone(page: Page) -> None:
    """From the folded words to the counted day."""
    at(page)
    page.goto(OUTCOME)
    page.locator("details.count > summary").focus()
    page.keyboard.press("Enter")
    page.locator("form.tool").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("27/10/2026")
    page.keyboard.press("Enter")
    page.locator(".counted").first.wait_for(timeout=ENGINE_TIME)
    page.get_by_role("status").filter(has_text="Counted.").wait_for(state="attached")


def test_the_answers_outlive_the_form(page: Page) -> None:
    """Answers stay in the address while days are typed, and days stay when an answer changes."""
    page.goto("/")
    tap(page, "final-plan", "support-missing", "part-of-it", "complained", "stage-1-late")
    page.locator("details.count > summary").tap()
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    assert "stage-1-late" in page.url
    page.get_by_role("link", name="Change your answer to: What is not happening?").tap()
    page.wait_for_selector(".chosen")
    tap(page, "part-of-it")
    page.locator("details.count > summary").tap()
    assert page.get_by_label(COMPLAINT).input_value() == "27/10/2026"


def test_axe_finds_nothing_in_the_open_form(page: Page) -> None:
    """With days counted and one wrong; things to press are large enough and nothing is too wide."""
    at(page)
    open_dates(page, OUTCOME)
    page.get_by_label(COMPLAINT).fill("27/10/2026")
    page.get_by_label(FIRST_KNEW).fill("31/6/2026")
    count(page)
    assert faults(page) == []
