"""A question that no step asks."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule

RULE = Rule(
    "TREE012",
    "unused-question",
    "A question nobody is asked is kept up to date for nobody, or was forgotten.",
)


def check(subject: Subject) -> Iterator[Finding]:
    tree, document = subject.project.tree, subject.project.tree_document
    asked = {step.question for step in tree.steps.values()}
    for question_id in tree.questions:
        if question_id not in asked:
            yield RULE.at(
                document.key("questions", question_id),
                f"no step asks `{question_id}`",
                "Add a step with `ask: " + question_id + "`, or take the question out.",
            )
