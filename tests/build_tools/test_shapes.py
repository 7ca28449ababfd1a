"""What a hand-edited file may hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.finding import Rule
from build_tools.shapes import (
    BAD_ID,
    DATE,
    ID,
    NAME,
    UNKNOWN_KEY,
    URL,
    WORDS,
    WRONG_SHAPE,
    ListOf,
    MapOf,
    Record,
    Shape,
    Text,
    TextOr,
    did_you_mean,
    fit,
)
from build_tools.yaml_source import Document, parse

COLOUR = Text(one_of=("red", "green"))
RECORD = Record({"name": WORDS}, {"colour": COLOUR}, "thing")


def fitted(shape: Shape, text: str) -> tuple[Any, list[str]]:
    """What is kept of some YAML, and the codes of what is found."""
    kept, findings = fit(shape, parse(text, "f"))
    return kept, [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("shape", "text", "kept"),
    [
        (WORDS, "some words", "some words"),
        (COLOUR, "red", "red"),
        (DATE, "2026-11-23", "2026-11-23"),
        (URL, "https://example.org/a?b#c", "https://example.org/a?b#c"),
        (NAME, "write-to-2-councils", "write-to-2-councils"),
        (Text(empty=True), "''", ""),
        (ListOf(NAME), "[a, b]", ["a", "b"]),
        (ListOf(NAME), "[]", []),
        (MapOf(WORDS), "{a: x, b-1: y}", {"a": "x", "b-1": "y"}),
        (MapOf(WORDS), "{}", {}),
        (RECORD, "{name: x}", {"name": "x"}),
        (RECORD, "{name: x, colour: red}", {"name": "x", "colour": "red"}),
        (TextOr(RECORD), "words", "words"),
        (TextOr(RECORD), "{name: x}", {"name": "x"}),
    ],
)
def test_what_fits_is_kept_as_it_is(shape: Shape, text: str, kept: Any) -> None:
    """Good content passes through without a finding."""
    assert fitted(shape, text) == (kept, [])


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (WORDS, "[a]"),
        (WORDS, "{a: b}"),
        (WORDS, "''"),
        (WORDS, "'  '"),
        (WORDS, "~"),
        (WORDS, "null"),
        (COLOUR, "blue"),
        (COLOUR, "Red"),
        (DATE, "23/11/2026"),
        (DATE, "2026-11-23 "),
        (DATE, "'2026-11-23\n\n'"),
        (URL, "www.example.org"),
        (URL, "javascript:alert(1)"),
        (URL, "https://example.org/a b"),
        (NAME, "Write"),
        (NAME, "a--b"),
        (NAME, "-a"),
        (NAME, "a_b"),
        (NAME, "é"),
        (ListOf(NAME), "a"),
        (ListOf(NAME), "{a: b}"),
        (MapOf(WORDS), "[a]"),
        (RECORD, "a"),
        (RECORD, "[a]"),
        (TextOr(RECORD), "''"),
        (TextOr(RECORD), "[a]"),
    ],
)
def test_what_does_not_fit_is_one_finding_and_left_out(shape: Shape, text: str) -> None:
    """Another kind, an empty text, another form or word: all are of the wrong shape."""
    text = text if text.startswith(("'", "[", "{")) else f'"{text}"'
    assert fitted(shape, text) == (None, [WRONG_SHAPE.code])


def test_only_the_part_that_does_not_fit_is_left_out() -> None:
    """Its neighbours are kept, so that the other rules can still look at them."""
    kept, found = fitted(MapOf(RECORD), "a: {name: x, colour: blue}\nb: {name: [y]}\nc: z\n")
    assert kept == {"a": {"name": "x"}, "b": {}}
    assert found == [WRONG_SHAPE.code] * 3


def test_items_of_a_list_are_judged_one_by_one() -> None:
    """A bad item is left out and placed where it stands."""
    document = parse("[a, B, c]", "f")
    kept, (found,) = fit(ListOf(NAME), document)
    assert (kept, found.place.column) == (["a", "c"], 5)


def test_an_item_that_comes_twice_is_found_at_the_second() -> None:
    """With the first as its second place."""
    _, (found,) = fit(ListOf(NAME), parse("[a, b, a]", "f"))
    assert (found.place.column, found.also[0][0].column) == (8, 2)


def test_a_list_may_need_an_item() -> None:
    """An empty one is found."""
    assert fitted(ListOf(NAME, least=1), "[]") == ([], [WRONG_SHAPE.code])
    assert fitted(ListOf(NAME), "[]") == ([], [])


def test_a_key_that_is_missing_is_found_at_its_entry() -> None:
    """Where the line belongs, not at the end of the file."""
    _, (found,) = fit(MapOf(RECORD), parse("a:\n  name: x\nb:\n  colour: red\n", "f"))
    assert (found.code, found.place.line) == (WRONG_SHAPE.code, 3)


def test_an_unknown_key_is_found_at_the_key() -> None:
    """Its value is not looked at, and the keys after it are kept."""
    kept, (found,) = fit(RECORD, parse("size: {big: [very]}\nname: x\n", "f"))
    assert (found.code, found.place.line, found.place.width) == (UNKNOWN_KEY.code, 1, 4)
    assert kept == {"name": "x"}


@pytest.mark.parametrize(("key", "meant"), [("colur", "`colour`"), ("size", "name, colour")])
def test_an_unknown_key_is_told_what_is_known(key: str, meant: str) -> None:
    """The nearest key where one is near, otherwise all of them."""
    _, (found,) = fit(RECORD, parse(f"name: x\n{key}: y\n", "f"))
    assert meant in found.help


def test_a_value_that_must_be_one_of_a_few_is_told_which() -> None:
    """All that are allowed, and the one that was probably meant."""
    _, (found,) = fit(COLOUR, parse("gren", "f"))
    assert "red, green" in found.message
    assert "`green`" in found.help


def test_a_bad_name_is_found_but_its_entry_is_kept() -> None:
    """So that what refers to it by that name is not reported as well."""
    assert fitted(MapOf(WORDS), "Big Name: x\n") == ({"Big Name": "x"}, [BAD_ID.code])


def test_a_long_value_is_cut_short_in_the_message() -> None:
    """A message stays readable whatever was typed."""
    _, (found,) = fit(NAME, parse("A" * 10_000, "f"))
    assert len(found.message) < 200


def test_an_empty_document_has_no_finding_of_shape() -> None:
    """That it is empty is said when it is read."""
    assert fit(RECORD, Document("f")) == (None, [])


def test_a_kind_of_file_may_bring_its_own_rules() -> None:
    """Front matter has codes of its own for the same faults."""
    unknown, wrong = Rule("PAGE900", "one", "Why."), Rule("PAGE901", "two", "Why.")
    findings = fit(RECORD, parse("size: x\n", "f"), unknown, wrong)[1]
    assert [finding.code for finding in findings] == ["PAGE900", "PAGE901"]


@given(st.from_regex(ID, fullmatch=True))
def test_a_name_is_safe_in_an_address(name: str) -> None:
    """What passes as a name needs no escaping in a URL, a file name or HTML."""
    assert name.isascii()
    assert name == name.strip("-") == name.lower()
    assert name.replace("-", "").isalnum()


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("tribunel", ["tribunal", "ombudsman"], " Did you mean `tribunal`?"),
        ("zzz", ["tribunal", "ombudsman"], ""),
        ("a", [], ""),
    ],
)
def test_a_guess_is_made_only_where_one_is_near(word: str, known: list[str], hint: str) -> None:
    """A far-fetched guess would send the volunteer the wrong way."""
    assert did_you_mean(word, known) == hint
