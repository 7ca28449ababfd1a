"""The engine of the real site, served, and two real browsers to open it in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.compile import compile_site
from build_tools.deadlines import bank_holidays
from build_tools.load import load
from build_tools.python_bundle import browser_pack, engine_files
from tests.engine.server import Server, serving

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "overrides/assets/javascripts"
PAGE = b"<!doctype html><html lang=en><title>A page that may start the engine</title><p>Hello"


@pytest.fixture(scope="session")
def engine_site() -> dict[str, bytes]:
    """Every file that a page with the engine needs: path -> bytes."""
    files = engine_files(ROOT, browser_pack(compile_site(load(ROOT), bank_holidays(2026))))
    scripts = {f"assets/javascripts/{path.name}": path.read_bytes() for path in SCRIPTS.iterdir()}
    return {"page.html": PAGE, **scripts, **files}


@pytest.fixture
def server(engine_site: dict[str, bytes]) -> Iterator[Server]:
    """The engine's files on a server of their own, so that a test may spoil them."""
    with serving(engine_site) as running:
        yield running
