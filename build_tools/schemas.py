"""JSON Schemas of the open data under /data/, one for each file, published beside it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from build_tools import shapes
from build_tools.project import Source
from decision_tree.deadlines import KINDS, LENGTH, WHO

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
LICENCE = "CC-BY-SA-4.0"
"""Of every file under /data/, by its SPDX name."""

SCHEMA_ENDING = ".schema.json"
TEXT: Schema = {"type": "string"}
TRUTH: Schema = {"type": "boolean"}
ID: Schema = {"type": "string", "pattern": f"^{shapes.ID.pattern}$"}


def published() -> dict[str, Schema]:
    """File name -> schema, such as `tree.schema.json`."""
    return {
        "tree.schema.json": _document("The questions, steps and ladders", tree()),
        "sources.schema.json": _document("Every source that the site cites", sources()),
        "moved.schema.json": _document("Addresses and names that have moved", moved()),
        "deadlines.schema.json": _document("The time limits, and what they rest on", deadlines()),
        "helper.schema.json": _document("What a code for a route is made with", helper()),
        "letters.schema.json": _document("The letters, their fields and their law", letters()),
    }


def tree() -> Schema:
    """What `decision_tree.model.tree_to_dict` gives."""
    answer = record({"id": ID, "say": TEXT, "hint": TEXT})
    question = record({"ask": TEXT, "why": TEXT, "answers": list_of(answer), "shared": TRUTH})
    target = {"type": "string", "pattern": f"^(?:next-steps/)?{shapes.ID.pattern}$"}
    step = record({"ask": ID, "go": map_of(target)})
    ladder = record({"name": TEXT, "rungs": list_of(ID)})
    return record(
        {
            "first": ID,
            "questions": map_of(question),
            "steps": map_of(step),
            "ladders": map_of(ladder),
        }
    )


def sources() -> Schema:
    """Every field of `Source` but its id, which is the key."""
    names = [field.name for field in dataclasses.fields(Source) if field.name != "id"]
    return record({"sources": map_of(record(dict.fromkeys(names, TEXT)))})


def letters() -> Schema:
    """A letter as `decision_tree.letter.letter_from_dict` takes it."""
    cite = record({"source": ID, "pinpoint": TEXT, "variants": list_of(ID)}, required=["source"])
    field = {"type": "object", "required": ["name", "label", "type", "hint", "required"]}
    letter = {
        "type": "object",
        "required": ["id", "title", "to", "subject", "fields", "body"],
        "properties": {
            "id": ID,
            "title": TEXT,
            "to": TEXT,
            "subject": TEXT,
            "body": TEXT,
            "fields": list_of(field),
            "cites": list_of(cite),
        },
    }
    return record({"letters": map_of(letter)})


def moved() -> Schema:
    """What `build_tools.redirects.moved_as_data` gives: each kind, old -> new."""
    addresses: Schema = {"type": "object", "additionalProperties": TEXT}
    kinds = ("pages", "files", "anchors", "questions", "letters")
    return record(dict.fromkeys(kinds, addresses))


def helper() -> Schema:
    """The alphabet of codes, and the characters that stand for this tree."""
    return record({"alphabet": TEXT, "mark": {"type": "string", "minLength": 3, "maxLength": 3}})


def deadlines() -> Schema:
    """What `decision_tree.deadlines.rules_from_dict` takes, with England's bank holidays."""
    trigger = record(
        dict.fromkeys(("ask", "short", "hint", "earliest", "latest", "after"), TEXT),
        required=["ask", "short"],
    )
    cite = record({"source": ID, "pinpoint": TEXT}, required=["source"])
    count = record({"from": ID, "length": {"type": "string", "pattern": f"^(?:{LENGTH})$"}})
    needed: dict[str, Schema] = {
        **dict.fromkeys(("name", "rule", "missed"), TEXT),
        "who": {"enum": list(WHO)},
        "kind": {"enum": list(KINDS)},
        "count": list_of(count),
        "cites": list_of(cite),
    }
    more = dict.fromkeys(("choose", "move", "leave_out", "earlier", "opens", "by", "note"), TEXT)
    day: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    known = {"type": "object", "propertyNames": day, "additionalProperties": TEXT}
    return record(
        {
            "triggers": map_of(trigger),
            "deadlines": map_of(record({**needed, **more}, required=list(needed))),
            "kinds": {"type": "object", "additionalProperties": TEXT},
            "bank_holidays": record({"first": day, "last": day, "days": known}, required=[]),
        }
    )


def record(properties: Mapping[str, Schema], required: list[str] | None = None) -> Schema:
    """An object with these keys and no others; all required unless `required` says which."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
    }


def list_of(item: Schema) -> Schema:
    """A list whose items all fit one schema."""
    return {"type": "array", "items": item}


def map_of(value: Schema) -> Schema:
    """An object whose keys are ids and whose values all fit one schema."""
    return {"type": "object", "propertyNames": ID, "additionalProperties": value}


def _document(title: str, schema: Schema) -> Schema:
    """The schema of one file, which says of itself what `build_tools.open_data.labelled` adds."""
    label = record(
        {
            "$schema": {"type": "string", "pattern": r"^[a-z]+\.schema\.json$"},
            "license": {"const": LICENCE},
            "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+(\+\d{4}-\d{2}-\d{2})?$"},
        }
    )
    whole = {
        **schema,
        "properties": {**label["properties"], **schema["properties"]},
        "required": [*label["required"], *schema["required"]],
    }
    return {"$schema": DRAFT, "title": title, "license": LICENCE, **whole}
