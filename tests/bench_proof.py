"""What proving the project costs, and how many faults put into it are found."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from build_tools.checks import check
from build_tools.load import load
from tests.bench import ROOT, Row, seconds
from tests.faults.kinds import KINDS
from tests.faults.test_faults import Bench
from tests.synthetic import wide_project

PLACES = 300
"""Places at which each kind of fault is put."""


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


MEASURES = (many_paths, faults)
