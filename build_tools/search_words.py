"""How people say things, for the search page: the hand-edited list, read and held to its shape."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.finding import Finding
from build_tools.memory import Memory
from build_tools.shapes import WORDS, ListOf, Record, Text, fit
from build_tools.yaml_source import Document, parse, read_text

SEARCH_WORDS_FILE = "decision_tree/search_words.yaml"

_PAGE = Text(pattern=r"[a-z0-9-]+(?:/[a-z0-9-]+)*", like="stages/ombudsman")
_SHAPE = Record(
    {
        "same": ListOf(Record({"said": ListOf(WORDS), "means": ListOf(WORDS)}, {}, "group")),
        "pages": ListOf(Record({"page": _PAGE, "said": ListOf(WORDS)}, {}, "page")),
    },
    {"small": WORDS},
    "list of search words",
)


@dataclass(frozen=True, slots=True)
class SearchWords:
    """`same`: (what is typed, what our pages say), in order. `pages`: address -> what is typed.

    An address has no slash at its ends: `stages/ombudsman`; the front page is `index`. `small`:
    words that tell nothing of what is looked for.
    """

    same: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    small: tuple[str, ...] = ()
    document: Document = field(default_factory=lambda: Document(SEARCH_WORDS_FILE))

    @property
    def entries(self) -> Iterator[tuple[int, str]]:
        """(number in the file's `pages`, its address) of each entry that fits."""
        value = self.document.value if isinstance(self.document.value, dict) else {}
        for number, entry in enumerate(value.get("pages") or ()):
            address = entry.get("page") if isinstance(entry, dict) else None
            if isinstance(address, str) and address in self.pages:
                yield number, address


def load_search_words(
    root: Path, findings: list[Finding] | None = None, memory: Memory | None = None
) -> SearchWords:
    """What of the file can be used; what is wrong with it goes to `findings`.

    A project may go without the file. With the `memory` of earlier loads an unchanged file is
    not read again.
    """
    findings = [] if findings is None else findings
    if not os.path.lexists(root / SEARCH_WORDS_FILE):
        return SearchWords()
    text, unreadable = read_text(root / SEARCH_WORDS_FILE, root)
    words = (memory or Memory()).recall((SEARCH_WORDS_FILE, text), lambda: _fitting(text))
    findings += unreadable or words.document.findings
    return words


def _fitting(text: str) -> SearchWords:
    document = parse(text, SEARCH_WORDS_FILE)
    kept, misshapen = fit(_SHAPE, document)
    document.findings += misshapen
    return _from(kept or {}, document)


def _from(kept: Mapping[str, Any], document: Document) -> SearchWords:
    same = tuple(
        (tuple(group["said"]), tuple(group["means"]))
        for group in kept.get("same", ())
        if "said" in group and "means" in group
    )
    pages: dict[str, tuple[str, ...]] = {}
    for entry in kept.get("pages", ()):
        if "page" in entry and "said" in entry:
            pages[entry["page"]] = (*pages.get(entry["page"], ()), *entry["said"])
    return SearchWords(same, pages, tuple(kept.get("small", "").split()), document)
