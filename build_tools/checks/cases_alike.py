"""Two cases that lead to the same pages, and nothing says why."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.project import CASES_FILE, TREE_FILE

RULE = Rule(
    "TREE026",
    "cases-alike",
    "Where two cases lead to the same pages it must be said why, or one of them may be a gap.",
    acceptable=True,
)
NEEDS = (TREE_FILE, CASES_FILE)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    for group in subject.project.case_groups:
        served: dict[frozenset[str], str] = {}
        for case in group.cases:
            outcomes = frozenset(
                o for way in case.answers for o in subject.graph.outcomes_with(way)
            )
            other = served.setdefault(outcomes, case.id)
            if outcomes and other != case.id and not case.shares:
                yield RULE.at(
                    subject.project.cases_document.key(group.id, "cases", case.id),
                    f"`{case.id}` leads to the same pages as `{other}`",
                    "Let a question tell them apart, or say under `shares:` why they share.",
                )
