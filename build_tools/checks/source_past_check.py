"""A source that was due to be read again."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.dates import parse_date
from build_tools.finding import WARNING, Finding, Rule

RULE = Rule(
    "DATE001",
    "source-past-check",
    "Law and guidance change: a source not read again may no longer say this.",
    WARNING,
    acceptable=True,
)


def check(subject: Subject) -> Iterator[Finding]:
    document = subject.project.sources_document
    for source in subject.project.sources.values():
        due = parse_date(source.check_by)
        if due and due < subject.today:
            yield RULE.at(
                document.at(source.id, "check_by"),
                f"`{source.id}` was to be checked by {source.check_by}",
                "Read it again, mend the pages that cite it, then set `read_on` and `check_by`.",
            )
