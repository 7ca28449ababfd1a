"""A time limit that no page shows, or a day that no time limit is counted from."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.project import DEADLINES_FILE, PAGES

RULE = Rule(
    "TIME002", "unused-deadline", "A parent would not meet it, and nobody would see it go wrong."
)

NEEDS = (DEADLINES_FILE, PAGES)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    project = subject.project
    document, rules = project.deadlines_document, project.rules
    shown = {
        name
        for page in (*project.pages, *project.in_time.staged)
        for name in page.names("deadlines")
    }
    for name in rules.deadlines:
        if name not in shown:
            yield RULE.at(
                document.key("deadlines", name),
                f"no page names `{name}`",
                "Name it under `deadlines:` of the page that it belongs to, or take it out.",
            )
    limits = project.in_time.limits.deadlines.values()
    counted = {name for limit in limits for name in limit.triggers}
    for name in rules.triggers:
        if name not in counted:
            yield RULE.at(
                document.key("triggers", name),
                f"nothing is counted from `{name}`",
                "Count a time limit from it, or take it out.",
            )
