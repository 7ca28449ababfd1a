"""Every kind of fault, at random places of the real project, is found where it is."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from build_tools.checks import check
from build_tools.load import load
from build_tools.memory import Memory
from build_tools.settings import NOT_SET
from tests.faults.kinds import KINDS, Fault, Real

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 26)
PLACES = 20
"""Places of each kind. `make bench` takes 300."""


class Bench:
    """A copy of the real project that is changed, checked and put back."""

    def __init__(self, root: Path) -> None:
        for name in ("docs", "decision_tree"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "mkdocs.yml", root)
        cache = ROOT / "build/cache"
        if cache.is_dir():
            shutil.copytree(cache, root / "build/cache")
        self.root, self.memory = root, Memory()
        self.real = Real(load(root, self.memory, TODAY))

    def found(self, fault: Fault) -> list[tuple[str, str, int]]:
        """Code, file and line of everything found with a fault in place."""
        with self._with(fault):
            findings = check(load(self.root, self.memory, TODAY), TODAY)
        return [(f.code, f.place.file, f.place.line) for f in findings]

    @contextmanager
    def _with(self, fault: Fault) -> Iterator[None]:
        before = {file: self.root / file for file in fault.edits}
        kept = {file: p.read_bytes() if p.exists() else None for file, p in before.items()}
        made = [p.parent for p in before.values() if not p.parent.exists()]
        for file, text in fault.edits.items():
            before[file].parent.mkdir(exist_ok=True)
            before[file].write_text(text, "utf-8")
        try:
            yield
        finally:
            for file, content in kept.items():
                before[file].unlink() if content is None else before[file].write_bytes(content)
            for folder in made:
                os.rmdir(folder)  # noqa: PTH106

    def missed(self, name: str, places: int) -> list[Fault]:
        """The faults of a kind, at so many places, that were not found where they are."""
        faults = (KINDS[name](self.real, random.Random(f"{name} {n}")) for n in range(places))
        return [f for f in faults if (f.code, f.file, f.line) not in self.found(f)]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("faults"))


def test_the_untouched_project_has_no_finding(bench: Bench) -> None:
    """So that what is found afterwards is the fault."""
    found = bench.found(Fault({}, "", "", 0))
    assert [f for f in found if f[0] != NOT_SET.code] == []


def test_there_are_many_kinds() -> None:
    """At least forty."""
    assert len(KINDS) >= 40


@pytest.mark.parametrize("name", KINDS)
def test_a_fault_is_found_where_it_is(
    name: str, bench: Bench, score: dict[str, tuple[int, int]]
) -> None:
    """By the right code, in the right file, on the right line, with no exception."""
    missed = bench.missed(name, PLACES)
    score[name] = (PLACES - len(missed), PLACES)
    assert [(f.code, f.file, f.line, bench.found(f)[:4]) for f in missed] == []
