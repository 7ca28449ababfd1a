"""A question with one answer or too many, or with "I am not sure" not last."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from decision_tree.model import NOT_SURE

MOST = 7
"""Answers on one page, "I am not sure" not counted."""

RULE = Rule(
    "TREE023",
    "answer-list",
    "A long list, or an unexpected order, is hard to read on a phone.",
    acceptable=True,
)


def check(subject: Subject) -> Iterator[Finding]:
    document = subject.project.tree_document
    for question in subject.project.tree.questions.values():
        ids = [answer.id for answer in question.answers]
        sure = [answer for answer in ids if answer != NOT_SURE]
        if len(ids) == 1:
            yield RULE.at(
                document.key("questions", question.id, "answers", ids[0]),
                f"`{question.id}` has only one answer",
                "Write at least two, or lead straight on without asking.",
            )
        if len(sure) > MOST:
            yield RULE.at(
                document.key("questions", question.id, "answers", sure[MOST]),
                f"`{question.id}` has {len(sure)} answers; at most {MOST} fit a page",
                "Ask for the group first, then for what is in it.",
            )
        if NOT_SURE in ids[:-1]:
            yield RULE.at(
                document.key("questions", question.id, "answers", NOT_SURE),
                f"`{NOT_SURE}` is not the last answer of `{question.id}`",
                "Move it to the end: it is last on every page.",
            )
