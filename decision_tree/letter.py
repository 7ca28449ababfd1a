"""Fill a letter with a parent's own words, and write it as text, as HTML or as a Word file.

Pure: the standard library and Jinja2 only, so that one writer serves the build, the tests and
the parent's browser. No clock, no files, no network.

What a parent types can never become template or markup. Each value is kept out of the template:
a *mark* (one private character, a number, another private character) goes in for it, the
template is rendered and its blocks are read while only marks stand there, and the typed words
are put back last, as plain pieces that each writer escapes for itself.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from types import SimpleNamespace
from typing import Any

import jinja2

TEXT, DATE, LINES, CHOICE, TABLE = "text", "date", "lines", "choice", "table"
FIELD_TYPES = (TEXT, DATE, LINES, CHOICE, TABLE)

SAID, TYPED, BLANK = "said", "typed", "blank"
"""Who speaks in a piece: the letter, the parent, or nobody yet."""

BULLETS = 100
"""The numbering id that the Word skeleton gives to bullet lists."""

FIRST_NUMBERED = 101
"""The numbering id of the skeleton's first numbered list; each further one has the next id."""

MOST_NUMBERED = 8
"""How many numbered lists, each starting at 1, the skeleton has room for."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")

Row = Mapping[str, str]
Value = str | Sequence[Row] | None
"""What a field can hold: text (a date as 2026-11-23, lines as text), or the rows of a table."""


class LetterError(ValueError):
    """A letter, or what was asked of one, is wrong. The message says what and how to mend it."""


# ---------------------------------------------------------------------------- what a letter is


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table field. `label` heads it; `example` shows the parent what to type."""

    name: str
    label: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a parent can fill in.

    `type` is one of FIELD_TYPES. `blank` is what stands in square brackets while it is empty.
    `shared` says that one answer serves every letter (a name); else each letter has its own (a
    date to reply by). `options` belong to a choice, `columns` to a table. A date lies between
    `earliest` and `latest` (in the words of `days.read_limit`; empty: any day), and not before
    the date in the field that `after` names. `day` is the trigger in deadlines.yaml that asks for
    the very same day, so that it is typed once for both.
    """

    name: str
    label: str
    type: str = TEXT
    hint: str = ""
    required: bool = False
    shared: bool = True
    example: str = ""
    blank: str = ""
    options: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    earliest: str = ""
    latest: str = ""
    after: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A form of the letter for one setting. `title` tells the parent when to use it."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Cite:
    """What backs a legal line: a source's id, where in it, and in which variants (none: all)."""

    source: str
    pinpoint: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter before it is filled. `to`, `copy`, `subject` and `body` are Jinja2 templates.

    `warning` is what a parent must read before sending it; empty on most letters.
    """

    id: str
    title: str
    to: str
    subject: str
    body: str
    copy: str = ""
    warning: str = ""
    fields: tuple[Field, ...] = ()
    variants: tuple[Variant, ...] = ()
    cites: tuple[Cite, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of this name, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def variant_names(self) -> tuple[str, ...]:
        """Every name `fill` accepts as variant; ("",) for a letter that has only one form."""
        return tuple(variant.name for variant in self.variants) or ("",)

    def cites_for(self, variant: str) -> tuple[Cite, ...]:
        """The citations behind one variant's legal lines."""
        return tuple(cite for cite in self.cites if not cite.variants or variant in cite.variants)


def letter_from_dict(data: Mapping[str, Any]) -> Letter:
    """The letter in the shape that letters.json publishes and `read_letters` returns.

    Raises LetterError where a part is missing, has an unknown type or cannot be a template.
    """
    try:
        return _letter(data)
    except (KeyError, TypeError) as problem:
        name = data.get("id", "?") if isinstance(data, Mapping) else "?"
        raise LetterError(f"letter {name!r} is not complete: {problem}") from problem


