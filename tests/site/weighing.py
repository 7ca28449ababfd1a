"""How many bytes a browser gets for a page, as they come over the line."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page


class Scales:
    """Counts what Chromium gets for one tab: headers and bodies as sent, nothing from its cache."""

    def __init__(self, page: Page) -> None:
        self._got = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._add)

    def _add(self, event: dict[str, Any]) -> None:
        self._got += event["encodedDataLength"]

    def read(self) -> int:
        """Bytes since the last reading."""
        got, self._got = self._got, 0
        return int(got)
