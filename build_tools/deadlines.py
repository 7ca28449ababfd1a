"""The time limits as the build sees them: read, with England's bank holidays, as open data."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from build_tools.finish import kept
from build_tools.yaml_source import Document
from decision_tree.deadlines import KINDS, SCHOOL_DAYS, Deadline, Rules, rules_from_dict

FIRST_YEAR = 2014
"""The year that section 42 and the SEND Regulations came into force."""

YEARS_AHEAD = 5
"""How far ahead bank holidays are taken as known: later ones may yet be moved or added."""


def rules_of(document: Document) -> Rules:
    """The rules that fit their shape; entries that do not are left out, and have a finding."""
    value = document.value if isinstance(document.value, dict) else {}
    found: dict[str, dict[str, Any]] = {"triggers": {}, "deadlines": {}}
    for part, entries in found.items():
        for name, entry in value.get(part, {}).items():
            try:
                rules_from_dict({"triggers": {}, "deadlines": {}, part: {name: entry}})
            except (KeyError, TypeError, ValueError):
                continue
            entries[name] = entry
    return rules_from_dict(found)


@dataclass(frozen=True, slots=True)
class DayField:
    """A day to type: its name is its trigger's. `labelledby` is what on the page says more."""

    name: str
    label: str
    hint: str = ""
    labelledby: str = ""


def day_fields(
    deadlines: Iterable[Deadline], rules: Rules, heading: str = ""
) -> tuple[DayField, ...]:
    """The days to ask for, so that these limits can be counted, each once.

    `heading` is the trigger that a heading on the page asks for already.
    """
    names = dict.fromkeys(name for deadline in deadlines for name in deadline.triggers)
    return tuple(
        DayField(name, "The day", labelledby=f"day-{name}")
        if name == heading
        else DayField(name, rules.triggers[name].ask, rules.triggers[name].hint)
        for name in names
    )


def in_school_days(deadlines: Iterable[Deadline]) -> bool:
    """Whether any of these limits runs in school days, so that it takes the school's own dates."""
    return any(one.length.unit == SCHOOL_DAYS for each in deadlines for one in each.counts)


@cache
def bank_holidays(year: int) -> dict[str, Any]:
    """England's bank holidays on weekdays, from FIRST_YEAR to YEARS_AHEAD of `year`.

    Gives {"first": day, "last": day, "days": {day: name}}, days as ISO text.
    """
    # Imported here because it takes a third of a second, and checking does without.
    import holidays as holidays_of

    last = year + YEARS_AHEAD
    known = holidays_of.country_holidays(
        "GB", subdiv="ENG", years=range(FIRST_YEAR, last + 1), language="en_GB"
    )
    named = {
        day.isoformat(): name.removesuffix(" (observed)")
        for day, name in sorted(known.items())
        if day.weekday() < 5
    }
    return {
        "first": dt.date(FIRST_YEAR, 1, 1).isoformat(),
        "last": dt.date(last, 12, 31).isoformat(),
        "days": named,
    }


def kept_bank_holidays(root: Path, year: int) -> dict[str, Any]:
    """The same, worked out once for each version of the library and each year."""
    from importlib.metadata import version

    source = f"{version('holidays')} {FIRST_YEAR} {year + YEARS_AHEAD}".encode()
    made = kept(root, "bank-holidays-1", source, lambda: json.dumps(bank_holidays(year)).encode())
    days: dict[str, Any] = json.loads(made)
    return days


def published(document: Document, holidays: Mapping[str, Any]) -> dict[str, Any]:
    """What /data/deadlines.json holds."""
    value = document.value or {}
    return {
        "triggers": value.get("triggers", {}),
        "deadlines": value.get("deadlines", {}),
        "kinds": dict(KINDS),
        "bank_holidays": dict(holidays),
    }