def _letter(data: Mapping[str, Any]) -> Letter:
    letter = Letter(
        id=data["id"],
        title=data["title"],
        to=data["to"],
        subject=data["subject"],
        body=data["body"],
        copy=data.get("copy", ""),
        warning=data.get("warning", ""),
        fields=tuple(_field(field) for field in data.get("fields", ())),
        variants=tuple(Variant(**variant) for variant in data.get("variants", ())),
        cites=tuple(_cite(cite) for cite in data.get("cites", ())),
    )
    for source in (letter.to, letter.copy, letter.subject, letter.body):
        if _OPEN in source or _CLOSE in source:
            raise LetterError(f"letter {letter.id!r} holds a character kept for marks")
    return letter


def _field(data: Mapping[str, Any]) -> Field:
    columns = tuple(Column(**column) for column in data.get("columns", ()))
    parts = {**data, "options": tuple(data.get("options", ())), "columns": columns}
    field = Field(**parts)
    if field.type not in FIELD_TYPES:
        raise LetterError(f"field {field.name!r} has no type {field.type!r}: use {FIELD_TYPES}")
    return field


def _cite(data: Mapping[str, Any]) -> Cite:
    return Cite(data["source"], data.get("pinpoint", ""), tuple(data.get("variants", ())))


# ----------------------------------------------------------------------- what a filled letter is


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words. `by` is SAID, TYPED or BLANK; `field` names what was or is to be typed.

    A newline in `text` is a line break.
    """

    text: str
    by: str = SAID
    field: str = ""


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A short line that names what follows. `level` 1 is the subject of the letter."""

    line: Line
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Ordinary words."""

    line: Line


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Items in order, numbered from 1."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items in no order."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; every row has as many cells as the header."""

    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Heading | Paragraph | NumberedList | BulletList | Table


