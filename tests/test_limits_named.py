"""Pages that state a limit in law name it under `deadlines:`, so that a parent can count it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.compile import compile_site
from build_tools.load import load
from build_tools.project import Page
from build_tools.render import render
from build_tools.statements import cited_in
from decision_tree.deadlines import LAW

PROJECT = load(Path(__file__).parents[1])
PAGES = [*PROJECT.outcomes.values(), *PROJECT.stages.values()]

STATES_LIMITS = {"By when", "Time limits", "How to tell", "What applies to you"}
LENGTH = re.compile(
    r"(?:\d+|two|three|four|five|six|eight|twelve|fifteen)"
    r" (?:working |school )?(?:days?|weeks?|months?)",
    re.IGNORECASE,
)


def limits_by_source() -> dict[str, set[str]]:
    """Which limits in law rest on a source."""
    found: dict[str, set[str]] = {}
    for deadline in PROJECT.rules.deadlines.values():
        for cite in deadline.cites if deadline.kind == LAW else ():
            found.setdefault(cite.source, set()).add(deadline.id)
    return found


def unnamed(page: Page) -> list[str]:
    """Statements with a length of time and the source of a limit, none of whose limits is named."""
    known, named, section, found = limits_by_source(), set(page.names("deadlines")), "", []
    for block in page.blocks:
        if block.kind == "heading":
            section = block.text if block.level == 2 else section
        elif section in STATES_LIMITS:
            found += [
                f"{words.strip()} [@{source}]: name one of {sorted(known[source])}"
                for words, cites in cited_in(block.text)
                for source, _ in cites
                if source in known and LENGTH.search(words) and not known[source] & named
            ]
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_limit_that_is_stated_is_named(page: Page) -> None:
    """Name it in the front matter of the page."""
    assert not unnamed(page)


def test_a_limit_that_is_named_is_drawn() -> None:
    """On every page, also where no section says "By when"."""
    pages = render(compile_site(PROJECT))
    naming = [page for page in PAGES if page.names("deadlines")]
    drawn = {
        page.path: re.findall(r'data-deadline="([^"]+)"', pages[page.path].decode())
        for page in naming
    }
    assert drawn == {page.path: list(page.names("deadlines")) for page in naming}
