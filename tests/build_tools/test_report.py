"""Findings in their four dresses."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import unquote

import pytest

from build_tools.finding import WARNING, Place, Rule
from build_tools.report import FORMATS, as_github, as_json, as_lines, as_text

ERRS = Rule("TREE900", "an-error", "Why it is wrong.")
WARNS = Rule("PAGE900", "a-warning", "Why it is odd.", WARNING)
FOUND = ERRS.at(
    Place("a.yaml", 2, 3, 4), "`teh` is a slip", "Write `the`.", [(Place("b.yaml", 7, 1), "see")]
)
KEYS = ["code", "name", "severity", "file", "line", "column", "message", "why", "help"]
"""What issue 2 promises to everybody's tools."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text("one: two\n  teh four\n", "utf-8")
    return tmp_path


# In full


def test_the_full_form_shows_everything(root: Path) -> None:
    """What, where with carets, other places, why, and how to mend it, in that order."""
    assert as_text([FOUND], root).split("\n") == [
        "error[TREE900] an-error: `teh` is a slip",
        " --> a.yaml:2:3",
        "  |",
        "2 |   teh four",
        "  |   ^^^^",
        " --> b.yaml:7:1  (see)",
        "why:  Why it is wrong.",
        "help: Write `the`.",
        "",
        "More, with examples: make explain CODE=TREE900",
        "",
        "1 error, 0 warnings",
    ]


def test_another_place_is_shown_with_its_line(root: Path) -> None:
    """Whoever reads `asked here first` sees the line without opening the file."""
    found = ERRS.at(Place("a.yaml", 2, 3, 4), "m", "h", [(Place("a.yaml", 1, 6, 3), "first")])
    assert as_text([found], root).split("\n")[5:9] == [
        " --> a.yaml:1:6  (first)",
        "  |",
        "1 | one: two",
        "  |      ---",
    ]


def test_the_full_form_says_how_to_read_more(root: Path) -> None:
    """Each code is named once, whatever the number of findings."""
    text = as_text([FOUND, WARNS.at(Place("a"), "m", "h"), FOUND], root)
    assert "make explain CODE=TREE900 (or PAGE900)\n" in text


def test_the_gutter_is_as_wide_as_the_line_number(tmp_path: Path) -> None:
    """The bars stand under each other in line 100 as in line 2."""
    (tmp_path / "a.yaml").write_text("\n" * 99 + "here\n")
    lines = as_text([ERRS.at(Place("a.yaml", 100, 2, 1), "x", "y")], tmp_path).split("\n")
    assert [line.index("|") for line in lines[2:5]] == [4, 4, 4]


@pytest.mark.parametrize(
    ("place", "carets"),
    [
        (Place("a.yaml", 1, 1, 3), "^^^"),
        (Place("a.yaml", 1, 6, 3), "^^^"),
        (Place("a.yaml", 1, 6, 99), "^^^"),
        (Place("a.yaml", 1, 6, 0), "^"),
        (Place("a.yaml", 1, 99, 1), "^"),
    ],
    ids=["start", "end", "too wide", "no width", "after the end"],
)
def test_carets_stay_under_the_line(place: Place, carets: str, root: Path) -> None:
    """They never run past its last character, and there is always one."""
    line = as_text([ERRS.at(place, "x", "y")], root).split("\n")[4]
    assert line == f"  | {' ' * (place.column - 1)}{carets}"


def test_a_very_long_line_is_cut(tmp_path: Path) -> None:
    """A page that is one long line does not fill the screen, and far carets are left out."""
    (tmp_path / "a.yaml").write_text("x" * 10_000)
    lines = as_text([ERRS.at(Place("a.yaml", 1, 5_000, 9), "m", "h")], tmp_path).split("\n")
    assert [len(line) for line in lines[3:4]] == [164]
    assert lines[4].startswith("why:")


