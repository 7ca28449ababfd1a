"""What a change does to parents: paths, words and addresses, between two states of the project."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from build_tools.addresses import promised
from build_tools.changes.paths import Paths, compare
from build_tools.changes.words import Change, changes, renamed_questions
from build_tools.collecting import without_collecting
from build_tools.load import load
from build_tools.project import Project
from build_tools.redirects import Addresses
from build_tools.yaml_source import parse, read_text
from decision_tree.model import NEXT_STEPS, Step, Tree, outcome_of
from decision_tree.walk import walk

JOURNEYS = "tests/journeys"


@dataclass(frozen=True, slots=True)
class Story:
    """A journey that a change touches: where it ended and where it ends now, as targets.

    An end is empty where the answers lead to no end, or where the story is not there.
    """

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that differs. `paths` is None where one of the trees goes round in a circle.

    `went` holds each address that is gone with where it leads now, "" where it leads nowhere.
    """

    base: str
    old: Project
    new: Project
    paths: Paths | None
    stories: tuple[Story, ...]
    words: tuple[Change, ...]
    came: tuple[str, ...]
    went: tuple[tuple[str, str], ...]


@without_collecting()
def report(base: str, old_root: Path, new_root: Path, as_at: dt.date | None = None) -> Report:
    """Compare the project in two folders, by the law of one day. `base` is the name of the old."""
    old, new = load(old_root, as_at=as_at), load(new_root, as_at=as_at)
    addresses = Addresses(new)
    renamed = renamed_questions(old, new) | _renamed(addresses.moved)
    countable = all(p.graph.order or not p.tree.steps for p in (old, new))
    was = promised(old)
    return Report(
        base,
        old,
        new,
        compare(_with_names(old.tree, renamed), new.tree) if countable else None,
        tuple(_stories(old, new, renamed)) if countable else (),
        tuple(changes(old, new, renamed)),
        tuple(sorted(addresses.there - was)),
        tuple((gone, addresses.led_to(gone)) for gone in sorted(was - addresses.there)),
    )


def _renamed(moved: Mapping[str, str]) -> dict[str, str]:
    """Questions and outcomes that redirects.yaml gives a new name, as a tree writes them."""
    found = {}
    for old, new in moved.items():
        for mark in ("question ", f"/{NEXT_STEPS}"):
            if old.startswith(mark) and new.startswith(mark) and "#" not in new:
                found[_in_tree(old)] = _in_tree(new)
    return found


def _in_tree(address: str) -> str:
    return address.removeprefix("question ").strip("/")


def _with_names(tree: Tree, renamed: Mapping[str, str]) -> Tree:
    """The tree with its questions and outcomes called as the new tree calls them."""
    if not renamed:
        return tree
    steps = {
        step.id: Step(
            step.id,
            renamed.get(step.question, step.question),
            {a: renamed.get(to, to) if outcome_of(to) else to for a, to in step.go.items()},
        )
        for step in tree.steps.values()
    }
    return dataclasses.replace(tree, steps=MappingProxyType(steps))


def _stories(old: Project, new: Project, renamed: Mapping[str, str]) -> Iterator[Story]:
    """Stories of parents that end elsewhere, with their own answers in either tree."""
    before, after = _journeys(old.root), _journeys(new.root)
    old_tree = _with_names(old.tree, renamed)
    for name in sorted(before.keys() | after.keys()):
        story = after.get(name) or before[name]
        was = _end(old_tree, _answers(before.get(name, story), renamed))
        now = _end(new.tree, _answers(story, renamed))
        if was != now:
            yield Story(f"{JOURNEYS}/{name}", was, now)


def _journeys(root: Path) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted((root / JOURNEYS).glob("*.yaml")):
        value = parse(read_text(path, root)[0], path.name).value
        if isinstance(value, dict) and isinstance(value.get("answers"), dict):
            found[path.name] = value
    return found


def _answers(story: Mapping[str, Any], renamed: Mapping[str, str]) -> dict[str, str]:
    return {renamed.get(str(q), str(q)): str(a) for q, a in story["answers"].items()}


def _end(tree: Tree, answers: Mapping[str, str]) -> str:
    try:
        route = walk(tree, answers)
    except KeyError:  # an answer leads to a step that is not there: the checks say so
        return ""
    if route.outcome is not None:
        return NEXT_STEPS + route.outcome
    return f"?{tree.steps[route.step].question}" if route.step else ""
