"""`diff`: the report on standard output, and what the exit code means."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.cli import main
from tests.conftest import SmallProject, apply
from tests.git import committed

TREE = "decision_tree/tree.yaml"


def run(root: Path, *words: str) -> int:
    """One comparison."""
    return main(["--root", str(root), "diff", *words])


def test_no_path_changed(small_project: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, though words changed."""
    root = committed(small_project())
    apply([("      not-yet: Not yet", "      not-yet: Not so far")], root / TREE)
    assert run(root, "base") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Compared with base (")
    assert "Not so far" in printed


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_path_changed(
    form: str, small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1 in either shape."""
    root = committed(small_project())
    apply([("      told: next-steps/ask-first", "      told: next-steps/write-now")], root / TREE)
    assert run(root, "base", "--format", form) == 1
    assert "Of 4 paths, 1 now end elsewhere" in capsys.readouterr().out


def test_no_such_base(small_project: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, the reason on standard error, and nothing else."""
    assert run(committed(small_project()), "no-such-branch") == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Cannot compare with no-such-branch: ")
