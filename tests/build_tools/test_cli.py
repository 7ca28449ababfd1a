"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.cli import main
from build_tools.report import FORMATS
from tests.conftest import Edits, SmallProject

BROKEN: Edits = {
    "decision_tree/tree.yaml": [("      final: council-told", "      final: council-tell")]
}


def run(root: Path, *words: str) -> int:
    """One command over a project, judged as on 24 November 2026."""
    return main(["--root", str(root), "--today", "2026-11-24", *words])


def test_check_of_a_sound_project(
    small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 0, warnings or not; the last line counts them."""
    assert run(small_project(), "check") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 errors, 3 warnings"


def test_check_of_a_broken_project(
    small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, and the finding with its place."""
    assert run(small_project(BROKEN), "check") == 1
    assert "error[TREE010]" in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--as-at", "--today"])
def test_a_day_may_stand_before_or_after_the_command(
    option: str, small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """It counts in either place, and one that does not exist is refused in either."""
    root, said = small_project(), []
    for words in ([option, "2030-01-01", "check"], ["check", option, "2030-01-01"]):
        said.append((main(["--root", str(root), *words]), capsys.readouterr().out))
    assert said[0] == said[1]
    for words in ([option, "2030-02-30", "check"], ["check", option, "2030-02-30"]):
        with pytest.raises(SystemExit) as ended:
            main(["--root", str(root), *words])
        assert ended.value.code == 2
        assert "there is no day 2030-02-30" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_words_are_printed_whatever_the_terminal_says(encoding: str) -> None:
    """As UTF-8, because findings hold characters that not every encoding has."""
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "explain", "TREE019"],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "“" in done.stdout.decode()


def test_check_writes_no_site(small_project: SmallProject) -> None:
    """It checks alone."""
    root = small_project()
    run(root, "check")
    assert not (root / "build/docs").exists()
    assert not (root / "site").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_has_the_same_exit_code(
    form: str, small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tool may choose how it reads the findings; what they mean stays the same."""
    assert run(small_project(BROKEN), "check", "--format", form) == 1
    assert "TREE010" in capsys.readouterr().out


def test_json_is_all_that_is_printed(
    small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tool can read standard output from its first character to its last."""
    run(small_project(BROKEN), "check", "--format", "json")
    printed = capsys.readouterr()
    assert {"TREE010", "TREE013"} <= {entry["code"] for entry in json.loads(printed.out)}
    assert printed.err == ""


def test_the_day_can_be_given(
    small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--today` says on which day dates are judged; it changes warnings, not the exit code."""
    root = small_project()
    assert main(["--root", str(root), "--today", "2030-01-01", "check"]) == 0
    assert "DATE001" in capsys.readouterr().out


def test_a_root_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file is missing, and that is what is said."""
    assert run(tmp_path / "nowhere", "check") == 1
    assert "YAML001" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [[], ["bild"], ["check", "--format", "xml"], ["serve", "--port", "eight"]], ids=str
)
def test_a_wrong_command_says_how(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and one line of usage."""
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m build_tools")


def test_site_of_a_broken_project(
    small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, the findings go to standard error, and nothing is built."""
    root = small_project(BROKEN)
    assert run(root, "site") == 1
    printed = capsys.readouterr()
    assert "error[TREE010]" in printed.err
    assert printed.out == ""
    assert not (root / "site").exists()
    assert not (root / "build/docs").exists()


def test_site_of_a_sound_project(
    small_project: SmallProject, capfd: pytest.CaptureFixture[str]
) -> None:
    """Exit code 0, the site is there, and each warning takes one line."""
    root = small_project()
    assert run(root, "site") == 0
    assert (root / "site/index.html").is_file()
    assert capfd.readouterr().err.count("warning[SITE001]") == 3


def test_it_runs_as_a_module(small_project: SmallProject) -> None:
    """`python -m build_tools check`, as the Makefile and the guide say."""
    command = [sys.executable, "-m", "build_tools", "--root", str(small_project(BROKEN)), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "TREE010" in done.stdout, done.stderr) == (1, True, "")
