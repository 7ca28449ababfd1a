"""What proving the project costs, and how many faults put into it are found."""

from __future__ import annotations

import datetime as dt
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from build_tools.checks import check
from build_tools.load import load
from tests.bench import ROOT, RUNS, Row, seconds
from tests.faults.kinds import KINDS
from tests.faults.test_faults import Bench
from tests.synthetic import wide_project

PLACES = 300
"""Places at which each kind of fault is put."""


def whole_check() -> Iterator[Row]:
    """`python -m build_tools check` as a volunteer runs it, the whole process."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("docs", "decision_tree"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "mkdocs.yml", root)
        page = root / "docs/stages/ombudsman.md"

        def run() -> None:
            command = [sys.executable, "-m", "build_tools", "--root", str(root), "check"]
            subprocess.run(command, cwd=ROOT, capture_output=True, check=True)

        def cold() -> float:
            shutil.rmtree(root / "build", ignore_errors=True)
            return seconds(run)

        def edited(number: int) -> float:
            page.write_text(page.read_text("utf-8") + f"\nSee also number {number}.\n", "utf-8")
            return seconds(run)

        yield (
            "check, cold",
            f"{statistics.median(cold() for _ in range(RUNS)):.2f} s",
            "at most 2 s",
        )
        changed = statistics.median(edited(n) for n in range(RUNS))
        yield "check, one page changed", f"{changed:.2f} s", "at most 1 s"


def many_paths() -> Iterator[Row]:
    """Proof by steps and answers: a tree with more paths than anybody could list."""
    with tempfile.TemporaryDirectory() as folder:
        root, paths = wide_project(Path(folder))
        spent = seconds(lambda: check(load(root), dt.date(2026, 11, 26)))
        yield f"load and prove a tree with {paths:.1e} paths", f"{spent:.2f} s", "at most 5 s"
    spent = seconds(lambda: check(load(ROOT), dt.date.today()))
    yield "load and prove the real tree and its pages", f"{spent:.2f} s", "at most 5 s"


def faults() -> Iterator[Row]:
    """Faults put into the real project, and how many were found where they are."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "real")
        found = sum(PLACES - len(bench.missed(name, PLACES)) for name in KINDS)
        every = PLACES * len(KINDS)
        yield (
            f"faults found ({len(KINDS)} kinds, {PLACES} places)",
            f"{found:,} of {every:,}",
            "all",
        )


MEASURES = (whole_check, many_paths, faults)
