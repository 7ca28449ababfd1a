"""Dates as they are written, and as a parent reads them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.dates import in_words, parse_date


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-11-23", "23 November 2026"),
        ("2027-05-03", "3 May 2027"),
        ("2028-02-29", "29 February 2028"),
    ],
)
def test_a_date_is_said_in_words(iso: str, words: str) -> None:
    """Day without a nought, month by its name, year in full."""
    assert in_words(iso) == words


@pytest.mark.parametrize("text", ["undated", "", "2027-02-29", "23/11/2026", "May 2027"])
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    """Some sources are undated, and say so in their own words."""
    assert in_words(text) == text


@given(st.dates(min_value=dt.date(1900, 1, 1)))
def test_no_two_days_are_said_alike(day: dt.date) -> None:
    """The words give back the day."""
    assert dt.datetime.strptime(in_words(day.isoformat()), "%d %B %Y").date() == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-23", dt.date(2026, 11, 23)),
        ("2028-02-29", dt.date(2028, 2, 29)),
        ("2027-02-29", None),
        ("2026-13-01", None),
        ("23/11/2026", None),
        ("undated", None),
        ("", None),
    ],
)
def test_a_date_is_a_day_that_exists(text: str, day: dt.date | None) -> None:
    """Anything else is no date, and no exception."""
    assert parse_date(text) == day
