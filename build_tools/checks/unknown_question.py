"""A step asks a question that is not written."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.shapes import did_you_mean

RULE = Rule("TREE011", "unknown-question", "A step without a question would be an empty page.")


def check(subject: Subject) -> Iterator[Finding]:
    tree, document = subject.project.tree, subject.project.tree_document
    for step in tree.steps.values():
        if step.question and step.question not in tree.questions:
            yield RULE.at(
                document.at("steps", step.id, "ask"),
                f"there is no question `{step.question}`",
                "Write it under `questions:`, or name another."
                + did_you_mean(step.question, tree.questions),
            )
