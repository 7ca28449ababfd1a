"""What the site does under load, what a visit transfers, and how well the search finds."""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from build_tools.load import load
from build_tools.weights import journey_of, weigh
from tests.bench import ROOT, RUNS, Row
from tests.site.browsing import PHONE, chromium, visiting
from tests.site.nginx import nginx
from tests.site.serving import serving
from tests.site.test_search import FIRST, QUERIES, SHARE, ask
from tests.site.weighing import OurScripts

SECONDS = 30
CONNECTIONS = 64
BARE = b"<!doctype html><title>x</title>" + b"<p>The council must arrange it.</p>\n" * 300

# Counts what comes back by status, since wrk's own summary only counts what is not 2xx or 3xx.
SCRIPT = """
local paths = {PATHS}
local threads, turn = {}, 0
function setup(thread) table.insert(threads, thread) end
function init() counts = {} end
function request()
  turn = turn + 1
  local again = turn % 4 == 0
  return wrk.format("GET", paths[turn % #paths + 1],
    {["Accept-Encoding"] = "br, gzip", ["If-None-Match"] = again and ETAG or nil})
end
function response(status, headers)
  counts[status] = (counts[status] or 0) + 1
  if headers["ETag"] then ETAG = headers["ETag"] end
end
function done(summary, latency)
  local all = {}
  for _, thread in ipairs(threads) do
    for status, n in pairs(thread:get("counts")) do all[status] = (all[status] or 0) + n end
  end
  local errors = summary.errors
  io.write(string.format("RATE %.0f\\n", summary.requests / summary.duration * 1e6))
  io.write(string.format("P99 %.2f\\n", latency:percentile(99) / 1000))
  local lost = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("LOST %d\\n", lost))
  for status, n in pairs(all) do io.write(string.format("STATUS %d %d\\n", status, n)) end
end
"""


def under_load() -> Iterator[Row]:
    """nginx on loopback, asked by wrk for the pages of a journey, beside one bare file."""
    site = ROOT / "site"
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        here.chmod(0o755)
        (bare := here / "bare").mkdir()
        (bare / "index.html").write_bytes(BARE)
        (bare / "_host").mkdir()
        for name in ("pages", "embed", "open"):
            (bare / f"_host/nginx-{name}.conf").touch()
        for what, root, paths in (
            ("the pages of a journey", site, journey_of(load(ROOT))),
            (f"one bare static file of {len(BARE):,} bytes", bare, ["/"]),
        ):
            (run := here / what.split()[-1]).mkdir()
            with nginx(root, run) as address:
                yield from _asked(what, address, paths, here)


def _asked(what: str, address: str, paths: list[str], here: Path) -> Iterator[Row]:
    script = here / "ask.lua"
    listed = "{" + ", ".join(f'"{path}"' for path in paths) + "}"
    script.write_text(SCRIPT.replace("{PATHS}", listed), "utf-8")
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = dict(re.findall(r"^(RATE|P99|LOST) (\S+)$", said, re.MULTILINE))
    statuses = {int(s): int(n) for s, n in re.findall(r"^STATUS (\d+) (\d+)$", said, re.MULTILINE)}
    yield f"nginx and wrk, {SECONDS} s: {what}", f"{int(found['RATE']):,} requests/s", ""
    yield "  99 in 100 answered within", f"{found['P99']} ms", ""
    listed = ", ".join(f"{n:,} x {status}" for status, n in sorted(statuses.items()))
    yield "  answers by status", f"{listed}; lost {found['LOST']}", "nothing but 200 and 304"


def weights() -> Iterator[Row]:
    """What a visit transfers, from the files as they are sent."""
    project = load(ROOT)
    for name, kibibytes in weigh(ROOT / "site", project, ROOT).rows():
        yield name, kibibytes, ""


def scripts() -> Iterator[Row]:
    """Our own JavaScript, gzipped: on the page that may load most of it, and all of it."""
    ours = OurScripts(ROOT / "site")
    pages = {page: ours.on(page) for page in (ROOT / "site").rglob("index.html")}
    heaviest = max(pages, key=lambda page: pages[page])
    where = heaviest.parent.relative_to(ROOT / "site").as_posix()
    most = f"{pages[heaviest] / 1024:.1f} KiB, /{where}/"
    yield "our JavaScript on any one page, gzip, at most", most, "at most 12 KiB"
    yield "  in all, service worker included", f"{ours.in_all() / 1024:.1f} KiB", "at most 24 KiB"


def search() -> Iterator[Row]:
    """Where the right page stands for what parents type, and what the search costs them."""
    with (
        serving(ROOT / "site") as address,
        chromium() as browser,
        visiting(browser, address, **PHONE) as page,
    ):
        page.goto("/search/", wait_until="networkidle")
        sizes: list[int] = []
        page.on("requestfinished", lambda r: sizes.append(r.sizes()["responseBodySize"]))
        ask(page, "mediation")
        page.wait_for_load_state("networkidle")
        first_use, start = sum(sizes), time.perf_counter()
        found = [(ask(page, q["query"]), q["finds"]) for q in QUERIES]
        each = (time.perf_counter() - start) / len(QUERIES)
    for most, limit in ((1, ""), (FIRST, f"at least {SHARE:.0%}")):
        right = sum(target in places[:most] for places, target in found)
        what = f"search: the right page in the first {most}"
        yield what, f"{right} of {len(found)}, {right / len(found):.1%}", limit
    yield "  to an answer, on average, index loaded", f"{each * 1000:.0f} ms", ""
    yield "  loaded by the first query, gzip", f"{first_use / 1024:.1f} KiB", ""


def unknown_address() -> Iterator[Row]:
    """How long until a visitor who is lost sees the nearest pages, and what that transfers."""
    with serving(ROOT / "site") as address, chromium() as browser:
        times, sizes = [], []
        for _ in range(RUNS):
            with visiting(browser, address, **PHONE) as page:
                loaded: list[int] = []
                page.on(
                    "requestfinished",
                    lambda r, into=loaded: into.append(r.sizes()["responseBodySize"]),
                )
                start = time.perf_counter()
                page.goto("/stage/ombudsmn/")
                page.locator("#nearest a").first.wait_for()
                times.append(time.perf_counter() - start)
                page.wait_for_load_state("networkidle")
                sizes.append(sum(loaded))
    yield "unknown address: nearest pages shown, median", f"{median(times) * 1000:.0f} ms", ""
    yield "  transferred in all, gzip", f"{median(sizes) / 1024:.1f} KiB", ""


MEASURES = (weights, scripts, search, unknown_address, under_load)
