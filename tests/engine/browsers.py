"""Two real browsers behind one small face: open an address, run a piece of JavaScript in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.site import browsing

LONGEST = 120
"""Seconds that a script may take: the engine starts in a few, but this machine may be busy."""


class Browser(Protocol):
    """What the tests need of a browser."""

    def open(self, address: str) -> None:
        """Show a page, with nothing kept from the one before it but the browser's cache."""

    def run(self, body: str) -> Any:
        """What the body of an async function returns, as plain data. Raises where it throws."""


class Chromium:
    """Chromium through Playwright."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)

    def run(self, body: str) -> Any:
        return self.page.evaluate(f"async () => {{ {body} }}")


class WebKit:
    """WebKitGTK through Selenium: the engine of Safari."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        self.driver.get(address)

    def run(self, body: str) -> Any:
        done = self.driver.execute_async_script(
            "const end = arguments[arguments.length - 1];"
            f"(async () => {{ {body} }})().then((value) => end({{ value }}),"
            " (problem) => end({ problem: String(problem) }));"
        )
        if "problem" in done:
            raise AssertionError(done["problem"])
        return done.get("value")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A new Chromium with an empty cache."""
    with browsing.chromium() as browser:
        yield Chromium(browser.new_page())


@contextmanager
def webkit() -> Iterator[Browser]:
    """A new WebKitGTK on a screen of its own, or the test is skipped where there is none."""
    driver = shutil.which("WebKitWebDriver")
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    if not (driver and browsers and shutil.which("Xvfb")):
        assert "CI" not in os.environ, "WebKit or Xvfb is missing"
        pytest.skip("needs webkit2gtk-driver and xvfb")
    with _screen() as display:
        environment = {
            **os.environ,
            "DISPLAY": display,
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        options = Options()
        options.binary_location = str(browsers[-1])
        options.add_argument("--automation")
        service = Service(executable_path=driver, env=environment)
        browser = webdriver.WebKitGTK(options=options, service=service)
        browser.set_script_timeout(LONGEST)
        try:
            yield WebKit(browser)
        finally:
            browser.quit()


@contextmanager
def _screen() -> Iterator[str]:
    """A screen that is not there, by its name."""
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        screen.terminate()
        screen.wait()
