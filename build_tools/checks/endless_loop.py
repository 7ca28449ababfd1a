"""Answers that lead back to a step already passed."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule

RULE = Rule("TREE017", "endless-loop", "A parent could go round for ever and never get an answer.")


def check(subject: Subject) -> Iterator[Finding]:
    tree, document = subject.project.tree, subject.project.tree_document
    for loop in subject.graph.loops:
        closing, back_to = loop[-2], loop[-1]
        answer = next(a for a, target in tree.steps[closing].go.items() if target == back_to)
        yield RULE.at(
            document.at("steps", closing, "go", answer),
            f"this leads back to `{back_to}`: {' -> '.join(loop)}",
            "Lead on to another step or to an outcome page. A find-out page may link back.",
            [(document.key("steps", back_to), "the loop begins here")],
        )
