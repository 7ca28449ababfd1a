"""`new`: a starting point in the right place, of which only what is to be filled in is said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from build_tools.checks import check
from build_tools.cli import main
from build_tools.commands.new import KINDS
from build_tools.load import load
from build_tools.scaffold import KINDS as STARTS
from build_tools.settings import NOT_SET
from tests.conftest import SmallProject

TODAY = dt.date(2026, 11, 24)


def run(root: Path, kind: str, name: str = "brand-new") -> int:
    """One command."""
    return main(["--root", str(root), "--today", TODAY.isoformat(), "new", kind, name])


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_is_to_be_filled_in_is_found(kind: str, small_project: SmallProject) -> None:
    """Right after, the checks say nothing else; a page says each place that waits for words."""
    root = small_project({"decision_tree/letters/fields.yaml": "shared: {}\n"})
    before = {f.code for f in check(load(root), TODAY)}
    assert run(root, kind) == 0
    found = {f.code for f in check(load(root), TODAY)} - before
    assert found == (set() if kind in ("question", "source") else {"WORD004"})
    assert NOT_SET.code in before


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_what_to_fill_in(
    kind: str, small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file, and what is to be written there."""
    assert run(small_project(), kind) == 0
    lines = capsys.readouterr().out.splitlines()
    starts = STARTS[kind]("brand-new", TODAY)
    assert lines == [f"{start.file}: fill in {start.todo}." for start in starts]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("outcome", "ask-first"), ("question", "which-plan"), ("source", "act"), ("stage", "No Name")],
)
def test_what_is_there_is_never_written_over(
    kind: str, name: str, small_project: SmallProject
) -> None:
    """Exit code 2, and not a byte changes."""
    root = small_project()
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert run(root, kind, name) == 2
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
