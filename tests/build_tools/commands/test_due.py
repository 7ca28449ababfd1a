"""`due`: what is past its day, soonest first, and when that is a failure."""

from __future__ import annotations

import pytest

from build_tools.cli import main
from tests.conftest import Edits, SmallProject

EDITS: Edits = {
    "docs/stages/tell-the-council.md": [
        ("read_on: 2026-11-23", "read_on: 2026-10-01"),
        ("check_by: 2027-05-23", "check_by: 2026-11-23"),
    ],
    "decision_tree/sources.yaml": [("check_by: 2027-05-23", "check_by: 2026-12-04")],
}
LATE = (
    "2026-11-23 (1 day late): page stages/tell-the-council.md, “Tell the council”, "
    "docs/stages/tell-the-council.md:6"
)
SOON = (
    "2026-12-04 (in 10 days): source act, “An Act 2014, section 1”, decision_tree/sources.yaml:11"
)


@pytest.mark.parametrize(
    ("today", "words", "code", "lines"),
    [
        ("2026-11-23", [], 0, ["Nothing is due."]),
        ("2026-11-24", [], 1, [LATE, "1 past the day, 0 due soon."]),
        ("2026-11-24", ["--within", "10"], 1, [LATE, SOON, "1 past the day, 1 due soon."]),
        ("2026-11-24", ["--within", "9"], 1, [LATE, "1 past the day, 0 due soon."]),
        (
            "2026-11-24",
            ["--format", "markdown"],
            1,
            [f"- [ ] {LATE}", "1 past the day, 0 due soon."],
        ),
    ],
)
def test_what_is_due(
    today: str,
    words: list[str],
    code: int,
    lines: list[str],
    small_project: SmallProject,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The day itself is still in time; looking ahead is no failure."""
    root = small_project(EDITS)
    assert main(["--root", str(root), "--today", today, "due", *words]) == code
    assert capsys.readouterr().out.splitlines() == lines


def test_soon_is_no_failure(
    small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only what is past its day fails the run."""
    root = small_project({"decision_tree/sources.yaml": EDITS["decision_tree/sources.yaml"]})
    assert main(["--root", str(root), "--today", "2026-11-24", "due", "--within", "30"]) == 0
    assert "0 past the day, 1 due soon." in capsys.readouterr().out


def test_a_broken_project_cannot_be_judged(
    small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """A day that is no day would be left out of the list, so it is an error, not silence."""
    edit: Edits = {"decision_tree/sources.yaml": [("check_by: 2027-05-23", "check_by: 2026-02-30")]}
    root = small_project(edit)
    assert main(["--root", str(root), "--today", "2026-11-24", "due"]) == 2
    assert "DATE003" in capsys.readouterr().err


@pytest.mark.parametrize("days", ["-1", "x", "99999999999", "1.5"])
def test_no_number_of_days(
    days: str, small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is refused in words."""
    with pytest.raises(SystemExit) as ended:
        main(["--root", str(small_project()), "due", f"--within={days}"])
    assert ended.value.code == 2
    assert f"{days} is no number of days" in capsys.readouterr().err
