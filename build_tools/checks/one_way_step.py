"""A step whose answers all lead to one place."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule

RULE = Rule(
    "TREE021",
    "one-way-step",
    "It costs a tired parent a tap and changes nothing.",
    acceptable=True,
)


def check(subject: Subject) -> Iterator[Finding]:
    tree, document = subject.project.tree, subject.project.tree_document
    for step in tree.steps.values():
        targets = set(step.go.values())
        if len(step.go) > 1 and len(targets) == 1:
            yield RULE.at(
                document.key("steps", step.id),
                f"every answer at `{step.id}` leads to `{targets.pop()}`",
                "Ask only what changes the next step: lead straight there instead.",
            )
