"""Lighthouse's mobile profile on each kind of page, beside the plain theme's page; and weights."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from build_tools.graph import Graph
from build_tools.load import load
from tests.bench import ROOT, Row
from tests.site.browsing import PHONE, QUIET, chromium, chromium_program, tap_answer
from tests.site.building import build_copy
from tests.site.pages import address_of
from tests.site.serving import serving
from tests.site.weighing import Scales

RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {
    "largest-contentful-paint": (1000, " s"),
    "total-blocking-time": (1, " ms"),
    "cumulative-layout-shift": (1, ""),
    "total-byte-weight": (1024, " KiB"),
}
"""Audit -> what its value is divided by, and the unit then."""

LIMIT = "100/100/100/100, 1.0 s, 0 ms, 0, 40 KiB"
COMPARED = ("/", "/stages/ombudsman/")
"""Addresses at which the plain theme's page is measured too."""

Report = dict[str, Any]


def lighthouse() -> Iterator[Row]:
    """Every kind of page, and the same Markdown as the theme itself shows it."""
    with tempfile.TemporaryDirectory() as folder:
        site = build_copy(Path(folder))
        plain = plain_theme(Path(folder))
        with serving(site) as address:
            for kind, page in one_of_each_kind(site).items():
                yield f"Lighthouse, {kind}: {page}", figures(address + page), LIMIT
        with serving(plain) as address:
            for page in COMPARED:
                yield f"the plain theme at the same address: {page}", figures(address + page), ""


def one_of_each_kind(site: Path) -> dict[str, str]:
    """Kind of page -> the address of the heaviest page of it, but lists for maintainers."""
    heaviest: dict[str, tuple[int, str]] = {}
    for file in site.rglob("index.html"):
        address = address_of(file.relative_to(site).as_posix())
        kind = re.search(r'<body class="kind-([\w-]+)', text := file.read_text("utf-8"))
        if kind and not address.startswith(("/about/", "/sources/", "/help/unconfirmed/")):
            heaviest[kind[1]] = max(heaviest.get(kind[1], (0, "")), (len(text), address))
    return {kind: address for kind, (_, address) in sorted(heaviest.items())}


PLAIN = """
from mkdocs.commands.build import build
from mkdocs.config import load_config
theme = {"name": "material", "font": False, "language": "en"}
build(load_config("mkdocs.yml", site_dir="plain", strict=False, plugins=["search"], theme=theme))
"""


def plain_theme(folder: Path) -> Path:
    """The same Markdown with the theme as it comes, but for fonts from another host."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", PLAIN]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(run.stderr)
    return folder / "plain"


def figures(address: str) -> str:
    """The four scores and the four figures, each the median of three runs."""
    reports = [run_lighthouse(address) for _ in range(RUNS)]
    scores = (
        round(100 * statistics.median(r["categories"][name]["score"] for r in reports))
        for name in CATEGORIES
    )
    parts = []
    for audit, (scale, unit) in FIGURES.items():
        value = statistics.median(r["audits"][audit]["numericValue"] for r in reports) / scale
        parts.append(f"{value:.2f}".rstrip("0").rstrip(".") + unit)
    return f"{'/'.join(map(str, scores))}, {', '.join(parts)}"


def run_lighthouse(address: str) -> Report:
    """One report, as Lighthouse's own mobile profile makes it."""
    command = [ROOT / "node_modules/.bin/lighthouse", address, "--quiet", "--output=json"]
    flags = f"--chrome-flags=--headless=new {' '.join(QUIET)}"
    run = subprocess.run(
        [*command, flags],
        env={**os.environ, "CHROME_PATH": chromium_program()},
        capture_output=True,
        text=True,
    )
    if run.returncode:
        raise SystemExit(run.stderr)
    report: Report = json.loads(run.stdout)
    return report


def weights() -> Iterator[Row]:
    """What comes over the line on a whole journey, with gzip: the first page, then each next."""
    tree = load(ROOT).tree
    longest = max(Graph(tree).shortest_routes().values(), key=len)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(build_copy(Path(folder))) as address,
        chromium() as browser,
    ):
        page = browser.new_context(base_url=address, **PHONE).new_page()
        scales = Scales(page)
        page.goto("/", wait_until="networkidle")
        yield "first load of the front door", kib(scales.read()), "at most 40 KiB"
        questions = []
        for _, answer in longest:
            tap_answer(page, answer, "networkidle")
            questions.append(scales.read())
    *questions, outcome = questions
    yield f"each next question, {len(questions)} of them", kib(max(questions)), "at most 10 KiB"
    yield "the outcome after them", kib(outcome), ""


def kib(size: int) -> str:
    """Bytes in words."""
    return f"{size / 1024:.1f} KiB"


MEASURES = (lighthouse, weights)
