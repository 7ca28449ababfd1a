"""Addresses: every one that the site promises, and none that it does not have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.addresses import ANCHOR, promised, web_address
from build_tools.compile import compile_site
from build_tools.load import load
from build_tools.render import render
from tests.conftest import SmallProject

ID = re.compile(r"\sid=\"([\w-]+)\"")
PICTURES = ("/assets/", "/about/map/branch-", "/about/map/stage-", "/about/map/tree")
"""Files that a page shows, and that nobody is told to link to."""
ROOT = Path(__file__).parents[2]


def written(root: Path) -> set[str]:
    """Every page, file and anchor in the source of the site, read from what render writes."""
    found = set()
    for path, content in render(compile_site(load(root))).items():
        found.add(web_address(path))
        if path.endswith(".md"):
            text = content.decode()
            anchors = (*ANCHOR.findall(text), *ID.findall(text))
            found.update(f"{web_address(path)}#{anchor}" for anchor in anchors)
    return found


def anchors_in(path: Path) -> list[str]:
    """The anchors that a file gives by name, not from data."""
    return ANCHOR.findall(path.read_text("utf-8"))


def is_by_name(address: str, root: Path) -> bool:
    """Whether an anchor stands in a template or on its own hand-written page."""
    page, mark, anchor = address.partition("#")
    templates = (ROOT / "build_tools/templates").glob("*.j2")
    pages = [root / f"docs{page[:-1]}{end}" for end in (".md", "/index.md")]
    files = [*templates, *(path for path in pages if path.is_file())]
    return not mark or any(anchor in anchors_in(path) for path in files)


@pytest.mark.parametrize("which", ["real", "small"])
def test_what_is_promised_is_what_is_written(which: str, small_project: SmallProject) -> None:
    """Each anchor of a template is promised in addresses.py, and each promise is kept."""
    root = ROOT if which == "real" else small_project()
    there = {address for address in written(root) if not address.startswith(PICTURES)}
    addresses = {address for address in promised(load(root)) if address.startswith("/")}
    assert sorted(addresses - there) == []
    assert [a for a in sorted(there - addresses) if is_by_name(a, root)] == []


def test_ids_that_others_lean_on_are_promised(small_project: SmallProject) -> None:
    """Kept answers name questions, so a question's id may not vanish unseen."""
    assert {"question which-plan", "question council-told"} <= promised(load(small_project()))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", "/"),
        ("stages/index.md", "/stages/"),
        ("stages/ombudsman.md", "/stages/ombudsman/"),
        ("about/my-index.md", "/about/my-index/"),
        ("data/tree.json", "/data/tree.json"),
    ],
)
def test_where_a_file_is_served(path: str, address: str) -> None:
    """A page is served from a folder of its name, any other file from its own path."""
    assert web_address(path) == address


@pytest.mark.parametrize(
    ("line", "anchors"),
    [
        ("## By when {#by-when}", ["by-when"]),
        ("## By when {: #by-when .wide }", ["by-when"]),
        ("Some text. {: .soft }", []),
        ("{{ braces }} and #1", []),
    ],
)
def test_an_anchor_is_what_stands_in_braces(line: str, anchors: list[str]) -> None:
    """The two ways in which Python-Markdown lets an anchor be written."""
    assert ANCHOR.findall(line) == anchors
