"""How people say things: the list is read whole, and what does not fit is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.finding import Finding
from build_tools.search_words import SEARCH_WORDS_FILE, load_search_words


def words_from(text: str, root: Path):
    """(what was read, what was found wrong) with `text` in the file."""
    path = root / SEARCH_WORDS_FILE
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    findings: list[Finding] = []
    return load_search_words(root, findings), findings


def test_words_are_read_as_they_are_typed(tmp_path: Path) -> None:
    """A time of day, a number and a bare no are words here."""
    text = "same:\n  - said: [1:1, 504, no]\n    means: [adult]\npages: []\n"
    words, findings = words_from(text, tmp_path)
    assert (words.same, findings) == (((("1:1", "504", "no"), ("adult",)),), [])


def test_two_entries_for_one_page_are_one(tmp_path: Path) -> None:
    """Neither hides the other."""
    text = "same: []\npages:\n  - {page: a/b, said: [x]}\n  - {page: a/b, said: [y]}\n"
    assert words_from(text, tmp_path)[0].pages == {"a/b": ("x", "y")}


def test_a_project_may_go_without(tmp_path: Path) -> None:
    """Then pages are found by their own words only."""
    findings: list[Finding] = []
    words = load_search_words(tmp_path, findings)
    assert (words.same, words.pages, findings) == ((), {}, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("same: []\npages:\n  - {page: /a/, said: [x]}\n", "TREE002"),
        ("same: []\npages:\n  - {page: a, says: [x]}\n", "TREE001"),
        ("same: [x]\npages: []\n", "TREE002"),
        ("same: [\n", "YAML001"),
        ("- x\n", "TREE002"),
    ],
)
def test_what_does_not_fit_is_a_finding(text: str, code: str, tmp_path: Path) -> None:
    """And never a traceback."""
    assert code in {finding.code for finding in words_from(text, tmp_path)[1]}
