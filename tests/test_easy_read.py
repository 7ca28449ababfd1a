"""The Easy Read pages are in the manner of Easy Read: a picture beside each short idea."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from build_tools.statements import plain
from build_tools.yaml_source import split_front_matter

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted((DOCS / "easy-read").glob("*.md"))
MOST_WORDS = 15
"""Words in one sentence: the top of the range that the UK's Easy Read rules give."""

MOST_IDEAS = 40
"""Pictures on one page. Five or six go on a printed side, so this is a short leaflet."""

_BLOCK = re.compile(r'<div class="er" markdown="1">\n(.*?)\n</div>', re.DOTALL)
_PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
_CITED = re.compile(r"\[@[^\]]+\]")


def body_of(page: Path) -> str:
    return split_front_matter(page.read_text("utf-8"))[1]


def ideas(page: Path) -> list[str]:
    return _BLOCK.findall(body_of(page))


def lines_of(idea: str) -> list[str]:
    """The lines beside a picture, as they read."""
    words = _CITED.sub("", _PICTURE.sub("", idea))
    return [line for line in map(plain, words.split("<br>")) if line]


each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def test_the_three_pages_most_needed_are_there() -> None:
    """What to do, writing to the council and who can help, and a page that leads to them."""
    assert {page.stem for page in PAGES} == {
        "index",
        "plan-not-followed",
        "write-to-the-council",
        "who-can-help",
    }


@each_page
def test_each_idea_has_one_picture_with_words_for_it(page: Path) -> None:
    """The picture is drawn, is there, and is told to those who cannot see it."""
    assert 5 <= len(ideas(page)) <= MOST_IDEAS
    for idea in ideas(page):
        ((told, file),) = _PICTURE.findall(idea)
        picture = ElementTree.fromstring((page.parent / file).read_text("utf-8"))
        assert told, idea
        assert picture.tag.endswith("svg")


@each_page
def test_every_word_stands_beside_a_picture(page: Path) -> None:
    """Between the pictures there are only headings, and one line that says what the page is."""
    rest = [line.strip() for line in _BLOCK.sub("", body_of(page)).split("\n") if line.strip()]
    loose = [line for line in rest if not line.startswith("## ")]
    assert len(loose) <= 1


@each_page
def test_sentences_are_short(page: Path) -> None:
    """One idea in a sentence, and no sentence over fifteen words."""
    for idea in ideas(page):
        for line in lines_of(idea):
            for sentence in re.split(r"(?<=[.!?:])\s+", line):
                assert len(sentence.split()) <= MOST_WORDS, sentence


@each_page
def test_an_idea_is_a_few_lines(page: Path) -> None:
    """Beside one picture a reader finds at most four lines."""
    assert [idea for idea in ideas(page) if len(lines_of(idea)) > 4] == []


@each_page
def test_the_way_out_is_marked(page: Path) -> None:
    """A link to a page that is not Easy Read says so beside it."""
    for idea in ideas(page):
        for target in re.findall(r"(?<!!)\[[^\]@]+\]\(([^)]+)\)", idea):
            if target.startswith("../") and "/easy-read/" not in target:
                assert "not Easy Read" in idea, target
