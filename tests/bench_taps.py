"""How long a parent waits between a tap on an answer and the next question."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lxml import html
from playwright.sync_api import BrowserContext, Page

from build_tools.graph import Graph
from build_tools.load import load
from tests.bench import ROOT, RUNS, Row
from tests.site.browsing import PHONE, chromium, tap_answer
from tests.site.serving import serving

NOTE = """addEventListener("click", () => {
  sessionStorage.setItem("tapped", String(performance.timeOrigin + performance.now()));
}, { capture: true });"""

PAINTED = """async () => {
  const paints = () => performance.getEntriesByName("first-contentful-paint");
  while (!paints().length) await new Promise((done) => requestAnimationFrame(done));
  const painted = performance.timeOrigin + paints()[0].startTime;
  return painted - Number(sessionStorage.getItem("tapped"));
}"""
"""Milliseconds from the last tap, on the page before, to the first words of this one."""


def taps() -> Iterator[Row]:
    """Every tap of the longest route, and beside it the same route on pages with nothing on them.

    Each walk is in a new tab of one browser; the first fills its cache and is not counted.
    """
    site = ROOT / "site"
    longest = max(Graph(load(ROOT).tree).shortest_routes().values(), key=len)
    answers = [answer for _, answer in longest][:-1]  # the last leads to an outcome
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(site) as ours,
        serving(_bare(site, Path(folder))) as bare,
        chromium() as browser,
    ):
        visitors = [browser.new_context(base_url=address, **PHONE) for address in (ours, bare)]
        walks = [[_walk(visitor, answers) for visitor in visitors] for _ in range(RUNS + 1)][1:]
    for number, (what, limit) in enumerate((("", "at most 50 ms"), (", bare pages", ""))):
        times = sorted(time for walk in walks for time in walk[number])
        figure = f"{statistics.median(times):.0f} ms ({times[0]:.0f} to {times[-1]:.0f})"
        yield f"tap to next question, median of {len(times)}{what}", figure, limit


def _bare(site: Path, folder: Path) -> Path:
    """The front door and the questions again, each with no more on it than its answers."""
    for page in [site / "index.html", *sorted(site.glob("questions/*/index.html"))]:
        answers = html.parse(page).find(".//ul[@data-question]")
        if answers is not None:
            copy = folder / page.relative_to(site)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(b"<!doctype html><title>x</title>" + html.tostring(answers))
    return folder


def _walk(visitor: BrowserContext, answers: list[str]) -> list[float]:
    page: Page = visitor.new_page()
    page.add_init_script(NOTE)
    page.goto("/")
    times = []
    for answer in answers:
        page.wait_for_timeout(500)  # a parent reads first
        tap_answer(page, answer, "load")
        times.append(float(page.evaluate(PAINTED)))
    page.close()
    return times


MEASURES = (taps,)
