"""A paragraph or list item that states law, a time, a sum or a contact, with no citation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Place, Rule
from build_tools.project import CITATION, Page

RULE = Rule(
    "CITE004",
    "uncited-statement",
    "Parents act on what we say, and councils dispute it: each statement must show its source.",
)

CLAIM = re.compile(
    r"""£\s?\d
    | \b(?:\d+|one|two|three|four|five|six|eight|ten|eleven|twelve|fifteen|twenty)
      [ ](?:(?:working|school|calendar)[ ])?(?:day|week|month)s?\b
    | \bmust\b | \blaw(?:s|ful|fully)?\b | \bunlawful(?:ly)?\b | \blegal(?:ly)?\b
    | \b(?:a|the|your|no|legal)[ ]rights?[ ](?:to|of|under|at)\b | \bdut(?:y|ies)\b
    | \b(?:section|regulation|paragraph)s?[ ]\d | \b0\d{2,4}[ ]\d{3}[ ]?\d{3,4}\b
    | [\w.]+@[\w-]+\.[\w.]+ """,
    re.VERBOSE | re.IGNORECASE,
)

NO_CLAIM = re.compile(
    "|".join(
        (
            r"legal (?:advice|advisers?|help|aid|experts?|team)",
            r"child law advice",
            r"law (?:centres?|firms?|students?|degree)",
            r"law that says so",
            r"statements? of law",
            r"(?:education|equality|specialist|the) law page",
            r"education law",
        )
    ),
    re.IGNORECASE,
)
"""Phrases that hold one of these words and claim nothing about the law."""

EXEMPT_FOLDERS = ("about", "easy-read")
"""About pages speak of this site, and Easy Read pages link to the cited page they retell."""


def check_page(page: Page) -> Iterator[Finding]:
    if page.folder in EXEMPT_FOLDERS:
        return
    for block in page.blocks:
        if block.kind not in ("heading", "quote", "html"):
            yield from _claim(block.text, block.place)


def check(subject: Subject) -> Iterator[Finding]:
    for question in subject.project.tree.questions.values():
        if question.why:
            place = subject.project.tree_document.at("questions", question.id, "why")
            yield from _claim(question.why, place)


def claim_in(text: str) -> str:
    """The words of a text that state law, a time, a sum or a contact; "" where none do."""
    words = re.sub(r"\]\([^)]*\)", "]", text)
    claim = CLAIM.search(NO_CLAIM.sub(" ", CITATION.sub(" ", words)))
    return claim[0].strip() if claim else ""


def _claim(text: str, place: Place) -> Iterator[Finding]:
    if CITATION.search(text):
        return
    claim = claim_in(text)
    if claim:
        yield RULE.at(
            place,
            f"“{claim}” is said here without a source",
            "Cite its source in this paragraph or list item, or word it without the claim.",
        )
