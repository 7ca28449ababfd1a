"""The real time limits, with England's bank holidays as the build of November 2026 knows them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from build_tools.deadlines import bank_holidays
from decision_tree.counting import Counted, SchoolDays, count
from decision_tree.deadline_answers import Limits, limits_from_dict
from decision_tree.deadlines import Deadline

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 26)


@cache
def limits() -> Limits:
    """Every rule of deadlines.yaml; sources are left out."""
    data = yaml.load((ROOT / "decision_tree/deadlines.yaml").read_text("utf-8"), yaml.BaseLoader)
    return limits_from_dict({**data, "bank_holidays": bank_holidays(TODAY.year)}, {})


def deadline(name: str) -> Deadline:
    """One real time limit."""
    return limits().rules.deadlines[name]


def counted(name: str, *days: date | str | None, school: SchoolDays | None = None) -> Counted:
    """A real time limit, counted from days for its triggers in their order."""
    rule = deadline(name)
    given = {
        trigger: date.fromisoformat(day) if isinstance(day, str) else day
        for trigger, day in zip(rule.triggers, days, strict=False)
        if day
    }
    return count(rule, given, limits().calendar, limits().rules, school)
