"""What a page gets for a parent's own days."""

from __future__ import annotations

from typing import Any

import pytest

from decision_tree.deadline_answers import deadlines_answer, rules_answer
from tests.decision_tree.limits import TODAY, limits


def asked(**given: Any) -> dict[str, Any]:
    """The answer on 26 November 2026."""
    return deadlines_answer(limits(), {"today": TODAY.isoformat(), **given})


def test_a_deadline_comes_with_all_a_parent_needs() -> None:
    """The day, the sum, the rule, its source, what it rests on and what to do if it is missed."""
    dates = {"council-letter-sent": "27 October 2026"}
    found = asked(dates=dates, ids=["tribunal-appeal"])["deadlines"][0]
    assert (found["day"], found["words"], found["time"]) == (
        "2027-01-04",
        "Monday 4 January 2027",
        "5pm",
    )
    assert (found["days_left"], found["passed"]) == (39, False)
    assert found["sum"].startswith("2 months after 27 October is 27 December; that falls between")
    assert found["kind_words"] == "This is law."
    assert [cite["source"] for cite in found["cites"]] == ["hesc-rules-r20", "hesc-rules-r12"]
    assert found["missed"]


def test_the_last_day_itself_is_not_past() -> None:
    """A limit has passed on the day after its last day."""
    dates = {"tribunal-order": "2026-11-12"}
    on_the_day = asked(dates=dates, ids=["order-school-only"])["deadlines"][0]
    next_day = asked(today="2026-11-27", dates=dates, ids=["order-school-only"])["deadlines"][0]
    assert (on_the_day["day"], on_the_day["passed"]) == ("2026-11-26", False)
    assert (next_day["passed"], next_day["days_left"]) == (True, -1)


@pytest.mark.parametrize(
    ("name", "trigger", "day", "head", "left", "then"),
    [
        (
            "tribunal-appeal",
            "council-letter-sent",
            "2026-10-27",
            "Monday 4 January 2027, 5pm.",
            "39 days left.",
            "If it passes:",
        ),
        (
            "stage-1-answer",
            "council-complaint",
            "2026-10-27",
            "Tuesday 17 November 2026.",
            "This day has passed.",
            "It has passed. What to do:",
        ),
        (
            "order-school-only",
            "tribunal-order",
            "2026-11-12",
            "Thursday 26 November 2026.",
            "This is today.",
            "If it passes:",
        ),
        (
            "school-record",
            "school-record-request",
            "2026-11-23",
            "Not before Monday 14 December 2026.",
            "",
            "If it passes:",
        ),
        (
            "twelve-weeks",
            "council-complaint",
            "2026-10-27",
            "From Tuesday 19 January 2027.",
            "54 days to go.",
            "From that day on:",
        ),
        (
            "twelve-weeks",
            "council-complaint",
            "2026-08-01",
            "From Saturday 24 October 2026.",
            "You can do this now.",
            "From that day on:",
        ),
    ],
)
def test_a_day_is_said_in_words(
    name: str, trigger: str, day: str, head: str, left: str, then: str
) -> None:
    """A last day, a range, and a day from which one may do something, are each said as such."""
    found = asked(ids=[name], dates={trigger: day})["deadlines"][0]
    assert (found["head"], found["left"], found["then"]) == (head, left, then)


def test_a_day_to_act_by_stands_before_the_last_one() -> None:
    """Where the last day is a Sunday and nothing moves it."""
    found = asked(ids=["judicial-review"], dates={"grounds-arose": "2026-10-11"})
    (found,) = found["deadlines"]
    assert found["head"].startswith("Act by Friday ")
    assert found["left"].startswith("The last day is S")


def test_without_names_every_limit_of_the_days_is_counted() -> None:
    """One day gives all that runs from it."""
    found = asked(dates={"review-meeting": "2026-11-02"})["deadlines"]
    assert [one["id"] for one in found] == [
        "review-report",
        "review-decision",
        "review-changes",
        "review-final-plan",
    ]


