"""Days: read as a parent types them, written in words, moved by months. No clock, no time zone.

A day is a `datetime.date` and never holds an hour, so no time zone can shift it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SATURDAY = 5

EXAMPLE = "Write it like this: 23/11/2026."


class DayError(ValueError):
    """A day cannot be read or counted. The message is for the parent; `field` is where it stood."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


# -------------------------------------------------------------------------------------- reading

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})[/. -](?P<year>\d+)")
_WORDS = re.compile(
    r"(?:[a-z]+,? )?(?P<day>\d{1,2})(?:st|nd|rd|th)? "
    r"(?:of )?(?P<name>[a-z]{3,9})\.?,? (?P<year>\d+)"
)


def read_day(text: str, field: str | None = None) -> date:
    """The day that a parent typed: 2026-11-23, 23/11/2026 or 23 November 2026.

    Raises DayError, with words that say what is wrong, for anything that is not a whole day.
    """
    try:
        return _read(text)
    except ValueError as problem:
        raise DayError(str(problem), field) from problem


def _read(text: str) -> date:
    words = " ".join(str(text).lower().split())
    if not words:
        raise ValueError(f"No day is written here. {EXAMPLE}")
    for pattern in (_ISO, _NUMBERS, _WORDS):
        if found := pattern.fullmatch(words):
            return _whole_day(found.groupdict())
    raise ValueError(f"This is not a day that we can read. {EXAMPLE}")


def _whole_day(parts: Mapping[str, str]) -> date:
    if len(parts["year"]) != 4:
        raise ValueError("Write the year with four digits, such as 2026.")
    year, day = int(parts["year"]), int(parts["day"])
    month = _month(parts["name"]) if "name" in parts else int(parts["month"])
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}. {EXAMPLE}")
    if not 1900 <= year <= 2100:
        raise ValueError(f"The year {year} cannot be right. {EXAMPLE}")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        which = f" {year}" if month == 2 else ""
        raise ValueError(f"{MONTHS[month - 1]}{which} has only {last} days.")
    return date(year, month, day)


def _month(name: str) -> int:
    for number, month in enumerate(MONTHS, 1):
        if month.lower().startswith(name):
            return number
    raise ValueError(f"There is no month called {name}. {EXAMPLE}")


_AWAY = re.compile(r"(?:in )?(\d+) (year|month|day)s?( ago)?")


def read_limit(text: str, today: date) -> date:
    """A first or last day that something may have: `today`, `3 years ago`, `in 2 months`, a day."""
    if text == "today":
        return today
    found = _AWAY.fullmatch(text)
    if not found:
        return date.fromisoformat(text)
    number = int(found[1]) * (-1 if found[3] else 1)
    if found[2] == "day":
        return today + timedelta(days=number)
    return add_months(today, number * (12 if found[2] == "year" else 1))


# ---------------------------------------------------------------------------------------- words


def in_full(day: date) -> str:
    """Monday 4 January 2027."""
    return f"{WEEKDAYS[day.weekday()]} {in_words(day)}"


def in_words(day: date) -> str:
    """4 January 2027."""
    return f"{in_short(day)} {day.year}"


def in_short(day: date) -> str:
    """4 January."""
    return f"{day.day} {MONTHS[day.month - 1]}"


# --------------------------------------------------------------------------------------- moving


def add_months(day: date, months: int) -> date:
    """The same-numbered day that many calendar months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Calendar:
    """England's bank holidays (day -> name), known from `first` to `last`."""

    holidays: Mapping[date, str]
    first: date
    last: date

    def is_working(self, day: date) -> bool:
        """Neither a weekend nor a bank holiday. Raises DayError where holidays are not known."""
        self.must_know(day)
        return day.weekday() < SATURDAY and day not in self.holidays

    def must_know(self, day: date) -> None:
        """Raises DayError for a day whose bank holidays are not known."""
        if not self.first <= day <= self.last:
            raise DayError(
                f"This comes to {in_words(day)}. We know England's bank holidays only from "
                f"{in_words(self.first)} to {in_words(self.last)}, so we do not count it."
            )

    def on_or_after(self, day: date) -> date:
        """The first working day from `day` on."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def on_or_before(self, day: date) -> date:
        """The last working day up to `day`."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day


def calendar_from(holidays: Mapping[str, str], first: str, last: str) -> Calendar:
    """The calendar from published data: holidays by ISO day."""
    days = {date.fromisoformat(day): name for day, name in holidays.items()}
    return Calendar(days, date.fromisoformat(first), date.fromisoformat(last))
