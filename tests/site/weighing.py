"""How many bytes a browser gets for a page, as they come over the line."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from build_tools.finish.offline import PLACE as SERVICE_WORKER
from build_tools.finish.scripts import FOLDER

_ASKED_FOR = re.compile(r'data-module="([\w.]+)"')


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


class OurScripts:
    """Our own JavaScript as it is served; weights are in bytes, gzipped as hosts do at most."""

    def __init__(self, site: Path) -> None:
        self.site = site
        files = [*(site / FOLDER).glob("*.mjs"), site / SERVICE_WORKER]
        self._texts = {file.name: file.read_text("utf-8") for file in files}
        self._weights = {
            name: len(gzip.compress(text.encode(), 9)) for name, text in self._texts.items()
        }

    def in_all(self) -> int:
        """Everything, the service worker included."""
        return sum(self._weights.values())

    def on(self, page: Path) -> int:
        """What a page may come to load, whatever is opened on it and however long one stays."""
        text = page.read_text("utf-8")
        return sum(self._weights[name] for name in self._reached(text))

    def _reached(self, page: str) -> set[str]:
        reached: set[str] = set()
        waiting = self._named_in(page) | {f"{name}.mjs" for name in _ASKED_FOR.findall(page)}
        while waiting:
            name = waiting.pop()
            reached.add(name)
            waiting |= self._named_in(self._texts[name]) - reached
        return reached

    def _named_in(self, text: str) -> set[str]:
        """Modules whose names stand in a page or a module, to be loaded at once or late."""
        return {name for name in re.findall(r"[\w.-]+\.mjs", text) if name in self._texts}
