"""What a page must tell everybody who comes to it by certain answers, whatever else it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools import shapes
from build_tools.documents import load_document
from build_tools.finding import Finding
from build_tools.memory import Memory
from build_tools.yaml_source import Document

PROMISES_FILE = "decision_tree/promises.yaml"

Answers = Mapping[str, frozenset[str]]
"""Question id -> answer ids, of which one was given."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Whoever gave one answer of each question in `when`, and none of those in `unless`.

    They are told by a link to one of the pages in `links`, which are paths under docs/ without
    .md, or by one of the time limits in `deadlines`, which their answers start. `kinds` are the
    kinds of outcome that must tell. `because` says why, for the finding.
    """

    id: str
    when: Answers
    unless: Answers
    links: tuple[str, ...]
    deadlines: tuple[str, ...]
    kinds: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class Promises:
    """All promises, and the file they are written in."""

    every: tuple[Promise, ...] = ()
    document: Document = field(default_factory=lambda: Document(PROMISES_FILE, {}))


def load_promises(root: Path, findings: list[Finding], memory: Memory) -> Promises:
    """The promises. Without the file no page would be held to any, so it must be there."""
    document = load_document(root, PROMISES_FILE, shapes.PROMISES, findings, memory)
    return Promises(tuple(_promises(document.value)), document)


def _promises(data: Mapping[str, Any]) -> Iterator[Promise]:
    for id_, raw in data.items():
        yield Promise(
            id_,
            _answers(raw.get("when", {})),
            _answers(raw.get("unless", {})),
            tuple(raw.get("links", ())),
            tuple(raw.get("deadlines", ())),
            tuple(raw.get("kinds", ())),
            raw.get("because", ""),
        )


def _answers(data: Mapping[str, list[str]]) -> Answers:
    return {question: frozenset(answers) for question, answers in data.items()}
