"""Count a deadline from a parent's own days, and say the sum in words.

Everything that could differ from one day to another is an argument: the days, today, England's
bank holidays and the school's own term dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from decision_tree.days import (
    SATURDAY,
    Calendar,
    DayError,
    add_months,
    in_full,
    in_short,
    in_words,
)
from decision_tree.deadlines import (
    DAYS,
    MONTHS,
    SCHOOL_DAYS,
    SOONER,
    STARTING,
    TRIBUNAL_APPEAL,
    WEEKS,
    Deadline,
    Length,
    Rules,
)

ONE_DAY = timedelta(days=1)
FRIDAY = 4
LONGEST = 800
"""Days that a count of working or school days may go on before it must be a mistake."""


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """When a school is open: `terms` as (first, last) days, less single days `closed`."""

    terms: tuple[tuple[date, date], ...] = ()
    closed: frozenset[date] = field(default_factory=frozenset)

    def is_open(self, day: date) -> bool:
        """Whether a day lies in a term. Raises DayError after the last term that is known."""
        if day > max(last for _, last in self.terms):
            last = max(last for _, last in self.terms)
            raise DayError(
                f"The school dates you gave stop on {in_words(last)}. Add the next term.", "terms"
            )
        return day not in self.closed and any(first <= day <= end for first, end in self.terms)


@dataclass(frozen=True, slots=True)
class Counted:
    """A deadline's last day, and how it came about.

    `day` is None where only a range is certain: not before `earliest`, nor after `latest` if
    that is known. `act_by` is the working day to act by where `day` is not one and nothing moves
    it. `sum` says it in words.
    """

    day: date | None
    sum: str
    act_by: date | None = None
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """Where a count has got to: the day, the words so far, and whether it is only the earliest."""

    day: date
    words: str
    open_ended: bool = False


def count(
    deadline: Deadline,
    days: Mapping[str, date],
    calendar: Calendar,
    rules: Rules,
    school: SchoolDays | None = None,
) -> Counted:
    """The last day of `deadline`, from those of its triggers that `days` holds.

    Raises DayError where it cannot be counted: no trigger's day is given, a bank holiday or term
    date is not known.
    """
    kind = _Days(calendar, school, deadline.leave_out)
    steps = [
        (_counted(one.length, days[one.trigger], kind), one.trigger)
        for one in deadline.counts
        if one.trigger in days
    ]
    if not steps:
        raise DayError(f"Tell us a day to count from: {rules.triggers[deadline.triggers[0]].ask}")
    chosen = _chosen(deadline, steps, rules)
    if chosen.open_ended:
        return _range(deadline, chosen, [step for step, _ in steps])
    return _finished(deadline, chosen, calendar)


# ------------------------------------------------------------------------------ one length of time


@dataclass(frozen=True, slots=True)
class _Days:
    """Which days count, and what those are called that do not."""

    calendar: Calendar
    school: SchoolDays | None
    leave_out: str

    @property
    def terms_known(self) -> bool:
        return bool(self.school and self.school.terms)

    def why_not(self, day: date, unit: str) -> str | None:
        """What to call a day that does not count as a `unit`; None for one that does."""
        if self.leave_out and day.month == 8:
            return "August"
        if self.leave_out and in_christmas_week(day):
            return "25 December to 1 January"
        if unit == DAYS:
            return None
        if day.weekday() >= SATURDAY:
            return "weekends"
        if not self.calendar.is_working(day):
            return self.calendar.holidays[day]
        if (
            unit == SCHOOL_DAYS
            and self.school
            and self.terms_known
            and not self.school.is_open(day)
        ):
            return "days the school is closed"
        return None


def _counted(length: Length, start: date, kind: _Days) -> _Step:
    if length.leaving:
        return _leaving(start)
    if length.before:
        day = date(start.year, length.before[1], length.before[0])
        words = f"the last day before {in_short(day)} {day.year} is {in_short(day - ONE_DAY)}"
        return _Step(day - ONE_DAY, words)
    if length.unit in (WEEKS, MONTHS) or (length.unit == DAYS and not kind.leave_out):
        return _by_the_calendar(length, start)
    return _day_by_day(length, start, kind)


def _by_the_calendar(length: Length, start: date) -> _Step:
    if length.unit == MONTHS:
        day = add_months(start, length.number)
    else:
        day = start + timedelta(days=length.number * (7 if length.unit == WEEKS else 1))
    amount = _amount(length)
    if length.start == STARTING:
        end = day - ONE_DAY
        verb = "ends" if length.number == 1 else "end"
        return _Step(end, f"{amount} that start with {in_short(start)} {verb} on {in_short(end)}")
    if length.number == 0:
        return _Step(day, f"the same day is {in_short(day)}")
    words = f"{amount} after {in_short(start)} is {in_short(day)}"
    if length.unit == MONTHS and day.day != start.day:
        words += ", the last day of that month"
    return _Step(day, words)


def _amount(length: Length) -> str:
    return f"{length.number} {length.unit[:-1] if length.number == 1 else length.unit}"


def _day_by_day(length: Length, start: date, kind: _Days) -> _Step:
    """Count only days of one kind. School days without term dates give the earliest end."""
    day = start if length.start == STARTING else start + ONE_DAY
    left_out: dict[str, None] = {}
    left = length.number
    for _ in range(LONGEST):
        why = kind.why_not(day, length.unit)
        if why is None:
            left -= 1
        else:
            left_out[why] = None
        if left == 0:
            break
        day += ONE_DAY
    else:
        raise DayError("This count never comes to an end: check the school dates.", "terms")
    out = _leaving_out(left_out) if left_out else ""
    amount, starting = _amount(length), length.start == STARTING
    words = f"{amount} {'that start with' if starting else 'after'} {in_short(start)}{out}"
    open_ended = length.unit == SCHOOL_DAYS and not kind.terms_known
    return _Step(day, f"{words} {'end on' if starting else 'is'} {in_short(day)}", open_ended)


def _leaving_out(names: Iterable[str]) -> str:
    weekends_first = sorted(names, key=lambda name: name != "weekends")
    return f", leaving out {_listed(weekends_first)},"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _leaving(born: date) -> _Step:
    """The last Friday in June of the school year (from September) of the 16th birthday."""
    birthday = add_months(born, 16 * 12)
    year = birthday.year + (birthday.month >= 9)
    day = date(year, 6, 30)
    while day.weekday() != FRIDAY:
        day -= ONE_DAY
    words = f"the 16th birthday is in the school year that ends in summer {year}"
    return _Step(day, f"{words}, and the last Friday in June is {in_short(day)}")


# ----------------------------------------------------------------------------- from step to day


def _chosen(deadline: Deadline, steps: list[tuple[_Step, str]], rules: Rules) -> _Step:
    if len(steps) == 1:
        return steps[0][0]
    pick = min if deadline.choose == SOONER else max
    best = pick((step for step, _ in steps), key=lambda step: step.day)
    told = [f"{step.words} (from {rules.triggers[trigger].short})" for step, trigger in steps]
    words = f"{'; '.join(told)}; the {deadline.choose} of them is {in_short(best.day)}"
    return _Step(best.day, words, best.open_ended)


def in_christmas_week(day: date) -> bool:
    """From 25 December to 1 January."""
    return (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)


def _finished(deadline: Deadline, step: _Step, calendar: Calendar) -> Counted:
    day, words = step.day, step.words
    if deadline.earlier:
        day -= ONE_DAY
        words += f"; to be safe, treat it as one day earlier, {in_short(day)}"
    moved, why = _moved(deadline.move, day, calendar)
    if moved != day:
        return Counted(moved, f"{_capital(words)}; {why}, so {in_full(moved)}.")
    whole = _capital(words.removesuffix(in_short(day))) + in_full(day) + "."
    if not words.endswith(in_short(day)):
        whole = f"{_capital(words)}: {in_full(day)}."
    act_by = _safe_day(deadline, day, calendar)
    if act_by == day:
        return Counted(day, whole)
    safe = "That is not a working day, and nothing says that the next one is in time"
    return Counted(day, f"{whole} {safe}, so act by {in_full(act_by)}.", act_by)


def _safe_day(deadline: Deadline, day: date, calendar: Calendar) -> date:
    """The working day to act by: for what you must do yourself and nothing moves."""
    if any(one.length.leaving for one in deadline.counts):
        return day  # years ahead, and no bank holiday matters
    calendar.must_know(day)
    mine = deadline.who == "you" and not deadline.opens
    return calendar.on_or_before(day) if mine else day


def _moved(move: str, day: date, calendar: Calendar) -> tuple[date, str]:
    """(the day that is still in time, why)."""
    if not move:
        return day, ""
    if move == TRIBUNAL_APPEAL and day.month == 8:
        return calendar.on_or_after(date(day.year, 9, 1)), "that is in August"
    if move == TRIBUNAL_APPEAL and in_christmas_week(day):
        year = day.year + (day.month == 12)
        after = calendar.on_or_after(date(year, 1, 2))
        return after, "that falls between 25 December and 1 January"
    return calendar.on_or_after(day), f"that is {_day_off(day, calendar)}"


def _day_off(day: date, calendar: Calendar) -> str:
    if day in calendar.holidays:
        return f"a bank holiday ({calendar.holidays[day]})"
    return f"a {in_full(day).split()[0]}"


def _range(deadline: Deadline, chosen: _Step, steps: list[_Step]) -> Counted:
    """What is certain of a count of school days whose term dates nobody gave."""
    certain = [step.day for step in steps if not step.open_ended]
    latest = min(certain) if certain and deadline.choose == SOONER else None
    words = _open_words(chosen)
    if latest:
        words += f" It is {in_full(latest)} at the latest."
    return Counted(None, words, earliest=chosen.day, latest=latest)


def _open_words(step: _Step) -> str:
    before = step.words.removesuffix(in_short(step.day)).removesuffix("is ").removesuffix("end on ")
    return (
        f"{_capital(before.strip())} cannot end before {in_full(step.day)}. Each "
        "further day that the school is closed, such as a holiday, moves it on by a day. Give us "
        "the school's dates to count it."
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
