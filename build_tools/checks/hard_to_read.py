"""A page that is harder to read than its kind allows."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.finding import Finding, Rule
from build_tools.project import Page
from build_tools.reading import grade_of

RULE = Rule(
    "WORD001",
    "hard-to-read",
    "Many parents read this tired, worried, or in a second language.",
    acceptable=True,
)


def check_page(page: Page) -> Iterator[Finding]:
    grade, limit = grade_of(page.body), limit_of(page)
    if grade > limit:
        yield RULE.at(
            page.front.at("title"),
            f"the reading grade is {grade:.1f}; at most {limit}",
            "Use shorter words and shorter sentences; split the longest ones first.",
        )


def limit_of(page: Page) -> float:
    """Flesch-Kincaid grade: 7 for outcomes, 8 for every other page that parents read."""
    return 7.0 if page.is_outcome else 8.0
