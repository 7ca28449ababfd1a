"""`explain`: the page of a finding in a terminal."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

import pytest

from build_tools.commands import Given, explain
from build_tools.rules import explained


def run(code: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """The exit code and what was printed."""
    given = Given(Path(), dt.date(2026, 11, 24), dt.date(2026, 11, 24))
    exit_code = explain.run(argparse.Namespace(code=code), given)
    return exit_code, *capsys.readouterr()


@pytest.mark.parametrize("name", ["TREE019", "tree019", "answers-alike", " Answers-Alike "])
def test_a_code_or_a_name_is_enough(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In capitals or not."""
    code, out, err = run(name, capsys)
    assert (code, err) == (0, "")
    assert out.startswith("TREE019 answers-alike (error)\n")


def test_a_page_says_why_and_shows_both_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong, what the check then says, and what is right."""
    _, out, _ = run("TREE019", capsys)
    wanted = [
        "Why: A parent could not tell",
        "Not like this: two answers in the same words",
        "decision_tree/tree.yaml",
        "    +       not-yet: Yes in writing.",
        "What the check says:",
        "    TREE019 decision_tree/tree.yaml:16:7",
        "Like this: the same answer",
    ]
    assert [out.find(words) >= 0 for words in wanted] == [True] * len(wanted)
    assert sorted(wanted, key=out.find) == wanted


def test_without_a_code_every_finding_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """One line each."""
    code, out, _ = run("", capsys)
    assert code == 0
    assert [line[:7] for line in out.splitlines()] == list(explained())


@pytest.mark.parametrize(
    ("name", "hint"),
    [("TREE19", "Did you mean `TREE019`?"), ("answer-alike", "`answers-alike`"), ("?", "all")],
)
def test_an_unknown_code_says_what_may_be_meant(
    name: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and one sentence that helps."""
    code, out, err = run(name, capsys)
    assert (code, out) == (2, "")
    assert f"no finding `{name}`" in err
    assert hint in err


@pytest.mark.parametrize("code", explained())
def test_every_finding_can_be_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No page breaks the terminal's width but for lines that are shown as they stand."""
    exit_code, out, _ = run(code, capsys)
    prose = [line for line in out.splitlines() if not line.startswith(" ")]
    assert exit_code == 0
    assert max(map(len, prose)) <= explain.WIDTH + 10
