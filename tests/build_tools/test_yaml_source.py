"""YAML as text with places, and files that are broken, huge, odd or hostile."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.finding import Place
from build_tools.yaml_source import (
    ALIAS,
    DEEPEST,
    LARGEST_FILE,
    REPEATED_KEY,
    SYNTAX,
    Document,
    parse,
    read_text,
    split_front_matter,
)


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


# Values


@pytest.mark.parametrize(
    "bare",
    ["no", "yes", "on", "off", "true", "null", "~", "2026-11-23", "1.0", "007", "0x1F", "1_000"],
)
def test_bare_words_stay_text(bare: str) -> None:
    """What other YAML readers make a truth, a number or a date is the text that was typed."""
    document = parse(f"a: {bare}\nb: [{bare}]\n", "f")
    assert document.value == {"a": bare, "b": [bare]}


@pytest.mark.parametrize("bare", ["no", "yes", "on", "12", "2026-11-23"])
def test_bare_words_stay_text_as_keys(bare: str) -> None:
    """An answer may be called `no`."""
    assert parse(f"{bare}: x\n", "f").value == {bare: "x"}


def test_a_tag_makes_nothing() -> None:
    """A tag such as `!!python/object` is dropped: the value is plain text, and nothing runs."""
    document = parse("a: !!python/object/apply:os.system ['true']\nb: !ENV NAME\n", "f")
    assert document.value == {"a": ["true"], "b": "NAME"}


def test_an_empty_value_is_empty_text() -> None:
    """`a:` with nothing after it is text without characters; the shapes refuse it."""
    assert parse("a:\n", "f").value == {"a": ""}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n...\n"])
def test_nothing_is_no_value(text: str) -> None:
    """A text without content has no value, or an empty one, and no finding."""
    document = parse(text, "f")
    assert (document.value or None, document.findings) == (None, [])


# Places


def test_places_are_those_an_editor_shows() -> None:
    """Keys, values and list items know their line, their column and how wide they are."""
    document = parse("one:\n  two: three\n  four: [five, six]\n", "f")
    assert document.key("one") == Place("f", 1, 1, 3)
    assert document.key("one", "two") == Place("f", 2, 3, 3)
    assert document.at("one", "two") == Place("f", 2, 8, 5)
    assert document.at("one", "four", "1") == Place("f", 3, 16, 3)


@pytest.mark.parametrize("missing", [("four",), ("four", "five"), ("four", "five", "six")])
def test_a_missing_path_is_placed_at_its_nearest_parent(missing: tuple[str, ...]) -> None:
    """A finding about what is not there points at where it belongs."""
    document = parse("one:\n  two:\n    three: x\n", "f")
    assert document.at("one", "two", *missing) == document.key("one", "two")


def test_an_empty_document_is_placed_at_its_start() -> None:
    """Where there is nothing at all, line 1 column 1 it is."""
    assert parse("", "f").at("one") == Place("f", 1, 1)


def test_front_matter_counts_lines_from_the_page() -> None:
    """The lines are those of the whole file, also where the YAML is broken."""
    assert parse("title: x\n", "f", first_line=2).key("title") == Place("f", 2, 1, 5)
    assert parse("a: b: c\n", "f", first_line=2).findings[0].place == Place("f", 2, 5)
    assert parse("a: \x00\n", "f", first_line=2).findings[0].place == Place("f", 2)
    assert parse("a: *b\n", "f", first_line=2).findings[0].place == Place("f", 2, 4)


def test_columns_count_characters_not_bytes() -> None:
    """Letters with accents and emoji are one column each."""
    document = parse("é: {ä: ö, 😀: 😀, b: c}\n", "f")
    assert document.key("é", "b") == Place("f", 1, 17, 1)


def test_a_value_over_several_lines_is_placed_at_its_start() -> None:
    """The carets underline one character rather than a part of the wrong line."""
    assert parse("a: one\n  two\n", "f").at("a") == Place("f", 1, 4, 1)


# Front matter


@pytest.mark.parametrize(
    ("text", "front", "body", "line"),
    [
        ("---\na: b\n---\nBody.\n", "a: b", "Body.\n", 4),
        ("---\na: b\nc: d\n---\n\nBody.\n", "a: b\nc: d", "\nBody.\n", 5),
        ("---\na: b\n---\nOne.\n\n---\n\nTwo.\n", "a: b", "One.\n\n---\n\nTwo.\n", 4),
        ("---\na: b\n---\n", "a: b", "", 4),
        ("---\na: b\n---", "a: b", "", 4),
        ("Body.\n", "", "Body.\n", 1),
        ("---\na: b\nBody.\n", "", "---\na: b\nBody.\n", 1),
        (" ---\na: b\n---\n", "", " ---\na: b\n---\n", 1),
        ("", "", "", 1),
    ],
    ids=[
        "one line",
        "two lines",
        "a rule in the body",
        "no body",
        "no line end",
        "none",
        "not closed",
        "indented",
        "empty file",
    ],
)
def test_front_matter_is_cut_off(text: str, front: str, body: str, line: int) -> None:
    """Front matter, body, and the line of the file that the body begins on."""
    assert split_front_matter(text) == (front, body, line)


# What is refused


def test_a_repeated_key_is_found_where_it_stands_again() -> None:
    """The second one is the finding; the first is shown with it, and is the one kept."""
    document = parse("a: 1\nb: 2\na: 3\n", "f")
    (found,) = document.findings
    assert (found.code, found.place) == (REPEATED_KEY.code, Place("f", 3, 1, 1))
    assert found.also[0][0] == Place("f", 1, 1, 1)
    assert document.value["a"] == "1"


def test_every_repetition_is_found() -> None:
    """Each one more is a finding of its own, at any depth, whatever quotes are around it."""
    document = parse("a: 1\n'a': 2\n\"a\": 3\nb: [{c: 1, c: 2}]\n", "f")
    assert codes(document) == [REPEATED_KEY.code] * 3


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: &x one\nb: *x\n", 2, 4),
        ("a: &x [one]\nb:\n  - two\n  - *x\n", 4, 5),
        ("a: &x {b: c}\nd:\n  <<: *x\n", 3, 7),
        ("&x a: b\n*x : c\n", 2, 1),
        ("a: &x [*x]\n", 1, 8),
        ("a: *nowhere\n", 1, 4),
    ],
)
def test_an_alias_is_found_where_it_is_used(text: str, line: int, column: int) -> None:
    """Aliases of words, lists, mappings, keys, themselves and nothing are found at the `*`."""
    found = next(f for f in parse(text, "f").findings if f.code == ALIAS.code)
    assert (found.place.line, found.place.column) == (line, column)


def test_a_file_with_an_alias_is_read_on() -> None:
    """The rest of the file is still there to be checked."""
    assert parse("a: &x [one]\nb: *x\nc: three\n", "f").value == {
        "a": ["one"],
        "b": None,
        "c": "three",
    }


def test_a_billion_laughs_are_not_told() -> None:
    """Aliases of aliases, 10^30 in all, are refused in the time that the text takes."""
    lines = ["l0: &l0 [ha, ha]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 31)]
    began = time.perf_counter()
    document = parse("\n".join(lines), "f")
    assert set(codes(document)) == {ALIAS.code}
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n\tb: c\n", 2, 1),
        ("a: b: c\n", 1, 5),
        ("a: [b, c\nd: e\n", 2, 2),
        ("a: 'b\n", 2, 1),
        ("a: b\n c: d\n", 2, 3),
        ("a: b\n---\nc: d\n", 2, 1),
        ("a: &x 1\nb: &x 2\n", 2, 4),
        ('a: "\\ud800"\n', 1, 7),
        ("a: \x00\n", 1, 1),
        ("a: @b\n", 1, 4),
        ("a: {b: c\n", 2, 1),
    ],
    ids=repr,
)
def test_broken_syntax_is_one_finding_with_its_place(text: str, line: int, column: int) -> None:
    """Tabs, unclosed brackets and quotes, control characters: never an exception."""
    document = parse(text, "f")
    assert codes(document) == [SYNTAX.code]
    assert (document.findings[0].place.line, document.findings[0].place.column) == (line, column)
    assert document.value is None


def test_a_key_that_is_a_list_is_refused() -> None:
    """Keys are words; the rest of the mapping is kept."""
    document = parse("? [a, b]\n: c\nd: e\n", "f")
    assert (codes(document), document.value) == ([SYNTAX.code], {"d": "e"})


def test_the_deepest_nesting_that_is_read() -> None:
    """As many levels as we allow are read; one more is refused."""
    assert parse("[" * DEEPEST + "]" * DEEPEST, "f").findings == []
    assert codes(parse("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "f")) == [SYNTAX.code]


HIDDEN = {
    "brackets": "[" * 100_000,
    "braces": "{a: " * 100_000,
    "dashes": "- " * 100_000,
    "question marks": "? " * 100_000,
    "indentation": "\n".join(" " * n + "-" for n in range(1_000)),
    "closed in quotes": '["]",' * 100_000,
    "closed in comments": "#]\n[\n" * 100_000,
    "closed in quotes over lines": '["\n]\n",' * 50_000,
    "after much that is closed": "[" + "[]," * 10_000 + "[" * 5_000,
    "through a tag": "!a [" * 100_000,
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_deep_nesting_is_refused_before_it_hurts(text: str) -> None:
    """The reader in C would exhaust the stack and end the whole program without a word."""
    began = time.perf_counter()
    assert SYNTAX.code in codes(parse(text, "f"))
    assert time.perf_counter() - began < 2


@given(st.text() | st.text(alphabet="ab:-[]{}&*!|>'\"#,? \n\t%@~<=", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands in a file, there is a document, and its findings have places."""
    document = parse(text, "f")
    assert all(f.place.line >= 1 and f.place.column >= 1 for f in document.findings)


