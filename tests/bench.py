"""`make bench`: measures, on this machine, and prints one table. Nothing here can fail a build.

Every module `tests/bench_<name>.py` has a tuple `MEASURES` of functions that yield rows: adding
a file adds its rows. `python -m tests.bench <name> ...` runs only the modules of those names.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 5
Row = tuple[str, str, str]
"""What was measured, the figure, and its limit, which may be empty."""


def main(names: list[str]) -> None:
    """Print every figure, a line each."""
    for name in names or module_names():
        print(f"-- {name}", flush=True)
        for measure in importlib.import_module(f"tests.bench_{name}").MEASURES:
            for what, figure, limit in measure():
                print(f"{what:58}{figure:44}{limit}".rstrip(), flush=True)


def module_names() -> list[str]:
    """The names of the modules beside this one, in order."""
    return sorted(path.stem.removeprefix("bench_") for path in ROOT.glob("tests/bench_*.py"))


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def quietly(command: list[str]) -> None:
    """Run a command in the project's folder; its output only matters if it fails."""
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(run.stdout + run.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
