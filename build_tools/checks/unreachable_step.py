"""A step that no answers lead to."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule

RULE = Rule(
    "TREE013",
    "unreachable-step",
    "No parent would ever be asked this.",
    acceptable=True,
)


def check(subject: Subject) -> Iterator[Finding]:
    tree, document = subject.project.tree, subject.project.tree_document
    if tree.first not in tree.steps:
        return
    for step_id in tree.steps:
        if step_id not in subject.graph.reachable:
            yield RULE.at(
                document.key("steps", step_id),
                f"no answers lead to the step `{step_id}`",
                "Let an answer of another step lead here, or take this step out.",
            )
