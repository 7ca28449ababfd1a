"""A parent's dates as a calendar file, read back by another's hand: the icalendar package."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_tree.calendar_entry import Entry, entry_from, entry_of_deadline, to_ics
from decision_tree.deadline_answers import deadlines_answer
from tests.decision_tree.limits import limits

TODAY = date(2026, 11, 26)
ENTRY = Entry(
    "tribunal-appeal",
    date(2027, 1, 4),
    "Last day: the Tribunal has your appeal; by 5pm, not later",
    "First line\nSecond line, with a \\ in it",
    "https://example.org/next-steps/appeal-the-plan/",
    (14, 3, 0),
)


def events(text: str) -> list[Any]:
    """Every event in a calendar file."""
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_an_entry_is_a_whole_day() -> None:
    """It begins on its day and ends on the next, without an hour or a time zone."""
    event = events(to_ics([ENTRY], TODAY))[0]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
        date(2027, 1, 4),
        date(2027, 1, 5),
    )
    assert "DTSTART;VALUE=DATE:20270104\r\n" in to_ics([ENTRY], TODAY)


def test_its_words_come_back_as_they_went_in() -> None:
    """Commas, semicolons, backslashes and line ends are escaped."""
    event = events(to_ics([ENTRY], TODAY))[0]
    assert str(event["SUMMARY"]) == ENTRY.title
    assert str(event["DESCRIPTION"]) == ENTRY.words
    assert str(event["URL"]) == ENTRY.link


def test_reminders_come_in_the_morning() -> None:
    """At nine on the day, or so many days before."""
    alarms = events(to_ics([ENTRY], TODAY))[0].walk("VALARM")
    midnight = timedelta(hours=9)
    assert [alarm.decoded("TRIGGER") for alarm in alarms] == [
        midnight - timedelta(days=14),
        midnight - timedelta(days=3),
        midnight,
    ]
    assert {str(alarm["ACTION"]) for alarm in alarms} == {"DISPLAY"}


def test_the_same_date_has_the_same_name_always() -> None:
    """Adding it again shows it once, and another date of the same kind is another event."""
    later = Entry(ENTRY.id, date(2027, 1, 5), "x")
    names = [str(event["UID"]) for event in events(to_ics([ENTRY, later], TODAY))]
    assert names == [
        "tribunal-appeal-20270104@plan-not-followed",
        "tribunal-appeal-20270105@plan-not-followed",
    ]
    assert to_ics([ENTRY], TODAY) == to_ics([ENTRY], TODAY)


def test_the_day_it_was_made_is_an_argument() -> None:
    """No clock is read."""
    event = events(to_ics([ENTRY], TODAY))[0]
    assert event.decoded("DTSTAMP").date() == TODAY


def test_a_calendar_names_its_maker_and_version() -> None:
    """What every calendar asks for."""
    calendar = icalendar.Calendar.from_ical(to_ics([], TODAY))
    assert (str(calendar["VERSION"]), str(calendar["METHOD"])) == ("2.0", "PUBLISH")
    assert calendar["PRODID"]


@given(st.text(max_size=300), st.text(max_size=100))
def test_any_words_make_a_sound_calendar(words: str, name: str) -> None:
    """Lines are at most 75 octets, end as they must, and nothing typed can begin a new property."""
    text = to_ics([Entry(name, TODAY, words, words, words, (1,))], TODAY)
    assert text.endswith("END:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")
    found = icalendar.Calendar.from_ical(text)
    assert not found.errors
    event = next(iter(found.walk("VEVENT")))
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
    assert set(event) <= {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "TRANSP")
    }


@pytest.mark.parametrize("link", ["javascript:alert(1)", "/next-steps/", "https://a b", ""])
def test_only_web_addresses_are_links(link: str) -> None:
    """Anything else is left out."""
    assert "URL" not in events(to_ics([Entry("a", TODAY, "x", link=link)], TODAY))[0]


def test_an_entry_from_a_page() -> None:
    """Days as typed; reminders that are none are left out."""
    raw = {"id": "a", "day": "4/1/2027", "title": "T", "remind": [1, -1, "x", 14, 14, 9999]}
    assert entry_from(raw) == Entry("a", date(2027, 1, 4), "T", remind=(14, 1))


def test_every_time_limit_makes_an_entry() -> None:
    """All that one set of days can count is one calendar that another reads without an error."""
    dates = dict.fromkeys(limits().rules.triggers, "2026-11-02")
    found = deadlines_answer(limits(), {"dates": dates, "ids": None})["deadlines"]
    entries = [entry for one in found if (entry := entry_of_deadline(one))]
    calendar = icalendar.Calendar.from_ical(to_ics(entries, TODAY))
    assert len(calendar.walk("VEVENT")) == len(entries) > 70
    assert not calendar.errors


def test_what_you_must_do_stands_on_the_day_to_act_by() -> None:
    """With its rule, its sum and what to do if it has passed; and reminders before it."""
    dates = {"grounds-arose": "2027-01-12"}
    found = deadlines_answer(limits(), {"dates": dates})["deadlines"][0]
    entry = entry_of_deadline(found, "https://example.org/")
    assert entry is not None
    assert (entry.day, entry.remind) == (date(2027, 4, 9), (14, 3))
    assert entry.title == "Last day: The court has the claim for judicial review"
    assert "If it has passed: See an education solicitor at once." in entry.words


def test_what_others_must_do_reminds_on_its_day() -> None:
    """So that a parent looks whether it came."""
    dates = {"tribunal-order": "2026-12-01"}
    found = deadlines_answer(limits(), {"dates": dates, "ids": ["order-school-only"]})
    entry = entry_of_deadline(found["deadlines"][0])
    assert entry is not None
    assert (entry.title[:4], entry.remind) == ("Due:", (0,))


def test_a_day_from_which_one_may_act_is_no_last_day() -> None:
    """Its title says so, and it reminds on that day alone."""
    found = deadlines_answer(
        limits(), {"dates": {"council-complaint": "2026-10-27"}, "ids": ["twelve-weeks"]}
    )
    entry = entry_of_deadline(found["deadlines"][0])
    assert entry is not None
    assert entry.title == "From today: You can go to the Ombudsman without a final answer"
    assert "From that day on: Go now" in entry.words
    assert entry.remind == (0,)


def test_a_range_makes_no_entry() -> None:
    """A day that is not certain does not go into a calendar."""
    found = deadlines_answer(limits(), {"dates": {"school-record-request": "2026-11-23"}})
    assert entry_of_deadline(found["deadlines"][0]) is None
