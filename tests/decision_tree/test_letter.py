"""Letters filled and written as text, HTML and Word: whole, escaped, and never read as markup."""

from __future__ import annotations

import ast
import datetime as dt
import io
import json
import sys
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.letters import read_letters
from build_tools.word_skeleton import docx_skeleton
from decision_tree import letter as module
from decision_tree.letter import (
    BLANK,
    TYPED,
    BulletList,
    FilledLetter,
    Heading,
    Letter,
    LetterError,
    NumberedList,
    Paragraph,
    Table,
    clean,
    fields_for,
    fill,
    letter_from_dict,
    lines_of,
    long_date,
    lower_first,
    subject_text,
    to_docx,
    to_html,
    to_nodes,
    to_text,
)

LETTERS = Path(__file__).parents[2] / "decision_tree/letters"
READ = read_letters(LETTERS)
FORMS = [
    (letter_id, variant)
    for letter_id, data in READ.items()
    for variant in letter_from_dict(data).variant_names()
]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

HOSTILE = {
    "markup": "<script>alert(1)</script> <b onclick='x'>& \"quoted\" </w:t></w:r>]]> &amp;",
    "template": "{{ 7 * 7 }} {% for x in y %}{{ x }}{% endfor %} {# gone #} {{ config }}",
    "block markup": "## Heading\n1. one\n- two\n| a | b |\n|---|---|\nend \\\n\\",
    "marks of our own": "\ue0000\ue001 and \ue00099\ue001 and \ue000",
    "citation": "[@cfa-2014-s42, section 42(2)] [link](javascript:alert(1))",
    "emoji": "👩‍👩‍👧‍👦 😀 ❤️",
    "right to left": "ابني لا يحصل على الدعم, 3 hours\nשלום עולם",
    "newlines": "one\r\ntwo\rthree\u2028four\n\n\nfive\vsix",
    "forbidden in XML": "a\x00b\x01c\x1fd\ud800e\ufffef\x7fg",
    "long": "word " * 2_000,
    "long without a space": "x" * 10_000,
    "the word None": "None",
    "tabs": "a\tb\t\tc",
}


@cache
def skeleton() -> bytes:
    return docx_skeleton()


def real(letter_id: str) -> Letter:
    return letter_from_dict(READ[letter_id])


def sample(body: str = "Dear {{ name }}\n\n1. {{ name }}", **more: object) -> Letter:
    """A small letter with one field of each kind."""
    return letter_from_dict(
        {
            "id": "sample",
            "title": "Sample",
            "to": "{{ name }}",
            "subject": "About {{ name }}",
            "body": body,
            "fields": [
                {"name": "name", "label": "Your name"},
                {"name": "day", "label": "The day", "type": "date"},
                {"name": "steps", "label": "Steps", "type": "lines"},
                {"name": "choice", "label": "Choice", "type": "choice", "options": ["yes", "no"]},
                {
                    "name": "rows",
                    "label": "Rows",
                    "type": "table",
                    "columns": [
                        {"name": "says", "label": "Says"},
                        {"name": "items", "label": "Items"},
                    ],
                },
            ],
            **more,
        }
    )


def values_for(letter: Letter, text: str) -> dict[str, module.Value]:
    """`text` in every field, in the shape that the field takes."""
    return {
        field.name: [{column.name: text for column in field.columns}]
        if field.type == "table"
        else text
        for field in letter.fields
    }


def shape_of(filled: FilledLetter) -> list[tuple[object, ...]]:
    """What kinds of blocks there are, and how many lines each has; no words."""
    return [(type(block), len(lines_of(block))) for block in filled.blocks]


