"""What the Python engine weighs, how fast it starts and answers; beside Pyodide as it comes.

The untrimmed Pyodide is the loader, runtime, WebAssembly and standard library of the same npm
package with our code as source beside them. Slow lines are made by the server: all answers share
so many bits a second.
"""

from __future__ import annotations

import gzip
import io
import json
import statistics
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import brotli  # type: ignore[import-untyped]
from playwright.sync_api import Page

from build_tools.compile import compile_site
from build_tools.deadlines import bank_holidays
from build_tools.finish import kept
from build_tools.load import load
from build_tools.python_bundle import PYODIDE, browser_pack, engine_files, python_sources
from tests.bench import ROOT, RUNS, Row
from tests.engine.conftest import PAGE, SCRIPTS
from tests.engine.server import Server, serving
from tests.site.browsing import QUIET, chromium, chromium_program, playwright

PLAIN = "plain/"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
DATES = {"dates": {"council-letter-sent": "2026-10-27"}, "ids": ["tribunal-appeal"]}
LETTER = {
    "letter": "council-complaint",
    "variant": "section-f",
    "values": {"child_name": "Sam Taylor"},
}
LINES = {"9 Mbit/s": (9e6, "6.7 s"), "1.6 Mbit/s": (1.6e6, "26 s")}

WORKER = """
import { loadPyodide } from "./pyodide.mjs";
const python = await loadPyodide({ indexURL: new URL("./", import.meta.url).href });
const ours = await fetch("ours.zip").then((answer) => answer.arrayBuffer());
python.unpackArchive(ours, "zip");
const inside = python.pyimport("decision_tree.in_browser");
inside.start(await fetch("pack.json").then((answer) => answer.text()));
self.postMessage(inside.call("deadlines", self.name));
"""

START = """async (dates) => {
  const engine = await import("/assets/javascripts/engine.mjs");
  const started = performance.now();
  await engine.startEngine({ timeout: 300000 });
  const { deadlines } = await engine.call("deadlines", dates);
  if (deadlines[0].day !== "2027-01-04") throw new Error("another day");
  return performance.now() - started;
}"""

PLAIN_START = """(dates) => new Promise((done, fail) => {
  const started = performance.now();
  const trusted = trustedTypes.createPolicy("engine", { createScriptURL: (address) => address });
  const address = trusted.createScriptURL("/plain/worker.mjs");
  const worker = new Worker(address, { type: "module", name: JSON.stringify(dates) });
  worker.onerror = (problem) => fail(new Error(problem.message));
  worker.onmessage = ({ data }) => {
    worker.terminate();
    if (JSON.parse(data).deadlines[0].day !== "2027-01-04") fail(new Error("another day"));
    done(performance.now() - started);
  };
})"""

CALL = """async ([name, given]) => {
  const engine = await import("/assets/javascripts/engine.mjs");
  await engine.startEngine({ timeout: 300000 });
  await engine.call(name, given);
  const times = [];
  for (let run = 0; run < 5; run++) {
    const started = performance.now();
    await engine.call(name, given);
    times.push(performance.now() - started);
  }
  return times;
}"""


def files_of_both() -> tuple[dict[str, bytes], dict[str, bytes]]:
    """(the engine's files, those of the untrimmed Pyodide with our code), by path."""
    pack = browser_pack(compile_site(load(ROOT), bank_holidays(2026)))
    plain = {f"{PLAIN}{name}": (ROOT / PYODIDE / name).read_bytes() for name in CORE}
    lock = json.loads((ROOT / PYODIDE / "pyodide-lock.json").read_bytes())
    plain[f"{PLAIN}pyodide-lock.json"] = json.dumps({"info": lock["info"], "packages": {}}).encode()
    plain[f"{PLAIN}worker.mjs"] = WORKER.encode()
    plain[f"{PLAIN}ours.zip"] = _zipped(python_sources())
    plain[f"{PLAIN}pack.json"] = json.dumps(pack).encode()
    return engine_files(ROOT, pack), plain


def _zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in files.items():
            parts.writestr(name, content)
    return stream.getvalue()


def packed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each file in Brotli, as `make site` makes it; kept by content."""
    return {
        path: kept(ROOT, "brotli-11", content, lambda c=content: bytes(brotli.compress(c)))
        for path, content in files.items()
    }


def weights() -> Iterator[Row]:
    """All bytes of a first start, in both encodings."""
    engine, plain = files_of_both()
    for what, files, most in (
        ("engine", engine, ("at most 4.00 MB", "at most 4.80 MB")),
        ("untrimmed", plain, ("", "")),
    ):
        brotlied = sum(map(len, packed(files).values()))
        zipped = sum(len(gzip.compress(content, 9)) for content in files.values())
        yield f"{what}: weight in Brotli", f"{brotlied / 1e6:.2f} MB", most[0]
        yield f"{what}: weight in gzip", f"{zipped / 1e6:.2f} MB", most[1]


def starts() -> Iterator[Row]:
    """Cold and warm, on the machine's own line and on slow ones, in turn with the untrimmed one."""
    engine, plain = files_of_both()
    scripts = {f"assets/javascripts/{path.name}": path.read_bytes() for path in SCRIPTS.iterdir()}
    files = {"page.html": PAGE, **scripts, **engine, **plain}
    with serving(files, packed({**engine, **plain})) as server:
        yield from _cold(server, "", 0, "3.2 s")
        for name, (rate, limit) in LINES.items():
            yield from _cold(server, f" at {name}", rate, limit)
        server.rate = 0
        yield from _warm_and_answers(server)


def _cold(server: Server, line: str, rate: float, limit: str) -> Iterator[Row]:
    server.rate = rate
    ours, plain = [], []
    for _ in range(RUNS):
        ours.append(_fresh(server, START))
        plain.append(_fresh(server, PLAIN_START))
    yield f"engine: cold start to first date{line}", _seconds(ours), f"under {limit}"
    yield f"untrimmed: cold start to first date{line}", _seconds(plain), ""


def _seconds(milliseconds: list[float]) -> str:
    low, high = min(milliseconds) / 1000, max(milliseconds) / 1000
    return f"{statistics.median(milliseconds) / 1000:.2f} s ({low:.2f} to {high:.2f})"


def _fresh(server: Server, script: str, starts: int = 1) -> float:
    """Milliseconds of the last of so many starts in a browser that has never been here."""
    with tempfile.TemporaryDirectory() as folder:
        browser = playwright().chromium.launch_persistent_context(
            folder, executable_path=chromium_program(), args=list(QUIET)
        )
        for _ in range(starts):
            page = browser.new_page()
            page.set_default_timeout(300_000)
            page.goto(f"{server.address}/page.html")
            took: float = page.evaluate(script, DATES)
            page.wait_for_timeout(500)  # the browser writes compiled code away after a start
            page.close()
        browser.close()
    return took


def _warm_and_answers(server: Server) -> Iterator[Row]:
    warm = [_fresh(server, START, starts=3) for _ in range(RUNS)]
    yield "engine: third start in one browser", _seconds(warm), "at most 1.5 s"
    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"{server.address}/page.html")
        yield from _answers(page)


def _answers(page: Page) -> Iterator[Row]:
    calls: list[tuple[str, str, dict[str, Any]]] = [
        ("a date", "deadlines", DATES),
        ("a letter", "letter", LETTER),
        ("a Word file", "docx", LETTER),
    ]
    for what, name, given in calls:
        times = page.evaluate(CALL, [name, given])
        low, high = min(times), max(times)
        yield f"engine: {what}", f"{statistics.median(times):.1f} ms ({low:.1f} to {high:.1f})", ""


MEASURES = (weights, starts)
