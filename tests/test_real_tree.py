"""Promises about the real tree and its pages: no route sends anybody to a slower door."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from build_tools.graph import Graph
from build_tools.project import Page
from build_tools.render import cut_into_sections
from decision_tree.model import NOT_SURE, outcome_of
from tests.test_journeys import links_of, plain, project

Answers = Mapping[str, str]

TELLS_THE_COUNCIL = {"letters/section-f-not-delivered.md", "stages/tell-the-council.md"}
MAYBE_NOT_TOLD = {None, "not-yet", NOT_SURE}


@cache
def routes() -> tuple[tuple[Answers, str], ...]:
    """Every route of the real tree, as its answers by question and the outcome it ends at."""
    return tuple(_routes())


def _routes() -> Iterator[tuple[Answers, str]]:
    tree = project().tree
    for route in Graph(tree).routes():
        answers = {tree.steps[step].question: answer for step, answer in route}
        last, answer = route[-1]
        outcome = outcome_of(tree.steps[last].go[answer])
        assert outcome is not None
        yield answers, outcome


def pages_where(wanted: Mapping[str, set[str | None]]) -> list[Page]:
    """The outcomes of the routes whose answers are among those wanted; None is "not asked"."""
    found = {
        outcome
        for answers, outcome in routes()
        if all(answers.get(question) in allowed for question, allowed in wanted.items())
    }
    return [project().outcomes[outcome] for outcome in sorted(found)]


def test_whoever_has_a_final_plan_is_told_to_write_to_the_council() -> None:
    """On every page that a parent who may not have done so can reach, whatever it is about."""
    pages = pages_where({"which-plan": {"final-plan"}, "has-the-council-been-told": MAYBE_NOT_TOLD})
    silent = [page.id for page in pages if not TELLS_THE_COUNCIL & links_of(page)]
    assert len(pages) > 80
    assert silent == []


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("what-is-wrong", ["out-of-school", "letter-or-order"]),
        ("what-is-wrong-without-a-plan", ["out-of-school", "discrimination"]),
        ("what-support", ["most-of-it"]),
        ("how-much-is-missing", ["most-of-it"]),
    ],
)
def test_what_is_urgent_stands_first(question: str, first: list[str]) -> None:
    """No education, then what has a time limit, then the rest."""
    answers = project().tree.questions[question].answers
    assert [answer.id for answer in answers][: len(first)] == first


@pytest.mark.parametrize(
    ("answers", "limit"),
    [
        ({"has-the-council-been-told": {"not-yet"}}, "3 month"),
        ({"when-did-it-start": {"under-three-months"}}, "3 month"),
        ({"where-is-the-complaint": {"stage-1-in-time", "stage-2-waiting"}}, "3 month"),
        ({"where-is-the-complaint": {"finished"}}, "12 month or 3 month"),
        ({"when-was-the-letter-sent": {"within-two-months"}}, "2 month"),
        ({"when-was-the-letter-sent": {"certificate-still-good"}}, "1 month"),
        ({"how-new-is-the-plan": {"recent"}}, "2 month"),
        ({"when-was-the-discrimination": {"under-five-months"}}, "6 month"),
        ({"when-was-the-discrimination": {"five-to-six-months"}}, "6 month"),
        ({"when-did-you-first-know": {"nearly-a-year"}}, "12 month"),
        ({"is-the-order-late": {"time-passed"}}, "3 month"),
    ],
    ids=str,
)
def test_a_limit_that_runs_is_told(answers: Mapping[str, set[str | None]], limit: str) -> None:
    """Every next step on such a route says how long there is."""
    pages = [page for page in pages_where(answers) if page.kind == "next-step"]
    wanted = limit.split(" or ")
    silent = [p.id for p in pages if not any(f" {w} " in f" {plain(p.body)} " for w in wanted)]
    assert pages
    assert silent == []


def test_by_when_is_always_answered() -> None:
    """In numbers, or with the place that counts them."""
    counted = re.compile(r"\b\d+ (?:working |school )?(?:day|week|month|year)|\btoday\b")
    silent = [
        page.id
        for page in project().outcomes.values()
        if page.kind == "next-step"
        and not counted.search(plain(dict(cut_into_sections(page.body)[1])["By when"]))
    ]
    assert silent == []


def test_every_next_step_says_what_it_takes() -> None:
    """A parent sees before starting if it is one email, a long form, or calls and a folder."""
    steps = [page for page in project().outcomes.values() if page.kind == "next-step"]
    assert [page.id for page in steps if not page.meta.get("effort")] == []


def test_no_route_is_too_long() -> None:
    """Ten answers at most, and six or fewer on half of the routes."""
    lengths = [len(answers) for answers, _ in routes()]
    assert max(lengths) <= 10
    assert statistics.median(lengths) <= 6


def test_the_tree_is_wide() -> None:
    """Sixty next steps or more, each with its own words."""
    pages = [page for page in project().outcomes.values() if page.kind == "next-step"]
    leads = [cut_into_sections(page.body)[0] for page in pages]
    assert len(pages) >= 60
    assert len(set(leads)) == len(leads)


def test_most_citations_are_primary() -> None:
    """Law, guidance, courts, ombudsmen and government back two thirds of what outcomes say."""
    cited = [c.source for page in project().outcomes.values() for c in page.citations]
    primary = [name for name in cited if project().sources[name].kind == "primary"]
    assert len(primary) / len(cited) >= 2 / 3
