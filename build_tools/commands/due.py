"""List what is past its check date, soonest first; fail if anything is."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING

from build_tools.commands import Given, sound_project

if TYPE_CHECKING:
    from build_tools.freshness import Due

MOST_DAYS = 36_500
"""How far ahead one can look: a hundred years."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """How far ahead to look, and in which shape."""
    parser.add_argument(
        "--within",
        type=_days,
        default=-1,
        metavar="DAYS",
        help="also list what will be due in so many days; that alone is no failure",
    )
    parser.add_argument("--format", choices=("text", "markdown"), default="text")


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_DAYS:
        raise argparse.ArgumentTypeError(f"{text} is no number of days from 0 to {MOST_DAYS}")
    return int(text)


def run(options: argparse.Namespace, given: Given) -> int:
    """Print the list. 0: nothing is past its day; 1: something is; 2: it cannot be told."""
    from build_tools.freshness import due_list

    project = sound_project(given, "What is due cannot be told")
    if project is None:
        return 2
    last = given.today + dt.timedelta(days=options.within)
    due = [item for item in due_list(project) if item.by <= last]
    late = sum(item.by < given.today for item in due)
    for item in due:
        print(_line(item, given.today, "- [ ] " if options.format == "markdown" else ""))
    print(f"{late} past the day, {len(due) - late} due soon." if due else "Nothing is due.")
    return int(late > 0)


def _line(item: Due, today: dt.date, mark: str) -> str:
    days = (today - item.by).days
    many = f"{abs(days)} day{'s' * (abs(days) != 1)}"
    when = f"{many} late" if days > 0 else f"in {many}" if days < 0 else "today"
    where = f"{item.place.file}:{item.place.line}"
    return f"{mark}{item.by} ({when}): {item.kind} {item.name}, “{item.title}”, {where}"
