"""What each time limit says: from which day it runs, for how long, how it is counted.

The data is in deadlines.yaml; the sums are in counting.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from decision_tree.days import MONTHS as MONTHS_OF_YEAR

LAW, GUIDANCE, CUSTOM, REQUEST = "law", "guidance", "custom", "request"
KINDS = MappingProxyType(
    {
        LAW: "This is law.",
        GUIDANCE: "This is guidance, not law.",
        CUSTOM: "This is the usual practice, not law.",
        REQUEST: "This is what you ask for, not a legal limit.",
    }
)
"""What a limit rests on, and the words for it."""

WHO = ("you", "council", "school", "nhs", "adviser", "college", "nursery", "other")
"""Who must act within the time."""

DAYS, WEEKS, MONTHS = "days", "weeks", "months"
WORKING_DAYS, SCHOOL_DAYS = "working days", "school days"
AFTER, STARTING = "after", "starting with"

NEXT_WORKING_DAY, TRIBUNAL_APPEAL = "next working day", "tribunal appeal"
MOVES = (NEXT_WORKING_DAY, TRIBUNAL_APPEAL)
"""What moves a last day: any day off; or besides, for an SEN appeal, August and Christmas week."""

AUGUST_AND_CHRISTMAS = "August and Christmas"
"""Days that are left out of the count of a step in an SEN appeal."""

LATER, SOONER = "later", "sooner"


@dataclass(frozen=True, slots=True)
class Length:
    """How long: `number` of `unit`, where the trigger's own day counts (STARTING) or not (AFTER).

    Two lengths are fixed days instead: `before` is a (day, month) that the last day comes just
    before, in the trigger's year; `leaving` is the end of compulsory school age.
    """

    text: str
    number: int = 0
    unit: str = ""
    start: str = AFTER
    before: tuple[int, int] | None = None
    leaving: bool = False


LEAVING_SCHOOL_AGE = "last Friday in June of the school year of the 16th birthday"
_UNITS = "days?|weeks?|months?|working days?|school days?"
_AMOUNT = rf"(\d{{1,3}}) ({_UNITS}) (after|starting with)"
_BEFORE = rf"before (\d{{1,2}}) ({'|'.join(MONTHS_OF_YEAR)}) of that year"
LENGTH = f"{_AMOUNT}|{_BEFORE}|{LEAVING_SCHOOL_AGE}"
"""What a length looks like, as a regular expression."""


def read_length(text: str) -> Length:
    """A length as deadlines.yaml writes it. Raises ValueError where it is none of them."""
    if text == LEAVING_SCHOOL_AGE:
        return Length(text, leaving=True)
    if found := re.fullmatch(_BEFORE, text):
        day = date(1999, MONTHS_OF_YEAR.index(found[2]) + 1, int(found[1]))
        return Length(text, before=(day.day, day.month))
    found = re.fullmatch(_AMOUNT, text)
    if not found:
        raise ValueError(
            f"`{text}` is no length: write it like `2 months after`, `6 months starting with`, "
            "`10 working days after`, `15 school days after` or `before 15 February of that year`"
        )
    return Length(text, int(found[1]), found[2].rstrip("s") + "s", found[3])


@dataclass(frozen=True, slots=True)
class Trigger:
    """A day that a parent can tell us. `short` names it inside a sentence.

    `earliest` and `latest` limit it, in the words of `days.read_limit`; `after` names a trigger
    that it cannot be earlier than.
    """

    id: str
    ask: str
    short: str
    hint: str = ""
    earliest: str = "3 years ago"
    latest: str = "today"
    after: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """One way to count a deadline: from which trigger, and how long."""

    trigger: str
    length: Length


@dataclass(frozen=True, slots=True)
class Cited:
    """A source's id and where in it."""

    source: str
    pinpoint: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One time limit.

    `name` is what must happen by then, `who` must do it, `rule` says it in words, `kind` is a key
    of KINDS. With several `counts` the `choose` day counts. `by` is an hour (5pm). `earlier` says
    to treat it as one day earlier, to be safe. `opens` says that it is no last day: from then on
    `who` may do it. `note` is what to know besides; `missed` is what to do when it has passed.
    """

    id: str
    name: str
    who: str
    rule: str
    kind: str
    counts: tuple[Count, ...]
    cites: tuple[Cited, ...]
    missed: str
    choose: str = LATER
    move: str = ""
    leave_out: str = ""
    earlier: bool = False
    opens: bool = False
    by: str = ""
    note: str = ""

    @property
    def triggers(self) -> tuple[str, ...]:
        """The triggers that it counts from, each once."""
        return tuple(dict.fromkeys(count.trigger for count in self.counts))


@dataclass(frozen=True, slots=True)
class Rules:
    """Every trigger and every deadline, by id."""

    triggers: Mapping[str, Trigger]
    deadlines: Mapping[str, Deadline]


def rules_from_dict(data: Mapping[str, Any]) -> Rules:
    """The rules from the shape of deadlines.yaml and /data/deadlines.json.

    Raises ValueError for a length that cannot be read, KeyError where a part is missing.
    """
    return Rules(
        MappingProxyType({name: Trigger(name, **t) for name, t in data["triggers"].items()}),
        MappingProxyType({name: _deadline(name, d) for name, d in data["deadlines"].items()}),
    )


def _deadline(name: str, data: Mapping[str, Any]) -> Deadline:
    plain = ("name", "who", "rule", "kind", "missed")
    extra = ("choose", "move", "leave_out", "by", "note")
    return Deadline(
        name,
        **{key: data[key] for key in plain},
        counts=tuple(Count(c["from"], read_length(c["length"])) for c in data["count"]),
        cites=tuple(Cited(c["source"], c.get("pinpoint", "")) for c in data["cites"]),
        earlier=data.get("earlier", "no") == "yes",
        opens=data.get("opens", "no") == "yes",
        **{key: data[key] for key in extra if key in data},
    )
