"""What may be accepted, and what the site is then."""

from __future__ import annotations

import datetime as dt

import pytest

from build_tools.checks import check
from build_tools.compile import compile_site
from build_tools.load import load
from build_tools.render import render
from build_tools.rule_pages import Example
from build_tools.rules import explained
from tests.conftest import SmallProject

TODAY = dt.date(2026, 11, 24)
ACCEPTED = [
    pytest.param(example, id=f"{it.rule.name}: {example.words}")
    for it in explained().values()
    if it.rule.acceptable
    for example in it.page.shown(bad=True)
]


@pytest.mark.parametrize("example", ACCEPTED)
def test_what_can_be_accepted_can_be_built_around(
    example: Example, small_project: SmallProject
) -> None:
    """With every finding of the example accepted, the whole site is still drawn."""
    root = small_project(example.edits)
    found = [f for f in check(load(root), TODAY) if f.severity == "error"]
    accepted = "".join(
        f"  - {{code: {f.code}, where: {f.place.file}, because: A test., until: 2026-11-24}}\n"
        for f in {(f.code, f.place.file): f for f in found}.values()
    )
    (root / "decision_tree/tolerances.yaml").write_text(f"accepted:\n{accepted}" if found else "")
    project = load(root)
    if found:
        assert [f.code for f in check(project, TODAY) if f.severity == "error"] == []
    assert render(compile_site(project))


def test_what_is_accepted_is_accepted_in_its_file_only(small_project: SmallProject) -> None:
    """The same mistake elsewhere is found."""
    slip = [("It takes an hour.", "It takes an hour. Utilise it.")]
    files = ("docs/next-steps/ask-first.md", "docs/next-steps/write-now.md")
    root = small_project(dict.fromkeys(files, slip))
    (root / "decision_tree/tolerances.yaml").write_text(
        f"accepted:\n  - {{code: WORD003, where: {files[0]}, because: A., until: 2027-01-01}}\n"
    )
    found = [f.place.file for f in check(load(root), TODAY) if f.code == "WORD003"]
    assert found == [files[1]]


def test_a_reason_and_a_day_are_asked_for(small_project: SmallProject) -> None:
    """An entry without them is found, and accepts nothing."""
    root = small_project(
        {
            "docs/next-steps/ask-first.md": [("It takes an hour.", "Utilise it.")],
            "decision_tree/tolerances.yaml": (
                "accepted:\n  - {code: WORD003, where: docs/next-steps/ask-first.md}\n"
            ),
        }
    )
    found = {(f.code, f.message) for f in check(load(root), TODAY)}
    assert ("TREE002", "this accepted finding has no `because`") in found
    assert ("TREE002", "this accepted finding has no `until`") in found
    assert "WORD003" in {code for code, _ in found}
