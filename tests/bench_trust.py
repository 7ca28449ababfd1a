"""What it costs to say what a change does."""

from __future__ import annotations

import contextlib
import io
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from build_tools.changes.paths import compare
from build_tools.cli import main
from build_tools.load import load
from decision_tree.model import Tree
from tests.bench import RUNS, Row, seconds
from tests.build_tools.changes.test_paths import layered
from tests.git import committed
from tests.synthetic import project, tree_text

STEPS = 10_000


def change_report() -> Iterator[Row]:
    """The change report on large trees: little changed, and everything changed."""
    old = load_text(tree_text(STEPS))
    for what, text in (
        ("one answer", tree_text(STEPS).replace("a: next-steps/ask-first", "a: next-steps/x", 1)),
        ("every end", tree_text(STEPS).replace("a: next-steps/ask-first", "a: next-steps/x")),
        ("the first question", tree_text(STEPS).replace("question-0-0", "question-x")),
        ("every question", tree_text(STEPS).replace("question-", "asked-")),
    ):
        new = load_text(text)
        runs = [seconds(lambda new=new: compare(old, new)) for _ in range(RUNS)]
        yield f"paths of {STEPS:,} steps, {what} changed", f"{statistics.median(runs):.2f} s", "2 s"
    with tempfile.TemporaryDirectory() as folder:
        root = committed(project(Path(folder), STEPS))
        (root / "decision_tree/tree.yaml").write_text(text, "utf-8")
        yield "all of diff, loading both trees", f"{seconds(lambda: run_diff(root)):.2f} s", "6 s"
    wide, wider = layered(30), layered(30, "next-steps/find-out")
    taken = seconds(lambda: compare(wide, wider))
    yield f"a tree of {compare(wide, wider).before:,} paths", f"{taken:.3f} s", ""


def load_text(text: str) -> Tree:
    """A tree from YAML."""
    with tempfile.TemporaryDirectory() as folder:
        root = project(Path(folder), 1)
        (root / "decision_tree/tree.yaml").write_text(text, "utf-8")
        return load(root).tree


def run_diff(root: Path) -> None:
    """One report, its words thrown away."""
    with contextlib.redirect_stdout(io.StringIO()):
        main(["--root", str(root), "diff", "base"])


MEASURES = (change_report,)
