"""The label of the open data: licence, version and schema, the same whenever it is built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools import __version__
from build_tools.change_log import Change
from build_tools.compile import compile_site
from build_tools.load import load
from build_tools.open_data import data_version, labelled
from build_tools.render import render
from build_tools.schemas import SCHEMA_ENDING, published
from tests.conftest import SmallProject


def change(start: str) -> Change:
    """A change of the words from one day on."""
    return Change("first-version", start, "New.", ("about",), "Nothing to do.")


@pytest.mark.parametrize(
    ("read_on", "changed", "day"),
    [
        (["2026-11-23", "2026-11-25"], ["2026-11-24"], "+2026-11-25"),
        (["2026-11-23"], ["2026-11-24", "2026-11-20"], "+2026-11-24"),
        ([], [], ""),
    ],
    ids=["a source", "a change", "neither"],
)
def test_the_version_ends_with_the_newest_day(
    read_on: list[str], changed: list[str], day: str
) -> None:
    """On which a source was read or the words changed."""
    assert data_version(read_on, map(change, changed)) == f"{__version__}{day}"


def test_the_label_comes_first_and_changes_nothing() -> None:
    """A file names the schema beside it."""
    data = labelled("sources.json", {"sources": {"act": 1}}, "1.0.0")
    assert list(data) == ["$schema", "license", "version", "sources"]
    assert data["$schema"] == "sources.schema.json"
    assert data["sources"] == {"act": 1}


def test_every_file_of_data_is_labelled(small_project: SmallProject) -> None:
    """And no schema is, for it is not what it describes."""
    made = render(compile_site(load(small_project())))
    files = {path: json.loads(text) for path, text in made.items() if path[:5] == "data/"}
    for path, data in files.items():
        if not path.endswith(".schema.json"):
            assert f"data/{data['$schema']}" in files, path
            assert data["license"] == "CC-BY-SA-4.0"
            assert data["version"].startswith(__version__)


def test_the_page_for_those_who_use_it_lists_every_file() -> None:
    """Each with its schema."""
    page = (Path(__file__).parents[2] / "docs/about/open-data.md").read_text("utf-8")
    for schema in published():
        for name in (schema, f"{schema.removesuffix(SCHEMA_ENDING)}.json"):
            assert f"](../data/{name})" in page
