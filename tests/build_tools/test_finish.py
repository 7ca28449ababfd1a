"""Finish: what is slow is made once for the same content."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from build_tools.finish import CACHE, DAYS_KEPT, Built, forget, kept


def test_the_same_content_is_made_once(tmp_path: Path) -> None:
    """A second run with the same source takes what the first one made."""
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"x")
        return b"result"

    assert [kept(tmp_path, "kind-1", b"source", make) for _ in range(2)] == [b"result"] * 2
    assert len(made) == 1


def test_other_content_and_other_versions_are_made_anew(tmp_path: Path) -> None:
    """What was made is found by its kind and by its source."""
    assert kept(tmp_path, "kind-1", b"a", lambda: b"1") == b"1"
    assert kept(tmp_path, "kind-1", b"b", lambda: b"2") == b"2"
    assert kept(tmp_path, "kind-2", b"a", lambda: b"3") == b"3"


def test_pages_come_in_path_order(tmp_path: Path) -> None:
    """So that every step does the same on every machine."""
    for name in ("b.html", "a/index.html", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    pages = Built(tmp_path, tmp_path, dt.date(2026, 11, 24)).pages()
    assert [page.relative_to(tmp_path).as_posix() for page in pages] == ["a/index.html", "b.html"]


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    """After a month, so that the cache does not grow for ever."""
    kept(tmp_path, "kind-1", b"old", lambda: b"1")
    (path,) = (tmp_path / CACHE).rglob("*-1/*")
    made = path.stat().st_mtime
    forget(tmp_path, now=made + (DAYS_KEPT - 1) * 86_400)
    assert path.is_file()
    forget(tmp_path, now=made + (DAYS_KEPT + 1) * 86_400)
    assert not path.exists()
