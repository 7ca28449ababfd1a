"""The tree as our own JavaScript reads it."""

from __future__ import annotations

import json
from dataclasses import replace

from build_tools.browser_tree import browser_tree, browser_tree_json, version
from decision_tree.helper_code import tree_mark
from tests.strategies import tree_of

TREE = tree_of({"a": {"yes": "b", "no": "next-steps/wait"}, "b": {"old": "next-steps/write"}})


def test_it_holds_the_routes_and_what_is_asked_and_said() -> None:
    """And nothing else, because a phone fetches it."""
    found = browser_tree(TREE)
    assert found == {
        "version": found["version"],
        "mark": tree_mark(TREE),
        "first": "a",
        "shared": [],
        "questions": {
            "a?": ["a? it?", {"yes": "yes.", "no": "no."}],
            "b?": ["b? it?", {"old": "old."}],
        },
        "steps": {
            "a": ["a?", {"yes": "b", "no": "next-steps/wait"}],
            "b": ["b?", {"old": "next-steps/write"}],
        },
    }


def test_it_says_which_answers_are_about_the_child() -> None:
    """They hold when something else is wrong too."""
    questions = {**TREE.questions, "b?": replace(TREE.questions["b?"], shared=True)}
    assert browser_tree(replace(TREE, questions=questions))["shared"] == ["b?"]


def test_it_knows_what_a_question_was_called() -> None:
    """So that answers kept under an old id are not lost; where nothing was renamed, no byte."""
    assert browser_tree(TREE, {"was?": "a?"})["renamed"] == {"was?": "a?"}
    assert browser_tree(TREE, {}) == browser_tree(TREE)


def test_the_file_is_the_same_data_without_a_space_to_spare() -> None:
    """JSON, in UTF-8."""
    text = browser_tree_json(TREE).decode()
    assert json.loads(text) == browser_tree(TREE)
    assert ", " not in text


def test_the_version_changes_with_the_routes_and_not_with_the_words() -> None:
    """So that saved answers are looked at again only when they may lead elsewhere."""
    question = replace(TREE.questions["a?"], ask="Other words?")
    reworded = replace(TREE, questions={**TREE.questions, "a?": question})
    assert version(reworded) == version(TREE)
    moved = tree_of({"a": {"yes": "b", "no": "next-steps/write"}, "b": {"old": "next-steps/write"}})
    assert version(moved) != version(TREE)
