"""A review without who or when, or on a day that has not come."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.dates import parse_date
from build_tools.finding import Finding, Rule

RULE = Rule(
    "DATE004",
    "half-review",
    "Parents lean on a review, so each page must say who reviewed it, and when.",
)


def check(subject: Subject) -> Iterator[Finding]:
    for page in subject.project.pages:
        by, on = page.meta.get("reviewed_by"), page.meta.get("reviewed_on")
        if bool(by) != bool(on):
            here, missing = ("reviewed_by", "reviewed_on") if by else ("reviewed_on", "reviewed_by")
            yield RULE.at(
                page.front.key(here),
                f"this page has `{here}` and no `{missing}`",
                f"Add a line `{missing}: …`, or take this one out.",
            )
        day = parse_date(str(on))
        if on and (day is None or day > subject.today):
            yield RULE.at(
                page.front.at("reviewed_on"),
                f"`{on}` is not a day that has come",
                "Write the day it was reviewed, such as 2026-11-23.",
            )
