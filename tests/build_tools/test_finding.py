"""What a finding is, and the order in which findings are shown."""

from __future__ import annotations

import dataclasses

import pytest

from build_tools.finding import ERROR, WARNING, Finding, Place, Rule, has_errors, in_order

ERRS = Rule("TREE900", "an-error", "Why it is wrong.")
WARNS = Rule("TREE901", "a-warning", "Why it is odd.", WARNING)


def finding(rule: Rule, file: str = "a", line: int = 1, column: int = 1) -> Finding:
    return rule.at(Place(file, line, column), "message", "Help.")


def test_a_finding_carries_what_its_rule_says() -> None:
    """Code, name, severity and why come from the rule; the rest from the place it is found at."""
    other = Place("b", 2)
    found = WARNS.at(Place("a", 3, 4, 5), "message", "Help.", [(other, "here too")])
    assert dataclasses.asdict(found) == {
        "code": "TREE901",
        "name": "a-warning",
        "severity": WARNING,
        "place": {"file": "a", "line": 3, "column": 4, "width": 5},
        "message": "message",
        "why": "Why it is odd.",
        "help": "Help.",
        "also": ((dataclasses.asdict(other), "here too"),),
    }


def test_a_rule_is_an_error_unless_it_says_otherwise() -> None:
    """Warnings are few, so they are the ones to be marked."""
    assert ERRS.severity == ERROR


def test_a_place_begins_at_the_first_character() -> None:
    """Lines and columns count from 1, as editors do."""
    assert Place("a") == Place("a", 1, 1, 1)


def test_errors_come_first() -> None:
    """An error in a late file comes before a warning in an early one."""
    late, early = finding(ERRS, "z"), finding(WARNS, "a")
    assert in_order([early, late]) == [late, early]


def test_the_order_is_that_of_reading() -> None:
    """Within a severity: by file, then line, then column, as numbers."""
    places = [("a", 2, 1), ("a", 10, 1), ("a", 10, 2), ("a", 10, 11), ("b", 1, 1)]
    found = [finding(ERRS, *place) for place in places]
    assert in_order(reversed(found)) == found


def test_each_finding_is_shown_once() -> None:
    """The same problem met twice is one problem."""
    assert in_order([finding(ERRS), finding(ERRS)]) == [finding(ERRS)]


def test_the_order_does_not_depend_on_the_order_of_the_rules() -> None:
    """Two findings at one place stand in the order of their codes."""
    other = Rule("CITE900", "another", "Why.")
    both = [finding(other), finding(ERRS)]
    assert in_order(both) == in_order(reversed(both)) == both


@pytest.mark.parametrize(
    ("rules", "stops"), [([], False), ([WARNS], False), ([WARNS, ERRS], True), ([ERRS], True)]
)
def test_only_errors_stop_the_build(rules: list[Rule], stops: bool) -> None:
    """A warning alone lets the site be built; a later warning does not undo an error."""
    assert has_errors(finding(rule) for rule in rules) is stops
    assert has_errors(finding(rule) for rule in reversed(rules)) is stops
