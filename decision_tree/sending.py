"""A filled letter on its way out: as an email, as text for a form; and what is wrong in it.

The Word file and the page are written in letter.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from decision_tree.days import DayError, in_words, read_day, read_limit
from decision_tree.letter import (
    DATE,
    Field,
    FilledLetter,
    Letter,
    Value,
    fields_for,
    subject_text,
    to_text,
)

LONGEST_MAILTO = 2000
"""Characters of a mailto address that every system passes on; phones take more."""

Problem = dict[str, str]


def mailto(filled: FilledLetter, whole: bool = True) -> str:
    """An address that opens an email with the subject and, if `whole`, the letter in it.

    Source: https://www.rfc-editor.org/rfc/rfc6068#section-5
    """
    address = f"mailto:?subject={quote(subject_text(filled), safe='')}"
    if not whole:
        return address
    body = to_text(filled, opening=False).replace("\n", "\r\n")
    return f"{address}&body={quote(body, safe='')}"


def form_text(filled: FilledLetter) -> str:
    """The letter for a form that has one box: its subject, then its body."""
    return f"{subject_text(filled)}\n\n{to_text(filled, opening=False)}"


def with_days_in_order(values: Mapping[str, Value], letter: Letter) -> dict[str, Value]:
    """The values, each date in the one form that a letter prints in words; others as typed."""
    return {**values, **{f.name: _iso(values[f.name]) for f in _dates(letter, values)}}


def _dates(letter: Letter, values: Mapping[str, Value]) -> list[Field]:
    return [f for f in letter.fields if f.type == DATE and _typed(values, f.name)]


def _typed(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value.strip() if isinstance(value, str) else ""


def _iso(value: Value) -> Value:
    try:
        return read_day(str(value)).isoformat()
    except DayError:
        return value


def day_problems(
    letter: Letter, values: Mapping[str, Value], variant: str = "", today: date | None = None
) -> list[Problem]:
    """What is wrong with the dates typed for one variant: `{"field", "message"}`, in its order.

    An empty date is no problem: it is a blank. Without `today` only what needs none is checked.
    """
    found: list[Problem] = []
    used = {field.name for field in fields_for(letter, variant)}
    for field in _dates(letter, values):
        if field.name in used:
            try:
                _check(field, letter, values, today)
            except DayError as problem:
                found.append({"field": field.name, "message": str(problem)})
    return found


def _check(field: Field, letter: Letter, values: Mapping[str, Value], today: date | None) -> None:
    day = read_day(_typed(values, field.name), field.name)
    if today and field.earliest and day < read_limit(field.earliest, today):
        first = in_words(read_limit(field.earliest, today))
        raise DayError(f"This is before {first}. Check the year.")
    if today and field.latest and day > read_limit(field.latest, today):
        if field.latest == "today":
            raise DayError("This day has not come yet. Check the year.")
        raise DayError(
            f"This is after {in_words(read_limit(field.latest, today))}. Check the year."
        )
    other = letter.field(field.after) if field.after else None
    if other and _typed(values, other.name) and _before(day, _typed(values, other.name)):
        raise DayError(f"This is before “{other.label}”. Check both days.")


def _before(day: date, other: str) -> bool:
    try:
        return day < read_day(other)
    except DayError:
        return False  # said beside its own field
