"""What a record comes to."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given

from decision_tree.record import Entry, Line, Record, record_from_dict
from decision_tree.record_sums import (
    OUTSIDE,
    Term,
    Total,
    by_term,
    in_hours,
    missed_rows,
    summary_text,
    total_by_line,
    whole,
)
from tests.decision_tree.records import RECORD, records

SAMPLE = record_from_dict(RECORD)[0]
AUTUMN = Term("Autumn 2026", date(2026, 9, 1), date(2026, 12, 18))


def test_each_line_is_added_up() -> None:
    """Help given on top on one day makes up for another day of the same line."""
    assert total_by_line(SAMPLE.lines, SAMPLE.entries) == {
        "therapy": Total(240, 135, 105),
        "reading": Total(150, 30, 120),
    }


def test_all_lines_are_added_up() -> None:
    """Minutes promised, given and missed."""
    assert whole(total_by_line(SAMPLE.lines, SAMPLE.entries)) == Total(390, 165, 225)


def test_what_one_line_has_on_top_makes_up_for_no_other() -> None:
    """An hour too much of reading is no hour of therapy."""
    lines = (Line("a", "A"), Line("b", "B"))
    day = date(2026, 11, 2)
    entries = (Entry("a", day, day, 60, 0), Entry("b", day, day, 60, 120))
    assert whole(total_by_line(lines, entries)) == Total(120, 120, 60)


def test_each_term_has_its_entries() -> None:
    """An entry counts in the term in which it begins; what fits none stands apart."""
    found = by_term(SAMPLE, [AUTUMN])
    assert {name: len(entries) for name, entries in found.items()} == {
        "Autumn 2026": 4,
        OUTSIDE: 1,
    }


@given(records())
def test_terms_leave_nothing_out(record: Record) -> None:
    """Every entry is in one term or outside them all."""
    found = by_term(record, [AUTUMN, Term("Spring", date(2027, 1, 1), date(2027, 3, 31))])
    assert sum(map(len, found.values())) == len(record.entries)


@given(records())
def test_missed_is_what_was_promised_and_not_given(record: Record) -> None:
    """For every line, and never less than nothing."""
    for total in total_by_line(record.lines, record.entries).values():
        assert total.missed == max(total.promised - total.delivered, 0)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (90, "1 hour 30 minutes"),
        (120, "2 hours"),
        (75000, "1,250 hours"),
    ],
)
def test_minutes_in_words(minutes: int, words: str) -> None:
    """As one says it."""
    assert in_hours(minutes) == words


def test_rows_for_a_letter() -> None:
    """One row a line: the plan's words, the sum, since when, and the reason given most often."""
    assert missed_rows(SAMPLE) == [
        {
            "says": "Speech and language therapy, 1 hour, each week, a qualified therapist",
            "happening": "2 hours 15 minutes given of 4 hours promised: 1 hour 45 minutes missed "
            "(up to 11 January 2027)",
            "since": "2 November 2026",
            "reason": "No therapist in post (Ms Ali, SENCO)",
        },
        {
            "says": "1:1 reading",
            "happening": "30 minutes given of 2 hours 30 minutes promised: 2 hours missed "
            "(up to 6 November 2026)",
            "since": "2 November 2026",
            "reason": "Strike",
        },
    ]


def test_a_line_with_nothing_missed_has_no_row() -> None:
    """A letter lists what is missing."""
    day = date(2026, 11, 2)
    record = Record((Line("a", "A"),), (Entry("a", day, day, 60, 60),))
    assert missed_rows(record) == []


def test_the_summary_says_it_plainly() -> None:
    """All together first, then each line."""
    assert summary_text(SAMPLE) == (
        "From 2 November 2026 to 11 January 2027: 2 hours 45 minutes given of 6 hours 30 minutes "
        "promised: 3 hours 45 minutes missed.\n"
        "Speech and language therapy: 2 hours 15 minutes given of 4 hours promised: 1 hour "
        "45 minutes missed.\n"
        "1:1 reading: 30 minutes given of 2 hours 30 minutes promised: 2 hours missed."
    )


def test_an_empty_record_has_no_summary() -> None:
    """There is nothing to say."""
    assert summary_text(Record((Line("a", "A"),), ())) == ""


def test_thousands_of_rows_are_quick() -> None:
    """Twenty thousand entries of two hundred lines are added up within a second."""
    lines = tuple(Line(f"line-{n}", f"Line {n}") for n in range(200))
    first = date(2020, 1, 1)
    days = [first + timedelta(days=n % 2000) for n in range(20_000)]
    entries = tuple(
        Entry(f"line-{n % 200}", day, day, 60, n % 60) for n, day in enumerate(sorted(days))
    )
    record = Record(lines, entries)
    started = time.process_time()
    assert len(missed_rows(record)) == 200
    assert summary_text(record)
    assert time.process_time() - started < 1