# Files


def write(folder: Path, content: bytes) -> Path:
    path = folder / "file.yaml"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [b"a: b\nc: d\n", b"a: b\r\nc: d\r\n", b"a: b\rc: d\r", b"\xef\xbb\xbfa: b\r\nc: d\n"],
    ids=["unix", "windows", "old mac", "byte order mark"],
)
def test_line_ends_and_marks_make_no_difference(content: bytes, tmp_path: Path) -> None:
    """A file saved on any system reads the same."""
    assert read_text(write(tmp_path, content), tmp_path) == ("a: b\nc: d\n", [])


@pytest.mark.parametrize(
    "content",
    ["é\n".encode("latin-1"), "aé\n".encode("utf-16"), b"\xff", b"\xed\xa0\x80"],
    ids=["latin-1", "utf-16", "stray byte", "half a pair"],
)
def test_another_encoding_is_refused(content: bytes, tmp_path: Path) -> None:
    """Text that is not UTF-8 is a finding that says how to save it."""
    text, (found,) = read_text(write(tmp_path, content), tmp_path)
    assert (text, found.code, "UTF-8" in found.help) == ("", SYNTAX.code, True)


def test_another_encoding_is_found_in_its_line(tmp_path: Path) -> None:
    """The line with the first odd character is named."""
    _, (found,) = read_text(write(tmp_path, b"a: b\nc: d\ne: \xe9\n"), tmp_path)
    assert found.place == Place("file.yaml", 3)


