"""What has changed for parents: the hand-edited list, and the feed that is made from it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from build_tools.finding import Finding
from build_tools.shapes import DATE, NAME, WORDS, ListOf, Record, Text, fit
from build_tools.yaml_source import parse, read_text

CHANGES_FILE = "decision_tree/changes.yaml"
FEED = "changes.xml"
ATOM = "http://www.w3.org/2005/Atom"

_PAGE = Text(pattern=r"[a-z0-9-]+(?:/[a-z0-9-]+)*", like="stages/ombudsman")
_CHANGE = Record(
    {"name": NAME, "from": DATE, "what": WORDS, "pages": ListOf(_PAGE), "if_you_acted": WORDS},
    {},
    "change",
)
_SHAPE = Record({"changes": ListOf(_CHANGE)}, {}, "list of changes")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `start` is the day, as ISO text, from which the new words stand."""

    name: str
    start: str
    what: str
    pages: tuple[str, ...]
    if_you_acted: str


def load_changes(root: Path) -> tuple[tuple[Change, ...], list[Finding]]:
    """(the changes that can be used, newest first; what is wrong with the file)."""
    if not os.path.lexists(root / CHANGES_FILE):
        return (), []
    text, unreadable = read_text(root / CHANGES_FILE, root)
    document = parse(text, CHANGES_FILE)
    kept, misshapen = fit(_SHAPE, document)
    found = [_change(e) for e in (kept or {}).get("changes", ()) if len(e) == len(_CHANGE.required)]
    ordered = sorted(found, key=lambda change: change.start, reverse=True)
    return tuple(ordered), [*unreadable, *document.findings, *misshapen]


def _change(entry: Mapping[str, Any]) -> Change:
    return Change(
        entry["name"], entry["from"], entry["what"], tuple(entry["pages"]), entry["if_you_acted"]
    )


def feed(changes: Sequence[Change], site: str) -> bytes:
    """The changes as an Atom feed of the site at `site`, such as https://plan.example/."""
    here = site.rstrip("/")
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _add(root, "title", "Plan Not Followed: what has changed")
    _add(root, "id", f"{here}/about/changes/")
    _add(root, "updated", _midnight(changes[0].start if changes else "1970-01-01"))
    _add(root, "link", href=f"{here}/{FEED}", rel="self")
    _add(root, "link", href=f"{here}/about/changes/")
    _add(_add(root, "author"), "name", "Plan Not Followed")
    for change in changes:
        entry = _add(root, "entry")
        _add(entry, "title", change.what)
        _add(entry, "id", f"{here}/about/changes/#{change.name}")
        _add(entry, "link", href=f"{here}/about/changes/#{change.name}")
        _add(entry, "updated", _midnight(change.start))
        pages = " ".join(f"{here}/{page}/" for page in change.pages)
        summary = f"If you acted on the old text: {change.if_you_acted} Pages: {pages}"
        _add(entry, "summary", summary)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text or None
    return child


def _midnight(day: str) -> str:
    return f"{day}T00:00:00Z"
