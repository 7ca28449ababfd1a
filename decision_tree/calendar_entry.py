"""Dates for a parent's own calendar: an .ics file that Google, Apple and Outlook take.

Source: RFC 5545, https://www.rfc-editor.org/rfc/rfc5545
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from decision_tree.days import read_day

PRODUCT = "-//Plan Not Followed//Dates//EN"
MORNING = 9
"""The hour at which a reminder comes: an all-day event begins at midnight, when nobody reads."""

FOLD = 75
"""Octets of a line, without its end."""

MOST_REMINDERS = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day. `remind` holds how many days before it a reminder comes; 0 is the day."""

    id: str
    day: date
    title: str
    words: str = ""
    link: str = ""
    remind: tuple[int, ...] = ()


def entry_from(raw: Mapping[str, Any]) -> Entry:
    """An entry from what a page gives. Raises DayError for a day that is none."""
    remind = {day for day in raw.get("remind") or () if isinstance(day, int) and 0 <= day <= 366}
    return Entry(
        str(raw.get("id", "")),
        read_day(str(raw.get("day", "")), "day"),
        str(raw.get("title", "")),
        str(raw.get("words", "")),
        str(raw.get("link", "")),
        tuple(sorted(remind, reverse=True)[:MOST_REMINDERS]),
    )


def entry_of_deadline(found: Mapping[str, Any], link: str = "") -> Entry | None:
    """A counted deadline (see in_browser) as an entry; None where no day is certain.

    What a parent must do is there in time: on the day to act by, with two reminders before.
    What others must do reminds on its last day.
    """
    last = found["act_by"] or found["day"]
    if not last:
        return None
    mine = found["who"] == "you"
    hour = f" By {found['time']}." if found["time"] else ""
    parts = (f"{found['rule']}{hour}", found["sum"], found["kind_words"])
    then = found["then"] if found["opens"] else "If it has passed:"
    words = "\n\n".join((*parts, f"{then} {found['missed']}"))
    remind = (14, 3) if mine else (0,)
    title = ("Last day: " if mine else "Due: ") + found["name"]
    if found["opens"]:
        title, remind = f"From today: {found['name']}", (0,)
    return Entry(found["id"], date.fromisoformat(last), title, words, link, remind)


def to_ics(entries: Iterable[Entry], today: date) -> str:
    """The calendar file. The same entries and `today` always give the same text."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines.append("METHOD:PUBLISH")
    for entry in entries:
        lines += _event(entry, today)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(entry: Entry, today: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    # The same for the same date however often it is added, so that no calendar shows it twice.
    yield f"UID:{_plain(entry.id)}-{entry.day:%Y%m%d}@plan-not-followed"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(entry.title)}"
    if entry.words:
        yield f"DESCRIPTION:{_escaped(entry.words)}"
    if re.fullmatch(r"https?://[!-~]+", entry.link):
        yield f"URL:{entry.link}"
    yield "TRANSP:TRANSPARENT"
    for days in entry.remind:
        yield from _alarm(days, entry.title)
    yield "END:VEVENT"


def _alarm(days: int, title: str) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escaped(title)}"
    # Counted from the midnight at which the day begins.
    yield f"TRIGGER:PT{MORNING}H" if days == 0 else f"TRIGGER:-P{days - 1}DT{24 - MORNING}H"
    yield "END:VALARM"


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", text).strip("-") or "date"


def _escaped(text: str) -> str:
    """Text as a value: RFC 5545, 3.3.11. Control characters, which it forbids, become spaces."""
    lines = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    clean = re.sub(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]", " ", lines)
    for old, new in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        clean = clean.replace(old, new)
    return clean


def _folded(line: str) -> str:
    """The line in pieces of at most FOLD octets, none of which cuts a character."""
    pieces, octets = [""], 0
    for character in line:
        size = len(character.encode())
        if octets + size > FOLD:
            pieces.append(" ")
            octets = 1
        pieces[-1] += character
        octets += size
    return "\r\n".join(pieces)
