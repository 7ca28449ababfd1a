"""What a page asks about the record of missed provision, answered as plain data."""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from decision_tree.days import DayError, read_day
from decision_tree.record import (
    MOST_ENTRIES,
    Entry,
    Line,
    Record,
    RecordError,
    record_from_dict,
    record_in_order,
    record_to_dict,
    too_many,
)
from decision_tree.record_csv import from_csv, to_csv
from decision_tree.record_sums import (
    Term,
    Total,
    by_term,
    missed_rows,
    summary_text,
    total_by_line,
    whole,
)

Given = Mapping[str, Any]
Answer = dict[str, Any]

NAME = "missed-help.csv"


def totals_answer(given: Given) -> Answer:
    """What each line comes to, in each term and in all; see in_browser for the shape."""
    record, problems, order = record_in_order(given.get("record"))
    terms, term_problems = _terms(given.get("terms") or ())
    return {
        "text": summary_text(record),
        "order": [] if order == sorted(order) else order,
        **_totals(record, record.entries),
        "terms": [
            {"name": name, **_totals(record, entries)}
            for name, entries in (by_term(record, terms) if terms else {}).items()
        ],
        "problems": problems + term_problems,
    }


def _totals(record: Record, entries: Iterable[Entry]) -> Answer:
    totals = total_by_line(record.lines, entries)
    return {
        "lines": [
            {"id": line.id, "what": line.what, **_total(totals[line.id])} for line in record.lines
        ],
        "all": _total(whole(totals)),
    }


def _total(total: Total) -> Answer:
    return {
        "promised": total.promised,
        "delivered": total.delivered,
        "missed": total.missed,
        "words": total.words,
    }


def _terms(given: Iterable[Mapping[str, str]]) -> tuple[list[Term], list[Answer]]:
    terms: list[Term] = []
    problems: list[Answer] = []
    for row, raw in enumerate(given):
        try:
            first, last = read_day(raw["first"], "first"), read_day(raw["last"], "last")
            if last < first:
                raise DayError("A term cannot end before it begins.", "last")
        except DayError as problem:
            problems.append({"row": row, "column": problem.field, "message": str(problem)})
            continue
        terms.append(Term(raw.get("name") or f"Term {row + 1}", first, last))
    return terms, problems


def summary_answer(given: Given) -> Answer:
    """The rows for a letter's table of what is missing, and the same in a few sentences."""
    record, problems = record_from_dict(given.get("record"))
    return {"rows": missed_rows(record), "text": summary_text(record), "problems": problems}


def to_csv_answer(given: Given) -> Answer:
    """The record as a file, with the name to save it by."""
    record, problems = record_from_dict(given.get("record"))
    return {"name": NAME, "csv": to_csv(record), "problems": problems}


def from_csv_answer(given: Given) -> Answer:
    """The record in a file, given as `base64` or, pasted, as `text`; `into` is one to add it to."""
    content = str(given.get("text") or "").encode("utf-8", "replace")
    if given.get("base64"):
        try:
            content = base64.b64decode(str(given["base64"]), validate=True)
        except (binascii.Error, ValueError) as problem:
            raise RecordError("This file did not arrive whole. Choose it again.") from problem
    found = from_csv(content)
    record, there = record_to_dict(found.record), 0
    if given.get("into"):
        record, there = _added(found.record, given["into"])
    return {
        "record": record,
        "problems": list(found.problems),
        "skipped": found.skipped,
        "there": there,
    }


def _added(new: Record, into: Given) -> tuple[Answer, int]:
    """(a record as it was typed with what it lacks of a new one, how many entries it had already).

    What is wrong in it stays as it was typed. Raises RecordError where both are too many.
    """
    old, _ = record_from_dict(into)
    ids = {_promise(line): line.id for line in reversed(old.lines)}
    taken = {line.id for line in old.lines}
    free = (name for n in count(1) if (name := f"file-{n}") not in taken)
    lines = tuple(replace(line, id=next(free)) for line in new.lines if _promise(line) not in ids)
    ids |= {_promise(line): line.id for line in lines}
    named = {line.id: ids[_promise(line)] for line in new.lines}
    # Two sessions of one day may be alike, so entries are counted and not just looked up.
    found = Counter(replace(entry, line=named[entry.line]) for entry in new.entries)
    lacking = found - Counter(old.entries)
    if (many := len(into.get("entries", ())) + lacking.total()) > MOST_ENTRIES:
        raise RecordError(too_many(many))
    added = record_to_dict(Record(lines, tuple(lacking.elements())))
    both = {part: [*into.get(part, ()), *added[part]] for part in added}
    return both, found.total() - lacking.total()


def _promise(line: Line) -> tuple[str, ...]:
    return (line.what, line.how_much, line.how_often, line.by)
