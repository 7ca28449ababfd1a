"""The one door between a page and this package: JSON in, JSON out.

A page never imports anything else. It calls `start` once with what the build packed, and then
`call(name, arguments)` as often as it likes; both take and give text, so that nothing but plain
data crosses. Days are text such as `2026-11-23`, or as a parent types them (`23/11/2026`,
`23 November 2026`); today's day is always an argument (`today`), never read from a clock.

A call that cannot be done gives `{"error": {"message": "...", "field": "..." or null}}`: words a
parent can act on, and the name of the field to show them beside. Where several fields of a form
may be wrong at once, the call still succeeds and lists them under `problems`, each
`{"field": ..., "message": ...}`; what is right is worked out all the same.

The calls, and what they take and give:

`deadline_rules {ids?}`
    `{"deadlines": [{id, name, who, rule, note, kind, kind_words, time, missed, triggers: [id],
    cites: [{source, pinpoint, title, url}]}], "triggers": {id: {id, ask, short, hint, earliest,
    latest, after}}}`: what each time limit says, before any day is known.

`deadlines {dates: {trigger id: day}, ids?, trigger?, today?, terms?: [{first, last}], closed?}`
    `{"deadlines": [the same, with {day, words, sum, act_by, act_by_words, days_left, passed,
    earliest, latest}], "waiting": [{id, name, triggers}], "problems"}`. Without `ids` and
    `trigger`: every one that the days given can count. `act_by` is a working day to act by where
    `day` is none. `day` is null where only a range is certain (not before `earliest`, nor after
    `latest` if that is known). `waiting` lists those asked for whose day is still missing.

`letter_fields {letter, variant}`
    `{"id", "title", "warning", "variants": [{name, title}], "fields": [{name, label, type, hint,
    required, shared, example, options, columns, earliest, latest, not_before}]}`

`letter {letter, variant, values: {field: text or rows}, today?}`
    `{"text", "html", "subject", "to", "mailto", "form_text", "words", "characters", "blanks":
    [field], "problems"}`. `mailto` is empty where the letter is too long for one; `form_text` is
    for a council's form and begins with the subject.

`docx {letter, variant, values}`
    `{"name": file name, "base64": the Word file}`

`walk {answers: {question: answer}, start?}`
    `{"trail": [[step, answer], ...], "step": id or null, "outcome": id or null}`

`record_totals {record, terms?: [{name, first, last}]}`
    `{"lines": [{id, what, promised, delivered, missed, words}], "terms": [{name, lines, promised,
    delivered, missed, words}], "all": {promised, delivered, missed, words}, "problems"}`, in
    minutes. A record is `{"lines": [{id, what, how_much, how_often, by}], "entries": [{line, day,
    until, promised, delivered, reason, who}]}`: a line is one promise of Section F; an entry is
    one day (or the days up to `until`) with the minutes promised and delivered.

`record_summary {record}`
    `{"rows": [{says, happening, since, reason}], "text"}`: rows for the field `missed` of letters.

`record_to_csv {record}` gives `{"name", "csv"}`; `record_from_csv {base64 or text}` gives
    `{"record", "problems": [{"row", "column", "message"}]}`.

`calendar {entries: [{id, day, title, words, link, remind: [days before]}], today}`
    `{"name", "ics"}`
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from decision_tree.days import DayError
from decision_tree.deadline_answers import Limits, deadlines_answer, limits_from_dict, rules_answer
from decision_tree.letter import (
    Letter,
    LetterError,
    fields_for,
    fill,
    letter_from_dict,
    subject_text,
    to_docx,
    to_html,
    to_text,
)
from decision_tree.model import Tree, tree_from_dict
from decision_tree.walk import walk

Arguments = Mapping[str, Any]
Answer = dict[str, Any]


class CallError(ValueError):
    """What was asked cannot be done. `field` names what to put right, where there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Pack:
    """What the build packs for the browser, read once."""

    tree: Tree
    letters: Mapping[str, Letter]
    skeleton: bytes
    limits: Limits


def read_pack(pack_json: str) -> Pack:
    """The pack from its JSON: `{"tree", "letters", "skeleton", "deadlines", "sources"}`.

    The skeleton of Word files is in base64; `sources` gives title and url by id.
    """
    data = json.loads(pack_json)
    letters = {name: letter_from_dict(letter) for name, letter in data["letters"].items()}
    return Pack(
        tree_from_dict(data["tree"]),
        letters,
        base64.b64decode(data["skeleton"]),
        limits_from_dict(data["deadlines"], data["sources"]),
    )


_started: list[Pack] = []


def start(pack_json: str) -> None:
    """Read the pack, once, before the first `call`."""
    _started[:] = [read_pack(pack_json)]


def call(name: str, arguments_json: str) -> str:
    """Do what `name` says with the arguments (a JSON object); the answer as JSON.

    Never raises: every failure is an `error` in the answer.
    """
    try:
        return json.dumps(answer(_started[0], name, json.loads(arguments_json)))
    except (CallError, DayError, LetterError) as problem:
        return _error(str(problem), getattr(problem, "field", None))
    except Exception as problem:  # a page must never hang on a traceback
        return _error(f"This part of the page has a fault ({type(problem).__name__}).", None)


def answer(pack: Pack, name: str, arguments: Arguments) -> Answer:
    """The answer of one call, as plain data. Raises CallError or LetterError."""
    if name not in CALLS:
        raise CallError(f"There is no call {name!r}.")
    return CALLS[name](pack, arguments)


def _error(message: str, field: str | None) -> str:
    return json.dumps({"error": {"message": message, "field": field}})


def _letter_fields(pack: Pack, given: Arguments) -> Answer:
    letter = _letter_of(pack, given)
    fields = fields_for(letter, given.get("variant", ""))
    return {
        "id": letter.id,
        "title": letter.title,
        "warning": letter.warning,
        "variants": [asdict(variant) for variant in letter.variants],
        "fields": [asdict(field) for field in fields],
    }


def _letter(pack: Pack, given: Arguments) -> Answer:
    letter = _letter_of(pack, given)
    filled = fill(letter, given.get("values", {}), given.get("variant", ""))
    text = to_text(filled)
    return {
        "text": text,
        "html": to_html(filled),
        "subject": subject_text(filled),
        "words": len(text.split()),
        "characters": len(text),
        "blanks": list(filled.blanks),
        "problems": [],
    }


def _docx(pack: Pack, given: Arguments) -> Answer:
    variant = given.get("variant", "")
    filled = fill(_letter_of(pack, given), given.get("values", {}), variant)
    content = base64.b64encode(to_docx(filled, pack.skeleton)).decode("ascii")
    return {"name": f"{filled.id}.docx", "base64": content}


def _letter_of(pack: Pack, given: Arguments) -> Letter:
    name = given.get("letter", "")
    if name not in pack.letters:
        raise CallError(f"There is no letter {name!r}.", "letter")
    return pack.letters[name]


def _walk(pack: Pack, given: Arguments) -> Answer:
    route = walk(pack.tree, given.get("answers", {}), given.get("start"))
    trail = [list(pair) for pair in route.trail]
    return {"trail": trail, "step": route.step, "outcome": route.outcome}


CALLS: Mapping[str, Callable[[Pack, Arguments], Answer]] = {
    "deadline_rules": lambda pack, given: rules_answer(pack.limits, given),
    "deadlines": lambda pack, given: deadlines_answer(pack.limits, given),
    "letter_fields": _letter_fields,
    "letter": _letter,
    "docx": _docx,
    "walk": _walk,
}
