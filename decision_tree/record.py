"""The record of missed provision: what Section F promises, and what a child was given, day by day.

A *line* is one promise of Section F. An *entry* is one day, or the days up to `until`, with the
minutes promised and the minutes given. Only what is written down is added up: nothing is guessed
from how often a line says that help should come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from decision_tree.days import DayError, in_words, read_day

MOST_ENTRIES = 20_000
"""Entries of one record: ten lines on every school day of ten years."""

MOST_MINUTES = 100_000
"""Minutes of one entry; more is a slip of the hand."""

Problem = dict[str, Any]


class RecordError(ValueError):
    """A record cannot be used at all. The message is for the parent."""


@dataclass(frozen=True, slots=True)
class Line:
    """One promise of Section F: `what`, in the plan's words, `how_much`, `how_often`, `by` whom."""

    id: str
    what: str
    how_much: str = ""
    how_often: str = ""
    by: str = ""

    @property
    def whole(self) -> str:
        """All of the promise, as it goes into a letter."""
        return ", ".join(filter(None, (self.what, self.how_much, self.how_often, self.by)))


@dataclass(frozen=True, slots=True)
class Entry:
    """What was promised and given, in minutes, on `day` or from it to `until`."""

    line: str
    day: date
    until: date
    promised: int
    delivered: int
    reason: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Every line, and every entry in the order of its days."""

    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]


# -------------------------------------------------------------------------------------- reading

_MINUTES = re.compile(r"(\d{1,6})(?: ?m(?:in(?:ute)?s?)?)?")
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)")
_HOURS = re.compile(
    r"(\d{1,4}(?:\.\d{1,2})?) ?h(?:(?:ou)?rs?)?"
    r"(?:[ ,]*(?:and )?(\d{1,3})(?: ?m(?:in(?:ute)?s?)?)?)?"
)


@lru_cache(maxsize=1024)
def read_minutes(text: str) -> int:
    """Minutes as a parent types them: `60`, `1h 30`, `1:30`, `1.5 hours`.

    Raises RecordError, with words that say how, for anything else.
    """
    words = " ".join(text.lower().split())
    if found := _MINUTES.fullmatch(words):
        minutes = int(found[1])
    elif found := _CLOCK.fullmatch(words):
        minutes = int(found[1]) * 60 + int(found[2])
    elif found := _HOURS.fullmatch(words):
        minutes = round(float(found[1]) * 60) + int(found[2] or 0)
    else:
        raise RecordError("Write a time in minutes, such as 90, or as 1h 30m.")
    if minutes > MOST_MINUTES:
        raise RecordError(f"{minutes} minutes are too many for one entry.")
    return minutes


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return read_day(text)


def record_from_dict(data: Any) -> tuple[Record, list[Problem]]:
    """(what of a kept or typed record can be used, what is wrong with the rest).

    A problem names the entry by its place (`row`, from 0) and its field (`column`). Raises
    RecordError where it is no record at all, or too large.
    """
    record, problems, _ = record_in_order(data)
    return record, problems


def record_in_order(data: Any) -> tuple[Record, list[Problem], list[int]]:
    """The same, and the places of all entries in the order of their days, the wrong ones last."""
    lines, entries = _parts(data)
    if len(entries) > MOST_ENTRIES:
        raise RecordError(too_many(len(entries)))
    found_lines = tuple(_line(line, place) for place, line in enumerate(lines))
    known = {line.id for line in found_lines}
    kept: list[tuple[Entry, int]] = []
    problems: list[Problem] = []
    for row, raw in enumerate(entries):
        try:
            kept.append((entry_from(raw, known), row))
        except EntryError as problem:
            problems.append({"row": row, "column": problem.column, "message": str(problem)})
    kept.sort(key=lambda found: (found[0].day, found[0].until))
    order = [row for _, row in kept] + [problem["row"] for problem in problems]
    return Record(found_lines, tuple(entry for entry, _ in kept)), problems, order


def too_many(entries: int) -> str:
    """What is said of a record that is too large."""
    return (
        f"This record has {entries:,} entries. We can keep up to {MOST_ENTRIES:,}: split it, for "
        "example by school year."
    )


def _parts(data: Any) -> tuple[list[Any], list[Any]]:
    if isinstance(data, Mapping):
        lines, entries = data.get("lines", []), data.get("entries", [])
        if isinstance(lines, list) and isinstance(entries, list):
            whole = all(isinstance(part, Mapping) for part in (*lines, *entries))
            if whole:
                return lines, entries
    raise RecordError("This is not a record of missed help that we can read.")


def _line(raw: Mapping[str, Any], place: int) -> Line:
    words = {key: _text(raw.get(key)) for key in ("what", "how_much", "how_often", "by")}
    return Line(id=_text(raw.get("id")) or f"line-{place + 1}", **words)


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


class EntryError(ValueError):
    """One entry cannot be used; `column` is the field to put right."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def entry_from(raw: Mapping[str, Any], lines: Iterable[str]) -> Entry:
    """One entry from what was typed. Raises EntryError for its first field that is wrong."""
    day = _entry_day(raw, "day")
    until = _entry_day(raw, "until") if _text(raw.get("until")) else day
    if until < day:
        raise EntryError(
            "until", f"This is before the first day, {in_words(day)}. Check both days."
        )
    line = _text(raw.get("line"))
    if line not in lines:
        raise EntryError("line", "Choose the line of Section F that this is about.")
    return Entry(
        line,
        day,
        until,
        _entry_minutes(raw, "promised"),
        _entry_minutes(raw, "delivered"),
        _text(raw.get("reason")),
        _text(raw.get("who")),
    )


def _entry_day(raw: Mapping[str, Any], column: str) -> date:
    try:
        return _day(_text(raw.get(column)))
    except DayError as problem:
        raise EntryError(column, str(problem)) from problem


def _entry_minutes(raw: Mapping[str, Any], column: str) -> int:
    text = _text(raw.get(column))
    if not text:
        raise EntryError(column, "Write how many minutes, such as 60. If there were none, write 0.")
    try:
        return read_minutes(text)
    except RecordError as problem:
        raise EntryError(column, str(problem)) from problem


def record_to_dict(record: Record) -> dict[str, Any]:
    """The record as plain data, in the shape that `record_from_dict` takes."""
    return {
        "lines": [
            {name: getattr(line, name) for name in ("id", "what", "how_much", "how_often", "by")}
            for line in record.lines
        ],
        "entries": [
            {
                "line": entry.line,
                "day": entry.day.isoformat(),
                "until": entry.until.isoformat() if entry.until != entry.day else "",
                "promised": entry.promised,
                "delivered": entry.delivered,
                "reason": entry.reason,
                "who": entry.who,
            }
            for entry in record.entries
        ],
    }
