"""The whole line: all findings at once, and nothing half written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from build_tools.pipeline import SITE, build_site, prepare
from build_tools.render import OUTPUT
from build_tools.settings import NOT_SET
from tests.conftest import Edits, SmallProject

TODAY = dt.date(2026, 11, 24)
TREE = "decision_tree/tree.yaml"
SOURCES = "decision_tree/sources.yaml"
WRITE_NOW = "docs/next-steps/write-now.md"
ASK_FIRST = "docs/next-steps/ask-first.md"

AN_ERROR: Edits = {TREE: [("      final: council-told", "      final: council-tell")]}
A_WARNING: Edits = {
    SOURCES: [
        ("read_on: 2026-11-23", "read_on: 2026-05-23"),
        ("check_by: 2027-05-23", "check_by: 2026-11-23"),
    ]
}

BROKEN: Edits = {
    TREE: [
        ("rungs: [tell-the-council]", "rungs: [tell-the-council, court]"),
        ("why: The law differs for each. [@act, section 1(1)]", "why: It differs. [@acts]"),
        ("hint: Final and signed", "hnt: Final and signed"),
        ("      not-yet: Not yet\n", "      not-yet: Yes, in writing\n      not-yet: No\n"),
        ("      final: council-told\n", "      final: council-tell\n"),
        ("      told: next-steps/ask-first\n", "      told: council-told\n      by-phone: x\n"),
    ],
    SOURCES: [("  confidence: high\n", ""), ("check_by: 2027-05-23", "check_by: 2026-11-23")],
    "decision_tree/organisations.yaml": [("url: https://www.gov.uk/", "url: gov.uk")],
    ASK_FIRST: [
        ("help: [helper]", "help: [helpers]"),
        ("## By when", "## When"),
        ("../stages/tell-the-council.md", "tell-the-council.md"),
    ],
    WRITE_NOW: [
        ("Write today. The council must act. [@act]", "Simply write. The council must act."),
    ],
    "docs/next-steps/find-out.md": "Look at the first page.\n",
    "docs/help/calls.md": "---\ntitle: a: b\n---\n\nNote it.\n",
}
FOUND = """\
YAML001 docs/help/calls.md:2:9
YAML001 docs/next-steps/find-out.md:1:1
TREE002 decision_tree/organisations.yaml:9:3
TREE002 decision_tree/sources.yaml:1:1
DATE003 decision_tree/sources.yaml:10:13
PAGE003 decision_tree/tree.yaml:3:64
CITE001 decision_tree/tree.yaml:7:10
TREE001 decision_tree/tree.yaml:9:33
YAML002 decision_tree/tree.yaml:16:7
TREE019 decision_tree/tree.yaml:17:7
TREE010 decision_tree/tree.yaml:22:14
TREE013 decision_tree/tree.yaml:25:3
TREE017 decision_tree/tree.yaml:29:13
TREE016 decision_tree/tree.yaml:30:7
TREE010 decision_tree/tree.yaml:30:17
PAGE004 docs/next-steps/ask-first.md:2:8
PAGE003 docs/next-steps/ask-first.md:7:8
PAGE004 docs/next-steps/ask-first.md:14:1
PAGE006 docs/next-steps/ask-first.md:32:17
CITE003 docs/next-steps/find-out.md:1:1
CITE003 docs/next-steps/write-now.md:1:1
TREE014 docs/next-steps/write-now.md:1:1
WORD003 docs/next-steps/write-now.md:12:1
CITE004 docs/next-steps/write-now.md:12:27
DATE001 decision_tree/sources.yaml:10:13
SITE001 mkdocs.yml:17:3
SITE001 mkdocs.yml:18:3
SITE001 mkdocs.yml:19:3
"""
"""All that is wrong with it: what cannot be read, then errors, then by file and place."""


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, with its bytes."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_sound_project_is_written(small_project: SmallProject) -> None:
    """The source of the site stands under build/docs/, and the result says what was written."""
    root = small_project()
    result = prepare(root, TODAY)
    assert result.ok
    assert sorted(result.changed) == sorted(files(root / OUTPUT))


def test_the_second_time_nothing_changes(small_project: SmallProject) -> None:
    """Same input, same bytes, so there is nothing to write."""
    root = small_project()
    prepare(root, TODAY)
    assert prepare(root, TODAY).changed == []


def test_an_edit_changes_only_what_it_reaches(small_project: SmallProject) -> None:
    """Live reload builds no more than it must."""
    root = small_project()
    prepare(root, TODAY)
    page = root / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert prepare(root, TODAY).changed == ["index.md"]


def test_with_an_error_nothing_is_written(small_project: SmallProject) -> None:
    """There is no half-written site, and no folder for one."""
    root = small_project(AN_ERROR)
    result = prepare(root, TODAY)
    assert (result.ok, result.changed, (root / OUTPUT).exists()) == (False, [], False)


def test_with_an_error_the_last_good_source_stays(small_project: SmallProject) -> None:
    """An error in one place takes nothing away from what was built before."""
    root = small_project()
    prepare(root, TODAY)
    before = files(root / OUTPUT)
    page = root / WRITE_NOW
    page.write_text(page.read_text("utf-8").replace("## By when", "## When"), "utf-8")
    assert not prepare(root, TODAY).ok
    assert files(root / OUTPUT) == before


def test_a_warning_stops_nothing(small_project: SmallProject) -> None:
    """It is listed, and the site is written."""
    root = small_project(A_WARNING)
    result = prepare(root, TODAY)
    assert result.ok
    assert "DATE001" in {finding.code for finding in result.findings}
    assert files(root / OUTPUT)


def test_the_day_is_an_argument(small_project: SmallProject) -> None:
    """The same files are judged as on any day, whatever the clock says."""
    root = small_project()
    later = prepare(root, dt.date(2027, 5, 24)).findings
    assert {finding.code for finding in later} == {NOT_SET.code, "DATE001", "DATE002"}


def test_every_problem_is_listed_at_once(small_project: SmallProject) -> None:
    """One run over a project with faults in every file names each of them, in order."""
    findings = prepare(small_project(BROKEN), TODAY).findings
    found = [f"{f.code} {f.place.file}:{f.place.line}:{f.place.column}" for f in findings]
    assert found == FOUND.splitlines()


def test_every_finding_says_what_why_and_how_to_mend_it(small_project: SmallProject) -> None:
    """None of the sentences is missing, and no help ends in the middle of one."""
    for finding in prepare(small_project(BROKEN), TODAY).findings:
        assert finding.message
        assert finding.why.endswith(".")
        assert finding.help.endswith((".", "?"))


def test_findings_point_into_their_files(small_project: SmallProject) -> None:
    """Every place is a character that an editor can jump to."""
    root = small_project(BROKEN)
    for finding in prepare(root, TODAY).findings:
        lines = (root / finding.place.file).read_text("utf-8").split("\n")
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1


@pytest.mark.parametrize("file", [TREE, SOURCES, WRITE_NOW, "docs/index.md"])
@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"---\n", b"[" * 5000, b"a: *a\n", b"- 1\n", b"\x00", b"x" * 5_000_001],
    ids=["empty", "bytes", "dashes", "deep", "alias", "list", "null", "huge"],
)
def test_corrupt_files_are_findings(file: str, content: bytes, small_project: SmallProject) -> None:
    """Whatever a file holds, there is a list of findings and never a traceback."""
    root = small_project()
    (root / file).write_bytes(content)
    assert not prepare(root, TODAY).ok


def test_the_site_is_built_aside_and_swapped_in(small_project: SmallProject) -> None:
    """The old site is replaced as a whole, and no left-overs of either stay."""
    root = small_project()
    (root / SITE).mkdir()
    (root / SITE / "stale.html").write_text("old")
    prepare(root, TODAY)
    assert build_site(root, TODAY) == 0
    assert (root / SITE / "questions/which-plan/index.html").is_file()
    assert not (root / SITE / "stale.html").exists()
    assert sorted(path.name for path in (root / "build").iterdir()) == ["cache", "docs"]


def test_a_failed_build_leaves_the_old_site(small_project: SmallProject) -> None:
    """If the site generator gives up, visitors still have what was there."""
    root = small_project({"mkdocs.yml": [("name: material", "name: no-such-theme")]})
    (root / SITE).mkdir()
    (root / SITE / "index.html").write_text("old")
    prepare(root, TODAY)
    assert build_site(root, TODAY) != 0
    assert files(root / SITE) == {"index.html": b"old"}
