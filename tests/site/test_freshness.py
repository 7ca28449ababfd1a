"""Past its date: worked out in the browser, on the day a page is read."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Browser

from build_tools.project import Project
from tests.site.browsing import PHONE, visiting

PAGE = "stages/ombudsman.md"


def days_of(project: Project) -> tuple[dt.date, dt.date]:
    """(the day the page is due, the first day any source of it is due)."""
    page = project.pages_by_path[PAGE]
    sources = (project.sources[c.source].check_by for c in page.citations)
    return (
        dt.date.fromisoformat(page.meta["check_by"]),
        min(dt.date.fromisoformat(day) for day in sources),
    )


@pytest.mark.parametrize("later", [0, 1])
def test_a_page_turns_amber_the_day_after(
    later: int, browser: Browser, site_address: str, project: Project
) -> None:
    """On the day itself there is no note; the next day it stands first on the page."""
    day = min(days_of(project)) + dt.timedelta(days=later)
    with visiting(browser, site_address, **PHONE) as page:
        page.clock.set_fixed_time(dt.datetime.combine(day, dt.time(12)))
        page.goto(f"/{PAGE.removesuffix('.md')}/")
        note = page.locator(".stale")
        assert note.is_visible() is bool(later)
        if later:
            first = page.locator("article > *").first
            assert "stale" in (first.get_attribute("class") or "")
            assert "The law may have changed since" in first.inner_text()


def test_sources_past_their_day_are_marked_each(
    browser: Browser, site_address: str, project: Project
) -> None:
    """In the list at the foot of a page, and in the list of all."""
    day = days_of(project)[1] + dt.timedelta(days=1)
    past = {s.id for s in project.sources.values() if dt.date.fromisoformat(s.check_by) < day}
    assert past
    with visiting(browser, site_address) as page:
        page.clock.set_fixed_time(dt.datetime.combine(day, dt.time(12)))
        page.goto("/sources/")
        page.wait_for_selector(".past")
        marked = page.eval_on_selector_all("li:has(> .past)", "all => all.map((li) => li.id)")
        assert set(marked) == past
        page.goto(f"/{PAGE.removesuffix('.md')}/")
        assert page.locator(".source-list .past").count() > 0


def test_the_whole_state_shows_what_is_due(
    browser: Browser, site_address: str, project: Project
) -> None:
    """Nothing is amber on the day it was read; a century later every day is."""
    read_on = max(dt.date.fromisoformat(s.read_on) for s in project.sources.values())
    with visiting(browser, site_address) as page:
        for day, all_past in ((read_on, False), (dt.date(2126, 1, 1), True)):
            page.clock.set_fixed_time(dt.datetime.combine(day, dt.time(12)))
            page.goto("/about/freshness/")
            days = page.locator("article summary").count()
            assert days > 1
            assert page.locator("summary .past").count() == (days if all_past else 0)
            assert page.locator(".stale").is_visible() is all_past


def test_without_a_script_the_day_is_in_words(browser: Browser, site_address: str) -> None:
    """Whoever has no script reads the day and no note."""
    with visiting(browser, site_address, java_script_enabled=False) as page:
        page.goto(f"/{PAGE.removesuffix('.md')}/")
        assert "Check by" in page.locator(".dates").inner_text()
        assert not page.locator(".stale").is_visible()