@dataclass(frozen=True, slots=True)
class FilledLetter:
    """A letter with the parent's words in it.

    `opening` says to whom, when and about what; `body` runs from the greeting to the signature.
    `subject` and `to` are those alone, for an email. `blanks` names the fields still empty, in the
    order in which they appear.
    """

    id: str
    variant: str
    subject: Line
    opening: tuple[Block, ...]
    body: tuple[Block, ...]
    blanks: tuple[str, ...]
    to: Line = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The whole letter, top to bottom."""
        return self.opening + self.body


# -------------------------------------------------------------------------------------- filling


def fill(letter: Letter, values: Mapping[str, Value], variant: str = "") -> FilledLetter:
    """Put `values` (field name -> what was typed) into `letter`.

    `variant` must be one of `letter.variant_names()`. An empty field becomes its labelled blank;
    a value for a field this letter does not have is left alone, because fields are shared.
    Raises LetterError for an unknown variant, a value of the wrong shape, or a template that
    does not work.
    """
    marks = _Marks()
    context = {f.name: marks.field(f, values.get(f.name)) for f in letter.fields}
    return _filled(letter, variant, marks, context)


def fields_for(letter: Letter, variant: str = "") -> tuple[Field, ...]:
    """The fields that one variant uses, in the order in which the letter declares them.

    Raises LetterError as `fill` does.
    """
    marks = _Marks()
    holes = {field.name: marks.field(field, None) for field in letter.fields}
    _filled(letter, variant, marks, holes)
    return tuple(field for field in letter.fields if holes[field.name].used)


def _filled(
    letter: Letter, variant: str, marks: _Marks, holes: Mapping[str, _Hole]
) -> FilledLetter:
    if variant not in letter.variant_names():
        known = ", ".join(letter.variant_names())
        raise LetterError(f"letter {letter.id!r} has no variant {variant!r}: use one of {known}")
    context: dict[str, Any] = {**holes, "variant": variant, "note": marks.note}

    def blocks(source: str) -> tuple[Block, ...]:
        return _blocks(_render(source, context, letter.id), marks.pieces)

    subject = _first_line(blocks(letter.subject))
    opening = (*blocks(_opening(letter)), Heading((Piece("Subject: "), *subject), level=1))
    body = blocks(letter.body)
    to = _first_line(blocks(letter.to))
    blanks = _blank_names(opening + body)
    return FilledLetter(letter.id, variant, subject, opening, body, blanks, to)


def _opening(letter: Letter) -> str:
    lines = [f"To: {letter.to}"]
    if letter.copy:
        lines.append(f"Copy to: {letter.copy}")
    if letter.field("letter_date"):
        lines.append("Date: {{ letter_date }}")
    return "\\\n".join(lines)


def _first_line(blocks: tuple[Block, ...]) -> Line:
    return blocks[0].line if blocks and isinstance(blocks[0], Paragraph) else ()


def subject_text(filled: FilledLetter) -> str:
    """The subject on one line, for the subject of an email."""
    return " ".join(_plain(filled.subject).split())


def to_whom(filled: FilledLetter) -> str:
    """Whom the letter is for, on one line."""
    return " ".join(_plain(filled.to).split())


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """The Jinja2 settings that every letter is written for."""
    # Not HTML, so nothing to escape here: what comes out holds marks, never what was typed.
    return jinja2.Environment(
        autoescape=False, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@lru_cache(maxsize=256)
def _template(source: str) -> jinja2.Template:
    return environment().from_string(source)


def _render(source: str, context: Mapping[str, Any], letter_id: str) -> str:
    try:
        return _template(source).render(context)
    except jinja2.TemplateError as problem:
        raise LetterError(f"the template of letter {letter_id!r} fails: {problem}") from problem


class _Hole:
    """A field as a template sees it: prints as its mark, false while empty, equal to its text.

    `used` says whether the template has looked at it.
    """

    def __init__(self, mark: str, text: str = "", parts: Sequence[Any] = ()) -> None:
        self._mark, self._text, self._parts, self.used = mark, text, parts, False

    def __str__(self) -> str:
        self.used = True
        return self._mark

    def __bool__(self) -> bool:
        self.used = True
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        self.used = True
        return self._text == other

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[Any]:
        self.used = True
        return iter(self._parts)


class _Marks:
    """Hands out marks, and remembers the piece that each one stands for."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []

    def add(self, piece: Piece) -> str:
        self.pieces.append(piece)
        return f"{_OPEN}{len(self.pieces) - 1}{_CLOSE}"

    def note(self, words: str) -> str:
        """Advice to the parent, in brackets like a blank: `{{ note("Keep this only if ...") }}`."""
        return self.add(Piece(f"[{words}]", BLANK))

    def field(self, field: Field, value: Value) -> _Hole:
        if field.type == TABLE:
            return self._table(field, value)
        if value is not None and not isinstance(value, str):
            raise LetterError(f"field {field.name!r} takes text, not {type(value).__name__}")
        text = clean(value or "")
        if field.type == DATE:
            text = long_date(text)
        blank = field.blank or lower_first(field.label)
        parts = [self._one(field.name, line, blank) for line in _lines(field, text)]
        return _Hole(str(self._one(field.name, text, blank)), text, parts)

    def _table(self, field: Field, value: Value) -> _Hole:
        rows = _rows(field, value)
        shown = rows or [{column.name: "" for column in field.columns}]
        return _Hole("", "filled" if rows else "", [self._row(field, row) for row in shown])

    def _row(self, field: Field, row: Row) -> SimpleNamespace:
        cells = {
            c.name: self._one(field.name, row[c.name], lower_first(c.label)) for c in field.columns
        }
        return SimpleNamespace(**cells)

    def _one(self, name: str, text: str, blank: str) -> _Hole:
        piece = Piece(text, TYPED, name) if text else Piece(f"[{blank}]", BLANK, name)
        return _Hole(self.add(piece), text)


def _lines(field: Field, text: str) -> list[str]:
    if field.type != LINES:
        return []
    return [line.strip() for line in text.split("\n") if line.strip()] or [""]


def _rows(field: Field, value: Value) -> list[dict[str, str]]:
    if not value:
        return []
    if isinstance(value, str) or not all(isinstance(row, Mapping) for row in value):
        raise LetterError(f"field {field.name!r} takes a list of rows, each a mapping")
    rows = [{c.name: clean(row.get(c.name) or "") for c in field.columns} for row in value]
    return [row for row in rows if any(row.values())]


