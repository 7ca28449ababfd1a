"""The page of the record: what stands on it without JavaScript."""

from __future__ import annotations

import csv
import io

from build_tools.load import load
from build_tools.record_page import BLANK, blank_record, has_table, letters_with_table
from decision_tree.record_csv import COLUMNS, from_csv
from tests.decision_tree.limits import ROOT

PROJECT = load(ROOT)


def test_the_blank_file_is_what_an_import_wants() -> None:
    """Its columns are those of a saved record, and it holds no entry."""
    (head,) = csv.reader(io.StringIO(blank_record().decode("utf-8-sig")))
    assert head == list(COLUMNS.values())
    assert from_csv(blank_record()).record.entries == ()
    assert BLANK.endswith(".csv")


def test_letters_with_the_table_are_listed_by_title() -> None:
    """Those whose fields hold what is missing, and no others."""
    listed = letters_with_table(PROJECT)
    assert "section-f-not-delivered" in [page.id for page in listed]
    assert "ask-for-records" not in [page.id for page in listed]
    assert [page.title for page in listed] == sorted(page.title for page in listed)
    assert all(has_table(PROJECT, page) for page in listed)
