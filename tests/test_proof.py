"""The checks prove a tree by its steps and answers, however many paths it has."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from build_tools.checks import check
from build_tools.graph import Graph
from build_tools.load import load
from tests.synthetic import wide_project


def test_more_paths_than_anybody_could_list(tmp_path: Path) -> None:
    """A tree with more than 10^12 paths is proved: only its length is wrong."""
    root, paths = wide_project(tmp_path)
    project = load(root)
    assert sum(Graph(project.tree).lengths.values()) == paths > 10**12
    found = check(project, dt.date(2026, 11, 26))
    assert {f.code for f in found if f.severity == "error"} == {"TREE022"}


def test_a_fault_behind_that_many_paths_is_found(tmp_path: Path) -> None:
    """One answer at the very end that leads nowhere is named with its line."""
    root, _ = wide_project(tmp_path)
    tree = root / "decision_tree/tree.yaml"
    lines = tree.read_text("utf-8").rstrip("\n").split("\n")
    lines[-1] = "      c: next-steps/nowhere"
    tree.write_text("\n".join(lines), "utf-8")
    found = [(f.code, f.place.line) for f in check(load(root), dt.date(2026, 11, 26))]
    assert ("TREE010", len(lines)) in found