@pytest.mark.parametrize(
    "place", [Place("nowhere.yaml"), Place("a.yaml", 99), Place("a.yaml", 3)], ids=str
)
def test_a_place_without_a_line_shows_none(place: Place, root: Path) -> None:
    """A missing file, a line past the end, an empty line: the finding is whole without it."""
    text = as_text([ERRS.at(place, "m", "h")], root)
    assert "|" not in text
    assert "help: h" in text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_lines_are_counted_as_when_reading(end: str, tmp_path: Path) -> None:
    """The line shown is the right one whatever system the file was saved on."""
    (tmp_path / "a.yaml").write_text(f"\ufeffone{end}two{end}", "utf-8", newline="")
    text = as_text([ERRS.at(Place("a.yaml", 2, 1, 3), "m", "h")], tmp_path)
    assert "\n2 | two\n  | ^^^\n" in text


def test_a_file_outside_the_project_is_not_shown(tmp_path: Path) -> None:
    """A link that leads out is a finding, and its target stays private."""
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "outside").write_text("secret")
    os.symlink("../outside", root / "a.yaml")
    assert "secret" not in as_text([ERRS.at(Place("a.yaml"), "m", "h")], root)


@pytest.mark.parametrize(
    ("rules", "count"),
    [
        ([], "0 errors, 0 warnings"),
        ([ERRS], "1 error, 0 warnings"),
        ([ERRS, ERRS, WARNS], "2 errors, 1 warning"),
        ([WARNS, WARNS], "0 errors, 2 warnings"),
    ],
)
def test_the_full_form_ends_with_a_count(rules: list[Rule], count: str, tmp_path: Path) -> None:
    """So that nobody has to scroll to know how it went."""
    findings = [rule.at(Place("a"), "m", "h") for rule in rules]
    assert as_text(findings, tmp_path).split("\n")[-1] == count


# One line each


def test_the_short_form_is_one_line_that_editors_understand(root: Path) -> None:
    """file:line:column first, then what and how to mend it."""
    assert (
        as_lines([FOUND, FOUND], root).split("\n")
        == ["a.yaml:2:3: error[TREE900] an-error: `teh` is a slip. Write `the`."] * 2
    )


# GitHub


def test_github_puts_it_beside_the_line(root: Path) -> None:
    """The form of a workflow command, with severity, place and title."""
    assert as_github([FOUND], root) == (
        "::error file=a.yaml,line=2,col=3,title=TREE900 an-error"
        "::`teh` is a slip. Why it is wrong. Write `the`. More: make explain CODE=TREE900"
    )


def test_github_calls_a_warning_a_warning(root: Path) -> None:
    """Annotations have the same two severities."""
    assert as_github([WARNS.at(Place("a"), "m", "h")], root).startswith("::warning ")


def test_github_messages_cannot_begin_a_new_command(root: Path) -> None:
    """Line ends and per cent signs in a message are escaped, and come back as they were."""
    message = "100%\r\n::error::made up"
    (line,) = as_github([ERRS.at(Place("a"), message, "h")], root).splitlines()
    assert unquote(line.split("::", 2)[2]).startswith(message)


def test_github_file_names_cannot_add_properties(root: Path) -> None:
    """Commas and colons in a file's name are escaped, and come back as they were."""
    name = "docs/fees, line=9: all%.md"
    line = as_github([ERRS.at(Place(name), "m", "h")], root)
    properties = line.removeprefix("::error ").split("::")[0].split(",")
    assert [part.split("=", 1)[0] for part in properties] == ["file", "line", "col", "title"]
    assert unquote(properties[0]) == f"file={name}"


# JSON


def test_json_has_the_promised_keys_and_no_others(root: Path) -> None:
    """In the promised order, for each finding."""
    assert [list(entry) for entry in json.loads(as_json([FOUND, FOUND], root))] == [KEYS, KEYS]


def test_json_says_what_was_found(root: Path) -> None:
    """Numbers are numbers, words are words."""
    assert json.loads(as_json([FOUND], root)) == [
        {
            "code": "TREE900",
            "name": "an-error",
            "severity": "error",
            "file": "a.yaml",
            "line": 2,
            "column": 3,
            "message": "`teh` is a slip",
            "why": "Why it is wrong.",
            "help": "Write `the`.",
        }
    ]


def test_json_of_nothing_is_an_empty_list(root: Path) -> None:
    """A tool that reads it needs no special case."""
    assert json.loads(as_json([], root)) == []


def test_there_are_four_forms() -> None:
    """The names that `--format` takes."""
    assert list(FORMATS) == ["text", "line", "github", "json"]
