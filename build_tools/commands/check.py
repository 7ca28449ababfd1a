"""Check the tree, the pages and the sources."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from build_tools.commands import Given
from build_tools.finding import Finding, has_errors, in_order
from build_tools.report import FORMATS


def arguments(parser: argparse.ArgumentParser) -> None:
    """How the findings are shown."""
    parser.add_argument("--format", choices=list(FORMATS), default="text")


def run(options: argparse.Namespace, given: Given) -> int:
    """Print every finding; 1 if any is an error."""
    findings = in_order(every_day(given))
    print(FORMATS[options.format](findings, given.root))
    return int(has_errors(findings))


def every_day(given: Given) -> Iterator[Finding]:
    """What is found on the day, and then on each later day on which other law comes to stand."""
    from build_tools.checks import check
    from build_tools.load import load
    from build_tools.memory import Memory

    memory = Memory.of(given.root)
    project = load(given.root, memory, given.as_at)
    known = set(check(project, given.today))
    yield from known
    for day in project.in_time.later_days:
        later = set(check(load(given.root, memory, day), given.today)) - known
        known |= later
        yield from (_as_at(day, finding) for finding in later)
    memory.kept.save()


def _as_at(day: dt.date, finding: Finding) -> Finding:
    return replace(finding, message=f"{finding.message} (as at {day})")
