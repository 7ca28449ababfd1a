"""What earlier runs worked out, on disk, by all that it rests on: content, our code, versions.

A result is data: text, numbers, lists, mappings with text as keys, and findings. Whoever asks
names in the key everything that the result is worked out from, but for the code.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from build_tools.finding import Finding, Place

KEPT_FILE = "build/cache/results.json"
MOST = 10_000
"""Results in the file before those that a run has not asked for are thrown away."""

_ROOMS = ("build_tools", "decision_tree")
_MARK = "\0finding"
"""The only key of a mapping that stands for a finding; those in results have names as keys."""


class Kept:
    """Results by key. With a `file` they are there for the next run, once they are saved.

    A file that is damaged, or that other code made, counts as empty.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self.results = _read(file) if file else {}
        self.asked: set[str] = set()
        self.grown = False

    def recall(self, key: str, make: Callable[[], Any]) -> Any:
        """What `make` gave for this key, in this run or an earlier one."""
        self.asked.add(key)
        if key not in self.results:
            self.results[key], self.grown = make(), True
        return self.results[key]

    def save(self) -> None:
        """Write the results. Where that is not possible the next run takes longer, and no more."""
        if self.file is None or not self.grown:
            return
        if len(self.results) > MOST:
            self.results = {key: self.results[key] for key in self.asked}
        with contextlib.suppress(OSError):
            _write(self.file, self.results)
        self.grown = False


def digest(text: str) -> str:
    """What stands for a text in a key."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@cache
def made_with() -> str:
    """What stands for our own code, for Python, and for what is installed."""
    return fingerprint(Path(__file__).parents[1], Path(yaml.__file__).parents[1])


def fingerprint(code: Path, packages: Path) -> str:
    """A digest of all our Python under `code` and of the names and versions in `packages`."""
    found = hashlib.sha256(sys.version.encode())
    found.update(" ".join(sorted(it.name for it in packages.glob("*.dist-info"))).encode())
    for path in sorted(path for room in _ROOMS for path in (code / room).rglob("*.py")):
        found.update(f"\0{path.relative_to(code)}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _read(file: Path) -> dict[str, Any]:
    try:
        stored = json.loads(file.read_text("utf-8"), object_hook=_decoded)
        results = stored["results"] if stored["made_with"] == made_with() else {}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}
    return results if isinstance(results, dict) else {}


def _write(file: Path, results: dict[str, Any]) -> None:
    """Whole or not at all, also where two runs write at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    stored = {"made_with": made_with(), "results": results}
    fresh.write_text(json.dumps(stored, default=_encoded), "utf-8")
    fresh.replace(file)


def _encoded(finding: object) -> dict[str, Any]:
    if not isinstance(finding, Finding):
        raise TypeError(f"{type(finding).__name__} cannot be kept")
    return {_MARK: astuple(finding)}


def _decoded(mapping: dict[str, Any]) -> Any:
    if _MARK not in mapping:
        return mapping
    code, name, severity, place, message, why, help_, also = mapping[_MARK]
    others = tuple((Place(*other), words) for other, words in also)
    return Finding(code, name, severity, Place(*place), message, why, help_, others)
