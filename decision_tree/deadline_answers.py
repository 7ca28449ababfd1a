"""Time limits as plain data for a page: the rules, and what a parent's own days come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from decision_tree.counting import Counted, SchoolDays, count
from decision_tree.days import (
    Calendar,
    DayError,
    calendar_from,
    in_full,
    in_words,
    read_day,
    read_limit,
)
from decision_tree.deadlines import KINDS, Deadline, Rules, Trigger, rules_from_dict

Given = Mapping[str, Any]
Answer = dict[str, Any]
Problem = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Limits:
    """The rules, the bank holidays and the cited sources (id -> title and url)."""

    rules: Rules
    calendar: Calendar
    sources: Mapping[str, Mapping[str, str]]


def limits_from_dict(data: Mapping[str, Any], sources: Mapping[str, Any]) -> Limits:
    """The limits from what /data/deadlines.json and /data/sources.json hold."""
    known = data["bank_holidays"]
    calendar = calendar_from(known["days"], known["first"], known["last"])
    return Limits(rules_from_dict(data), calendar, sources)


def rules_answer(limits: Limits, given: Given) -> Answer:
    """What time limits say before any day is known: those named in `ids`, or all."""
    wanted = given.get("ids") or limits.rules.deadlines
    found = [limits.rules.deadlines[name] for name in wanted if name in limits.rules.deadlines]
    triggers = {name for deadline in found for name in deadline.triggers}
    return {
        "deadlines": [_rule(deadline, limits) for deadline in found],
        "triggers": {
            name: asdict(trigger)
            for name, trigger in limits.rules.triggers.items()
            if name in triggers
        },
    }


def _rule(deadline: Deadline, limits: Limits) -> Answer:
    return {
        "id": deadline.id,
        "name": deadline.name,
        "who": deadline.who,
        "rule": deadline.rule,
        "note": deadline.note,
        "kind": deadline.kind,
        "kind_words": KINDS[deadline.kind],
        "time": deadline.by,
        "opens": deadline.opens,
        "missed": deadline.missed,
        "triggers": list(deadline.triggers),
        "cites": [
            {
                "source": cite.source,
                "pinpoint": cite.pinpoint,
                "title": limits.sources.get(cite.source, {}).get("title", cite.source),
                "url": limits.sources.get(cite.source, {}).get("url", ""),
            }
            for cite in deadline.cites
        ],
    }


def deadlines_answer(limits: Limits, given: Given) -> Answer:
    """Every time limit asked for, counted from the days given; see in_browser for the shape.

    A day that is wrong is a problem beside its field, and all that does not need it is counted.
    """
    today = read_day(given["today"], "today") if given.get("today") else None
    days, problems = read_days(limits.rules, given.get("dates") or {}, today)
    school, term_problems = read_terms(given)
    problems += term_problems
    counted, waiting = [], []
    for deadline in _wanted(limits.rules, given, days):
        if not days.keys() & set(deadline.triggers):
            waiting.append({**_names(deadline), "triggers": list(deadline.triggers)})
            continue
        try:
            found = count(deadline, days, limits.calendar, limits.rules, school)
        except DayError as problem:
            problems.append(_problem(problem.field or _given_of(deadline, days), str(problem)))
            continue
        counted.append({**_rule(deadline, limits), **_result(deadline, found, today)})
    return {"deadlines": counted, "waiting": waiting, "problems": _each_once(problems)}


def _wanted(rules: Rules, given: Given, days: Mapping[str, date]) -> list[Deadline]:
    if given.get("ids"):
        return [rules.deadlines[name] for name in given["ids"] if name in rules.deadlines]
    triggers = {given["trigger"]} if given.get("trigger") else days.keys()
    return [d for d in rules.deadlines.values() if triggers & set(d.triggers)]


def _names(deadline: Deadline) -> Answer:
    return {"id": deadline.id, "name": deadline.name}


def _given_of(deadline: Deadline, days: Mapping[str, date]) -> str:
    return next(name for name in deadline.triggers if name in days)


def _result(deadline: Deadline, found: Counted, today: date | None) -> Answer:
    last = found.day
    left = (last - today).days if last and today else None
    return {
        "day": last.isoformat() if last else None,
        "words": in_full(last) if last else "",
        "act_by": found.act_by.isoformat() if found.act_by else None,
        "act_by_words": in_full(found.act_by) if found.act_by else "",
        "earliest": found.earliest.isoformat() if found.earliest else None,
        "earliest_words": in_full(found.earliest) if found.earliest else "",
        "latest": found.latest.isoformat() if found.latest else None,
        "sum": found.sum,
        "days_left": left,
        "passed": None if left is None else left < 0,
        **_said(deadline, found, left),
    }


def _said(deadline: Deadline, found: Counted, left: int | None) -> Answer:
    """The day as a page says it: `head`, then how far it is (`left`), then what `missed` is for.

    `left` is how many days it is away; None where that cannot be told.
    """
    head, passed = _head(deadline, found), left is not None and left < 0
    if deadline.opens:
        ahead = "You can do this now." if passed or left == 0 else _days(left, "to go")
        return {"head": head, "left": ahead, "then": "From that day on:"}
    ahead = "This day has passed." if passed else _days(left, "left")
    if ahead and found.act_by and found.day:
        ahead = f"The last day is {in_full(found.day)}. {ahead}"
    then = "It has passed. What to do:" if passed else "If it passes:"
    return {"head": head, "left": ahead, "then": then}


def _head(deadline: Deadline, found: Counted) -> str:
    if found.act_by:
        return f"Act by {in_full(found.act_by)}."
    if found.day is None:
        return f"Not before {in_full(found.earliest)}." if found.earliest else ""
    if deadline.opens:
        return f"From {in_full(found.day)}."
    return f"{in_full(found.day)}{', ' if deadline.by else ''}{deadline.by}."


def _days(number: int | None, what: str) -> str:
    if number is None:
        return ""
    if number == 0:
        return "This is today."
    return f"{number} {'day' if number == 1 else 'days'} {what}."


# ---------------------------------------------------------------------------- what a parent typed


def read_days(
    rules: Rules, typed: Mapping[str, str], today: date | None
) -> tuple[dict[str, date], list[Problem]]:
    """(the days by trigger, what is wrong with the others). An empty field is no problem."""
    days: dict[str, date] = {}
    problems: list[Problem] = []
    for name, text in typed.items():
        trigger = rules.triggers.get(name)
        if trigger is None or not str(text or "").strip():
            continue
        try:
            days[name] = within(read_day(text, name), trigger, today)
        except DayError as problem:
            problems.append(_problem(name, str(problem)))
    for name in [name for name in days if _too_early(rules.triggers[name], days)]:
        other = rules.triggers[rules.triggers[name].after].short
        problems.append(_problem(name, f"This is earlier than {other}. Check both days."))
        del days[name]
    return days, problems


def _too_early(trigger: Trigger, days: Mapping[str, date]) -> bool:
    return trigger.after in days and days[trigger.id] < days[trigger.after]


def within(day: date, trigger: Trigger, today: date | None) -> date:
    """`day`, if it lies where the trigger's days can lie. Raises DayError where it does not."""
    if today is None:
        return day
    earliest, latest = read_limit(trigger.earliest, today), read_limit(trigger.latest, today)
    if day < earliest:
        raise DayError(
            f"This is before {in_words(earliest)}, too long ago to count. Check the year."
        )
    if day > latest:
        late = "has not come yet" if latest == today else f"is after {in_words(latest)}"
        raise DayError(f"This day {late}. Check the year.")
    return day


def read_terms(given: Given) -> tuple[SchoolDays | None, list[Problem]]:
    """The school's open days: `terms` ({first, last} each) less `closed` days."""
    problems: list[Problem] = []
    terms: list[tuple[date, date]] = []
    closed: set[date] = set()
    for term in given.get("terms") or ():
        try:
            first, last = read_day(term["first"], "terms"), read_day(term["last"], "terms")
        except DayError as problem:
            problems.append(_problem("terms", str(problem)))
            continue
        if last < first:
            problems.append(
                _problem("terms", f"A term cannot end before it begins: {in_words(last)}.")
            )
        else:
            terms.append((first, last))
    for text in given.get("closed") or ():
        try:
            closed.add(read_day(text, "closed"))
        except DayError as problem:
            problems.append(_problem("closed", str(problem)))
    if not terms:
        return None, problems
    return SchoolDays(tuple(sorted(terms)), frozenset(closed)), problems


def _problem(field: str | None, message: str) -> Problem:
    return {"field": field, "message": message}


def _each_once(problems: list[Problem]) -> list[Problem]:
    return [problem for at, problem in enumerate(problems) if problem not in problems[:at]]
