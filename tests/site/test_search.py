"""The search page in a real browser: it finds what parents mean, and tells nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from build_tools.project import Project
from tests.site.browsing import PHONE, visiting

QUERIES = yaml.safe_load((Path(__file__).parents[1] / "search/queries.yaml").read_text("utf-8"))
FIRST = 3
SHARE = 0.95
TIGHT = "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"


@pytest.fixture
def page(browser: Browser, site_address: str) -> Iterator[Page]:
    """The search page on a phone, not yet used."""
    with visiting(browser, site_address, **PHONE) as opened:
        opened.goto("/search/")
        yield opened


def ask(page: Page, words: str) -> list[str]:
    """Type the words and press Enter: the addresses found, in order, without outer slashes."""
    page.locator("#search-words").fill(words)
    page.locator("#search-words").press("Enter")
    page.locator(f"#search-results[data-query={as_css(words)}]").wait_for(state="attached")
    found: list[str] = page.locator("#search-results a").evaluate_all(
        "links => links.map(link => new URL(link.href).pathname)"
    )
    return [address.strip("/") or "index" for address in found]


def as_css(words: str) -> str:
    """The words as a quoted string of a CSS selector."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def test_the_right_page_is_among_the_first_three(page: Page) -> None:
    """For at least 95 in 100 of what parents type."""
    missed = [q["query"] for q in QUERIES if q["finds"] not in ask(page, q["query"])[:FIRST]]
    assert len(missed) / len(QUERIES) <= 1 - SHARE, missed


def test_there_are_queries_enough() -> None:
    """At least 60, none twice."""
    assert len({entry["query"] for entry in QUERIES}) == len(QUERIES) >= 60


def test_every_query_names_a_page_of_the_site(project: Project) -> None:
    """A page that moved takes its queries along."""
    known = {page.path.removesuffix(".md").removesuffix("/index") for page in project.pages}
    assert {entry["finds"] for entry in QUERIES} <= known


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ombudsmen", "ombudsman"), ("tribunl", "tribunal"), ("OCCUPATIONAL THERAPY", "OT")],
)
def test_slips_and_other_words_find_the_same_page(typed: str, meant: str, page: Page) -> None:
    """A tired parent need not spell."""
    assert ask(page, typed)[0] == ask(page, meant)[0]


def test_nothing_is_loaded_before_the_box_is_used(page: Page) -> None:
    """The index weighs more than the page, and most visitors of the page read its lists."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert not any("pagefind" in url or "search.json" in url for url in asked)


def test_what_is_typed_is_in_no_address(page: Page) -> None:
    """So that neither the host nor the next page learns it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, "zebra tribunal")
    assert not any("zebra" in url for url in [*asked, page.url])


def test_back_brings_the_words_back(page: Page) -> None:
    """Nobody types twice because the first page was not the right one."""
    found = ask(page, "mediation")
    page.locator("#search-results a").first.click()
    page.go_back()
    expect(page.locator("#search-words")).to_have_value("mediation")
    expect(page.locator("#search-results a")).to_have_count(len(found))


def test_the_tight_policy_is_enough(browser: Browser, site_address: str) -> None:
    """Search runs where scripts may only come from the site itself."""

    def with_policy(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": TIGHT})

    with visiting(browser, site_address) as opened:
        opened.route("**/search/", with_policy)
        opened.goto("/search/")
        assert ask(opened, "mediation")[0] == "stages/disagreement-resolution"


def test_a_missing_index_is_said_in_words(page: Page) -> None:
    """The lists are still there."""
    page.route("**/pagefind/**", lambda route: route.abort())
    page.locator("#search-words").fill("mediation")
    page.locator("#search-words").press("Enter")
    expect(page.locator("#search-status")).to_contain_text("lists below")
    expect(page.locator("#lists")).to_be_visible()


@pytest.mark.parametrize("words", ["<img src=x onerror=alert(1)>", "x" * 5000, "السلام", "🙂", "."])
def test_odd_words_are_only_words(words: str, page: Page) -> None:
    """Nothing typed is run, and nothing breaks."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    ask(page, words[:200])
    expect(page.locator("#search-status")).not_to_be_empty()
    assert wrong == []


def test_without_scripts_the_lists_are_offered(browser: Browser, site_address: str) -> None:
    """And no box that would do nothing."""
    with visiting(browser, site_address, java_script_enabled=False, **PHONE) as opened:
        opened.goto("/search/")
        expect(opened.locator("#search-words")).to_be_hidden()
        expect(opened.locator("main ul a[href='../stages/']")).to_be_visible()
