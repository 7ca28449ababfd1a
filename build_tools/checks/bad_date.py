"""A date that does not exist, or that is in the wrong order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.dates import parse_date
from build_tools.finding import Finding, Rule
from build_tools.yaml_source import Document

RULE = Rule("DATE003", "bad-date", "Freshness is worked out from these dates.")


def check(subject: Subject) -> Iterator[Finding]:
    project = subject.project
    for source in project.sources.values():
        yield from _dates(
            project.sources_document, (source.id,), source.read_on, source.check_by, subject.today
        )
    for page in project.pages:
        read_on, check_by = str(page.meta.get("read_on", "")), str(page.meta.get("check_by", ""))
        yield from _dates(page.front, (), read_on, check_by, subject.today)


def _dates(
    document: Document, path: tuple[str, ...], read_on: str, check_by: str, today: dt.date
) -> Iterator[Finding]:
    for key, text in (("read_on", read_on), ("check_by", check_by)):
        if text and parse_date(text) is None:
            yield RULE.at(
                document.at(*path, key), f"there is no day `{text}`", "Write it as 2026-11-23."
            )
    read, due = parse_date(read_on), parse_date(check_by)
    if read and read > today:
        yield RULE.at(
            document.at(*path, "read_on"),
            f"{read_on} has not come yet",
            "Write the day it was read.",
        )
    if read and due and due <= read:
        yield RULE.at(
            document.at(*path, "check_by"),
            f"{check_by} is not after the day it was read, {read_on}",
            "Give a later day.",
        )
