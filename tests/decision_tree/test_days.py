"""Days as parents type them, and what is said of those that are none."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_tree.days import DayError, add_months, in_full, in_words, read_day, read_limit

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-23", "23/11/2026", "23.11.2026", "23-11-2026", "23 11 2026", " 23/11/2026 "),
        *("23 November 2026", "23 nov 2026", "23rd of November 2026", "Monday 23 November 2026"),
        *("23 Nov. 2026", "Mon, 23 november, 2026", "٢٣/١١/٢٠٢٦"),
    ],
)
def test_a_day_is_read_however_it_is_typed(text: str) -> None:
    """All common ways to write a day in Britain."""
    assert read_day(text) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/6/2026", "June has only 30 days."),
        ("31 June 2026", "June has only 30 days."),
        ("2027-02-29", "February 2027 has only 28 days."),
        ("30/2/2028", "February 2028 has only 29 days."),
        ("0/1/2026", "January has only 31 days."),
        ("23/11/26", "Write the year with four digits, such as 2026."),
        ("23 November 26", "Write the year with four digits, such as 2026."),
        ("23/11/20266", "Write the year with four digits, such as 2026."),
        ("11/23/2026", "There is no month 23. Write it like this: 23/11/2026."),
        ("1 Smarch 2026", "There is no month called smarch. Write it like this: 23/11/2026."),
        ("1/1/1066", "The year 1066 cannot be right. Write it like this: 23/11/2026."),
        ("", "No day is written here. Write it like this: 23/11/2026."),
        ("last Tuesday", "This is not a day that we can read. Write it like this: 23/11/2026."),
        ("<script>", "This is not a day that we can read. Write it like this: 23/11/2026."),
        ("2026-11", "This is not a day that we can read. Write it like this: 23/11/2026."),
        ("9" * 5000, "This is not a day that we can read. Write it like this: 23/11/2026."),
    ],
)
def test_what_is_no_day_is_said_plainly(text: str, words: str) -> None:
    """The message says what is wrong, and names the field."""
    with pytest.raises(DayError) as refused:
        read_day(text, "letter_date")
    assert (str(refused.value), refused.value.field) == (words, "letter_date")


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_written_in_words_is_read_back(day: date) -> None:
    """What we write we can read, in both forms."""
    assert read_day(in_full(day)) == read_day(in_words(day)) == read_day(day.isoformat()) == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_a_message(text: str) -> None:
    """Nothing that is typed can break it."""
    try:
        found = str(read_day(text))
    except DayError as refused:
        found = str(refused)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}|[^\n]+[.6]", found)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(-600, 600))
def test_months_there_and_back(day: date, months: int) -> None:
    """Back again is the same day, or an earlier one where a shorter month came between."""
    back = add_months(add_months(day, months), -months)
    assert (back.year, back.month) == (day.year, day.month)
    assert back.day == min(day.day, add_months(day, months).day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("3 years ago", date(2023, 11, 26)),
        ("1 month ago", date(2026, 10, 26)),
        ("in 2 days", date(2026, 11, 28)),
        ("in 5 years", date(2031, 11, 26)),
        ("2014-09-01", date(2014, 9, 1)),
    ],
)
def test_limits_are_read(text: str, day: date) -> None:
    """The words that data files use for a first or last day."""
    assert read_limit(text, TODAY) == day
