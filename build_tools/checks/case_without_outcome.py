"""A case that parents bring, and that no route tells apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.project import CASES_FILE, TREE_FILE, Case
from build_tools.shapes import did_you_mean

RULE = Rule(
    "TREE025",
    "case-without-outcome",
    "A family with this case would find no page of theirs, and nobody would notice.",
)
NEEDS = (TREE_FILE, CASES_FILE)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    for group in subject.project.case_groups:
        for case in group.cases:
            yield from _untold(subject, case, (group.id, "cases", case.id))
            for number, way in enumerate(case.answers):
                path = (group.id, "cases", case.id, "answers", str(number))
                yield from _no_route(subject, way, path)


def _untold(subject: Subject, case: Case, path: tuple[str, ...]) -> Iterator[Finding]:
    document = subject.project.cases_document
    if not case.answers and not case.door:
        yield RULE.at(
            document.key(*path),
            f"nothing says how `{case.id}` is told apart",
            "Give it `answers`, or a `door` that every page leads to.",
        )
    if case.door and f"{case.door}.md" not in subject.project.pages_by_path:
        yield RULE.at(
            document.at(*path, "door"),
            f"there is no page docs/{case.door}.md",
            "Name a page under docs/, without the ending.",
        )


def _no_route(subject: Subject, way: Mapping[str, str], path: tuple[str, ...]) -> Iterator[Finding]:
    tree, document = subject.project.tree, subject.project.cases_document
    for question, answer in way.items():
        known = tree.questions.get(question)
        if known is None:
            message = f"there is no question `{question}`"
            help_ = did_you_mean(question, tree.questions)
        elif known.answer(answer) is None:
            message = f"the question `{question}` has no answer `{answer}`"
            help_ = did_you_mean(answer, [each.id for each in known.answers])
        else:
            continue
        yield RULE.at(document.at(*path, question), message, f"Name one in {TREE_FILE}.{help_}")
        return
    if not subject.graph.outcomes_with(way):
        yield RULE.at(
            document.at(*path),
            "no route gives these answers" + (" together" if len(way) > 1 else ""),
            f"Give it a route in {TREE_FILE}, or name other answers.",
        )
