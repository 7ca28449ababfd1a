"""Two answers of one question in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule

RULE = Rule(
    "TREE019",
    "answers-alike",
    "A parent could not tell which of the two to pick.",
    acceptable=True,
)


def check(subject: Subject) -> Iterator[Finding]:
    document = subject.project.tree_document
    for question in subject.project.tree.questions.values():
        seen: dict[str, str] = {}
        here = ("questions", question.id, "answers")
        for answer in question.answers:
            words = same_words(answer.say)
            if words and words in seen:
                yield RULE.at(
                    document.key(*here, answer.id),
                    f"another answer of `{question.id}` also says “{answer.say}”",
                    "Word the two so that they differ, or make them one.",
                    [(document.key(*here, seen[words]), "the other answer")],
                )
            seen.setdefault(words, answer.id)


def same_words(text: str) -> str:
    """The text without case, marks and spaces, so that alike means alike to a reader."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
