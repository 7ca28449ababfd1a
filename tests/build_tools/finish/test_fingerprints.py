"""Addresses that change with what they hold."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from build_tools.finish import Built
from build_tools.finish.fingerprints import fingerprint


def page_after(tmp_path: Path, page: str, style: str = "p{}") -> str:
    """A page once it has been given its versions."""
    (tmp_path / "assets/stylesheets").mkdir(parents=True, exist_ok=True)
    (tmp_path / "assets/stylesheets/site.css").write_text(style)
    (tmp_path / "index.html").write_text(page)
    fingerprint(Built(tmp_path, tmp_path, dt.date(2026, 11, 24)))
    return (tmp_path / "index.html").read_text()


def version(page: str) -> str:
    """The version that a page asks for."""
    found = re.search(r"\?v=([0-9a-f]{8})\"", page)
    assert found
    return found[1]


LINK = '<link rel="stylesheet" href="../../assets/stylesheets/site.css">'


def test_the_address_changes_with_the_content(tmp_path: Path) -> None:
    """And stays while the content stays."""
    first, again = (version(page_after(tmp_path, LINK)) for _ in range(2))
    assert first == again != version(page_after(tmp_path, LINK, "p{color:red}"))


@pytest.mark.parametrize(
    "page",
    [
        '<a href="stages/">x</a>',
        '<link href="assets/stylesheets/none.css">',
        '<link href="assets/stylesheets/site.css?v=12345678">',
        "<p>assets/stylesheets/site.css</p>",
    ],
)
def test_nothing_else_changes(page: str, tmp_path: Path) -> None:
    """Other links, files that are not there, what has its version, and words."""
    assert page_after(tmp_path, page) == page