def _blank_names(blocks: Iterable[Block]) -> tuple[str, ...]:
    pieces = (piece for block in blocks for line in lines_of(block) for piece in line)
    names = (piece.field for piece in pieces if piece.by == BLANK and piece.field)
    return tuple(dict.fromkeys(names))


def lines_of(block: Block) -> tuple[Line, ...]:
    """Every line of a block, in reading order."""
    if isinstance(block, Heading | Paragraph):
        return (block.line,)
    if isinstance(block, Table):
        return (*block.header, *(cell for row in block.rows for cell in row))
    return block.items


# ---------------------------------------------------------------------------------- small words

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Typed text as every shape can hold it.

    Line ends become newlines, what XML 1.0 forbids (control characters, lone surrogates) becomes
    the replacement character so that nothing vanishes unseen, and outer space goes.
    Source: https://www.w3.org/TR/xml/#charsets
    """
    if not isinstance(text, str):
        raise LetterError(f"this takes text, not {type(text).__name__}")
    return _NOT_IN_XML.sub("\ufffd", _LINE_ENDS.sub("\n", text)).strip()


def long_date(text: str) -> str:
    """`2026-11-23` as `23 November 2026`; anything else as it was typed."""
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return text
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def lower_first(label: str) -> str:
    """A label as it reads inside brackets: `Your name` as `your name`, `SENCO` as it is."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _plain(line: Line) -> str:
    return "".join(piece.text for piece in line)


# ------------------------------------------------------------------------------- reading blocks

_NUMBERED = re.compile(r"[0-9]+\. +(.*)")
_BULLET = re.compile(r"- +(.*)")
_HEADING = re.compile(r"## +(.*)")
_RULE = re.compile(r"\|[\s|:-]*\|")


