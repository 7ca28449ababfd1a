"""A source, a time limit or an outcome that is used on a day when no version of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from build_tools import in_time
from build_tools.checks import Subject
from build_tools.finding import Finding, Place, Rule
from build_tools.in_time import (
    ALWAYS,
    LIMIT,
    OUTCOME,
    SOURCE,
    Period,
    Version,
    gaps,
)
from build_tools.project import LETTERS, Project
from decision_tree.model import outcome_of

RULE = Rule(
    "DATE006",
    "not-in-force",
    "On those days a parent would be told law that does not hold, or nothing at all.",
)

Use = tuple[str, str, Period, Place]
"""(kind, name, on which days it is used, where)."""


def check(subject: Subject) -> Iterator[Finding]:
    project, told = subject.project, set[tuple[str, str, Period]]()
    by_kind = {kind: project.in_time.of(kind) for kind in (SOURCE, LIMIT, OUTCOME)}
    # With unsound dates there would be gaps that are none.
    unsound = any(found.code == in_time.RULE.code for found in project.findings)
    if unsound or not any(by_kind.values()):
        return
    for kind, name, days, place in chain(_of_pages(project), _of_limits(project), _of_all(project)):
        versions = by_kind[kind].get(name, [])
        for gap in gaps(days, [v.period for v in versions] or [ALWAYS]):
            # What was before the day that the site is built for hurts nobody any more.
            if gap.last >= project.in_time.day and (kind, name, gap) not in told:
                told.add((kind, name, gap))
                yield RULE.at(
                    _edge(gap, versions),
                    f"no version of the {kind} `{name}` stands {gap}, and it is used then",
                    "Add the version of those days, mend the dates, or no longer use it then.",
                    [(place, "it is used here")],
                )


def _edge(gap: Period, versions: list[Version]) -> Place:
    """The date where the gap begins; where it has no beginning, the date where it ends."""
    for version in reversed(versions):
        if version.period.last < gap.last:
            return version.at("until")
    return versions[0].at("from")


def _of_pages(project: Project) -> Iterator[Use]:
    for page in (*project.pages, *project.in_time.staged):
        days = project.in_time.period_of(OUTCOME, page.file)
        for citation in page.citations:
            yield SOURCE, citation.source, days, citation.place
        for number, name in enumerate(page.names("deadlines")):
            yield LIMIT, name, days, page.front.at("deadlines", str(number))


def _of_limits(project: Project) -> Iterator[Use]:
    document = project.in_time.limits_document
    for limit in project.in_time.limits.deadlines.values():
        path = ("deadlines", limit.id)
        days = project.in_time.period_of(LIMIT, document.file, path)
        for number, cite in enumerate(limit.cites):
            yield SOURCE, cite.source, days, document.at(*path, "cites", str(number), "source")


def _of_all(project: Project) -> Iterator[Use]:
    """What has no dates of its own: the tree, the organisations and the letters."""
    for step in project.tree.steps.values():
        for answer, target in step.go.items():
            if outcome := outcome_of(target):
                place = project.tree_document.at("steps", step.id, "go", answer)
                yield OUTCOME, outcome, ALWAYS, place
    for _, citation in project.question_citations:
        yield SOURCE, citation.source, ALWAYS, citation.place
    for helper in project.organisations.values():
        for key in ("source", "phone_source"):
            place = project.organisations_document.at(helper.id, key)
            yield SOURCE, getattr(helper, key), ALWAYS, place
    for letter_id, letter in project.letters.items():
        for cite in letter.get("cites", ()):
            yield SOURCE, cite["source"], ALWAYS, Place(f"{LETTERS}/{letter_id}.j2")