class _Reader(HTMLParser):
    """The words of some HTML with its line breaks, and every tag and attribute it has."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags, self.attributes = "", set[str](), set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.text += "\n" if tag in ("br", "p", "li", "td", "th") else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def read_html(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def docx_parts(docx: bytes) -> Iterator[ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        assert parts.testzip() is None
        yield from ElementTree.fromstring(parts.read("word/document.xml")).iter()


def docx_text(docx: bytes) -> str:
    """The words of a Word file, with its line breaks and tabs."""
    breaks = {f"{WORD}p": "\n", f"{WORD}br": "\n", f"{WORD}tab": "\t"}
    return "".join(
        (part.text or "") if part.tag == f"{WORD}t" else breaks.get(part.tag, "")
        for part in docx_parts(docx)
    )


def words_everywhere(filled: FilledLetter) -> Mapping[str, str]:
    """The words of each shape, line breaks kept."""
    return {
        "text": to_text(filled),
        "html": read_html(to_html(filled)).text,
        "docx": docx_text(to_docx(filled, skeleton())),
    }


# ------------------------------------------------------------------------------ the real letters


@pytest.mark.parametrize(("letter_id", "variant"), FORMS)
def test_an_empty_letter_shows_a_labelled_blank_for_every_field(letter_id: str, variant: str):
    """With nothing filled in, each field that is printed is a visible [label], in every shape."""
    letter = real(letter_id)
    filled = fill(letter, {}, variant)
    tested_only = {field.name for field in letter.fields if field.type == "choice"}
    assert set(filled.blanks) >= {f.name for f in fields_for(letter, variant)} - tested_only
    blanks = {p.text for b in filled.blocks for line in lines_of(b) for p in line if p.by == BLANK}
    assert blanks
    for shape, words in words_everywhere(filled).items():
        assert all(blank in words for blank in blanks), shape
        assert all(blank.startswith("[") and blank.endswith("]") for blank in blanks)
        assert "None" not in words


@pytest.mark.parametrize(("letter_id", "variant"), FORMS)
def test_an_empty_letter_is_under_450_words(letter_id: str, variant: str):
    """A letter that fits on about one side of paper is read."""
    assert len(to_text(fill(real(letter_id), {}, variant)).split()) < 450


@pytest.mark.parametrize(("letter_id", "variant"), FORMS)
def test_a_full_letter_has_no_blank_left(letter_id: str, variant: str):
    """With every field filled in, nothing in brackets is left for the parent to see to."""
    letter = real(letter_id)
    filled = fill(letter, values_for(letter, "yes"), variant)
    assert filled.blanks == ()
    assert "[" not in to_text(filled).replace("[2024] EWHC", "").replace("[2021] EWHC", "").replace(
        "[2022] EWHC", ""
    )


@pytest.mark.parametrize(("letter_id", "variant"), FORMS)
def test_each_single_field_can_be_filled_alone(letter_id: str, variant: str):
    """With some fields filled in, those hold the typed words and the others stay blanks."""
    letter = real(letter_id)
    for field in fields_for(letter, variant):
        filled = fill(letter, {field.name: values_for(letter, "Zebra")[field.name]}, variant)
        assert field.name not in filled.blanks
        if field.type != "choice":
            assert all("Zebra" in words for words in words_everywhere(filled).values())


@pytest.mark.parametrize(("letter_id", "variant"), FORMS)
def test_no_letter_has_a_stray_space_or_an_empty_line(letter_id: str, variant: str):
    """Joined template lines leave no space before a comma, no double space and no empty item."""
    for values in ({}, values_for(real(letter_id), "Words")):
        filled = fill(real(letter_id), values, variant)
        text = to_text(filled)
        assert not any(mark in text for mark in (" ,", " .", " )", "( ", "  ", ".."))
        assert all(line for block in filled.blocks for line in lines_of(block))


@pytest.mark.parametrize(("letter_id", "variant"), FORMS)
def test_every_letter_says_what_it_is_first_and_asks_in_numbers(letter_id: str, variant: str):
    """The first sentence names the letter's purpose, and what is asked is a numbered list."""
    filled = fill(real(letter_id), {}, variant)
    paragraphs = [block for block in filled.body if isinstance(block, Paragraph)]
    first = next(p for p in paragraphs if not p.line[0].text.startswith("Dear"))
    opening = "".join(piece.text for piece in first.line)
    openers = ("I am", "I ask", "This is", "This letter", "Please", "These are")
    assert opening.startswith(openers), opening
    assert any(isinstance(block, NumberedList) for block in filled.body)
    assert isinstance(filled.opening[-1], Heading)


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(("letter_id", "variant"), FORMS[:: max(1, len(FORMS) // 8)])
def test_hostile_text_comes_out_whole_in_every_shape(letter_id: str, variant: str, kind: str):
    """Whatever is typed is there, line by line, in text, HTML and Word, and opens no new tag."""
    letter = real(letter_id)
    filled = fill(letter, values_for(letter, HOSTILE[kind]), variant)
    for shape, words in words_everywhere(filled).items():
        for line in clean(HOSTILE[kind]).split("\n"):
            assert line.strip() in words, shape
    plain = read_html(to_html(fill(letter, values_for(letter, "x"), variant)))
    hostile = read_html(to_html(filled))
    assert hostile.tags <= plain.tags | {"br"}
    assert hostile.attributes <= plain.attributes


# ------------------------------------------------------------------------------- what fill holds

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
ONE_OF_EACH = """\
Dear {{ name }}

{% if choice == "yes" %}Yes.{% elif not choice %}{{ note("Keep this?") }}{% endif %}

On {{ day }}:\\
{{ name }}

{% for step in steps %}
- {{ step }}
{% endfor %}

| Says | Items |
{% for row in rows %}
| {{ row.says }} | {{ row.items }} |
{% endfor %}
"""


@given(ANY_TEXT)
@settings(deadline=None)
def test_typed_text_never_changes_the_shape_of_a_letter(text: str):
    """For any text at all, the blocks are those that a plain word gives."""
    letter = sample("Dear {{ name }}\n\n1. {{ name }}\n2. two\n\n| A | B |\n| {{ name }} | b |")
    plain = fill(letter, {"name": "x"})
    assert shape_of(fill(letter, {"name": text})) == shape_of(plain)


@given(ANY_TEXT)
@settings(deadline=None)
def test_any_text_is_whole_in_every_shape(text: str):
    """For any text at all, every shape holds all of it, and the Word file is well-formed XML."""
    filled = fill(sample("Dear {{ name }}"), {"name": text})
    for shape, words in words_everywhere(filled).items():
        assert clean(text) in words, shape


@given(ANY_TEXT)
@settings(deadline=None)
def test_cleaning_twice_changes_nothing_more(text: str):
    """What is clean stays as it is, and can be written as UTF-8 and as XML."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    ElementTree.fromstring(f"<a>{cleaned.replace('&', '').replace('<', '')}</a>".encode())


@given(st.dates())
def test_a_date_is_written_out_and_can_be_read_back(day: dt.date):
    """For every date the words give the same day, month and year, without a leading zero."""
    words = long_date(day.isoformat())
    number, name, year = words.split()
    month = module.MONTHS.index(name) + 1
    assert (int(number), month, int(year)) == (day.day, day.month, day.year)
    assert not number.startswith("0")


@pytest.mark.parametrize("text", ["2026-02-31", "26-11-23", "soon", "2026-W47-1", "20261123"])
def test_what_is_not_a_date_stays_as_it_was_typed(text: str):
    """A date that does not exist, or is half typed, is not lost and not guessed at."""
    assert long_date(text) == text


@given(st.dictionaries(st.sampled_from(["name", "day", "steps", "choice"]), ANY_TEXT))
@settings(deadline=None)
def test_a_field_is_blank_exactly_when_nothing_was_typed(values: dict[str, str]):
    """Blanks are the printed fields whose cleaned value is empty, and no others."""
    filled = fill(sample(ONE_OF_EACH), values)
    empty = {name for name in ("name", "day", "steps") if not clean(values.get(name, ""))}
    assert set(filled.blanks) == empty | {"rows"}


def test_lines_and_rows_become_items_and_rows():
    """Each typed line is an item, each row a table row, and a list never swallows the next one."""
    values = {
        "name": "Jo",
        "steps": "one\n\n two \n1. three",
        "rows": [{"says": "a|b", "items": "c"}, {"says": "", "items": ""}, {"says": "d"}],
    }
    body = fill(sample(ONE_OF_EACH), values).body
    bullets = next(block for block in body if isinstance(block, BulletList))
    table = next(block for block in body if isinstance(block, Table))
    assert [item[0].text for item in bullets.items] == ["one", "two", "1. three"]
    assert [row[0][0].text for row in table.rows] == ["a|b", "d"]
    assert table.rows[1][1][0].by == BLANK


def test_an_empty_table_keeps_one_row_of_blanks():
    """A table without rows shows what each column is for."""
    table = next(b for b in fill(sample(ONE_OF_EACH), {}).body if isinstance(b, Table))
    assert [cell[0].text for cell in table.rows[0]] == ["[says]", "[items]"]


@pytest.mark.parametrize(
    ("choice", "expected"), [("yes", "Yes."), ("no", None), ("", "[Keep this?]")]
)
def test_a_choice_decides_what_a_letter_says(choice: str, expected: str | None):
    """Yes keeps the words, no leaves them out, and no answer tells the parent to decide."""
    text = to_text(fill(sample(ONE_OF_EACH), {"choice": choice}))
    found = [words for words in ("Yes.", "[Keep this?]") if words in text]
    assert found == ([expected] if expected else [])


def test_fields_for_names_what_a_variant_uses():
    """A form asks only what its variant says, a choice that is only tested included."""
    body = (
        '{% if variant == "a" %}{{ name }}{% else %}{% if choice %}{{ day }}{% endif %}{% endif %}x'
    )
    variants = [{"name": "a", "title": "A"}, {"name": "b", "title": "B"}]
    letter = sample(body, to="x", subject="x", variants=variants)
    assert [field.name for field in fields_for(letter, "a")] == ["name"]
    assert [field.name for field in fields_for(letter, "b")] == ["choice"]


def test_a_sentence_that_the_parent_ended_gets_no_second_full_stop():
    """`I am {{ who }}.` reads right whether or not the parent typed a full stop."""
    letter = sample("I am {{ name }}. Thank you.")
    assert "I am Jo. Thank" in to_text(fill(letter, {"name": "Jo."}))
    assert "I am Jo. Thank" in to_text(fill(letter, {"name": "Jo"}))


def test_the_email_has_its_subject_apart():
    """The subject of an email is one line, and its text can begin at the greeting."""
    filled = fill(sample(), {"name": "Jo\nTaylor"})
    assert subject_text(filled) == "About Jo Taylor"
    assert to_text(filled, opening=False).startswith("Dear Jo")
    assert to_text(filled).startswith("To: Jo")


def test_values_for_other_letters_are_left_alone():
    """Fields are shared between letters, so an unknown value is no error."""
    assert "Jo" in to_text(fill(sample(), {"name": "Jo", "council": "Anyshire"}))


@pytest.mark.parametrize(
    ("label", "expected"),
    [("Your name", "your name"), ("SENCO's name", "SENCO's name"), ("", ""), ("A", "A")],
)
def test_a_label_reads_well_inside_brackets(label: str, expected: str):
    """Only an ordinary capital is lowered; an abbreviation keeps its letters."""
    assert lower_first(label) == expected


# ------------------------------------------------------------------------------- clear complaints


@pytest.mark.parametrize("variant", ["no-such", "None"])
def test_an_unknown_variant_is_refused_by_name(variant: str):
    """The message names the variants that there are, so that a caller can choose."""
    with pytest.raises(LetterError, match="ehc-plan, sen-support"):
        fill(real("ask-for-a-meeting"), {}, variant)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": 3}, "'name' takes text"),
        ({"name": ["a"]}, "'name' takes text"),
        ({"rows": "a,b"}, "'rows' takes a list of rows"),
        ({"rows": ["a"]}, "'rows' takes a list of rows"),
        ({"rows": [{"says": 3}]}, "takes text, not int"),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused_by_field(values: dict[str, object], words: str):
    """A wrong value from outside gives a message that names the field, never a broken letter."""
    with pytest.raises(LetterError, match=words):
        fill(sample(ONE_OF_EACH), values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"body": "{{ unknown }}"}, "'unknown' is undefined"),
        ({"body": "{{ name"}, "template"),
        ({"body": "| A | B |\n| c |"}, "1 cells under a header of 2"),
        ({"body": "a \ue000 b"}, "a character kept for marks"),
        ({"fields": [{"name": "x", "label": "X", "type": "colour"}]}, "no type 'colour'"),
        ({"fields": [{"label": "X"}]}, "not complete"),
        ({"title": None, "variants": [{"name": "a"}]}, "not complete"),
    ],
)
def test_a_broken_letter_says_what_is_wrong(change: dict[str, object], words: str):
    """Whatever is wrong with a letter is one LetterError in words."""
    data = {"id": "x", "title": "X", "to": "x", "subject": "x", "body": "x"}
    field = {"name": "name", "label": "Name"}
    with pytest.raises(LetterError, match=words):
        fill(letter_from_dict({**data, "fields": [field], **change}), {})


@pytest.mark.parametrize("content", [b"", b"not a zip", docx_skeleton()[:500]])
def test_a_file_that_is_no_skeleton_is_refused(content: bytes):
    """A truncated or foreign file gives a clear message."""
    with pytest.raises(LetterError, match="skeleton"):
        to_docx(fill(sample(), {}), content)


def test_more_numbered_lists_than_the_skeleton_holds_are_refused():
    """Each numbered list begins at 1, so a letter cannot have more than the skeleton numbers."""
    body = "\n\n".join(f"{n}\n\n1. one" for n in range(module.MOST_NUMBERED + 1))
    with pytest.raises(LetterError, match="more than 8 numbered lists"):
        to_docx(fill(sample(body), {}), skeleton())


# ----------------------------------------------------------------------------------- the shapes


def test_html_marks_typed_words_and_blanks():
    """A page can style blanks, keep right-to-left words in place and stack cells on a phone."""
    html = to_html(fill(sample(ONE_OF_EACH), {"name": "أ"}))
    assert '<bdi class="typed">أ</bdi>' in html
    assert '<span class="blank" data-field="day">[the day]</span>' in html
    assert '<td data-label="Says">' in html
    assert "\n\n" not in html


BUILT = {
    *("p", "strong", "br", "bdi", "span", "ol", "ul", "li"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
NAMED = {"class", "data-field", "data-label", "scope"}


def elements(node: module.Node) -> Iterator[module.Node]:
    """An element and every one inside it."""
    yield node
    for child in node[2:]:
        if isinstance(child, list):
            yield from elements(child)


@pytest.mark.parametrize(("letter_id", "variant"), FORMS)
def test_a_page_builds_only_elements_of_a_letter(letter_id: str, variant: str):
    """Whatever was typed: no element and no attribute that could load, link or run anything."""
    letter = real(letter_id)
    filled = fill(letter, values_for(letter, HOSTILE["markup"]), variant)
    nodes = json.loads(json.dumps(to_nodes(filled)))
    found = [element for node in nodes for element in elements(node)]
    assert {tag for tag, *_ in found} <= BUILT
    assert {name for _, attributes, *_ in found for name in attributes} <= NAMED


def test_a_word_file_keeps_right_to_left_runs_and_shades_blanks():
    """Right-to-left words are marked as such in Word, and a blank is easy to find."""
    docx = to_docx(fill(sample("{{ name }} {{ day }}"), {"name": "שלום"}), skeleton())
    tags = [part.tag for part in docx_parts(docx)]
    assert f"{WORD}rtl" in tags
    assert f"{WORD}shd" in tags


def test_the_same_letter_is_always_the_same_file():
    """Nothing in a Word file depends on the clock."""
    filled = fill(sample(ONE_OF_EACH), {"name": "Jo"})
    assert to_docx(filled, skeleton()) == to_docx(filled, skeleton())


@pytest.mark.parametrize("letter_id", READ)
def test_a_letter_survives_its_journey_as_json(letter_id: str):
    """letters.json carries everything that filling a letter in the browser needs."""
    assert letter_from_dict(json.loads(json.dumps(READ[letter_id]))) == real(letter_id)


def test_only_the_standard_library_and_jinja2_are_imported():
    """The same file runs in the browser, where nothing else is."""
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - set(sys.stdlib_module_names) == {"jinja2"}


def test_typed_pieces_know_their_field():
    """A preview can lead from a word in the letter back to the question it answers."""
    line = fill(sample("{{ name }}"), {"name": "Jo"}).body[0]
    assert isinstance(line, Paragraph)
    assert [(p.by, p.field) for p in line.line] == [(TYPED, "name")]