def test_the_largest_file(tmp_path: Path) -> None:
    """A file of 5 MB is refused; with one byte less it is read."""
    assert read_text(write(tmp_path, b"#" * (LARGEST_FILE - 1)), tmp_path)[1] == []
    text, (found,) = read_text(write(tmp_path, b"#" * LARGEST_FILE), tmp_path)
    assert (text, found.code) == ("", SYNTAX.code)


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x85", "\u2028", "\u202e", "\ufeff"], ids=repr)
def test_a_character_that_nobody_sees_is_found_where_it_is(sign: str, tmp_path: Path) -> None:
    """It would end a line, turn words round or stop a reader, and no editor shows it."""
    text, (found,) = read_text(write(tmp_path, f"a: b\nc: d{sign}e\n".encode()), tmp_path)
    assert (text, found.code) == ("", SYNTAX.code)
    assert (found.place.line, found.place.column) == (2, 5)
    assert f"U+{ord(sign):04X}" in found.message


@pytest.mark.parametrize("sign", ["\u00a0", "\u00ad", "\u200b", "\u200d", "\t", "é", "“"], ids=repr)
def test_a_character_that_belongs_in_text_is_read(sign: str, tmp_path: Path) -> None:
    """Spaces that hold words together, places to break a word, and letters with accents."""
    assert read_text(write(tmp_path, f"a: b{sign}c\n".encode()), tmp_path)[1] == []


