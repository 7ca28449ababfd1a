"""A record as it is typed and kept, and what is said of what cannot be used."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_tree.record import (
    MOST_ENTRIES,
    Record,
    RecordError,
    read_minutes,
    record_from_dict,
    record_to_dict,
)
from tests.decision_tree.records import RECORD, THERAPY, entry, records


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("60", 60), ("60 min", 60), ("45 minutes", 45), ("1h", 60), ("1 hour", 60), ("0", 0)),
        *(("2 hrs", 120), ("1.5 hours", 90), ("1h 30m", 90), ("1h30", 90), ("1:30", 90)),
        *(("1 hour and 15 minutes", 75), ("0.25h", 15), ("90m", 90)),
    ],
)
def test_minutes_are_read_however_they_are_typed(text: str, minutes: int) -> None:
    """Minutes, hours, or both."""
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "an hour", "-5", "1:75", "1,5 hours", "=60", "1e3", "½"])
def test_what_is_no_time_is_said_plainly(text: str) -> None:
    """With an example to copy."""
    with pytest.raises(RecordError, match="such as 90, or as 1h 30m"):
        read_minutes(text)


def test_too_many_minutes_are_refused() -> None:
    """A slip of the hand would spoil every sum."""
    with pytest.raises(RecordError, match="600000 minutes are too many"):
        read_minutes("600000")


def test_entries_are_kept_in_the_order_of_their_days() -> None:
    """What is right is kept, whatever is wrong beside it."""
    record, problems = record_from_dict(RECORD)
    assert [one.day.isoformat() for one in record.entries] == [
        "2026-11-02",
        "2026-11-02",
        "2026-11-09",
        "2026-11-16",
        "2027-01-11",
    ]
    assert problems == [
        {
            "row": 4,
            "column": "promised",
            "message": "Write a time in minutes, such as 90, or as 1h 30m.",
        }
    ]


@pytest.mark.parametrize(
    ("raw", "column", "words"),
    [
        (entry("31/6/2026", "60", "0"), "day", "June has only 30 days."),
        (entry("2/11/26", "60", "0"), "day", "four digits"),
        (entry("", "60", "0"), "day", "No day is written here."),
        (entry("2026-11-02", "60", "0", until="2026-11-01"), "until", "before the first day"),
        (entry("2026-11-02", "60", "0", line="gone"), "line", "Choose the line of Section F"),
        (entry("2026-11-02", "", "0"), "promised", "Write how many minutes"),
        (entry("2026-11-02", "60", " "), "delivered", "If there were none, write 0."),
    ],
)
def test_a_wrong_entry_is_a_problem_beside_its_field(
    raw: dict[str, str], column: str, words: str
) -> None:
    """The first field that is wrong, in words that say what to do."""
    record, problems = record_from_dict({"lines": [THERAPY], "entries": [raw]})
    assert record.entries == ()
    assert problems[0]["column"] == column
    assert words in problems[0]["message"]


@pytest.mark.parametrize(
    "data",
    [None, 5, "x", [], {"lines": 5}, {"entries": {}}, {"lines": [1]}, {"entries": [None]}],
)
def test_what_is_no_record_is_refused(data: Any) -> None:
    """A saved state that is broken or hostile gets one plain message."""
    with pytest.raises(RecordError, match="not a record of missed help that we can read"):
        record_from_dict(data)


def test_a_record_that_is_too_large_is_refused() -> None:
    """With the way out."""
    entries = [entry("2026-11-02", "60", "0")] * (MOST_ENTRIES + 1)
    with pytest.raises(RecordError, match=r"20,001 entries.*split it, for example by school year"):
        record_from_dict({"lines": [THERAPY], "entries": entries})


@given(records())
def test_a_kept_record_comes_back_as_it_was(record: Record) -> None:
    """Nothing is lost between two visits."""
    assert record_from_dict(record_to_dict(record)) == (record, [])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        ),
    )
)
def test_no_data_breaks_it(data: Any) -> None:
    """Whatever stands in storage, it is a record with problems or one message."""
    for given_data in (data, {"lines": data, "entries": data}, {"lines": [{}], "entries": [data]}):
        try:
            _, problems = record_from_dict(given_data)
        except RecordError:
            continue
        assert all(problem["message"] for problem in problems)