def _blocks(text: str, pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Read the small markup of the templates: see decision_tree/letters/README.md."""
    groups: list[tuple[str, list[str]]] = []
    goes_on = False
    for line in (raw.strip() for raw in text.split("\n")):
        if not line:
            goes_on = False
            continue
        kind, words = _kind(line)
        if kind == "words" and goes_on:
            groups[-1][1][-1] += words if groups[-1][1][-1].endswith("\n") else f" {words}"
        elif kind in ("numbered", "bullet", "row") and groups and groups[-1][0] == kind:
            groups[-1][1].append(words)
        else:
            groups.append((kind, [words]))
        goes_on = kind not in ("heading", "row")
    return tuple(_block(kind, lines, pieces) for kind, lines in groups)


def _kind(line: str) -> tuple[str, str]:
    for kind, pattern in (("numbered", _NUMBERED), ("bullet", _BULLET), ("heading", _HEADING)):
        if found := pattern.fullmatch(line):
            return kind, _break(found[1])
    return ("row", line) if line.startswith("|") else ("words", _break(line))


def _break(words: str) -> str:
    """A backslash at the end of a line is a line break."""
    return words.removesuffix("\\").rstrip() + "\n" if words.endswith("\\") else words


def _block(kind: str, lines: list[str], pieces: Sequence[Piece]) -> Block:
    if kind == "row":
        return _table(lines, pieces)
    items = tuple(_line(line.strip("\n"), pieces) for line in lines)
    if kind == "numbered":
        return NumberedList(items)
    if kind == "bullet":
        return BulletList(items)
    return Heading(items[0]) if kind == "heading" else Paragraph(items[0])


def _table(lines: list[str], pieces: Sequence[Piece]) -> Table:
    rows = [
        tuple(_line(cell.strip(), pieces) for cell in line.strip("|").split("|"))
        for line in lines
        if not _RULE.fullmatch(line)
    ]
    uneven = next((row for row in rows if len(row) != len(rows[0])), None)
    if uneven:
        raise LetterError(f"a table row has {len(uneven)} cells under a header of {len(rows[0])}")
    return Table(rows[0], tuple(rows[1:]))


def _line(text: str, pieces: Sequence[Piece]) -> Line:
    found: list[Piece] = []
    for i, part in enumerate(_MARK.split(text)):
        if i % 2:
            found.append(pieces[int(part)])
            continue
        if found and found[-1].by == TYPED and found[-1].text[-1] in ".!?":
            part = part.removeprefix(".")  # the parent has ended the sentence already
        if part:
            found.append(Piece(part))
    return tuple(found)


# ------------------------------------------------------------------------------------ plain text


def to_text(filled: FilledLetter, opening: bool = True) -> str:
    """The letter as plain text, for an email or a form.

    Without `opening` it begins at the greeting, because an email has its own To and Subject.
    A table becomes one numbered group of `label: words` lines a row: columns do not survive
    an email.
    """
    blocks = filled.blocks if opening else filled.body
    return "\n\n".join(_block_text(block) for block in blocks) + "\n"


def _block_text(block: Block) -> str:
    if isinstance(block, Heading | Paragraph):
        return _plain(block.line)
    if isinstance(block, NumberedList):
        return "\n".join(f"{n}. {_plain(item)}" for n, item in enumerate(block.items, 1))
    if isinstance(block, BulletList):
        return "\n".join(f"- {_plain(item)}" for item in block.items)
    return "\n\n".join(_row_text(n, block.header, row) for n, row in enumerate(block.rows, 1))


def _row_text(number: int, header: tuple[Line, ...], row: tuple[Line, ...]) -> str:
    cells = (f"{_plain(h)}: {_plain(cell)}" for h, cell in zip(header, row, strict=True))
    return f"({number}) " + "\n".join(cells)


# ------------------------------------------------------------------------------------------ HTML

Node = list[Any]
"""An element as plain data: its tag, its attributes by name, then words or further elements."""


def to_nodes(filled: FilledLetter) -> list[Node]:
    """The letter as elements for a page that builds them itself: no markup to be read.

    A blank is `["span", {"class": "blank", "data-field": ...}, ...]`; typed words stand in `bdi`,
    so that right-to-left writing leaves the words around it where they are.
    """
    return [_block_node(block) for block in filled.blocks]


def to_html(filled: FilledLetter) -> str:
    """The same as HTML: every word escaped, no blank line inside, no script, no link."""
    return "\n".join(_html(node) for node in to_nodes(filled))


def _html(node: Node | str) -> str:
    if isinstance(node, str):
        return escape(node)
    tag, attributes, *children = node
    named = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    inside = "".join(map(_html, children))
    return f"<{tag}{named}>" if tag == "br" else f"<{tag}{named}>{inside}</{tag}>"


def _block_node(block: Block) -> Node:
    if isinstance(block, Heading):
        place = "subject" if block.level == 1 else "heading"
        return ["p", {"class": f"letter-{place}"}, ["strong", {}, *_line_nodes(block.line)]]
    if isinstance(block, Paragraph):
        return ["p", {}, *_line_nodes(block.line)]
    if isinstance(block, Table):
        return _table_node(block)
    tag = "ol" if isinstance(block, NumberedList) else "ul"
    return [tag, {}, *(["li", {}, *_line_nodes(item)] for item in block.items)]


def _table_node(table: Table) -> Node:
    head = (["th", {"scope": "col"}, *_line_nodes(cell)] for cell in table.header)
    rows = (["tr", {}, *_cell_nodes(table.header, row)] for row in table.rows)
    return ["table", {}, ["thead", {}, ["tr", {}, *head]], ["tbody", {}, *rows]]


def _cell_nodes(header: tuple[Line, ...], row: tuple[Line, ...]) -> Iterator[Node]:
    """Each cell carries its column's label, so that a narrow screen can stack the cells."""
    for label, cell in zip(header, row, strict=True):
        yield ["td", {"data-label": _plain(label)}, *_line_nodes(cell)]


def _line_nodes(line: Line) -> Iterator[Node | str]:
    for piece in line:
        words = _broken(piece.text)
        if piece.by == TYPED:
            yield ["bdi", {"class": "typed"}, *words]
        elif piece.by == BLANK:
            yield ["span", {"class": "blank", "data-field": piece.field}, *words]
        else:
            yield from words


def _broken(text: str) -> Iterator[Node | str]:
    """Words, with an element where a line breaks."""
    for at, line in enumerate(text.split("\n")):
        if at:
            yield ["br", {}]
        if line:
            yield line


# ------------------------------------------------------------------------------------------ Word

_DOCUMENT = "word/document.xml"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="FDF1D7"/>'


def to_docx(filled: FilledLetter, skeleton: bytes) -> bytes:
    """The letter as a Word file: `skeleton` (see build_tools.letters) with its body replaced.

    The same letter and skeleton always give the same bytes. Raises LetterError where `skeleton`
    is not one of ours, or the letter has more numbered lists than it has room for.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(skeleton)) as parts:
            content = {info.filename: parts.read(info) for info in parts.infolist()}
        document = content[_DOCUMENT].decode("utf-8")
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError) as problem:
        raise LetterError(f"this is not the skeleton of a Word file: {problem}") from problem
    content[_DOCUMENT] = _with_body(document, _body_xml(filled.blocks)).encode("utf-8")
    return zip_bytes(content)


def zip_bytes(content: Mapping[str, bytes]) -> bytes:
    """A zip file of `content` (name -> bytes) whose bytes do not depend on the day."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as parts:
        for name, data in content.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            parts.writestr(info, data)
    return stream.getvalue()


def _with_body(document: str, body: str) -> str:
    start, end = document.find("<w:body>"), document.find("<w:sectPr")
    if not 0 <= start < end:
        raise LetterError("this is not the skeleton of a Word file: it has no body to fill")
    return document[: start + len("<w:body>")] + body + document[end:]


def _body_xml(blocks: Iterable[Block]) -> str:
    ids = iter(range(FIRST_NUMBERED, FIRST_NUMBERED + MOST_NUMBERED))

    def number() -> int:
        found = next(ids, None)
        if found is None:
            raise LetterError(f"this letter has more than {MOST_NUMBERED} numbered lists")
        return found

    return "".join(_block_xml(block, number) for block in blocks)


def _block_xml(block: Block, number: Callable[[], int]) -> str:
    if isinstance(block, Heading):
        return _paragraph_xml(block.line, _style(f"Heading{block.level}"))
    if isinstance(block, Paragraph):
        return _paragraph_xml(block.line)
    if isinstance(block, Table):
        return _table_xml(block)
    list_id = number() if isinstance(block, NumberedList) else BULLETS
    numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>'
    style = _style("ListParagraph") + numbering
    return "".join(_paragraph_xml(item, style) for item in block.items)


def _paragraph_xml(line: Line, properties: str = "") -> str:
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{properties}{''.join(_run_xml(piece) for piece in line)}</w:p>"


def _run_xml(piece: Piece) -> str:
    properties = _SHADE if piece.by == BLANK else ""
    if piece.by == TYPED and _reads_right_to_left(piece.text):
        properties = "<w:rtl/>"
    words = escape(piece.text, quote=False)
    words = words.replace("\t", f"{_T_CLOSE}<w:tab/>{_T_OPEN}")
    words = words.replace("\n", f"{_T_CLOSE}<w:br/>{_T_OPEN}")
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{style}{_T_OPEN}{words}{_T_CLOSE}</w:r>"


_T_OPEN, _T_CLOSE = '<w:t xml:space="preserve">', "</w:t>"


def _reads_right_to_left(text: str) -> bool:
    """Whether the first letter belongs to a script that is written from right to left."""
    first = next((character for character in text if character.isalpha()), "")
    return bool(_RIGHT_TO_LEFT.match(first))


def _table_xml(table: Table) -> str:
    grid = "<w:gridCol/>" * len(table.header)
    head = _row_xml(table.header, "TableHeading", "<w:trPr><w:tblHeader/></w:trPr>")
    rows = "".join(_row_xml(row, "TableText") for row in table.rows)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
        f"{_paragraph_xml((), _style('TableText'))}"
    )


def _row_xml(cells: tuple[Line, ...], style: str, properties: str = "") -> str:
    width = 5000 // len(cells)
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/></w:tcPr>'
        f"{_paragraph_xml(cell, _style(style))}</w:tc>"
        for cell in cells
    )
    return f"<w:tr>{properties}{inside}</w:tr>"


def _style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'
