"""Follow a parent's answers through the tree. Pure: no clock, no files, no network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from decision_tree.model import Tree, outcome_of


@dataclass(frozen=True, slots=True)
class Route:
    """Where some answers lead.

    `trail` holds (step id, answer id) pairs in the order they were asked. Exactly one of
    `step` (the first question not yet answered) and `outcome` (the page reached) is set.
    """

    trail: tuple[tuple[str, str], ...]
    step: str | None
    outcome: str | None


def walk(tree: Tree, answers: Mapping[str, str], start: str | None = None) -> Route:
    """Start at the first step and follow `answers` (question id -> answer id).

    Stops at the first step whose question has no answer, or an answer that this step does
    not route, or at an outcome. Answers to questions that are not asked are ignored, so a
    changed early answer keeps every later one that is still asked. `start` begins at
    another step, as a link from elsewhere does.

    Raises KeyError where a target names no step, and ValueError where the tree goes round
    in a circle: the checks refuse both before a parent can meet them.
    """
    trail: list[tuple[str, str]] = []
    step_id = start or tree.first
    while len(trail) <= len(tree.steps):
        step = tree.steps[step_id]
        answer = answers.get(step.question)
        target = step.go.get(answer) if answer is not None else None
        if answer is None or target is None:
            return Route(tuple(trail), step_id, None)
        trail.append((step_id, answer))
        outcome = outcome_of(target)
        if outcome is not None:
            return Route(tuple(trail), None, outcome)
        step_id = target
    raise ValueError(f"the tree goes round in a circle through {step_id!r}")
