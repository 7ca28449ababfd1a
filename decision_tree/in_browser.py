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
    `{"deadlines": [{id, name, who, rule, note, kind, kind_words, time, opens, missed,
    triggers: [id], cites: [{source, pinpoint, title, url}]}], "triggers": {id: {id, ask, short,
    hint, earliest, latest, after}}}`: what each time limit says, before any day is known.

`deadlines {dates: {trigger id: day}, ids?, trigger?, today?, terms?: [{first, last}], closed?}`
    `{"deadlines": [the same, with {day, words, sum, act_by, act_by_words, days_left, passed,
    earliest, earliest_words, latest, head, left, then}], "waiting": [{id, name, triggers}],
    "problems"}`. Without `ids` and `trigger`: every one that the days given can count. `act_by`
    is a working day to act by where `day` is none. `day` is null where only a range is certain
    (not before `earliest`, nor after `latest` if that is known). `head`, `left` and `then` are
    the words for a page: the day, how far it is, and what comes before `missed`. `waiting` lists
    those asked for whose day is still missing.

`letter_fields {letter, variant}`
    `{"id", "title", "warning", "variants": [{name, title}], "fields": [{name, label, type, hint,
    required, shared, example, blank, options, columns, earliest, latest, after, day}]}`. What is
    typed into a `shared` field is kept for every letter; a field with a `day` is the very same
    day as that trigger of `deadlines`.

`letter {letter, variant, values: {field: text or rows}, today?}`
    `{"text", "nodes", "body", "subject", "to", "mailto", "mailto_short", "mailto_fits",
    "form_text", "words", "characters", "blanks": [field], "problems"}`. `nodes` are elements as
    `letter.to_nodes` gives them, `body` is the text from the greeting on. `mailto` holds the
    whole letter; where not `mailto_fits`, some computers do not open it, and `mailto_short` has
    only the subject. `form_text` is for a council's form, `words` and `characters` are its
    length. A day that is wrong stays in the letter as it was typed.

`docx {letter, variant, values}`
    `{"name": file name, "base64": the Word file}`

`walk {answers: {question: answer}, start?}`
    `{"trail": [[step, answer], ...], "step": id or null, "outcome": id or null}`

`helper_code {answers, start?}` gives `{"code"}`; `helper_read {code}` gives `{"start", "trail":
[[step, answer], ...]}`. Pages that run without the engine use helper-code.mjs and helper.mjs.

`record_totals {record, terms?: [{name, first, last}]}`
    `{"lines": [{id, what, promised, delivered, missed, words}], "all": {promised, delivered,
    missed, words}, "terms": [{name, lines, all}], "text": the same in a few sentences, "order":
    [places of the entries in the order of their days, the wrong ones last; empty where they stand
    so], "problems": [{row, column, message}]}`, in minutes. A record is `{"lines": [{id, what,
    how_much, how_often, by}], "entries": [{line, day, until, promised, delivered, reason,
    who}]}`: a line is one promise of Section F; an entry is one day (or the days up to `until`)
    with the minutes promised and delivered, as typed (`60`, `1h 30m`). An entry that is wrong is
    left out and is a problem: its place and its field.

`record_summary {record}`
    `{"rows": [{says, happening, since, reason}], "text", "problems"}`: rows for the field
    `missed` of letters.

`record_to_csv {record}` gives `{"name", "csv", "problems"}`.

`record_from_csv {base64 or text, into?: record}`
    `{"record", "problems": [{row, column, message}], "skipped", "there"}`: rows as a spreadsheet
    counts them; a row that is wrong is skipped. With `into`, that record as it was typed and what
    it lacks of the file; `there` says how many entries it had already.

`calendar {entries: [{id, day, title, words, link, remind: [days before]}], today}`, or
`calendar {today, link?, ...}` with what `deadlines` takes: every date that is counted
    `{"name", "ics", "problems"}`
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from decision_tree.calendar_entry import entry_from, entry_of_deadline, to_ics
from decision_tree.days import DayError, read_day
from decision_tree.deadline_answers import Limits, deadlines_answer, limits_from_dict, rules_answer
from decision_tree.helper_code import CodeError, decode, encode
from decision_tree.letter import (
    FilledLetter,
    Letter,
    LetterError,
    fields_for,
    fill,
    letter_from_dict,
    subject_text,
    to_docx,
    to_nodes,
    to_text,
    to_whom,
)
from decision_tree.model import Tree, tree_from_dict
from decision_tree.record import RecordError
from decision_tree.record_answers import (
    from_csv_answer,
    summary_answer,
    to_csv_answer,
    totals_answer,
)
from decision_tree.sending import (
    LONGEST_MAILTO,
    day_problems,
    form_text,
    mailto,
    with_days_in_order,
)
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
    except (CallError, CodeError, DayError, LetterError, RecordError) as problem:
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
    letter, filled = _filled(pack, given)
    form, address = form_text(filled), mailto(filled)
    today = read_day(given["today"], "today") if given.get("today") else None
    return {
        "text": to_text(filled),
        "nodes": to_nodes(filled),
        "body": to_text(filled, opening=False),
        "subject": subject_text(filled),
        "to": to_whom(filled),
        "mailto": address,
        "mailto_short": mailto(filled, whole=False),
        "mailto_fits": len(address) <= LONGEST_MAILTO,
        "form_text": form,
        "words": len(form.split()),
        "characters": len(form),
        "blanks": list(filled.blanks),
        "problems": day_problems(letter, given.get("values", {}), filled.variant, today),
    }


def _docx(pack: Pack, given: Arguments) -> Answer:
    _, filled = _filled(pack, given)
    content = base64.b64encode(to_docx(filled, pack.skeleton)).decode("ascii")
    name = f"{filled.id}-{filled.variant}" if filled.variant else filled.id
    return {"name": f"{name}.docx", "base64": content}


def _filled(pack: Pack, given: Arguments) -> tuple[Letter, FilledLetter]:
    letter = _letter_of(pack, given)
    values = with_days_in_order(given.get("values", {}), letter)
    return letter, fill(letter, values, given.get("variant", ""))


def _letter_of(pack: Pack, given: Arguments) -> Letter:
    name = given.get("letter", "")
    if name not in pack.letters:
        raise CallError(f"There is no letter {name!r}.", "letter")
    return pack.letters[name]


def _calendar(pack: Pack, given: Arguments) -> Answer:
    today = read_day(given.get("today", ""), "today")
    problems: list[Any] = []
    if "entries" in given:
        entries = [entry_from(raw) for raw in given["entries"]]
    else:
        counted = deadlines_answer(pack.limits, given)
        problems, link = counted["problems"], str(given.get("link", ""))
        found = (entry_of_deadline(deadline, link) for deadline in counted["deadlines"])
        entries = [entry for entry in found if entry]
    return {"name": "my-dates.ics", "ics": to_ics(entries, today), "problems": problems}


def _helper_read(pack: Pack, given: Arguments) -> Answer:
    told = decode(pack.tree, str(given.get("code", "")))
    return {"start": told.start, "trail": [list(pair) for pair in told.trail]}


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
    "helper_code": lambda pack, given: {
        "code": encode(pack.tree, given.get("answers", {}), given.get("start"))
    },
    "helper_read": _helper_read,
    "record_totals": lambda _, given: totals_answer(given),
    "record_summary": lambda _, given: summary_answer(given),
    "record_to_csv": lambda _, given: to_csv_answer(given),
    "record_from_csv": lambda _, given: from_csv_answer(given),
    "calendar": _calendar,
}
