"""Smaller copies, for hosts that send them as they are."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import brotli
import pytest

from build_tools.finish import Built
from build_tools.finish.compress import SMALLEST, compress

WORDS = b"The council must arrange it. " * 40


def names_after(tmp_path: Path, name: str, content: bytes) -> set[str]:
    """What lies in the site after one file was looked at."""
    site = tmp_path / "site"
    site.mkdir()
    (site / name).write_bytes(content)
    compress(Built(site, tmp_path, dt.date(2026, 11, 24)))
    return {path.name for path in site.iterdir()}


def test_a_page_gets_its_smaller_copies(tmp_path: Path) -> None:
    """Which are the same page once unpacked."""
    assert names_after(tmp_path, "a.html", WORDS) == {"a.html", "a.html.br", "a.html.gz"}
    assert brotli.decompress((tmp_path / "site/a.html.br").read_bytes()) == WORDS
    assert gzip.decompress((tmp_path / "site/a.html.gz").read_bytes()) == WORDS


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.png", WORDS), ("a.pf_index", WORDS), ("a.html", b"x" * (SMALLEST - 1)), ("CNAME", WORDS)],
)
def test_what_would_gain_nothing_gets_none(name: str, content: bytes, tmp_path: Path) -> None:
    """Pictures, what is packed already, and the smallest files."""
    assert names_after(tmp_path, name, content) == {name}


def test_copies_are_the_same_each_time(tmp_path: Path) -> None:
    """So that a host and a mirror see no change where there is none."""
    names_after(tmp_path, "a.html", WORDS)
    first = (tmp_path / "site/a.html.gz").read_bytes()
    for path in (tmp_path / "build").rglob("*"):
        if path.is_file():
            path.unlink()
    compress(Built(tmp_path / "site", tmp_path, dt.date(2026, 11, 24)))
    assert (tmp_path / "site/a.html.gz").read_bytes() == first
