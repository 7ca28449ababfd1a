"""What the build writes under about/ for those who look after the site: front matter and data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.compile import Site
from build_tools.project import SOURCES_FILE, TREE_FILE

Made = tuple[str, Mapping[str, str], str, Mapping[str, Any]]
"""(path under build/docs/, front matter, template, what the template is given)."""


def about_pages(site: Site) -> Iterator[Made]:
    """Each page."""
    yield (
        "about/freshness.md",
        {
            "title": "How fresh this site is",
            "description": "What was read when, what is due to be read again and when, how much of "
            "it shows its source, and who has reviewed it.",
            "kind": "page",
            "edit": SOURCES_FILE,
        },
        "freshness.md.j2",
        {"fresh": site.freshness},
    )
    yield (
        "about/map.md",
        {
            "title": "The map of the questions",
            "description": "Every question, every answer and where it leads, in pictures and in "
            "words, made from the tree each time the site is built.",
            "kind": "page",
            "edit": TREE_FILE,
        },
        "map.md.j2",
        {"map": site.map, "ladders": site.ladders.values()},
    )
