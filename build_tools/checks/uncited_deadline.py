"""A time limit without a source."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.project import DEADLINES_FILE
from decision_tree.deadlines import LAW, REQUEST

RULE = Rule(
    "TIME004",
    "uncited-deadline",
    "A parent who is told that they are late must be able to show what says so.",
)

NEEDS = (DEADLINES_FILE,)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    project = subject.project
    for deadline in project.rules.deadlines.values():
        if not deadline.cites and deadline.kind != REQUEST:
            yield RULE.at(
                project.deadlines_document.at("deadlines", deadline.id, "cites"),
                f"`{deadline.id}` has no source",
                "Name one under `cites:`, or make it `kind: request` if we only suggest it.",
            )
        if deadline.kind == LAW and _only_doubtful(deadline.id, subject):
            yield RULE.at(
                project.deadlines_document.at("deadlines", deadline.id, "kind"),
                f"`{deadline.id}` is called law, and every source it has is of low confidence",
                "Cite a better source, or call it `custom`.",
            )


def _only_doubtful(name: str, subject: Subject) -> bool:
    known = subject.project.sources
    cites = [c.source for c in subject.project.rules.deadlines[name].cites if c.source in known]
    return bool(cites) and all(known[source].confidence == "low" for source in cites)
