"""On paper: an outcome on one A4 page, a letter as a letter, nothing to press."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page

from build_tools.project import Project
from tests.site.browsing import visiting

PAPER = {"viewport": {"width": 695, "height": 1046}}
"""What the margins leave of A4, in CSS pixels."""

ADD = """async address => {
  const text = await (await fetch(address)).text();
  const main = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
  const sheet = document.body.appendChild(document.importNode(main, true));
  sheet.style.breakBefore = 'page';
}"""


def pages_on_paper(page: Page) -> int:
    """How many A4 pages the browser prints of what it shows."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_every_outcome_fits_one_page_of_a4(
    browser: Browser, site_address: str, project: Project
) -> None:
    """All outcomes of a kind in one document, each from the top of a page: as many pages."""
    kinds: dict[str, list[str]] = {}
    for outcome in project.outcomes.values():
        kinds.setdefault(outcome.kind, []).append(f"/next-steps/{outcome.id}/")
    with visiting(browser, site_address, bypass_csp=True, **PAPER) as page:
        for addresses in kinds.values():
            page.goto(addresses[0])
            for address in addresses[1:]:
                page.evaluate(ADD, address)
            if pages_on_paper(page) != len(addresses):
                assert too_long(page, addresses) == []


def too_long(page: Page, addresses: list[str]) -> list[str]:
    """Which of these need more than one page."""
    found = []
    for address in addresses:
        page.goto(address)
        if pages_on_paper(page) != 1:
            found.append(address)
    return found


def test_an_outcome_on_paper_says_where_things_are(
    browser: Browser, site_address: str, project: Project
) -> None:
    """Sources with their addresses in full, and neither menu nor doors."""
    outcome = next(page for page in project.outcomes.values() if page.names("letters"))
    with visiting(browser, site_address, **PAPER) as page:
        page.goto(f"/next-steps/{outcome.id}/")
        page.emulate_media(media="print")
        for hidden in (".bar", ".doors", ".again"):
            assert not page.locator(hidden).is_visible()
        written = page.locator(".source-list a").first.evaluate(
            "it => [it.href, getComputedStyle(it, '::after').content]"
        )
        assert written[1].strip('"').strip() == written[0]


def test_a_letter_on_paper_is_only_the_letter(browser: Browser, site_address: str) -> None:
    """What stands around it on its page is left out, and each form begins its own page."""
    with visiting(browser, site_address, **PAPER) as page:
        page.goto("/letters/section-f-not-delivered/")
        page.emulate_media(media="print")
        assert page.locator(".letter").first.is_visible()
        for around in ("h1", "#when-to-send-it", ".foot", ".dates"):
            assert not page.locator(around).first.is_visible()
        assert pages_on_paper(page) >= page.locator(".letter").count()
