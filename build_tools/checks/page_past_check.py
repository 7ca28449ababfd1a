"""A page that was due to be checked again."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.dates import parse_date
from build_tools.finding import WARNING, Finding, Rule

RULE = Rule(
    "DATE002",
    "page-past-check",
    "A page nobody has read again may tell parents what is no longer true.",
    WARNING,
    acceptable=True,
)


def check(subject: Subject) -> Iterator[Finding]:
    for page in subject.project.pages:
        due = parse_date(str(page.meta.get("check_by", "")))
        if due and due < subject.today:
            yield RULE.at(
                page.front.at("check_by"),
                f"this page was to be checked by {page.meta['check_by']}",
                "Read it against its sources, then set `read_on` and `check_by`.",
            )
