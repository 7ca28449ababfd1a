"""The change log: read whole, newest first, and followed in any feed reader."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from build_tools.change_log import ATOM, CHANGES_FILE, feed, load_changes
from tests.site.building import ROOT

ENTRY = "  - {name: %s, from: %s, what: New., pages: [about], if_you_acted: Nothing.}\n"


def changes_from(text: str, root: Path):
    (root / CHANGES_FILE).parent.mkdir()
    (root / CHANGES_FILE).write_text(text, "utf-8")
    return load_changes(root)


def test_the_newest_comes_first(tmp_path: Path) -> None:
    """However the file is ordered."""
    text = "changes:\n" + ENTRY % ("a", "2026-01-01") + ENTRY % ("b", "2026-02-01")
    changes, findings = changes_from(text, tmp_path)
    assert ([c.name for c in changes], findings) == (["b", "a"], [])


@pytest.mark.parametrize(
    "line", [ENTRY % ("a", "in May"), "  - {name: a}\n", "  - x\n"], ids=["date", "parts", "shape"]
)
def test_what_does_not_fit_is_a_finding(line: str, tmp_path: Path) -> None:
    """And is not shown."""
    changes, findings = changes_from("changes:\n" + line, tmp_path)
    assert changes == ()
    assert findings


def test_the_feed_has_what_a_reader_needs() -> None:
    """An id and a day for each entry, and whole addresses."""
    changes, _ = load_changes(ROOT)
    root = ET.fromstring(feed(changes, "https://plan.example/sub/"))
    for item in [root, *root.iter(f"{{{ATOM}}}entry")]:
        found = {name: item.findtext(f"{{{ATOM}}}{name}") for name in ("id", "title", "updated")}
        assert all(found.values())
        assert str(found["id"]).startswith("https://plan.example/sub/about/changes/")


def test_the_changes_name_pages_of_the_site() -> None:
    """A parent can open each."""
    for change in load_changes(ROOT)[0]:
        for page in change.pages:
            stem = ROOT / "docs" / page
            assert stem.with_suffix(".md").is_file() or (stem / "index.md").is_file()
