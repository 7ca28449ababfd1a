"""YAML with places: plain text values, and where in the file each one stands.

Scalars stay text, so a bare `no` is the word "no" and a date is ten characters. A repeated
key, an anchor or broken syntax is a finding, never a surprise.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from build_tools.finding import UNREADABLE, Finding, Place, Rule

LARGEST_FILE = 5_000_000
"""Bytes. A hand-edited file of this size is a mistake, and would be slow to say so."""

LARGEST_PAGE = 1_000_000
"""The same for a page or a letter, which is read word by word."""

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Characters that no editor shows and that end a line or turn its order round for some readers."""

DEEPEST = 20
"""Levels of lists and mappings. Our files need six; more is a mistake or an attack."""

SYNTAX = Rule(
    UNREADABLE,
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
Span = tuple[int, int, int]
"""Line, column and width, as in a Place."""


class Places(Mapping[Path_, Place]):
    """Places in one file by path of keys. Most are never asked for, so each is made when it is."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.spans: dict[Path_, Span] = {}

    def __getitem__(self, path: Path_) -> Place:
        return Place(self.file, *self.spans[path])

    def __iter__(self) -> Iterator[Path_]:
        return iter(self.spans)

    def __len__(self) -> int:
        return len(self.spans)


@dataclass(slots=True)
class Document:
    """One YAML text: its plain `value`, and places by path of keys.

    `keys[path]` is where a key stands, `values[path]` where its value begins.
    List items use their index, as text, as the key.
    """

    file: str
    value: Any = None
    keys: Mapping[Path_, Place] = field(default_factory=dict)
    values: Mapping[Path_, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def key(self, *path: str) -> Place:
        """Where the key at `path` stands; the nearest parent's place if it is not there."""
        return self._nearest(self.keys, path)

    def at(self, *path: str) -> Place:
        """Where the value at `path` begins; the nearest parent's place if it is not there."""
        return self._nearest(self.values, path)

    def _nearest(self, places: Mapping[Path_, Place], path: Path_) -> Place:
        found = places.get(path)
        while found is None and path:
            path = path[:-1]
            found = self.keys.get(path) or self.values.get(path)
        return found or Place(self.file)


def read_text(path: Path, root: Path, largest: int = LARGEST_FILE) -> tuple[str, list[Finding]]:
    """A file's text with Unix line ends, or "" and the finding that says why not.

    One of `largest` bytes is not read.
    """
    name = path.relative_to(root).as_posix()

    def refuse(message: str, help: str) -> tuple[str, list[Finding]]:
        return "", [SYNTAX.at(Place(name), message, help)]

    try:
        if _leads_out(path, root):
            return refuse(
                "this is a link to a file outside the project", "Copy the file in instead."
            )
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
            raise OSError  # reading a pipe or a device may never end
        if found.st_size >= largest:
            return refuse(f"this file has {largest // 1_000_000} MB or more", "Split or trim it.")
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
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    unseen = _unseen(text, name)
    return ("", [unseen]) if unseen else (text, [])


def _unseen(text: str, name: str) -> Finding | None:
    """The first character of a text that nobody would see and that does not belong in it."""
    # Most texts are told apart by this alone, which is far faster than the pattern.
    if text.replace("\n", "").replace("\t", "").isprintable():
        return None
    found = UNSEEN.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return SYNTAX.at(
        place,
        f"there is a character here that nobody can see (U+{ord(found[0]):04X})",
        "Delete it, or type the line again. If there are many, save the file again as UTF-8 text.",
    )


def _leads_out(path: Path, root: Path) -> bool:
    names = path.relative_to(root).parts
    below = (path, *path.parents)[: len(names)]
    # Without a link on the way, which is soon told, nothing leads out.
    if ".." not in names and not any(map(Path.is_symlink, below)):
        return False
    real, home = os.path.realpath(path), os.path.realpath(root)
    return not real.startswith(home.rstrip(os.sep) + os.sep)


def parse(text: str, file: str, first_line: int = 1) -> Document:
    """Parse YAML text into a Document. `first_line` is where the text begins in `file`."""
    reader = _Reader(file, first_line - 1)
    try:
        return reader.read(text)
    except _RefusedError as refused:
        found = refused.finding
    except yaml.YAMLError as problem:
        found = reader.syntax_finding(problem)
    return Document(file, findings=[*reader.aliases, found])


def split_front_matter(text: str) -> tuple[str, str, int]:
    """(front matter, body, line the body begins on); no front matter gives ("", text, 1)."""
    if not text.startswith("---\n"):
        return "", text, 1
    front, mark, body = f"{text[4:]}\n".partition("\n---\n")
    if not mark:
        return "", text, 1
    return front, body.removesuffix("\n"), front.count("\n") + 4


def _not_yaml(place: Place, words: str) -> Finding:
    return SYNTAX.at(
        place,
        f"this is not valid YAML: {words}",
        "Check the indentation (spaces, never tabs), the colons, and quotes around text that "
        "holds a colon followed by a space.",
    )


class _RefusedError(Exception):
    """A finding in a text that the library would read and we do not."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


class _Reader:
    """Makes plain values of YAML in one pass, noting places and refusing what would bite."""

    def __init__(self, file: str, offset: int) -> None:
        self.file, self.offset = file, offset
        self.keys, self.values = Places(file), Places(file)
        self.aliases: list[Finding] = []
        self.findings: list[Finding] = []
        self.anchored: dict[str, str | None] = {}
        self.lent: dict[str, Place] = {}
        self.unsound: list[Finding] = []

    def read(self, text: str) -> Document:
        """The whole text. Raises _RefusedError or a YAMLError where none of it can be used."""
        self.next = yaml.CBaseLoader(text).get_event
        self.next()
        value, event = None, self.next()
        if type(event) is yaml.DocumentStartEvent:
            value = self._value(self.next(), (), 0)
            self.next()
            event = self.next()
        if type(event) is not yaml.StreamEndEvent:
            self.unsound.append(_not_yaml(self._start(event), "but found another document"))
        if self.unsound:
            raise _RefusedError(self.unsound[0])
        findings = [*self.aliases, *self._never_borrowed(), *self.findings]
        return Document(self.file, value, self.keys, self.values, findings)

    def _value(self, event: Any, path: Path_, depth: int) -> Any:
        """The value that begins with `event`; a list or a mapping is read to its end."""
        value: Any
        kind, end = type(event), event
        if kind is yaml.ScalarEvent:
            value = self._words(event)
        elif kind is yaml.AliasEvent:
            value = self._alias(event)
        elif kind is yaml.MappingStartEvent:
            value, end = self._mapping(event, path, depth)
        else:
            value, end = self._list(event, path, depth)
        self.values.spans[path] = self._span(event, end)
        return value

    def _words(self, event: Any) -> str:
        if event.anchor is not None:
            self._anchor(event, event.value)
        words: str = event.value
        return words

    def _list(self, start: Any, path: Path_, depth: int) -> tuple[list[Any], Any]:
        """The items, and the event that ends them."""
        self._enter(start, depth)
        items: list[Any] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            items.append(self._value(event, (*path, str(len(items))), depth + 1))
        return items, event

    def _mapping(self, start: Any, path: Path_, depth: int) -> tuple[dict[str, Any], Any]:
        """The pairs, and the event that ends them. A key that was there before is passed over."""
        self._enter(start, depth)
        pairs: dict[str, Any] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key, span = self._key(event, depth + 1)
            here = (*path, key or "")
            if key is None or key in pairs:
                self._refuse_key(key, span, here)
                self._skip(self.next(), depth + 1)
                continue
            self.keys.spans[here] = span
            pairs[key] = self._value(self.next(), here, depth + 1)
        return pairs, event

    def _key(self, event: Any, depth: int) -> tuple[str | None, Span]:
        """What a key says, None where it is no plain text, and where it stands."""
        if type(event) is yaml.ScalarEvent:
            return self._words(event), self._span(event, event)
        if type(event) is yaml.AliasEvent:
            return self._alias(event), self._span(event, event)
        return None, self._skip(event, depth)

    def _refuse_key(self, key: str | None, span: Span, path: Path_) -> None:
        place = Place(self.file, *span)
        if key is None:
            self.findings.append(SYNTAX.at(place, "a key must be plain text", "Use a single word."))
        else:
            self._repeated(key, place, self.keys[path])

    def _skip(self, event: Any, depth: int) -> Span:
        """Read past what is not kept, of which only aliases are told. Returns where it stands."""
        kept = self.keys, self.values, self.findings
        self.keys, self.values, self.findings = Places(self.file), Places(self.file), []
        self._value(event, (), depth)
        span = self.values.spans[()]
        self.keys, self.values, self.findings = kept
        return span

    def _enter(self, start: Any, depth: int) -> None:
        """Begin a list or a mapping."""
        if depth == DEEPEST:
            raise _RefusedError(
                SYNTAX.at(self._start(start), "this is nested too deeply", "Flatten it.")
            )
        if start.anchor is not None:
            self._anchor(start, None)

    def _anchor(self, event: Any, words: str | None) -> None:
        self.lent.setdefault(event.anchor, self._start(event))
        if event.anchor in self.anchored:
            self.unsound.append(_not_yaml(self._start(event), "second occurrence"))
        self.anchored.setdefault(event.anchor, words)

    def _never_borrowed(self) -> Iterator[Finding]:
        """Anchors that no alias names: the others are found where they are borrowed."""
        for name, place in self.lent.items():
            yield ALIAS.at(place, f"an anchor (&{name}) is set", f"Take `&{name}` out.")

    def _alias(self, event: Any) -> str | None:
        """The words that an alias stands for; None where they are a list or a mapping."""
        place = self._start(event)
        self.lent.pop(event.anchor, None)
        self.aliases.append(
            ALIAS.at(place, f"an alias (*{event.anchor}) is used", "Write the text out here.")
        )
        if event.anchor not in self.anchored:
            self.unsound.append(_not_yaml(place, "found undefined alias"))
        return self.anchored.get(event.anchor)

    def _start(self, event: Any) -> Place:
        line, column, _ = self._span(event, event)
        return Place(self.file, line, column)

    def _span(self, first: Any, last: Any) -> Span:
        start, end = first.start_mark, last.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return start.line + 1 + self.offset, start.column + 1, width if width > 1 else 1

    def syntax_finding(self, problem: yaml.YAMLError) -> Finding:
        """What the library could not read, in its own words."""
        mark = getattr(problem, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        words = getattr(problem, "problem", None) or str(problem).split("\n")[0]
        return _not_yaml(Place(self.file, line + 1 + self.offset, column + 1), words)

    def _repeated(self, key: str, place: Place, first: Place) -> None:
        self.findings.append(
            REPEATED_KEY.at(
                place,
                f"`{key}` is here a second time",
                "Give one of the two another name, or take one out.",
                [(first, "it stands here first")],
            )
        )
