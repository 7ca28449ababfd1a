"""A step routes an answer that its question does not offer."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.shapes import did_you_mean

RULE = Rule(
    "TREE016", "unknown-answer", "The line is never used: no parent can give this answer here."
)


def check(subject: Subject) -> Iterator[Finding]:
    tree, document = subject.project.tree, subject.project.tree_document
    for step in tree.steps.values():
        question = tree.questions.get(step.question)
        if question is None:
            continue
        known = [answer.id for answer in question.answers]
        for answer in step.go:
            if answer not in known:
                yield RULE.at(
                    document.key("steps", step.id, "go", answer),
                    f"the question `{question.id}` has no answer `{answer}`",
                    f"Its answers are: {', '.join(known)}.{did_you_mean(answer, known)}",
                    [(document.key("questions", question.id), "the question")],
                )
