"""Results that last from one run to the next: the same as worked out anew, or not used."""

from __future__ import annotations

import datetime as dt
import shutil
from itertools import count
from pathlib import Path

import pytest

from build_tools import kept
from build_tools.checks import check
from build_tools.finding import Finding, Place, Rule
from build_tools.kept import KEPT_FILE, Kept, fingerprint
from build_tools.load import load
from build_tools.memory import Memory
from build_tools.project import LETTERS
from tests.conftest import SmallProject

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 26)
RULE = Rule("WORD999", "for-a-test", "It would not be tested.")
FOUND = RULE.at(Place("a.md", 2, 3, 4), "“x” is here", "Mend it.", [(Place("b.md"), "the other")])


def in_two_runs(file: Path, result: object) -> tuple[object, int]:
    """What the second run has of a result, and how often it was worked out."""
    calls = count()

    def make() -> object:
        next(calls)
        return result

    for _ in range(2):
        results = Kept(file)
        found = results.recall("key", make)
        results.save()
    return found, next(calls)


@pytest.mark.parametrize(
    "result", [[], 7, "words", [FOUND, FOUND], {"a": [True, None, {"b": "c"}]}, [None, [FOUND]]]
)
def test_a_result_is_worked_out_once_and_comes_back_as_it_was(
    result: object, tmp_path: Path
) -> None:
    """Findings among it, with every place."""
    assert in_two_runs(tmp_path / "build/kept.json", result) == (result, 1)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"made_with": "x"}', '{"results": {"key": 1}}', "\x00", "[" * 9999],
)
def test_a_damaged_file_counts_as_empty(content: str, tmp_path: Path) -> None:
    """A file that was cut off or is not ours never stops a check, and is written again."""
    (tmp_path / "kept.json").write_text(content)
    assert in_two_runs(tmp_path / "kept.json", 7) == (7, 1)


@pytest.mark.parametrize("results", [[], "x", {"key": {"\0finding": [1]}}])
def test_damaged_results_count_as_none(results: object, tmp_path: Path) -> None:
    """Also where the file itself is ours."""
    kept._write(tmp_path / "kept.json", results)  # type: ignore[arg-type]
    assert in_two_runs(tmp_path / "kept.json", 7) == (7, 1)


def test_what_other_code_worked_out_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that has changed looks at every page again."""
    in_two_runs(tmp_path / "kept.json", 7)
    monkeypatch.setattr(kept, "made_with", lambda: "other code")
    assert in_two_runs(tmp_path / "kept.json", 8) == (8, 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda at: (at / "build_tools/checks/rule.py").write_text("x = 2"),
        lambda at: (at / "build_tools/checks/rule.py").rename(at / "build_tools/rule.py"),
        lambda at: (at / "decision_tree/more.py").write_text(""),
        lambda at: (at / "textstat-1.0.dist-info").rename(at / "textstat-1.1.dist-info"),
    ],
    ids=["a line", "a name", "a file more", "a version"],
)
def test_code_that_differs_in_anything_is_other_code(change: object, tmp_path: Path) -> None:
    """And the same code is the same."""
    (tmp_path / "build_tools/checks").mkdir(parents=True)
    (tmp_path / "decision_tree").mkdir()
    (tmp_path / "textstat-1.0.dist-info").mkdir()
    (tmp_path / "build_tools/checks/rule.py").write_text("x = 1")
    before = fingerprint(tmp_path, tmp_path)
    assert fingerprint(tmp_path, tmp_path) == before
    change(tmp_path)  # type: ignore[operator]
    assert fingerprint(tmp_path, tmp_path) != before


def test_what_is_not_asked_for_is_thrown_away_once_there_is_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the file does not grow for ever."""
    monkeypatch.setattr(kept, "MOST", 2)
    for keys in ("abc", "d"):
        results = Kept(tmp_path / "kept.json")
        for key in keys:
            results.recall(key, lambda: 1)
        results.save()
    assert list(Kept(tmp_path / "kept.json").results) == ["d"]


def test_a_place_that_cannot_be_written_to_does_no_harm(tmp_path: Path) -> None:
    """The next run works it out again."""
    (tmp_path / "build").write_text("a file where the folder should be")
    assert in_two_runs(tmp_path / "build/kept.json", 7) == (7, 2)


# The check

PAGE = "docs/next-steps/ask-first.md"
FAULTS = {
    "nothing": {},
    "a sentence": {PAGE: [("\n## By when", "\n" + "Words go on and on " * 9 + ".\n\n## By when")]},
    "law": {"docs/index.md": [("\n---\n\n", "\n---\n\nThe council must do it by law.\n\n")]},
    "hard words": {"docs/hard.md": "---\ntitle: a\ndescription: b\n---\n\n" + "Notwithstanding "
                   "considerable administrative complexity, authorities acknowledge it.\n"},
    "front matter": {PAGE: [("title:", "titel:")]},
}  # fmt: skip


def same_in_any_run(root: Path) -> list[Finding]:
    """What is found, which is the same anew, in a run that keeps it, and in the one after."""
    anew = load(root)
    found = check(anew, TODAY)
    for _ in range(2):
        memory = Memory.of(root)
        project = load(root, memory)
        assert (check(project, TODAY), project.letters) == (found, anew.letters)
        memory.kept.save()
    return found


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_kept_changes_no_finding(fault: str, small_project: SmallProject) -> None:
    """Whatever is wrong, it is found the first time and every time after."""
    found = same_in_any_run(small_project(FAULTS[fault]))
    assert bool([f for f in found if f.severity == "error"]) == (fault != "nothing")


def test_a_mended_page_has_its_finding_no_more_and_a_broken_one_has_it_at_once(
    small_project: SmallProject,
) -> None:
    """A result never outlives the text that it was worked out from."""
    root = small_project()
    page = root / PAGE
    sound = page.read_text("utf-8")
    before = same_in_any_run(root)
    page.write_text(f"{sound}\nThe council must do it by law.\n", "utf-8")
    assert len(same_in_any_run(root)) == len(before) + 1
    page.write_text(sound, "utf-8")
    assert same_in_any_run(root) == before


def test_a_page_at_another_address_is_another_page(small_project: SmallProject) -> None:
    """The same text is judged as an outcome here, and as a page of its own there."""
    root = small_project()
    same_in_any_run(root)
    (root / "docs/about.md").write_bytes((root / PAGE).read_bytes())
    assert "docs/about.md" in {finding.place.file for finding in same_in_any_run(root)}


def test_a_letter_is_looked_at_again_where_its_fields_change(small_project: SmallProject) -> None:
    """What a letter rests on is its own file and that of the fields."""
    root = small_project()
    shutil.copytree(ROOT / LETTERS, root / LETTERS)
    before = same_in_any_run(root)
    fields = root / LETTERS / "fields.yaml"
    fields.write_text(fields.read_text("utf-8").replace("name: ", "name: x_"), "utf-8")
    assert len(same_in_any_run(root)) > len(before)


def test_a_run_leaves_its_results_under_build(small_project: SmallProject) -> None:
    """Where nothing is tracked, and all can be deleted."""
    root = small_project()
    same_in_any_run(root)
    assert (root / KEPT_FILE).is_file()