def test_a_limit_without_its_day_waits() -> None:
    """It is listed with the days that it could be counted from."""
    found = asked(ids=["tribunal-appeal"], dates={"council-letter-sent": ""})
    assert found["waiting"] == [
        {
            "id": "tribunal-appeal",
            "name": "The Tribunal has your appeal",
            "triggers": ["council-letter-sent", "mediation-certificate"],
        }
    ]


@pytest.mark.parametrize(
    ("dates", "field", "words"),
    [
        ({"tribunal-order": "31/6/2026"}, "tribunal-order", "June has only 30 days."),
        ({"tribunal-order": "1/6/26"}, "tribunal-order", "four digits"),
        ({"tribunal-order": "2026-11-27"}, "tribunal-order", "has not come yet"),
        ({"tribunal-order": "2019-01-01"}, "tribunal-order", "before 26 November 2023"),
        ({"new-phase-start": "2031-09-01"}, "new-phase-start", "is after 26 November 2029"),
        (
            {"council-letter-sent": "2026-11-01", "mediation-certificate": "2026-10-01"},
            "mediation-certificate",
            "earlier than the council's letter",
        ),
    ],
)
def test_a_wrong_day_is_a_problem_beside_its_field(
    dates: dict[str, str], field: str, words: str
) -> None:
    """What is wrong is said there, in words."""
    problem = asked(dates=dates)["problems"][0]
    assert problem["field"] == field
    assert words in problem["message"]


def test_one_wrong_day_spoils_no_other() -> None:
    """All that does not need it is counted."""
    found = asked(dates={"tribunal-order": "31/6/2026", "review-meeting": "2026-11-02"})
    assert len(found["deadlines"]) == 4
    assert len(found["problems"]) == 1


def test_school_days_need_the_schools_dates() -> None:
    """Without them a range comes back, with them one day."""
    given = {"dates": {"school-record-request": "2026-11-23"}}
    without = asked(**given)["deadlines"][0]
    terms = [{"first": "2 November 2026", "last": "18/12/2026"}]
    with_terms = asked(**given, terms=terms, closed=["2026-12-04"])["deadlines"][0]
    assert (without["day"], without["earliest"]) == (None, "2026-12-14")
    assert without["earliest_words"] == "Monday 14 December 2026"
    assert with_terms["earliest_words"] == ""
    assert with_terms["day"] == "2026-12-15"


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"terms": [{"first": "2026-12-18", "last": "2026-11-02"}]}, "terms", "before it begins"),
        ({"terms": [{"first": "x", "last": "2026-11-02"}]}, "terms", "not a day"),
        (
            {"terms": [{"first": "2026-11-02", "last": "2026-12-01"}], "closed": ["31/6/2026"]},
            "closed",
            "June",
        ),
        ({"terms": [{"first": "2026-11-02", "last": "2026-12-01"}]}, "terms", "Add the next term."),
    ],
)
def test_wrong_term_dates_are_a_problem(given: dict[str, Any], field: str, words: str) -> None:
    """They too are said beside their field."""
    problems = asked(dates={"school-record-request": "2026-11-23"}, **given)["problems"]
    assert any(p["field"] == field and words in p["message"] for p in problems)


def test_past_the_bank_holidays_it_is_a_problem_of_the_day_given() -> None:
    """The page can say so where the day was typed."""
    found = asked(today="2031-12-01", dates={"council-complaint": "2031-11-28"})
    assert found["problems"][0]["field"] == "council-complaint"
    assert "bank holidays" in found["problems"][0]["message"]


def test_rules_are_told_before_any_day_is_known() -> None:
    """With the triggers that they need and no others."""
    found = rules_answer(limits(), {"ids": ["tribunal-appeal"]})
    assert list(found["triggers"]) == ["council-letter-sent", "mediation-certificate"]
    assert found["deadlines"][0]["rule"].startswith("The SEND Tribunal must have your appeal")


def test_all_rules_are_told() -> None:
    """Without names, every one."""
    assert len(rules_answer(limits(), {})["deadlines"]) == len(limits().rules.deadlines)


def test_names_nobody_knows_are_left_out() -> None:
    """A page from an older build asks for what is gone."""
    assert asked(ids=["gone"], dates={"gone": "2026-01-01"}) == {
        "deadlines": [],
        "waiting": [],
        "problems": [],
    }
