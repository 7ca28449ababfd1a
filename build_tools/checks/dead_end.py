"""A question with no answers, or an answer that a step sends nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule

RULE = Rule("TREE015", "dead-end", "A parent would stand here with no way on.")


def check(subject: Subject) -> Iterator[Finding]:
    tree, document = subject.project.tree, subject.project.tree_document
    for question in tree.questions.values():
        if not question.answers:
            yield RULE.at(
                document.key("questions", question.id),
                f"the question `{question.id}` has no answers",
                "Write at least two answers under `answers:`.",
            )
    for step in tree.steps.values():
        asked = tree.questions.get(step.question)
        for answer in asked.answers if asked else ():
            if answer.id not in (document.value["steps"][step.id].get("go") or {}):
                yield RULE.at(
                    document.key("steps", step.id),
                    f"the step `{step.id}` sends the answer `{answer.id}` nowhere",
                    f"Add a line `{answer.id}: …` under its `go:`.",
                    [(document.key("questions", asked.id, "answers", answer.id), "the answer")]
                    if asked
                    else (),
                )
