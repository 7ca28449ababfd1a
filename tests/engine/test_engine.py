"""The engine in two real browsers: it starts when asked, and says plainly when it cannot."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date

import pytest

from build_tools.load import load
from decision_tree.deadline_answers import deadlines_answer
from decision_tree.walk import walk
from tests.decision_tree.limits import ROOT, limits
from tests.engine.browsers import Browser, chromium, webkit
from tests.engine.server import Server

LOAD = "const engine = await import('/assets/javascripts/engine.mjs');"
TRY = f"""{LOAD}
try {{ await engine.startEngine(OPTIONS); return "started"; }}
catch (problem) {{ return [problem.reason, engine.engineState()]; }}"""


@pytest.fixture(scope="module", params=[chromium, webkit], ids=["chromium", "webkit"])
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Each browser in turn, one for all tests here."""
    with request.param() as running:
        yield running


@pytest.fixture
def page(browser: Browser, server: Server) -> Browser:
    """A page that could start the engine and has not."""
    browser.open(f"{server.address}/page.html")
    return browser


def start(page: Browser, options: str = "{}") -> object:
    """ "started", or the reason why not and the state after."""
    return page.run(TRY.replace("OPTIONS", options))


def test_it_answers_calls(page: Browser) -> None:
    """Once started it walks the real tree."""
    route = page.run(
        f"{LOAD} await engine.startEngine(); return engine.call('walk', {{answers: {{}}}});"
    )
    assert route["trail"] == []


def test_nothing_is_fetched_before_it_is_asked_for(page: Browser, server: Server) -> None:
    """Reading the module costs a parent no file of the engine."""
    assert page.run(f"{LOAD} return engine.engineState();") == "off"
    assert not [path for path in server.asked if "/engine/" in path or "worker" in path]


def test_progress_is_true(page: Browser) -> None:
    """Bytes only go up, and end at all of them."""
    seen = page.run(
        f"{LOAD} const seen = []; await engine.startEngine({{ onProgress: (p) => seen.push(p) }});"
        "return seen;"
    )
    loaded = [progress["loaded"] for progress in seen]
    assert loaded == sorted(loaded)
    assert loaded[-1] == seen[-1]["total"]


def test_starting_twice_starts_one(page: Browser, server: Server) -> None:
    """Two parts of a page share one engine."""
    page.run(f"{LOAD} await Promise.all([engine.startEngine(), engine.startEngine()]);")
    assert server.asked.count("assets/javascripts/python-worker.mjs") == 1


def test_a_refused_call_says_why(page: Browser) -> None:
    """The message and the field of an error come through as they are."""
    said = page.run(
        f"{LOAD} await engine.startEngine();"
        "try { await engine.call('letter', {letter: 'none'}); }"
        "catch (problem) { return [problem.reason, problem.field, problem.message]; }"
    )
    assert said == ["call", "letter", "There is no letter 'none'."]


def test_every_deadline_comes_to_the_same_day_as_here(page: Browser) -> None:
    """Three hundred days at random, and the ends of months: each limit, each sum, word for word."""
    chance = random.Random(2026)
    first = date(2016, 1, 1).toordinal()
    days = [date.fromordinal(first + chance.randrange(5000)) for _ in range(300)]
    days += [date(2028, 2, 29), date(2026, 12, 31), date(2027, 5, 31), date(2027, 10, 25)]
    triggers = limits().rules.triggers
    given = [{"dates": dict.fromkeys(triggers, day.isoformat())} for day in days]
    terms = {"terms": [{"first": "2015-09-01", "last": "2031-07-20"}]}
    given = [one | (terms if number % 2 else {}) for number, one in enumerate(given)]
    there = page.run(
        f"{LOAD} await engine.startEngine({{ timeout: 60000 }}); const found = [];"
        f"for (const given of {json.dumps(given)})"
        " found.push(await engine.call('deadlines', given));"
        "return found.map((one) => [one.deadlines.map((d) => [d.id, d.day, d.earliest, d.sum]),"
        " one.problems]);"
    )
    here = [deadlines_answer(limits(), one) for one in given]
    assert there == [
        [
            [[d["id"], d["day"], d["earliest"], d["sum"]] for d in one["deadlines"]],
            one["problems"],
        ]
        for one in here
    ]


def test_walks_go_the_same_way_as_here(page: Browser) -> None:
    """Two hundred routes through the real tree end alike in the browser's Python."""
    tree = load(ROOT).tree
    chance = random.Random(5)
    given = [
        {qid: chance.choice(q.answers).id for qid, q in tree.questions.items()} for _ in range(200)
    ]
    there = page.run(
        f"{LOAD} await engine.startEngine({{ timeout: 60000 }}); const found = [];"
        f"for (const answers of {json.dumps(given)})"
        " found.push(await engine.call('walk', { answers }));"
        "return found;"
    )
    routes = [walk(tree, answers) for answers in given]
    assert there == [
        {"trail": [list(pair) for pair in r.trail], "step": r.step, "outcome": r.outcome}
        for r in routes
    ]


@pytest.mark.parametrize(
    "ending", ["engine.json", "asm.wasm", "asm.mjs", "python.wasm", "pack.json"]
)
def test_a_missing_file_is_said(page: Browser, server: Server, ending: str) -> None:
    """Whichever file of the engine is not there, starting fails soon and says so."""
    server.instead[named(server, ending)] = None
    assert start(page) == ["missing", "off"]


@pytest.mark.parametrize("ending", ["asm.wasm", "asm.mjs", "python.wasm", "pack.json"])
def test_a_corrupted_file_is_said(page: Browser, server: Server, ending: str) -> None:
    """A file that came wrong never hangs the page."""
    path = named(server, ending)
    server.instead[path] = server.files[path][:50_000] + b"\x00rubbish"
    assert start(page) in (["broken", "off"], ["missing", "off"])


def test_it_can_be_cancelled_and_started_again(page: Browser) -> None:
    """Cancel ends the worker at once; another tap begins anew."""
    said = start(page, "{ signal: AbortSignal.timeout(50) }")
    assert said == ["cancelled", "off"]
    assert start(page) == "started"


def test_a_slow_start_is_said_and_goes_on(page: Browser) -> None:
    """After the time limit the page is told, and may wait for the rest."""
    assert start(page, "{ timeout: 1 }") == ["slow", "loading"]
    assert start(page) == "started"


def named(server: Server, ending: str) -> str:
    """The path of one file of the engine: its name without the hash ends like this."""
    stem, _, kind = ending.rpartition(".")
    return next(
        path
        for path in server.files
        if "/engine/" in path and path.endswith(f".{kind}") and f"{stem}" in path
    )
