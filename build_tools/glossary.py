"""Lead from a word that a page explains in brackets to its entry in the glossary."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache

from build_tools.project import Page, Project

GLOSSARY_PAGE = "rights/glossary.md"

_ENTRY = re.compile(r"(.*?)\s*\{#([a-z0-9-]+)\}")
_PART = r"Section [A-K][12]?"
"""The parts of a plan share one entry."""

_PARTS_ENTRY = "sections-a-to-k"
_NOT_WORDS = re.compile(r"(!?\[[^\]]*\](?:\([^)]*\))?|<[^>]*>|`[^`]*`)")


def glossary_terms(project: Project) -> Mapping[str, str]:
    """Each term of the glossary in small letters -> the anchor of its entry."""
    page = project.pages_by_path.get(GLOSSARY_PAGE)
    terms: dict[str, str] = {}
    for block in page.blocks if page else ():
        entry = _ENTRY.fullmatch(block.text) if block.level == 2 else None
        if entry:
            names = re.split(r", | and ", re.sub(r"\s*\([^)]*\)", "", entry[1]))
            terms |= {name.casefold(): entry[2] for name in names}
    return terms


def linked_to_glossary(page: Page, terms: Mapping[str, str]) -> Page:
    """The page with a link on the first use of each term that it explains in brackets.

    `mediation certificate (proof that ...)` is such a use. Headings, quotations and words that
    are a link already stay as they are.
    """
    if not terms or page.path == GLOSSARY_PAGE:
        return page
    target = posixpath.relpath(GLOSSARY_PAGE, page.folder or ".")
    return dataclasses.replace(page, body=_linked(page.body, target, tuple(terms.items())))


@lru_cache(maxsize=1024)
def _linked(body: str, target: str, entries: tuple[tuple[str, str], ...]) -> str:
    """The body with its links to the entries of the glossary at `target`."""
    terms = dict(entries)
    explained = _explained(terms)
    linked: set[str] = set()

    def link(found: re.Match[str]) -> str:
        term = found[2].casefold()
        anchor = terms.get(term, _PARTS_ENTRY)
        if term in linked or anchor not in terms.values():
            return found[0]
        linked.add(term)
        return f"{found[1]}[{found[2]}]({target}#{anchor}){found[3]} ("

    def words(line: str) -> str:
        if " (" not in line or line.lstrip()[:1] in ("#", ">", "<", "|"):
            return line
        parts = _NOT_WORDS.split(line)
        parts[::2] = [explained.sub(link, p) if " (" in p else p for p in parts[::2]]
        return "".join(parts)

    return "\n".join(map(words, body.split("\n")))


def _explained(terms: Mapping[str, str]) -> re.Pattern[str]:
    return _pattern(tuple(sorted(terms, key=lambda term: (-len(term), term))))


@lru_cache(maxsize=4)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join([*map(re.escape, terms), _PART])
    return re.compile(rf"(?<![\w-])([“\"]?)({either})([”\"]?\*{{0,2}}) \(", re.IGNORECASE)
