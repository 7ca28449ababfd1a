"""An outcome or stage page whose headings are not those every such page has."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.finding import Finding, Rule
from build_tools.project import Block, Page
from build_tools.shapes import did_you_mean

RULE = Rule(
    "PAGE004",
    "page-headings",
    "Every page of a kind answers the same questions in the same order, so nothing is forgotten "
    "and links to a heading hold.",
    acceptable=True,
)

NOT_YET = "Do not go there yet"
THEY_SAY = "What they may say, and your answer"
NEXT_STEP = (
    "By when",
    "What to send",
    NOT_YET,
    THEY_SAY,
    "Keep this evidence",
    "If it does not work",
    "How long, and what you may get",
)
FIND_OUT = ("How to tell", "Where to look", NOT_YET, "Then")
ELSEWHERE = ("What applies to you", NOT_YET, "Who helps")
OUTCOMES = {"next-step": NEXT_STEP, "find-out": FIND_OUT, "elsewhere": ELSEWHERE}
STAGE = (
    "When this is the right step",
    "When it is not",
    "What to do",
    "How long it takes",
    "Time limits",
    "What it can and cannot give you",
    "What to send",
    "What comes next",
    "Who helps free",
    "The law",
)
LETTER = (
    "When to send it",
    "Who to send it to",
    "The letter",
    "What to enclose",
    "What to expect",
)
OPTIONAL = (THEY_SAY, "When it is not", "What it can and cannot give you")


def check_page(page: Page) -> Iterator[Finding]:
    wanted = headings_of(page)
    if wanted:
        yield from _compare(page, wanted)


def headings_of(page: Page) -> tuple[str, ...]:
    """The `##` headings that this kind of page has, in order; empty where they are free."""
    if page.is_outcome:
        return OUTCOMES.get(page.kind, ())
    if page.is_stage:
        return STAGE
    return LETTER if page.is_letter else ()


def _compare(page: Page, wanted: tuple[str, ...]) -> Iterator[Finding]:
    found = [block for block in page.blocks if block.level == 2]
    place = page.front.at("title")
    for heading in wanted:
        if heading not in OPTIONAL and heading not in {block.text for block in found}:
            yield RULE.at(
                place,
                f"the heading `## {heading}` is missing",
                "Add it, and what belongs under it.",
            )
    for block in found:
        if block.text not in wanted:
            yield RULE.at(
                block.place,
                f"`## {block.text}` is not a heading of this kind of page",
                "Use `###` for a heading of your own." + did_you_mean(block.text, wanted),
            )
    yield from _out_of_order([block for block in found if block.text in wanted], wanted)


def _out_of_order(found: list[Block], wanted: tuple[str, ...]) -> Iterator[Finding]:
    last = -1
    for block in found:
        position = wanted.index(block.text)
        if position <= last:
            yield RULE.at(
                block.place,
                f"`## {block.text}` comes too late or twice",
                f"Keep this order: {', '.join(wanted)}.",
            )
        last = max(last, position)
