"""A question that one parent would be asked twice."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule

RULE = Rule(
    "TREE018",
    "asked-twice",
    "Answers are kept by question, so the second time the first answer would be taken unseen.",
)


def check(subject: Subject) -> Iterator[Finding]:
    document = subject.project.tree_document
    for earlier, later in subject.graph.asked_twice():
        question = subject.project.tree.steps[later].question
        yield RULE.at(
            document.at("steps", later, "ask"),
            f"`{question}` was already asked on the way here, at `{earlier}`",
            "Ask it once on each route: route by the first answer, or word another question.",
            [(document.at("steps", earlier, "ask"), "asked here first")],
        )
