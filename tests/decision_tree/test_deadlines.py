"""How a time limit is written, and what is refused."""

from __future__ import annotations

import pytest

from decision_tree.deadlines import LEAVING_SCHOOL_AGE, Length, read_length, rules_from_dict

LIMIT = {
    "name": "It is done",
    "who": "council",
    "rule": "It must be done.",
    "kind": "law",
    "count": [
        {"from": "a", "length": "2 weeks after"},
        {"from": "b", "length": "1 month after"},
        {"from": "a", "length": "3 days after"},
    ],
    "cites": [{"source": "act"}],
    "missed": "Write.",
}


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2 months after", (2, "months", "after")),
        ("1 month after", (1, "months", "after")),
        ("6 months starting with", (6, "months", "starting with")),
        ("15 school days after", (15, "school days", "after")),
        ("1 working day after", (1, "working days", "after")),
    ],
)
def test_a_length_is_read(text: str, length: tuple[int, str, str]) -> None:
    """Number, unit and whether the first day counts."""
    assert read_length(text) == Length(text, *length)


def test_fixed_days_are_read() -> None:
    """The two lengths that are days of the year."""
    assert read_length("before 15 February of that year").before == (15, 2)
    assert read_length(LEAVING_SCHOOL_AGE).leaving


@pytest.mark.parametrize(
    "text", ["", "two months after", "2 month", "2 moons after", "before 31 February of that year"]
)
def test_what_is_no_length_is_refused(text: str) -> None:
    """Each with a message that a volunteer can act on."""
    with pytest.raises(ValueError, match=r"is no length|day is out of range"):
        read_length(text)


def test_triggers_are_listed_once() -> None:
    """In the order in which they are counted from."""
    rules = rules_from_dict({"triggers": {}, "deadlines": {"d": LIMIT}})
    assert rules.deadlines["d"].triggers == ("a", "b")


def test_a_missing_part_is_refused() -> None:
    """Nothing is filled in for it."""
    incomplete = {key: value for key, value in LIMIT.items() if key != "rule"}
    with pytest.raises(KeyError):
        rules_from_dict({"triggers": {}, "deadlines": {"d": incomplete}})
