"""The record as a CSV file: out, in again, and whatever else comes in."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_tree.record import Record, RecordError, record_from_dict, record_to_dict
from decision_tree.record_csv import as_written, from_csv, harmless, to_csv
from tests.decision_tree.records import RECORD, records

HEADER = "Day,Line of Section F,Minutes promised,Minutes given"
ROW = "2/11/2026,Speech thérapie,60,0"


def test_a_record_is_written_row_by_row() -> None:
    """Every column has its heading, and a spreadsheet knows the encoding."""
    text = to_csv(record_from_dict(RECORD)[0])
    assert text.startswith("\ufeffDay,Until,Line of Section F,How much,How often,By whom,")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[1] == [
        "2026-11-02",
        "",
        "Speech and language therapy",
        "1 hour",
        "each week",
        "a qualified therapist",
        "60",
        "0",
        "No therapist in post",
        "Ms Ali, SENCO",
    ]
    assert len(rows) == 6


@given(records())
def test_what_goes_out_comes_in_again(record: Record) -> None:
    """Every line and entry, but for the names that lines have inside."""
    found = from_csv(to_csv(record).encode("utf-8"))
    assert found.problems == ()
    words = {line.id: line.whole for line in record.lines}
    words_found = {line.id: line.whole for line in found.record.lines}
    assert sorted(words.values()) == sorted(words_found.values())
    plain = [{**e, "line": words[e["line"]]} for e in record_to_dict(record)["entries"]]
    found_plain = record_to_dict(found.record)["entries"]
    assert sorted(map(str, plain)) == sorted(
        str({**e, "line": words_found[e["line"]]}) for e in found_plain
    )


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''=1", '=cmd|"/c x"!A1']
)
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    """It begins with a ' and comes back without."""
    assert harmless(cell).startswith("'")
    assert as_written(harmless(cell)) == cell


@given(st.text())
def test_any_cell_comes_back(cell: str) -> None:
    """What is made harmless is undone exactly."""
    assert as_written(harmless(cell)) == cell
    assert harmless(cell)[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_other_encodings_are_read(encoding: str) -> None:
    """Whatever a spreadsheet saved it in."""
    found = from_csv(f"{HEADER}\r\n{ROW}\r\n".encode(encoding))
    assert found.record.lines[0].what == "Speech thérapie"
    assert len(found.record.entries) == 1


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_other_separators_and_line_ends_are_read(separator: str, ending: str) -> None:
    """As spreadsheets in other countries and on other systems save them."""
    text = f"{HEADER}\n{ROW}\n".replace(",", separator).replace("\n", ending)
    assert len(from_csv(text.encode()).record.entries) == 1


def test_columns_may_stand_in_any_order_with_others_beside_them() -> None:
    """Their headings count, however they are written."""
    text = "Notes,MINUTES GIVEN,minutes promised,day,line of section f\nx,0,60,2026-11-02,Reading"
    found = from_csv(text.encode())
    assert (found.record.entries[0].promised, found.problems) == (60, ())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (b"\r\n", "This file has no column"),
        (b"Date,What\n1,2\n", "no column “Day” and no column “Line of Section F”"),
        (HEADER.replace("Day", "Date").encode(), "no column “Day”"),
        (b"PK\x03\x04\x00\x00 a spreadsheet, not saved as CSV", "This file has no column"),
        (b'%PDF-1.7\n"' + b"x" * 200_000, "not a CSV file that we can read"),
        (b"x" * 20_000_001, "too large"),
        ((HEADER + ("\n" + ROW) * 50_000).encode(), "50,000 entries. We can keep up to 20,000"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(content: bytes, words: str) -> None:
    """With one message that says what to do."""
    with pytest.raises(RecordError) as refused:
        from_csv(content)
    assert words in str(refused.value)


def test_a_wrong_row_is_left_out_and_told() -> None:
    """With its number as a spreadsheet counts, its column and what is wrong."""
    rows = [ROW, "31/6/2026,Reading,60,0", "", "2/11/2026,,60,0", "2/11/2026,Reading,an hour,0"]
    found = from_csv("\n".join([HEADER, *rows]).encode())
    assert [(p["row"], p["column"]) for p in found.problems] == [
        (3, "Day"),
        (5, "Line of Section F"),
        (6, "Minutes promised"),
    ]
    assert (len(found.record.entries), found.skipped) == (1, 3)


def test_many_wrong_rows_are_told_shortly() -> None:
    """The first twenty one by one, the rest by number."""
    found = from_csv("\n".join([HEADER, *["x,Reading,60,0"] * 1000]).encode())
    assert len(found.problems) == 21
    assert found.problems[-1]["message"] == "980 more rows were left out as well."


def test_a_line_without_entries_is_kept() -> None:
    """What the plan promises is typed once, before anything is missed."""
    found = from_csv(f"{HEADER}\n,Reading,,\n".encode())
    assert [line.what for line in found.record.lines] == ["Reading"]
    assert found.record.entries == ()


def test_short_rows_are_no_trouble() -> None:
    """A row that stops early has empty cells."""
    found = from_csv(f"{HEADER}\n2/11/2026,Reading,60\n".encode())
    assert found.problems[0]["column"] == "Minutes given"


def test_the_largest_file_is_quick() -> None:
    """Twenty thousand rows are read within two seconds."""
    rows = "\n".join(
        f"{n % 28 + 1}/{n % 12 + 1}/2026,Line {n % 9},60,{n % 60}" for n in range(20_000)
    )
    started = time.process_time()
    found = from_csv(f"{HEADER}\n{rows}".encode())
    assert len(found.record.entries) == 20_000
    assert time.process_time() - started < 2


@given(st.binary(max_size=300))
def test_no_file_breaks_it(content: bytes) -> None:
    """Any bytes are a record or one message."""
    for data in (content, HEADER.encode() + b"\n" + content):
        try:
            found = from_csv(data)
        except RecordError:
            continue
        assert found.skipped == len(found.problems) or len(found.problems) == 21
