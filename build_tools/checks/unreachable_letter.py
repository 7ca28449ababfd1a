"""A letter without a page, or that no outcome and no stage offers."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Place, Rule
from build_tools.project import LETTERS, PAGES

RULE = Rule(
    "LETT006",
    "unreachable-letter",
    "A letter that no page offers is a letter that no parent sends.",
)

NEEDS = (PAGES,)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    project = subject.project
    shown = {str(page.meta.get("letter")) for page in project.letter_pages.values()}
    for letter in project.letters:
        if letter not in shown:
            yield RULE.at(
                Place(f"{LETTERS}/{letter}.j2"),
                f"the letter `{letter}` has no page",
                f"Write docs/letters/{letter}.md around it, with `letter: {letter}`.",
            )
    offered = {
        use.letter
        for page in (*project.outcomes.values(), *project.stages.values())
        for use in page.letter_uses
        if use.main
    }
    for name, page in project.letter_pages.items():
        if name not in offered:
            yield RULE.at(
                page.front.at("letter"),
                f"no outcome and no stage offers the letter `{name}`",
                "Name it under `letters:` of the pages it goes with, or take it out.",
            )
