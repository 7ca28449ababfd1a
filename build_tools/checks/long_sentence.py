"""A sentence of more than thirty words."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.finding import Finding, Rule
from build_tools.project import Page
from build_tools.reading import sentences

MOST = 30
"""Words in one sentence. We aim at 15; past 30 a reader on a phone loses the start."""

RULE = Rule(
    "WORD002",
    "long-sentence",
    "A reader on a phone loses the start before the end.",
    acceptable=True,
)


def check_page(page: Page) -> Iterator[Finding]:
    for block in page.blocks:
        if block.kind not in ("paragraph", "item") or len(block.text.split()) <= MOST:
            continue
        for sentence in sentences(block.text):
            words = len(sentence.split())
            if words > MOST:
                begins = " ".join(sentence.split()[:3])
                yield RULE.at(
                    page.place_of(begins, block.place),
                    f"a sentence of {words} words: “{sentence[:60]}…”",
                    f"Split it: at most {MOST} words, best under 15.",
                )
