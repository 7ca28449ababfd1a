"""JSON Schemas of the hand-edited files, made from their shapes, for editors.

They are published under /data/schema/ and kept in .vscode/schema/, where .vscode/settings.json
wires them to the files for VS Code's YAML extension.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools import letters, shapes
from build_tools.schemas import DRAFT
from build_tools.shapes import ListOf, MapOf, Record, Shape, Text, TextOr

FOLDER = ".vscode/schema"
WIRED_IN = ".vscode/settings.json"
COMMAND = "python -m build_tools schemas"

_NAMES = ListOf(shapes.WORDS)
_PAGE_TELLS = Record(
    {},
    dict.fromkeys(("cites", "doors", "wrong_doors", "letters", "limits", "links"), _NAMES),
    "what the page tells",
)
JOURNEY = Record(
    {
        "story": shapes.WORDS,
        "case": ListOf(shapes.NAME),
        "answers": MapOf(shapes.NAME),
        "arrives": shapes.NAME,
        "told": _PAGE_TELLS,
        "because": shapes.WORDS,
    },
    {"not_told": _PAGE_TELLS},
    "story",
)

FILES: Mapping[str, tuple[Shape, str]] = {
    "tree": (shapes.TREE, "decision_tree/tree.yaml"),
    "sources": (shapes.SOURCES, "decision_tree/sources.yaml"),
    "organisations": (shapes.ORGANISATIONS, "decision_tree/organisations.yaml"),
    "deadlines": (shapes.DEADLINES, "decision_tree/deadlines.yaml"),
    "cases": (shapes.CASES, "decision_tree/cases.yaml"),
    "promises": (shapes.PROMISES, "decision_tree/promises.yaml"),
    "tolerances": (shapes.TOLERANCES, "decision_tree/tolerances.yaml"),
    "letter-fields": (letters.FIELDS, "decision_tree/letters/fields.yaml"),
    "journey": (JOURNEY, "tests/journeys/*.yaml"),
    "letter": (letters.LETTER, ""),
    "page": (shapes.PAGE, ""),
    "stage-page": (shapes.STAGE_PAGE, ""),
    "outcome-page": (shapes.OUTCOME_PAGE, ""),
    "letter-page": (shapes.LETTER_PAGE, ""),
}
"""Name of a schema -> its shape, and the file that it is for; empty for front matter."""


def schema_of(shape: Shape) -> dict[str, Any]:
    """The JSON Schema that a shape comes to."""
    if isinstance(shape, TextOr):
        return {"anyOf": [{"type": ["string", "boolean", "number"]}, schema_of(shape.record)]}
    if isinstance(shape, Text):
        return _text(shape)
    if isinstance(shape, ListOf):
        few = {"minItems": shape.least} if shape.least else {}
        return {"type": "array", "uniqueItems": True, **few, "items": schema_of(shape.item)}
    if isinstance(shape, MapOf):
        names = {"pattern": f"^{shapes.ID.pattern}$"}
        return {
            "type": "object",
            "propertyNames": names,
            "additionalProperties": schema_of(shape.value),
        }
    known = {**shape.required, **shape.optional}
    return {
        "type": "object",
        "title": shape.what,
        "properties": {key: schema_of(value) for key, value in known.items()},
        "required": list(shape.required),
        "additionalProperties": False,
    }


def _text(shape: Text) -> dict[str, Any]:
    if shape.one_of:
        # An editor reads a bare `true` as a truth value, our own reader as the word.
        truths = [{"true": True, "false": False}[w] for w in shape.one_of if w in ("true", "false")]
        return {"enum": [*shape.one_of, *truths]}
    if shape.pattern:
        return {"type": "string", "pattern": f"^(?:{shape.pattern})$", "examples": [shape.like]}
    return {"type": ["string", "boolean", "number"]}


def made() -> dict[str, str]:
    """File name -> the text of a schema."""
    return {
        f"{name}.schema.json": json.dumps(
            {"$schema": DRAFT, "title": name, **schema_of(shape)}, indent=1, ensure_ascii=False
        )
        + "\n"
        for name, (shape, _) in FILES.items()
    }


def published() -> dict[str, Any]:
    """Path under /data/ -> the schema."""
    return {f"schema/{name}": json.loads(text) for name, text in made().items()}


def write(root: Path) -> list[str]:
    """Write the schemas and what wires them to their files; returns what was written."""
    files = {f"{FOLDER}/{name}": text for name, text in made().items()}
    wired = {f"./{FOLDER}/{n}.schema.json": file for n, (_, file) in FILES.items() if file}
    files[WIRED_IN] = json.dumps({"yaml.schemas": wired}, indent=2) + "\n"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return list(files)
