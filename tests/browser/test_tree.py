"""The walk in the browser is the walk in Python, on the real tree and on made-up ones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.browser_tree import browser_tree
from build_tools.load import load
from decision_tree.model import Tree
from decision_tree.walk import Route, walk
from tests.browser.node import ROOT, run
from tests.strategies import answered, routes_by_hand

MOST_ROUTES = 50_000
SAMPLE = 2_000

Walk = tuple[Mapping[str, str], str | None]
"""Answers, and the step to start at."""

WALK = """
  const { treeFrom, walk } = await load("tree.mjs");
  return data.map(([tree, walks]) => {
    const read = treeFrom(tree);
    return walks.map(([answers, start]) => walk(read, new Map(Object.entries(answers)), start));
  });
"""


@pytest.fixture(scope="module")
def tree() -> Tree:
    return load(ROOT).tree


def in_javascript(cases: list[tuple[Tree, list[Walk]]]) -> list[list[Route]]:
    found = run(WALK, [(browser_tree(tree), walks) for tree, walks in cases])
    return [[_route(route) for route in routes] for routes in found]


def _route(found: dict[str, Any]) -> Route:
    trail = tuple((step, answer) for step, answer in found["trail"])
    return Route(trail, found["step"] or None, found["outcome"] or None)


def in_python(cases: list[tuple[Tree, list[Walk]]]) -> list[list[Route]]:
    return [[walk(tree, answers, start) for answers, start in walks] for tree, walks in cases]


def every_route(tree: Tree) -> Iterator[dict[str, str]]:
    for route in routes_by_hand(tree):
        yield {tree.steps[step].question: answer for step, answer in route}


def test_every_route_of_the_tree_is_walked_alike(tree: Tree) -> None:
    """From the first question to the outcome, the same steps in the same order."""
    walks: list[Walk] = [(answers, None) for answers in every_route(tree)]
    assert 0 < len(walks) <= MOST_ROUTES
    assert in_javascript([(tree, walks)]) == in_python([(tree, walks)])


def test_every_answer_of_every_step_leads_to_the_same_page(tree: Tree) -> None:
    """Each step by itself, as somebody's link opens it."""
    steps = tree.steps.values()
    walks: list[Walk] = [({s.question: answer}, s.id) for s in steps for answer in s.go]
    assert in_javascript([(tree, walks)]) == in_python([(tree, walks)])


def test_any_answers_at_all_are_walked_alike(tree: Tree) -> None:
    """Too many, too few, unknown ones, from any step."""
    chance = random.Random(5)
    questions = list(tree.questions.values())
    walks: list[Walk] = []
    for _ in range(SAMPLE):
        asked = chance.sample(questions, chance.randint(0, len(questions)))
        answers = {q.id: chance.choice([*(a.id for a in q.answers), "constructor"]) for q in asked}
        walks.append((answers, chance.choice([None, *tree.steps])))
    assert in_javascript([(tree, walks)]) == in_python([(tree, walks)])


@settings(max_examples=8)
@given(st.lists(answered(), min_size=5, max_size=50))
def test_made_up_trees_are_walked_alike(made: list[tuple[Tree, Mapping[str, str]]]) -> None:
    """Whatever shape a tree may take."""
    cases: list[tuple[Tree, list[Walk]]] = [(tree, [(answers, None)]) for tree, answers in made]
    assert in_javascript(cases) == in_python(cases)
