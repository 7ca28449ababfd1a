"""Pages cut into blocks, citations with their places, and what kind a page is."""

from __future__ import annotations

import pytest

from build_tools.finding import Place
from build_tools.load import load, read_page
from build_tools.project import Page, citations_in, cut_into_blocks
from tests.conftest import SmallProject


def page(path: str, front: str = "title: A title") -> Page:
    return read_page(f"---\n{front}\n---\n\nBody.\n", path)


def blocks(body: str) -> list[tuple[str, str, int]]:
    return [(b.kind, b.text, b.place.line) for b in cut_into_blocks(body, "f", 1)]


def cited(text: str) -> list[tuple[str, str]]:
    return [(c.source, c.pinpoint) for c in citations_in(text, "f", 1)]


# Kinds of page


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("index.md", []),
        ("help/deadline.md", []),
        ("next-steps/write-now.md", ["outcome"]),
        ("next-steps/index.md", []),
        ("next-steps/more/write-now.md", []),
        ("stages/tribunal.md", ["stage"]),
        ("stages/index.md", []),
        ("letters/first.md", ["letter"]),
        ("letters/index.md", []),
        ("about/stages.md", []),
    ],
)
def test_the_folder_says_what_kind_a_page_is(path: str, kinds: list[str]) -> None:
    """Only pages straight in the folder, and not its index, are of the folder's kind."""
    it = page(path)
    marks = {"outcome": it.is_outcome, "stage": it.is_stage, "letter": it.is_letter}
    assert [kind for kind, is_it in marks.items() if is_it] == kinds


def test_a_page_is_called_after_its_file() -> None:
    """The id is the file's name without its ending."""
    assert page("next-steps/write-now.md").id == "write-now"


def test_a_page_without_a_title_goes_by_its_name() -> None:
    """So that findings and lists can speak of it."""
    assert page("help/deadline.md", "description: x").title == "deadline"


def test_an_outcome_without_a_kind_has_none() -> None:
    """Nobody knows what kind it is, so no rule for one kind takes it for its own."""
    assert page("next-steps/write-now.md").kind == ""


@pytest.mark.parametrize(
    ("front", "names"),
    [("help: [a, b]", ("a", "b")), ("help: a", ()), ("title: x", ()), ("help: []", ())],
)
def test_names_are_a_list_or_nothing(front: str, names: tuple[str, ...]) -> None:
    """A list of names that is not a list counts as none; the shapes report it."""
    assert page("a.md", front).names("help") == names


# Blocks


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One.\n\nTwo.\n", [("paragraph", "One.", 1), ("paragraph", "Two.", 3)]),
        ("One\nline.\n", [("paragraph", "One line.", 1)]),
        ("## Head\n\nText.\n", [("heading", "Head", 1), ("paragraph", "Text.", 3)]),
        ("Text.\n## Head\n", [("paragraph", "Text.", 1), ("heading", "Head", 2)]),
        ("- one\n- two\n  more\n", [("item", "one", 1), ("item", "two more", 2)]),
        (
            "* one\n+ two\n3. three\n",
            [("item", "one", 1), ("item", "two", 2), ("item", "three", 3)],
        ),
        ("Text:\n- one\n", [("paragraph", "Text:", 1), ("item", "one", 2)]),
        ("> Said.\n", [("quote", "Said.", 1)]),
        ("| a | b |\n|---|---|\n", [("row", "| a | b |", 1), ("row", "|---|---|", 2)]),
        ("<p>Text\n\nMore.\n", [("html", "<p>Text", 1), ("paragraph", "More.", 3)]),
        ("Text\n| a |\n", [("paragraph", "Text", 1), ("row", "| a |", 2)]),
        ("Text\n<br>\n", [("paragraph", "Text", 1), ("html", "<br>", 2)]),
        ("```\ncode\n```\n\nText.\n", [("paragraph", "Text.", 5)]),
        ("**bold** text\n", [("paragraph", "**bold** text", 1)]),
        ("#hash\n", [("paragraph", "#hash", 1)]),
        ("\n\n", []),
    ],
    ids=lambda value: repr(value) if isinstance(value, str) else "",
)
def test_a_body_is_cut_into_blocks(body: str, expected: list[tuple[str, str, int]]) -> None:
    """Each block knows its kind, its words on one line, and the line it begins on."""
    assert blocks(body) == expected


def test_a_heading_knows_its_level() -> None:
    """The number of `#` signs."""
    found = cut_into_blocks("# a\n\n## b\n\n###### c\n", "f", 1)
    assert [block.level for block in found] == [1, 2, 6]


def test_blocks_are_placed_in_the_file() -> None:
    """Lines count from where the body begins."""
    (block,) = cut_into_blocks("\nText.\n", "f", 8)
    assert block.place == Place("f", 9)


# Citations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It must. [@act]", [("act", "")]),
        ("It must. [@act, section 42(2)]", [("act", "section 42(2)")]),
        ("It must. [@act,section 1]", [("act", "section 1")]),
        ("[@a][@b]", [("a", ""), ("b", "")]),
        ("[@a, section 1; section 2]", [("a", "section 1; section 2")]),
        ("[@a, paragraph 6.2, page 3]", [("a", "paragraph 6.2, page 3")]),
        ("It must. [@act,\nsection 1]", [("act", "section 1")]),
        ("It must. [@act, section\n1]", [("act", "section 1")]),
        ("[@act, not closed\n\n[@other]", [("other", "")]),
        ("[@]", []),
        ("[@act section 1]", []),
        ("[act]", []),
        ("me@example.org", []),
    ],
    ids=repr,
)
def test_citations_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    """Source and pinpoint, in reading order, wherever a line is broken."""
    assert cited(text) == expected


def test_a_citation_is_placed_where_it_stands() -> None:
    """Line and column of its bracket, and the width of it."""
    found = list(citations_in("One [@a].\nTwo [@b] [@c, section 1].", "f", 5))
    assert [c.place for c in found] == [
        Place("f", 5, 5, 4),
        Place("f", 6, 5, 4),
        Place("f", 6, 10, 15),
    ]


def test_a_citation_over_two_lines_is_placed_in_the_first() -> None:
    """The carets underline what stands in that line, and the next ones are placed rightly."""
    found = list(citations_in("See [@a,\nsection 1] and [@b].", "f", 1))
    assert [c.place for c in found] == [Place("f", 1, 5, 4), Place("f", 2, 16, 4)]


def test_citations_in_questions_are_found(small_project: SmallProject) -> None:
    """The words of a question cite as pages do, and are placed in the tree."""
    ((question, citation),) = load(small_project()).question_citations
    assert (question, citation.source, citation.pinpoint) == ("which-plan", "act", "section 1(1)")
    assert (citation.place.file, citation.place.line) == ("decision_tree/tree.yaml", 7)


@pytest.mark.parametrize(
    ("words", "line", "column"),
    [("Three", 7, 1), ("two", 6, 5), ("five", 6, 1), ("four", 6, 1)],
    ids=["next line", "first line", "nowhere", "in another paragraph"],
)
def test_words_are_placed_in_their_paragraph(words: str, line: int, column: int) -> None:
    """Where they cannot be found in it, the paragraph's own place stands for them."""
    it = read_page("---\ntitle: x\n---\n\nNo.\nOne two.\nThree.\n\nfour\n", "a.md")
    found = it.place_of(words, Place("docs/a.md", 6))
    assert (found.line, found.column) == (line, column)
