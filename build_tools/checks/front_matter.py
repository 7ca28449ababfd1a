"""Front matter with an unknown key, or without one that the page needs."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools import shapes
from build_tools.finding import Finding, Rule
from build_tools.project import Page

UNKNOWN = Rule(
    "PAGE001", "unknown-front-matter", "A key nobody knows is read by nobody, so it would be lost."
)
RULE = Rule("PAGE002", "front-matter-shape", "What is missing here would leave a hole in the page.")


def check_page(page: Page) -> Iterator[Finding]:
    if not page.front.findings:
        yield from shapes.fit(shape_of(page), page.front, UNKNOWN, RULE)[1]


def shape_of(page: Page) -> shapes.Record:
    """The front matter that this kind of page has."""
    if page.is_outcome:
        return shapes.OUTCOME_PAGE
    if page.is_stage:
        return shapes.STAGE_PAGE
    return shapes.LETTER_PAGE if page.is_letter else shapes.PAGE
