"""What each hand-edited file may hold, as data: one home for keys, required or not.

`fit` holds a document against its shape. The same shapes make the published JSON Schemas.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.finding import Finding, Rule
from build_tools.yaml_source import Document
from decision_tree.deadlines import (
    AUGUST_AND_CHRISTMAS,
    KINDS,
    LATER,
    LENGTH,
    MOVES,
    SOONER,
    WHO,
)

UNKNOWN_KEY = Rule(
    "TREE001",
    "unknown-key",
    "A key nobody knows is read by nobody, so what it says would silently be lost.",
)
WRONG_SHAPE = Rule(
    "TREE002",
    "wrong-shape",
    "What is missing here, or of another kind, would leave a hole in a page.",
)
BAD_ID = Rule(
    "TREE003",
    "bad-name",
    "Names become web addresses for good, so they must be safe to type and to read aloud.",
)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Small letters, digits and single hyphens."""

NOTHING = ("~", "null", "Null", "NULL")
"""How YAML writes that there is nothing. Read as words they would stand on a page."""


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text. `one_of` limits what it may be; `pattern` what it must look like."""

    one_of: tuple[str, ...] = ()
    pattern: str = ""
    like: str = ""
    empty: bool = False


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose items all have one shape, `least` of them or more. No text is in it twice."""

    item: Shape
    least: int = 0


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from names (ids) to values of one shape."""

    value: Shape


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape]
    what: str = "entry"


@dataclass(frozen=True, slots=True)
class TextOr:
    """Either plain text or a record."""

    record: Record


Shape = Text | ListOf | MapOf | Record | TextOr

DATE = Text(pattern=r"\d{4}-\d{2}-\d{2}", like="2026-11-23")
URL = Text(pattern=r"https?://\S+", like="https://www.legislation.gov.uk/…")
NAME = Text(pattern=ID.pattern, like="write-to-the-council")
WORDS = Text()
LETTERS = ListOf(
    Text(pattern=rf"{ID.pattern}(?:#{ID.pattern})?", like="council-complaint#late-review")
)

ANSWER = TextOr(Record({"say": WORDS}, {"hint": WORDS}, "answer"))
TRUTH = Text(one_of=("true", "false"))
QUESTION = Record(
    {"ask": WORDS, "answers": MapOf(ANSWER)}, {"why": WORDS, "shared": TRUTH}, "question"
)
STEP = Record({"ask": NAME, "go": MapOf(WORDS)}, {}, "step")
LADDER = Record({"name": WORDS, "rungs": ListOf(NAME, least=1)}, {}, "ladder")
TREE = Record(
    {"first": NAME, "questions": MapOf(QUESTION), "steps": MapOf(STEP)},
    {"ladders": MapOf(LADDER)},
    "tree",
)

IN_TIME: dict[str, Shape] = {"from": DATE, "until": DATE, "instead_of": NAME}
"""When an entry stands, and whose later version it is (build_tools/in_time.py)."""

CONFIDENCE = Text(one_of=("high", "medium-high", "medium", "low"))
SOURCES = MapOf(
    Record(
        {
            "publisher": WORDS,
            "title": WORDS,
            "url": URL,
            "kind": Text(one_of=("primary", "secondary")),
            "backs": WORDS,
            "page_date": WORDS,
            "read_on": DATE,
            "read_how": Text(one_of=("stored copy", "live page", "not opened")),
            "confidence": CONFIDENCE,
            "check_by": DATE,
        },
        IN_TIME,
        "source",
    )
)
ORGANISATIONS = MapOf(
    Record(
        {
            "name": WORDS,
            "in_short": Text(pattern=r"\S+(?: \S+){0,4}", like="at most five words"),
            "what_for": WORDS,
            "not_for": WORDS,
            "for_whom": WORDS,
            "how": WORDS,
            "cost": WORDS,
            "url": URL,
            "nation": Text(one_of=("england", "uk", "wales", "scotland", "ni", "usa")),
            "source": NAME,
            "read_on": DATE,
        },
        {"called": WORDS, "phone": WORDS, "phone_source": NAME},
        "organisation",
    )
)

CASE = Record(
    {"say": WORDS},
    {"answers": ListOf(MapOf(NAME), least=1), "door": WORDS, "shares": WORDS},
    "case",
)
CASES = MapOf(Record({"name": WORDS, "cases": MapOf(CASE)}, {"note": WORDS}, "group of cases"))

LIMIT = Text(
    pattern=r"today|\d+ (?:year|month|day)s? ago|in \d+ (?:year|month|day)s?|\d{4}-\d{2}-\d{2}",
    like="3 years ago",
)
TRIGGER = Record(
    {"ask": WORDS, "short": WORDS},
    {"hint": WORDS, "earliest": LIMIT, "latest": LIMIT, "after": NAME},
    "trigger",
)
COUNT = Record({"from": NAME, "length": Text(pattern=LENGTH, like="2 months after")}, {}, "count")
CITES = ListOf(Record({"source": NAME}, {"pinpoint": WORDS}, "source"))
DEADLINE = Record(
    {
        "name": WORDS,
        "who": Text(one_of=WHO),
        "rule": WORDS,
        "kind": Text(one_of=tuple(KINDS)),
        "count": ListOf(COUNT, least=1),
        "cites": CITES,
        "missed": WORDS,
    },
    {
        "choose": Text(one_of=(LATER, SOONER)),
        "move": Text(one_of=MOVES),
        "leave_out": Text(one_of=(AUGUST_AND_CHRISTMAS,)),
        "earlier": Text(one_of=("yes",)),
        "opens": Text(one_of=("yes",)),
        "by": WORDS,
        "note": WORDS,
        **IN_TIME,
    },
    "deadline",
)
DEADLINES = Record({"triggers": MapOf(TRIGGER), "deadlines": MapOf(DEADLINE)}, {}, "list of limits")
_GIVEN = MapOf(ListOf(NAME, least=1))
_KINDS = Text(one_of=("next-step", "find-out", "elsewhere"))
PROMISES = MapOf(
    Record(
        {"when": _GIVEN, "kinds": ListOf(_KINDS, least=1), "because": WORDS},
        {"unless": _GIVEN, "links": ListOf(WORDS), "deadlines": ListOf(NAME)},
        "promise",
    )
)
TOLERANCES = Record(
    {
        "accepted": ListOf(
            Record(
                {
                    "code": Text(pattern=r"[A-Z]{4}\d{3}", like="WORD001"),
                    "where": WORDS,
                    "because": WORDS,
                    "until": DATE,
                },
                {"line": WORDS},
                "accepted finding",
            )
        )
    },
    {},
    "list of accepted findings",
)

_DATED: dict[str, Shape] = {"read_on": DATE, "check_by": DATE}
_TITLED: dict[str, Shape] = {"title": WORDS, "description": WORDS}
_REVIEWED: dict[str, Shape] = {"reviewed_by": WORDS, "reviewed_on": DATE}
_LIMITS: dict[str, Shape] = {"deadlines": ListOf(NAME)}
PAGE = Record(_TITLED, {**_DATED, **_REVIEWED, **_LIMITS}, "page")
STAGE_PAGE = Record(
    {**_TITLED, "rung": WORDS, **_DATED},
    {"letters": LETTERS, "service": NAME, **_REVIEWED, **_LIMITS},
    "stage page",
)
LETTER_PAGE = Record({**_TITLED, "letter": NAME, **_DATED}, {**_REVIEWED, **_LIMITS}, "letter page")
OUTCOME_PAGE = Record(
    {
        **_TITLED,
        "kind": _KINDS,
        "help": ListOf(NAME, least=1),
        **_DATED,
    },
    {
        "effort": WORDS,
        "ladder": NAME,
        "stage": NAME,
        "letters": LETTERS,
        "sends": WORDS,
        **IN_TIME,
        **_REVIEWED,
        **_LIMITS,
    },
    "outcome page",
)

Report = Callable[[Finding], None]
_DROP = object()


def fit(
    shape: Shape, document: Document, unknown: Rule = UNKNOWN_KEY, wrong: Rule = WRONG_SHAPE
) -> tuple[Any, list[Finding]]:
    """(what of the document fits, what does not). Parts that do not fit are left out."""
    findings: list[Finding] = []
    if document.value is None:
        return None, findings
    kept = _Fitter(document, unknown, wrong, findings.append).value(shape, document.value, ())
    return (None if kept is _DROP else kept), findings


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ " Did you mean `x`?" with the nearest known name, or "" where none is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean `{near[0]}`?" if near else ""


class _Fitter:
    def __init__(self, document: Document, unknown: Rule, wrong: Rule, report: Report) -> None:
        self.document, self.unknown, self.wrong, self.report = document, unknown, wrong, report

    def value(self, shape: Shape, value: Any, path: tuple[str, ...]) -> Any:
        if isinstance(shape, TextOr):
            either = WORDS if isinstance(value, str) else shape.record
            return self.value(either, value, path)
        if isinstance(shape, Text):
            return self._text(shape, value, path)
        if isinstance(shape, ListOf):
            return self._list(shape, value, path)
        if not isinstance(value, dict):
            what = shape.what if isinstance(shape, Record) else "entry"
            message = f"this {what} should be a list of `key: value` lines"
            return self._wrong(path, message, "Write a name, a colon and a space on each line.")
        return (
            self._map(shape, value, path)
            if isinstance(shape, MapOf)
            else self._record(shape, value, path)
        )

    def _text(self, shape: Text, value: Any, path: tuple[str, ...]) -> Any:
        if not isinstance(value, str):
            help_ = "Write words, in quotes if they hold `: ` or ` #`, or begin with a sign."
            return self._wrong(path, "this should be plain text", help_)
        if (not value.strip() or value in NOTHING) and not shape.empty:
            return self._wrong(path, "this is empty", "Write it, or take the line out.")
        if shape.one_of and value not in shape.one_of:
            allowed = ", ".join(shape.one_of)
            hint = did_you_mean(value, shape.one_of)
            return self._wrong(path, f"`{value}` is not one of: {allowed}", f"Use one.{hint}")
        if shape.pattern and not re.fullmatch(shape.pattern, value):
            message = f"`{_short(value)}` is not of the form `{shape.like}`"
            return self._wrong(path, message, f"Write it like this: `{shape.like}`.")
        return value

    def _list(self, shape: ListOf, value: Any, path: tuple[str, ...]) -> Any:
        if not isinstance(value, list):
            return self._wrong(path, "this should be a list", "Write it as `[one, two]`.")
        if len(value) < shape.least:
            self._wrong(path, "this list is empty", "Name at least one, or take the line out.")
        self._repeated(value, path)
        items = (self.value(shape.item, item, (*path, str(i))) for i, item in enumerate(value))
        return [item for item in items if item is not _DROP]

    def _repeated(self, items: list[Any], path: tuple[str, ...]) -> None:
        """Texts that a list holds a second time."""
        first: dict[str, int] = {}
        for number, item in enumerate(items):
            if isinstance(item, str) and first.setdefault(item, number) != number:
                self.report(
                    self.wrong.at(
                        self.document.at(*path, str(number)),
                        f"`{_short(item)}` is in this list a second time",
                        "Take one of the two out.",
                        [(self.document.at(*path, str(first[item])), "it stands here first")],
                    )
                )

    def _map(self, shape: MapOf, value: dict[str, Any], path: tuple[str, ...]) -> Any:
        kept = {}
        for key, raw in value.items():
            if not ID.fullmatch(key):
                self._bad_id(key, (*path, key))
            fitted = self.value(shape.value, raw, (*path, key))
            if fitted is not _DROP:
                kept[key] = fitted
        return kept

    def _record(self, shape: Record, value: dict[str, Any], path: tuple[str, ...]) -> Any:
        known = {**shape.required, **shape.optional}
        kept = {}
        for key, raw in value.items():
            if key not in known:
                self._unknown(key, known, shape.what, (*path, key))
                continue
            fitted = self.value(known[key], raw, (*path, key))
            if fitted is not _DROP:
                kept[key] = fitted
        for key in shape.required:
            if key not in value:
                self._wrong(
                    path, f"this {shape.what} has no `{key}`", f"Add a line `{key}: …` here."
                )
        return kept

    def _unknown(
        self, key: str, known: Mapping[str, Shape], what: str, path: tuple[str, ...]
    ) -> None:
        hint = did_you_mean(key, known) or f" Known here: {', '.join(known)}."
        message = f"`{_short(key)}` does not belong in this {what}"
        self.report(self.unknown.at(self.document.key(*path), message, f"Mend or remove it.{hint}"))

    def _bad_id(self, key: str, path: tuple[str, ...]) -> None:
        self.report(
            BAD_ID.at(
                self.document.key(*path),
                f"`{_short(key)}` cannot be a name",
                "Use small letters, digits and hyphens, such as `write-to-the-council`.",
            )
        )

    def _wrong(self, path: tuple[str, ...], message: str, help: str) -> object:
        place = self.document.keys.get(path) or self.document.at(*path)
        self.report(self.wrong.at(place, message, help))
        return _DROP


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
