"""The tree as our own JavaScript reads it: no more than answers kept and their trail need."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from decision_tree.helper_code import tree_mark
from decision_tree.model import Tree

PATH = "assets/javascripts/tree.json"
"""Where it is published: beside the modules, which find it by a relative address."""


def browser_tree(tree: Tree, renamed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """`{version, mark, first, shared, questions, steps}`, with lists where names would cost bytes.

    A question is `[ask, {answer id: say}]`, a step `[question id, {answer id: target}]`.
    Steps and answers stand in the tree's own order, from which helper codes are made, and `mark`
    is what those begin with. `shared` lists the questions whose answers hold for every problem of
    one child. Where questions were `renamed` (old id -> new), answers kept under the old id are
    still known.
    """
    return {
        **({"renamed": dict(renamed)} if renamed else {}),
        "version": version(tree),
        "mark": tree_mark(tree),
        "first": tree.first,
        "shared": [question.id for question in tree.questions.values() if question.shared],
        "questions": {
            question.id: [question.ask, {answer.id: answer.say for answer in question.answers}]
            for question in tree.questions.values()
        },
        "steps": {step.id: [step.question, dict(step.go)] for step in tree.steps.values()},
    }


def browser_tree_json(tree: Tree, renamed: Mapping[str, str] | None = None) -> bytes:
    """The same as a file, as short as JSON can be."""
    return json.dumps(
        browser_tree(tree, renamed), ensure_ascii=False, separators=(",", ":")
    ).encode()


def version(tree: Tree) -> str:
    """Eight hexadecimal digits that change with every route, and with no wording."""
    routes = {step.id: [step.question, dict(step.go)] for step in tree.steps.values()}
    text = json.dumps([tree.first, routes], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
