"""An outcome page that is too long to read standing up."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.finding import Finding, Rule
from build_tools.project import Page
from build_tools.reading import plain_words

MOST = {"next-step": 450, "find-out": 300, "elsewhere": 450}
"""Words above the sources, by kind of outcome."""

RULE = Rule(
    "PAGE005",
    "page-too-long",
    "A tired parent must find the one thing to do, and stop reading.",
    acceptable=True,
)


def check_page(page: Page) -> Iterator[Finding]:
    if not page.is_outcome:
        return
    words = len(plain_words(f"{page.title}\n\n{page.body}").split())
    most = MOST.get(page.kind, 450)
    if words > most:
        yield RULE.at(
            page.front.at("title"),
            f"this page has {words} words; at most {most}",
            "Cut it, or move what is general to the stage page.",
        )
