"""What building and checking cost, and how soon an edit shows."""

from __future__ import annotations

import datetime as dt
import math
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.checks import check
from build_tools.load import load
from tests.bench import ROOT, RUNS, Row, quietly, seconds
from tests.synthetic import project as synthetic_project

TODAY = dt.date.today()
PAGES = 400


def build_cost() -> Iterator[Row]:
    """Our whole line against `mkdocs build` on the Markdown already written.

    In a copy, so that the finished site stays as it is for what else is measured on it.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = copy_with_pages(Path(folder) / "copy", 0)
        bare = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean"]
        bare += ["--config-file", str(root / "mkdocs.yml"), "--site-dir", f"{folder}/bare"]
        whole = [sys.executable, "-m", "build_tools", "--root", str(root), "site", "--no-finish"]
        quietly(whole)
        quietly(bare)
        pairs = []
        for _ in range(RUNS):
            pairs.append((seconds(lambda: quietly(whole)), seconds(lambda: quietly(bare))))
        pages = sum(1 for _ in (root / "build/docs").rglob("*.md"))
        shutil.rmtree(root / "build/cache", ignore_errors=True)
        anew = seconds(lambda: quietly(whole))
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    yield f"load, check, compile, render and MkDocs ({pages} pages)", f"{ours:.2f} s", ""
    yield "mkdocs build alone", f"{theirs:.2f} s", ""
    yield "ratio, median of five pairs", f"{ratio:.2f}", "at most 1.6"
    yield "the same with nothing kept", f"{anew:.2f} s", ""


def check_cost() -> Iterator[Row]:
    """Loading and checking made-up trees of growing size."""
    sizes, times = (100, 1_000, 10_000), []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = synthetic_project(Path(folder), size)
            check(load(root), TODAY)
            runs = [seconds(lambda root=root: check(load(root), TODAY)) for _ in range(RUNS)]
            times.append(statistics.median(runs))
            limit = "at most 2 s" if size == 10_000 else ""
            yield f"load and check a tree of {size:,} steps", f"{times[-1]:.3f} s", limit
    growth = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
    yield "growth of that cost, exponent", f"{growth:.2f}", "at most 1.1"


def check_again() -> Iterator[Row]:
    """What `make check` takes on the real project, the whole process, before and after an edit."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_with_pages(Path(folder), 0)
        command = [sys.executable, "-m", "build_tools", "--root", str(root), "check"]

        def anew() -> None:
            shutil.rmtree(root / "build/cache", ignore_errors=True)

        def edit(file: str, more: str) -> None:
            (root / file).write_text((root / file).read_text("utf-8") + more, "utf-8")

        for what, before, limit in (
            ("nothing kept", anew, "at most 2 s"),
            ("one page changed", lambda: edit("docs/about/index.md", "\nMore.\n"), "at most 1 s"),
            (
                "the tree changed",
                lambda: edit("decision_tree/tree.yaml", "# More\n"),
                "at most 1 s",
            ),
        ):
            times = []
            for _ in range(RUNS):
                before()
                times.append(seconds(lambda: quietly(command)))
            yield f"make check, whole process, {what}", f"{statistics.median(times):.2f} s", limit


def edit_shows() -> Iterator[Row]:
    """How long after saving an edit shows in the served site, with 400 pages."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_with_pages(Path(folder), PAGES)
        page, tree = root / "docs/about/index.md", root / "decision_tree/tree.yaml"
        first = load(root).tree.first
        with served(root) as address:
            about = f"{address}/about/"
            waits = [edited(page, "\n\nEdit {}.\n", "Edit {}", about, n) for n in range(RUNS)]
            yield (
                f"an edited page shows ({PAGES} pages)",
                f"{statistics.median(waits):.2f} s",
                "2 s",
            )
            question = f"{address}/questions/{first}/"
            say = "What plan does your child have"
            waits = [
                replaced(tree, say, f"Edit {n}, {say}", question, f"Edit {n}") for n in range(RUNS)
            ]
            yield (
                f"an edited tree shows ({PAGES} pages)",
                f"{statistics.median(waits):.2f} s",
                "2 s",
            )


def copy_with_pages(folder: Path, pages: int) -> Path:
    """A copy of the project with pages added until there are `pages`."""
    for name in ("docs", "decision_tree", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    if (ROOT / "build/cache").is_dir():
        shutil.copytree(ROOT / "build/cache", folder / "build/cache")
    written = sum(1 for _ in (ROOT / "build/docs").rglob("*.md"))
    text = (folder / "docs/about/index.md").read_text("utf-8")
    for number in range(max(pages - written, 0)):
        (folder / f"docs/about/more-{number}.md").write_text(text, "utf-8")
    settings = folder / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("  /next-steps/\n", "  /next-steps/\n  more-*.md\n"),
        "utf-8",
    )
    return folder


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The copy served as `make serve` serves it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "build_tools",
        "--root",
        str(root),
        "serve",
        "--port",
        str(port),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for("", f"{address}/about/", 120)
        time.sleep(2)
        yield address
    finally:
        running.terminate()
        running.wait(10)


def edited(page: Path, addition: str, words: str, address: str, number: int) -> float:
    """Seconds from adding words to a page until they are served."""
    page.write_text(page.read_text("utf-8") + addition.format(number), "utf-8")
    return wait_for(words.format(number), address, 30)


def replaced(file: Path, old: str, new: str, address: str, words: str) -> float:
    """Seconds from replacing words in a file until they are served."""
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    return wait_for(words, address, 30)


def wait_for(words: str, address: str, limit: float) -> float:
    """Seconds until the page at `address` holds `words`. SystemExit after `limit`."""
    start = time.perf_counter()
    while time.perf_counter() - start < limit:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if words in answer.read().decode():
                    return time.perf_counter() - start
        except OSError:
            pass
        time.sleep(0.02)
    raise SystemExit(f"{address} did not show {words!r} within {limit} s")


MEASURES = (build_cost, check_cost, check_again, edit_shows)
