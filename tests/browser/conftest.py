"""A visitor on a phone, with JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browsing import PHONE, visiting


@pytest.fixture
def page(browser: Browser, site_address: str) -> Iterator[Page]:
    """A page in a private window of its own. The test fails if its script throws, or if anything
    is asked of another host.
    """
    thrown: list[str] = []
    with visiting(browser, site_address, **PHONE) as opened:
        opened.context.set_default_timeout(10_000)
        opened.context.on("weberror", lambda error: thrown.append(str(error.error)))
        yield opened
    assert thrown == []
