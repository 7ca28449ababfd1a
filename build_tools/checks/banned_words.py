"""Words that promise too much, talk down, or that nobody says aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Place, Rule
from build_tools.project import Page

RULE = Rule(
    "WORD003",
    "banned-words",
    "We promise nothing, talk down to nobody and use plain words.",
    acceptable=True,
)

INSTEAD = {
    "click here": "say what the link leads to",
    "guarantee": "say what may happen, and how often it does",
    "guaranteed": "say what may happen, and how often it does",
    "utilise": "use",
    "in order to": "to",
    "prior to": "before",
    "commence": "start",
    "pursuant to": "under",
    "herein": "here",
    "aforementioned": "this",
    "simply": "leave it out: it may not be simple for the reader",
    "obviously": "leave it out",
    "suffers from": "has",
    "special needs child": "child with special educational needs",
}
PATTERN = re.compile(rf"\b(?:{'|'.join(map(re.escape, INSTEAD))})\b", re.IGNORECASE)


def _may_hold_one(text: str) -> bool:
    """A first look, ten times as fast as the pattern."""
    small = text.lower()
    return any(words in small for words in INSTEAD)


def check_page(page: Page) -> Iterator[Finding]:
    if not _may_hold_one(page.body):
        return
    for number, line in enumerate(page.body.split("\n"), page.body_line):
        for match in PATTERN.finditer(line):
            yield RULE.at(
                Place(page.file, number, match.start() + 1, len(match[0])),
                f"“{match[0]}” is on the list of words we do not use",
                f"Instead: {INSTEAD[match[0].lower()]}.",
            )


def check(subject: Subject) -> Iterator[Finding]:
    for words, path in subject.project.question_words:
        for match in PATTERN.finditer(words) if _may_hold_one(words) else ():
            yield RULE.at(
                subject.project.tree_document.at(*path),
                f"“{match[0]}” is on the list of words we do not use",
                f"Instead: {INSTEAD[match[0].lower()]}.",
            )
