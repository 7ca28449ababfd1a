"""YAML with places: plain text values, and where in the file each one stands.

Scalars stay text, so a bare `no` is the word "no" and a date is ten characters. A repeated
key, an anchor or broken syntax is a finding, never a surprise.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from build_tools.finding import Finding, Place, Rule

LARGEST_FILE = 5_000_000
"""Bytes. A hand-edited file that is larger is a mistake, and would be slow to say so."""

DEEPEST = 20
"""Levels of lists and mappings. Our files need six; more is a mistake or an attack."""

SYNTAX = Rule(
    "YAML001",
    "unreadable-file",
    "A file that cannot be read would leave its questions or pages out of the site.",
)
REPEATED_KEY = Rule(
    "YAML002",
    "repeated-key",
    "Of two entries with one name only one could win, and nobody would see which.",
)
ALIAS = Rule(
    "YAML003",
    "anchor-used",
    "Anchors (&name) and aliases (*name) hide text in another place, where a reader misses it.",
)

Path_ = tuple[str, ...]


@dataclass(slots=True)
class Document:
    """One YAML text: its plain `value`, and places by path of keys.

    `keys[path]` is where a key stands, `values[path]` where its value begins.
    List items use their index, as text, as the key.
    """

    file: str
    value: Any = None
    keys: dict[Path_, Place] = field(default_factory=dict)
    values: dict[Path_, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def key(self, *path: str) -> Place:
        """Where the key at `path` stands; the nearest parent's place if it is not there."""
        return self._nearest(self.keys, path)

    def at(self, *path: str) -> Place:
        """Where the value at `path` begins; the nearest parent's place if it is not there."""
        return self._nearest(self.values, path)

    def _nearest(self, places: dict[Path_, Place], path: Path_) -> Place:
        found = places.get(path)
        while found is None and path:
            path = path[:-1]
            found = self.keys.get(path) or self.values.get(path)
        return found or Place(self.file)


def read_text(path: Path, root: Path) -> tuple[str, list[Finding]]:
    """A file's text with Unix line ends, or "" and the finding that says why not."""
    name = path.relative_to(root).as_posix()

    def refuse(message: str, help: str) -> tuple[str, list[Finding]]:
        return "", [SYNTAX.at(Place(name), message, help)]

    try:
        if _leads_out(path, root):
            return refuse(
                "this is a link to a file outside the project", "Copy the file in instead."
            )
        if path.stat().st_size > LARGEST_FILE:
            return refuse(
                f"this file is larger than {LARGEST_FILE // 1_000_000} MB", "Split or trim it."
            )
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return refuse("this file is missing", "Restore it, or take out what names it.")
    except IsADirectoryError:
        return refuse("this is a folder, not a file", "Put a file of this name here.")
    except UnicodeDecodeError as problem:
        line = path.read_bytes()[: problem.start].count(b"\n") + 1
        finding = SYNTAX.at(
            Place(name, line), "this file is not in UTF-8", "Save it again as UTF-8 text."
        )
        return "", [finding]
    except (OSError, RuntimeError):  # RuntimeError: how Python before 3.13 tells a link to itself
        return refuse("this file cannot be opened", "Put a plain file of this name here.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _leads_out(path: Path, root: Path) -> bool:
    real, home = os.path.realpath(path), os.path.realpath(root)
    return not real.startswith(home.rstrip(os.sep) + os.sep)


def parse(text: str, file: str, first_line: int = 1) -> Document:
    """Parse YAML text into a Document. `first_line` is where the text begins in `file`."""
    document = Document(file)
    offset = first_line - 1
    try:
        document.findings += _first_look(text, file, offset)
        if any(finding.code == SYNTAX.code for finding in document.findings):
            return document
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as problem:
        document.findings.append(_syntax_finding(problem, file, offset))
        return document
    if node is not None:
        _Reader(document, offset).read(node)
    return document


def split_front_matter(text: str) -> tuple[str, str, int]:
    """(front matter, body, line the body begins on); no front matter gives ("", text, 1)."""
    if not text.startswith("---\n"):
        return "", text, 1
    front, mark, body = f"{text[4:]}\n".partition("\n---\n")
    if not mark:
        return "", text, 1
    return front, body.removesuffix("\n"), front.count("\n") + 4


def _first_look(text: str, file: str, offset: int) -> Iterator[Finding]:
    """Aliases, and nesting so deep that composing, which recurses, could exhaust the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                place = _start(event, file, offset)
                yield SYNTAX.at(place, "this is nested too deeply", "Flatten it.")
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            place = _start(event, file, offset)
            yield ALIAS.at(place, f"an alias (*{event.anchor}) is used", "Write the text out here.")


def _start(event: yaml.Event, file: str, offset: int) -> Place:
    mark = event.start_mark
    assert mark is not None  # every event that was read from a text has one
    return Place(file, mark.line + 1 + offset, mark.column + 1)


def _syntax_finding(problem: yaml.YAMLError, file: str, offset: int) -> Finding:
    mark = getattr(problem, "problem_mark", None)
    place = (
        Place(file, mark.line + 1 + offset, mark.column + 1) if mark else Place(file, 1 + offset)
    )
    words = getattr(problem, "problem", None) or str(problem).split("\n")[0]
    return SYNTAX.at(
        place,
        f"this is not valid YAML: {words}",
        "Check the indentation (spaces, never tabs), the colons, and quotes around text that "
        "holds a colon followed by a space.",
    )


class _Reader:
    """Turns nodes into plain values, noting places and refusing what would bite."""

    def __init__(self, document: Document, offset: int) -> None:
        self.document = document
        self.offset = offset
        self.seen: set[int] = set()

    def read(self, node: yaml.Node) -> None:
        self.document.value = self._value(node, ())

    def _place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Place(
            self.document.file, start.line + 1 + self.offset, start.column + 1, max(width, 1)
        )

    def _value(self, node: yaml.Node, path: Path_) -> Any:
        self.document.values[path] = self._place(node)
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if id(node) in self.seen:  # an alias, already found
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, str(i))) for i, item in enumerate(node.value)]
        return dict(self._pairs(node, path))

    def _pairs(self, node: yaml.Node, path: Path_) -> Iterator[tuple[str, Any]]:
        first: dict[str, Place] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.document.findings.append(
                    SYNTAX.at(place, "a key must be plain text", "Use a single word.")
                )
                continue
            key = key_node.value
            if key in first:
                self._repeated(key, place, first[key])
                continue
            first[key] = self.document.keys[(*path, key)] = place
            yield key, self._value(value_node, (*path, key))

    def _repeated(self, key: str, place: Place, first: Place) -> None:
        self.document.findings.append(
            REPEATED_KEY.at(
                place,
                f"`{key}` is here a second time",
                "Give one of the two another name, or take one out.",
                [(first, "it stands here first")],
            )
        )
