"""How hard a page is to read: Flesch-Kincaid grade by textstat, cached by content.

Headings, table rows, names and citations are left out: a parent reads past a name, and the
titles of Acts are not ours to shorten.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from build_tools.project import CITATION, cut_into_blocks

CACHE = "build/cache/reading.json"

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
_END = re.compile(r"(?<=[.!?])[”\"')]*\s+")


def plain_words(markdown: str) -> str:
    """The words of some Markdown as a reader sees them, one block a line; no citations."""
    lines = []
    for block in cut_into_blocks(markdown, "", 1):
        if block.kind == "html":
            continue
        text = _LINK.sub(r"\1", CITATION.sub("", block.text))
        lines.append(" ".join(re.sub(r"[*_`|]|\{[^}]*\}|<[^>]*>", " ", text).split()))
    return "\n".join(line for line in lines if line)


def sentences(text: str) -> list[str]:
    """The sentences of one block, without citations and marks."""
    return [sentence for sentence in _END.split(plain_words(text)) if sentence]


def graded_text(markdown: str) -> str:
    """What the grade is worked out from: whole sentences only, names as one short word."""
    kept = []
    for block in cut_into_blocks(markdown, "", 1):
        if block.kind in ("heading", "row", "html"):
            continue
        text = plain_words(block.text)
        if text:
            kept.append(text if text[-1] in ".!?:”" else f"{text}.")
    return _NAME.sub("it", " ".join(kept))


def grade_of(markdown: str, root: Path) -> float:
    """The Flesch-Kincaid grade of some Markdown; 0 where there is nothing to grade."""
    key = hashlib.sha256(f"{NAMES}{markdown}".encode()).hexdigest()[:24]
    known = _cache(root / CACHE)
    if key not in known:
        known[key] = _grade(graded_text(markdown))
        _save(root / CACHE, known)
    return known[key]


def _grade(text: str) -> float:
    if not text:
        return 0.0
    # Imported here because its word list takes half a second to load.
    import textstat  # type: ignore[import-untyped]

    return float(textstat.flesch_kincaid_grade(text))


@cache
def _cache(path: Path) -> dict[str, float]:
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    pairs = stored.items() if isinstance(stored, dict) else ()
    return {key: grade for key, grade in pairs if isinstance(grade, float)}


def _save(path: Path, grades: Mapping[str, float]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(grades), "utf-8")