def test_an_anchor_that_nobody_borrows_from_is_found() -> None:
    """Where it is set; one that is borrowed from is found where that is done."""
    found = parse("a: &x one\nb: &y [two]\nc: *y\n", "f").findings
    assert [(f.code, f.place.line, f.place.column) for f in found] == [
        (ALIAS.code, 3, 4),
        (ALIAS.code, 1, 4),
    ]


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    """A file that is not there is named by its path from the root."""
    _, (found,) = read_text(tmp_path / "folder/file.yaml", tmp_path)
    assert (found.code, found.place) == (SYNTAX.code, Place("folder/file.yaml"))


def test_a_file_where_a_folder_should_be_is_a_finding(tmp_path: Path) -> None:
    """What should stand in the folder is then missing."""
    (tmp_path / "folder").write_text("not a folder")
    _, (found,) = read_text(tmp_path / "folder/file.yaml", tmp_path)
    assert found.code == SYNTAX.code


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder called page.md is a finding."""
    (tmp_path / "page.md").mkdir()
    _, (found,) = read_text(tmp_path / "page.md", tmp_path)
    assert found.code == SYNTAX.code


@pytest.mark.parametrize("target", ["../outside.yaml", "/etc/hostname", "../nowhere.yaml"])
def test_a_link_out_of_the_project_is_not_followed(target: str, tmp_path: Path) -> None:
    """What lies outside is never read: it could be anything on the machine that builds."""
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "outside.yaml").write_text("secret: yes")
    os.symlink(target, root / "file.yaml")
    text, (found,) = read_text(root / "file.yaml", root)
    assert (text, found.code) == ("", SYNTAX.code)


def test_a_folder_that_is_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    """The same for a file under a linked folder."""
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "file.yaml").write_text("secret: yes")
    os.symlink(outside, root / "folder")
    assert read_text(root / "folder/file.yaml", root)[0] == ""


def test_a_link_within_the_project_is_followed(tmp_path: Path) -> None:
    """A link to another file of the project is as good as the file."""
    write(tmp_path, b"a: b\n")
    os.symlink("file.yaml", tmp_path / "link.yaml")
    assert read_text(tmp_path / "link.yaml", tmp_path) == ("a: b\n", [])


def test_a_project_that_is_itself_reached_by_a_link(tmp_path: Path) -> None:
    """The root may be a link: what counts is whether the file is in it."""
    real = tmp_path / "real"
    real.mkdir()
    write(real, b"a: b\n")
    os.symlink(real, tmp_path / "root")
    assert read_text(tmp_path / "root/file.yaml", tmp_path / "root") == ("a: b\n", [])


def test_a_link_to_itself_is_a_finding(tmp_path: Path) -> None:
    """Links in a circle lead nowhere, and say so."""
    os.symlink("file.yaml", tmp_path / "file.yaml")
    _, (found,) = read_text(tmp_path / "file.yaml", tmp_path)
    assert found.code == SYNTAX.code
