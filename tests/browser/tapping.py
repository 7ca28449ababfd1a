"""What a parent does on the site, as short words for the journeys."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.site.test_access import AXE, RUN_AXE, SMALL_TARGETS, TOO_WIDE

COUNCIL_SAID_NOTHING = ("final-plan", "support-missing", "part-of-it", "complained")
"""Answers from the front door to `/questions/complaint-about-part/`."""


def tap(page: Page, *answers: str) -> None:
    """Tap one answer after the other, each where the page before led."""
    for answer in answers:
        before = page.url
        page.locator(f'[data-answer="{answer}"]').tap()
        page.wait_for_url(lambda url, before=before: url != before)
        page.wait_for_selector(".so-far")


def begin(page: Page, *answers: str) -> None:
    """Open the front door and tap from there."""
    page.goto("/")
    tap(page, *answers)


def trail(page: Page) -> list[str]:
    """What "Your answers so far" says was answered, in order; none where it is not shown."""
    return page.locator(".so-far li b").all_inner_texts()


def path(page: Page) -> str:
    """Where the page is, without the host and the answers."""
    return str(page.evaluate("location.pathname"))


def stored(page: Page, where: str = "localStorage") -> dict[str, Any]:
    """Everything that a storage of the browser holds for the site."""
    return dict(page.evaluate(f"Object.entries({where})"))


ENGINE_TIME = 60_000
"""Milliseconds that the engine may take to start where other tests run beside."""

NOON = "2026-11-26T12:00:00"


def at(page: Page, moment: str = NOON) -> None:
    """From now on the device's clock shows this moment, though time goes on."""
    page.clock.set_fixed_time(moment)


def open_dates(page: Page, address: str) -> None:
    """Open a page and unfold its time limits."""
    page.goto(address)
    page.locator("details.count > summary").tap()
    page.locator("form.tool").wait_for()


def count(page: Page) -> None:
    """Tap the button, and wait for a day."""
    page.get_by_role("button", name="Count my days").tap()
    page.locator(".counted").first.wait_for(timeout=ENGINE_TIME)


def days(page: Page) -> list[str]:
    """What stands above the folded block: each day with its words."""
    return [" ".join(text.split()) for text in page.locator(".your-days li").all_inner_texts()]


def wrong(page: Page) -> list[str]:
    """What the page says is wrong, from top to bottom."""
    return [text for text in page.locator(".wrong").all_inner_texts() if text]


def open_letter(page: Page, address: str) -> None:
    """Open the page of a letter, and tap until its fields are there."""
    page.goto(address)
    page.get_by_role("button", name="Fill this letter in on this phone").tap()
    page.get_by_text("Still blank").wait_for(timeout=ENGINE_TIME)


def sheet(page: Page) -> str:
    """The words of the letter that the page shows."""
    return page.locator(".letter:not([hidden])").inner_text()


def faults(page: Page) -> list[Any]:
    """What axe finds, light and dark; what is too small to press; how far the page is too wide."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[Any] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += page.evaluate(RUN_AXE, None)
    found += page.evaluate(SMALL_TARGETS)
    too_wide = page.evaluate(TOO_WIDE)
    return [*found, too_wide] if too_wide else found
