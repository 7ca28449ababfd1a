"""Words in lines: nothing lost, nothing too wide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_tools.map.words import in_lines, width_of

TEXT = st.lists(st.text("abcilmwMW→", min_size=1, max_size=12), max_size=12).map(" ".join)


@given(TEXT, st.integers(20, 300))
def test_the_lines_hold_every_word_in_order(text: str, width: int) -> None:
    """Put together again they are the text."""
    assert " ".join(in_lines(text, width, 13)) == text


@given(TEXT, st.integers(20, 300))
def test_a_line_is_too_wide_only_where_a_word_is(text: str, width: int) -> None:
    """Only a single word can go beyond the width."""
    for line in in_lines(text, width, 13):
        assert width_of(line, 13) <= width or " " not in line


def test_no_words_have_no_lines() -> None:
    """So an empty text takes no room."""
    assert in_lines("", 100, 13) == []
