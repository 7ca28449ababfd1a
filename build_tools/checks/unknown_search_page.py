"""Words for the search page that lead to a page which is not there."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.search_words import SEARCH_WORDS_FILE
from build_tools.shapes import did_you_mean

RULE = Rule(
    "PAGE008",
    "unknown-search-page",
    "What people type for it would lead nobody anywhere, and nobody would see why.",
)

NEEDS = (SEARCH_WORDS_FILE,)
"""Files that must be readable for this rule to make sense."""

MADE = ("next-steps",)
"""Pages that the build makes and the search finds."""


def check(subject: Subject) -> Iterator[Finding]:
    words = subject.project.search_words
    written = (page.path.removesuffix(".md") for page in subject.project.pages)
    known = {*(path.removesuffix("/index") for path in written), *MADE}
    for number, address in words.entries:
        if address not in known:
            yield RULE.at(
                words.document.at("pages", str(number), "page"),
                f"there is no page `{address}`",
                "Name one by its address, without slashes at its ends."
                + did_you_mean(address, known),
            )
