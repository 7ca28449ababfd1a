"""The tree as frozen data, and the JSON that it is published as."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace

import pytest
from hypothesis import given

from decision_tree.model import (
    Answer,
    Ladder,
    Question,
    Step,
    Tree,
    outcome_of,
    tree_from_dict,
    tree_to_dict,
)
from tests.strategies import tree_of, trees

QUESTION = Question("q", "Is it so?", "", (Answer("yes", "Yes"), Answer("no", "No", "Not so")))


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("next-steps/write-now", "write-now"),
        ("write-now", None),
        ("next-steps", None),
        ("my-next-steps/write-now", None),
        ("next-steps/next-steps/x", "next-steps/x"),
        ("", None),
    ],
)
def test_a_target_is_an_outcome_or_a_step(target: str, outcome: str | None) -> None:
    """An outcome begins with `next-steps/`; anything else is taken for a step."""
    assert outcome_of(target) == outcome


def test_an_answer_is_found_by_its_name() -> None:
    """And one that the question does not offer is None."""
    assert QUESTION.answer("no") == Answer("no", "No", "Not so")
    assert QUESTION.answer("perhaps") is None


def test_a_step_finds_its_question() -> None:
    """Several steps may ask one."""
    tree = Tree("a", {"q": QUESTION}, {"a": Step("a", "q", {}), "b": Step("b", "q", {})})
    assert tree.question_at("a") is tree.question_at("b") is QUESTION


@pytest.mark.parametrize("step", ["nowhere", "unasked"])
def test_a_step_or_question_that_is_not_there_is_an_error(step: str) -> None:
    """Nothing is made up for it: the checks refuse such a tree."""
    with pytest.raises(KeyError):
        Tree("unasked", {}, {"unasked": Step("unasked", "q", {})}).question_at(step)


def test_outcomes_are_named_once_and_in_order() -> None:
    """Whatever the order of the steps, and reached or not."""
    tree = tree_of(
        {
            "a": {"1": "next-steps/z", "2": "b", "3": "next-steps/y"},
            "b": {"1": "next-steps/z", "2": "next-steps/"},
            "c": {"1": "next-steps/x"},
        }
    )
    assert tree.outcomes() == ("x", "y", "z")


@pytest.mark.parametrize(
    ("thing", "field"),
    [
        (Answer("yes", "Yes"), "say"),
        (QUESTION, "ask"),
        (Step("a", "q", {}), "go"),
        (Ladder("l", "name", ()), "rungs"),
        (Tree("a", {}, {}), "first"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value,
)
def test_nothing_can_be_changed(thing: object, field: str) -> None:
    """A tree that was checked stays as it was checked."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(thing, field, "changed")


def test_a_tree_without_ladders_has_none() -> None:
    """They are pictures, and no route needs them."""
    assert dict(Tree("a", {}, {}).ladders) == {}


# JSON


def test_the_published_form() -> None:
    """The shape of /data/tree.json, which other people's tools read."""
    tree = Tree(
        "a",
        {"q": QUESTION},
        {"a": Step("a", "q", {"yes": "next-steps/write", "no": "next-steps/wait"})},
        {"l": Ladder("l", "A ladder", ("one", "two"))},
    )
    assert tree_to_dict(tree) == {
        "first": "a",
        "questions": {
            "q": {
                "ask": "Is it so?",
                "why": "",
                "answers": [
                    {"id": "yes", "say": "Yes", "hint": ""},
                    {"id": "no", "say": "No", "hint": "Not so"},
                ],
                "shared": False,
            }
        },
        "steps": {"a": {"ask": "q", "go": {"yes": "next-steps/write", "no": "next-steps/wait"}}},
        "ladders": {"l": {"name": "A ladder", "rungs": ["one", "two"]}},
    }


@given(trees(loops=True))
def test_a_tree_comes_back_from_json(tree: Tree) -> None:
    """Every part of it, in the same order."""
    again = tree_from_dict(json.loads(json.dumps(tree_to_dict(tree))))
    assert again == tree
    assert list(again.steps) == list(tree.steps)


def test_a_question_may_be_shared() -> None:
    """Said in the data, and not shared where older data does not say."""
    data = tree_to_dict(Tree("a", {"q": replace(QUESTION, shared=True)}, {}))
    assert tree_from_dict(data).questions["q"].shared
    del data["questions"]["q"]["shared"]
    assert not tree_from_dict(data).questions["q"].shared


def test_a_tree_from_json_cannot_be_changed() -> None:
    """Its mappings are read-only too."""
    tree = tree_from_dict(tree_to_dict(tree_of({"a": {"1": "next-steps/x"}})))
    with pytest.raises(TypeError):
        tree.steps["a"].go["1"] = "elsewhere"  # type: ignore[index]
    with pytest.raises(TypeError):
        tree.steps["b"] = tree.steps["a"]  # type: ignore[index]


def test_a_change_to_the_data_does_not_change_the_tree() -> None:
    """What was read is a copy."""
    data = tree_to_dict(tree_of({"a": {"1": "next-steps/x"}}))
    tree = tree_from_dict(data)
    data["steps"]["a"]["go"]["1"] = "next-steps/y"
    assert tree.steps["a"].go["1"] == "next-steps/x"


@pytest.mark.parametrize("part", ["first", "questions", "steps", "ladders"])
def test_json_without_a_part_is_an_error(part: str) -> None:
    """A file that was cut off is not taken for a small tree."""
    data = tree_to_dict(tree_of({"a": {"1": "next-steps/x"}}))
    del data[part]
    with pytest.raises(KeyError):
        tree_from_dict(data)
