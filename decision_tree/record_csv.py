"""The record of missed provision as a CSV file, out and in again.

What comes in may be from a spreadsheet: other encodings, other separators, columns in another
order. What goes out can be opened in one: no cell can be taken for a formula.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from decision_tree.record import (
    MOST_ENTRIES,
    Entry,
    EntryError,
    Line,
    Problem,
    Record,
    RecordError,
    entry_from,
    too_many,
)

COLUMNS = {
    "day": "Day",
    "until": "Until",
    "what": "Line of Section F",
    "how_much": "How much",
    "how_often": "How often",
    "by": "By whom",
    "promised": "Minutes promised",
    "delivered": "Minutes given",
    "reason": "Reason given",
    "who": "Who said it",
}
"""Field -> the heading of its column."""

NEEDED = ("day", "what", "promised", "delivered")
LARGEST = 20_000_000
"""Bytes of a file; a record as large as we keep has a fifth of it."""

MOST_PROBLEMS = 20
"""Problems that are told one by one."""

_LINE = ("what", "how_much", "how_often", "by")


# ------------------------------------------------------------------------------------------- out

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def to_csv(record: Record) -> str:
    """The whole record, one row an entry; a line without entries has a row of its own.

    It begins with a byte order mark, so that spreadsheets read it as UTF-8.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS.values())
    lines = {line.id: line for line in record.lines}
    writer.writerows(_row(lines[entry.line], entry) for entry in record.entries)
    used = {entry.line for entry in record.entries}
    writer.writerows(_row(line, None) for line in record.lines if line.id not in used)
    return "\ufeff" + stream.getvalue()


def _row(line: Line, entry: Entry | None) -> list[str]:
    promise = [harmless(getattr(line, name)) for name in _LINE]
    if entry is None:
        return ["", "", *promise, "", "", "", ""]
    until = entry.until.isoformat() if entry.until != entry.day else ""
    minutes = [str(entry.promised), str(entry.delivered)]
    return [
        entry.day.isoformat(),
        until,
        *promise,
        *minutes,
        harmless(entry.reason),
        harmless(entry.who),
    ]


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: where it could, with a ' before it.

    Source: https://owasp.org/www-community/attacks/CSV_Injection
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_written(cell: str) -> str:
    """The cell as it was before `harmless`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


# -------------------------------------------------------------------------------------------- in


@dataclass(frozen=True, slots=True)
class Imported:
    """A record read from a file; `problems` of the rows that were left out, of which `skipped`."""

    record: Record
    problems: tuple[Problem, ...]
    skipped: int


def from_csv(content: bytes) -> Imported:
    """The record in a file. Rows that are wrong are left out, and a problem says why.

    A problem is `{"row", "column", "message"}`, rows counted as a spreadsheet does. Raises
    RecordError, for the parent, where the file as a whole cannot be used.
    """
    if len(content) > LARGEST:
        raise RecordError("This file is too large to be a record. Choose the CSV file itself.")
    rows = _rows(decoded(content))
    if not rows:
        raise RecordError("This file is empty.")
    places = _places(rows[0])
    filled = [(n, row) for n, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)]
    if len(filled) > MOST_ENTRIES:
        raise RecordError(too_many(len(filled)))
    return _read(filled, places)


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16, with or without a mark, or else in Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    start = content[:1000]
    if start[1::2].count(0) > len(start) // 4:
        return content.decode("utf-16-le", "replace")
    if start[::2].count(0) > len(start) // 4:
        return content.decode("utf-16-be", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _rows(text: str) -> list[list[str]]:
    first = text.lstrip().partition("\n")[0]
    separator = max(",;\t", key=first.count)
    text = text.replace("\0", "")
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as problem:
        raise RecordError(
            "This is not a CSV file that we can read. Save it as CSV (UTF-8) and try again."
        ) from problem


def _places(header: Iterable[str]) -> dict[str, int]:
    """Field -> number of its column, whatever their order."""
    there = {_plain(title): number for number, title in reversed(list(enumerate(header)))}
    places = {
        name: there[_plain(title)] for name, title in COLUMNS.items() if _plain(title) in there
    }
    lost = [f"“{COLUMNS[name]}”" for name in NEEDED if name not in places]
    if lost:
        columns = ", ".join(COLUMNS.values())
        raise RecordError(
            f"This file has no column {' and no column '.join(lost)}. Its first row must hold: "
            f"{columns}."
        )
    return places


def _plain(title: str) -> str:
    return "".join(letter for letter in title.casefold() if letter.isalnum())


def _read(rows: list[tuple[int, list[str]]], places: Mapping[str, int]) -> Imported:
    lines: dict[tuple[str, ...], Line] = {}
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, row in rows:
        cells = {
            name: as_written(row[place]).strip() if place < len(row) else ""
            for name, place in places.items()
        }
        line = _line_of(cells, lines)
        if not (cells["day"] or cells["promised"] or cells["delivered"]) and line.what:
            continue  # a line without entries
        try:
            entries.append(entry_from({**cells, "line": line.id if line.what else ""}, (line.id,)))
        except EntryError as problem:
            column = COLUMNS["what" if problem.column == "line" else problem.column]
            problems.append({"row": number, "column": column, "message": str(problem)})
    entries.sort(key=lambda entry: (entry.day, entry.until))
    kept = tuple(line for line in lines.values() if line.what)
    return Imported(Record(kept, tuple(entries)), _told(problems), len(problems))


def _line_of(cells: Mapping[str, Any], lines: dict[tuple[str, ...], Line]) -> Line:
    """The line that a row is about, which every row with the same words shares."""
    promise = tuple(" ".join(cells.get(name, "").split()) for name in _LINE)
    return lines.setdefault(promise, Line(f"line-{len(lines) + 1}", *promise))


def _told(problems: list[Problem]) -> tuple[Problem, ...]:
    more = len(problems) - MOST_PROBLEMS
    if more <= 0:
        return tuple(problems)
    last = {"row": None, "column": "", "message": f"{more:,} more rows were left out as well."}
    return (*problems[:MOST_PROBLEMS], last)
