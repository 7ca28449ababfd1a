"""The engine is fetched before it is asked for only where that costs the parent nothing."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from playwright.sync_api import Error, Page, Route

OUTCOME = "/next-steps/ask-for-stage-2-because-late/"
QUESTION = "/questions/what-is-wrong/"
FREE: dict[str, Any] = {"type": "wifi", "effectiveType": "4g", "saveData": False}
LINE = """
  const line = {};
  Object.defineProperty(Navigator.prototype, "connection", {
    get: () => line && Object.assign(window.line ??= new EventTarget(), {...line, ...window.now}),
  });
"""
"""A browser that says this of its line, until `window.now` says something else."""

AGAIN = """async (address) => {
  await (await fetch(address)).blob();
  return performance.getEntriesByName(address).at(-1).transferSize;
}"""
"""Bytes that come over the line when a file is asked for once more."""


def say(page: Page, line: dict[str, Any] | None) -> list[str]:
    """Have the browser say this of its line; returns what is asked of the engine from now on."""
    asked: list[str] = []
    page.context.add_init_script(LINE.replace("{}", json.dumps(line), 1))
    page.on("request", lambda r: "/assets/engine/" in r.url and asked.append(r.url))
    return asked


def wait(page: Page, expression: str) -> None:
    """Until it is true, a minute at most. The site's policy lets no page ask this of itself."""
    for _ in range(600):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


def test_the_engine_comes_ahead_on_a_free_and_fast_line(page: Page) -> None:
    """All of its files, once the outcome's page is there; a start then finds them on the phone."""
    asked = say(page, FREE)
    page.goto(OUTCOME, wait_until="load")
    wait(page, "sessionStorage['plan-not-followed.ahead'] === '1'")
    names = [address.rpartition("/")[2] for address in asked]
    assert names[0] == "engine.json"
    assert len(names) == len(set(names)) == 6
    sent = [page.evaluate(AGAIN, address) for address in list(asked)[1:]]
    assert sent == [0] * 5


def test_it_comes_ahead_once_in_a_tab(page: Page) -> None:
    """The next outcome's page does not ask again."""
    asked = say(page, FREE)
    page.goto(OUTCOME)
    wait(page, "sessionStorage['plan-not-followed.ahead'] === '1'")
    asked.clear()
    page.goto(OUTCOME, wait_until="networkidle")
    assert asked == []


@pytest.mark.parametrize(
    "line",
    [
        {**FREE, "saveData": True},
        {**FREE, "type": "cellular"},
        {**FREE, "type": "unknown"},
        {**FREE, "effectiveType": "3g"},
        {"effectiveType": "4g", "saveData": False},
        None,
    ],
    ids=["Save-Data", "paid by the megabyte", "not known", "slow", "a computer", "Safari, Firefox"],
)
def test_where_it_could_cost_anything_no_engine_comes(
    page: Page, line: dict[str, Any] | None
) -> None:
    """Nor where the browser cannot tell."""
    asked = say(page, line)
    page.goto(OUTCOME, wait_until="networkidle")
    page.wait_for_timeout(500)
    assert asked == []


def test_a_question_brings_no_engine(page: Page) -> None:
    """However free the line is: nothing on it needs one."""
    asked = say(page, FREE)
    page.goto(QUESTION, wait_until="networkidle")
    page.wait_for_timeout(500)
    assert asked == []


def test_leaving_the_free_line_stops_it(page: Page) -> None:
    """A parent walks out of the house: what is on its way ends, and nothing more is asked."""
    asked = say(page, FREE)
    held: list[Route] = []
    page.context.route("**/pyodide.asm-*.wasm", lambda route: held.append(route))  # for ever
    page.goto(OUTCOME)
    with page.expect_event("requestfailed", timeout=20_000) as failed:
        for _ in range(100):
            if asked and asked[-1].endswith(".wasm"):
                break
            page.wait_for_timeout(100)
        page.evaluate("now = {type: 'cellular'}; line.dispatchEvent(new Event('change'))")
    assert failed.value.url.endswith(".wasm")
    assert not any("python-" in address for address in asked)
    for route in held:
        with contextlib.suppress(Error):
            route.abort()
