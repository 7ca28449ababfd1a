"""The links that parents tap and `walk` say the same, everywhere."""

from __future__ import annotations

import random
from collections.abc import Iterator

from build_tools.graph import Graph
from build_tools.project import Project
from decision_tree.walk import walk
from tests.site.pages import BuiltSite

MOST_ROUTES = 50_000
SAMPLED_ROUTES = 20_000
SEED = 20261123

Taps = dict[str, str]
"""Question id -> answer id, in the order tapped."""


def page_after(project: Project, answers: Taps, start: str | None = None) -> str:
    """The address where `walk` says these answers lead."""
    route = walk(project.tree, answers, start)
    return f"/next-steps/{route.outcome}/" if route.outcome else f"/questions/{route.step}/"


def asked_on(site: BuiltSite, address: str) -> tuple[str, dict[str, str]] | None:
    """The one question of a page with the links of its answers; None where it asks none."""
    questions = site.pages[address].questions
    assert len(questions) <= 1, address
    return next(iter(questions.items()), None)


def routes(site: BuiltSite, address: str, tapped: Taps) -> Iterator[tuple[Taps, str]]:
    """Every route from a page to an outcome, by links alone."""
    asked = asked_on(site, address)
    if asked is None:
        yield tapped, address
        return
    question, answers = asked
    for answer, target in answers.items():
        yield from routes(site, target, {**tapped, question: answer})


def random_route(site: BuiltSite, choice: random.Random) -> tuple[Taps, str]:
    """One route from the front door, each answer as likely as the others."""
    address, tapped = "/", Taps()
    while asked := asked_on(site, address):
        question, answers = asked
        tapped[question] = choice.choice(list(answers))
        address = answers[tapped[question]]
    return tapped, address


def test_every_step_has_a_page_and_every_page_a_step(
    built_site: BuiltSite, project: Project
) -> None:
    """The pages under /questions/ are the steps of the tree, no more and no fewer."""
    pages = {address for address in built_site.pages if address.startswith("/questions/")}
    assert pages == {f"/questions/{step}/" for step in project.tree.steps}


def test_every_answer_of_every_step_leads_where_walk_says(
    built_site: BuiltSite, project: Project
) -> None:
    """Same answers, in the same order, and the same page behind each."""
    shown, worked_out = {}, {}
    for step in project.tree.steps.values():
        shown[step.id] = built_site.pages[f"/questions/{step.id}/"].questions
        worked_out[step.id] = {
            step.question: {
                answer.id: page_after(project, {step.question: answer.id}, step.id)
                for answer in project.tree.questions[step.question].answers
                if answer.id in step.go
            }
        }
    assert shown == worked_out


def test_the_front_door_asks_the_first_question(built_site: BuiltSite, project: Project) -> None:
    """The first question on the front door leads where the first step's own page leads."""
    first = f"/questions/{project.tree.first}/"
    assert built_site.pages["/"].questions == built_site.pages[first].questions


def test_every_whole_route_ends_where_walk_ends(built_site: BuiltSite, project: Project) -> None:
    """From the front door to an outcome, by links and by `walk`: on every route, or on many."""
    count = sum(Graph(project.tree).lengths.values())
    if count <= MOST_ROUTES:
        tried = list(routes(built_site, "/", {}))
        assert len(tried) == count
    else:
        choice = random.Random(SEED)
        tried = [random_route(built_site, choice) for _ in range(SAMPLED_ROUTES)]
    assert [
        (tapped, address) for tapped, address in tried if page_after(project, tapped) != address
    ] == []


def test_every_outcome_says_which_it_is(built_site: BuiltSite, project: Project) -> None:
    """The article of an outcome carries its id, and no other page carries one."""
    pages = (page for page in built_site.pages.values() if not page.is_frame)
    marked = {page.address: page.outcome for page in pages if page.outcome}
    assert marked == {f"/next-steps/{name}/": name for name in project.outcomes}
