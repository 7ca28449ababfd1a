"""A visitor on a phone, with JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browsing import PHONE, visiting


def refused(text: str) -> bool:
    """Whether the browser says that a policy has stopped something."""
    return "Content Security Policy" in text or "Trusted Type" in text


@pytest.fixture
def page(browser: Browser, site_address: str) -> Iterator[Page]:
    """A page in a private window of its own. The test fails if its script throws, if anything
    is asked of another host, or if the page would have broken its own policy.
    """
    thrown: list[str] = []
    with visiting(browser, site_address, **PHONE) as opened:
        opened.context.set_default_timeout(10_000)
        opened.context.on("console", lambda said: refused(said.text) and thrown.append(said.text))
        opened.context.on("weberror", lambda error: thrown.append(str(error.error)))
        yield opened
    assert thrown == []
