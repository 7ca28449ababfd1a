"""Read one hand-edited YAML file and hold it against its shape."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from build_tools import shapes
from build_tools.finding import Finding, Place
from build_tools.memory import Memory
from build_tools.yaml_source import SYNTAX, Document, parse, read_text


def load_document(
    root: Path, file: str, shape: shapes.Shape, findings: list[Finding], memory: Memory
) -> Document:
    """The file, with only what fits kept; what does not goes to `findings`."""
    text, unreadable = read_text(root / file, root)
    document = memory.recall((file, text), lambda: _fitting(text, file, shape))
    findings += unreadable or document.findings
    return document


def load_if_there(
    root: Path, file: str, shape: shapes.Shape, findings: list[Finding], memory: Memory
) -> Document:
    """The same for a file that a project may do without; its value is then an empty mapping."""
    if not os.path.lexists(root / file):  # a link that leads nowhere is there, and is refused
        return Document(file, {})
    return load_document(root, file, shape, findings, memory)


def _fitting(text: str, file: str, shape: shapes.Shape) -> Document:
    document = parse(text, file)
    if not document.findings and document.value is None:
        document.findings.append(
            SYNTAX.at(Place(file), "this file is empty", "Restore its contents.")
        )
    document.findings += _of_another_kind(document, shape)
    kept, misshapen = shapes.fit(shape, document)
    document.value = kept if kept is not None else {}
    document.findings += misshapen
    return document


def _of_another_kind(document: Document, shape: shapes.Shape) -> Iterator[Finding]:
    """The finding that a file is no mapping at all: then nothing in it can be used."""
    wanted = isinstance(shape, shapes.Record | shapes.MapOf)
    if wanted and document.value is not None and not isinstance(document.value, dict):
        place, document.value = document.at(), None
        yield SYNTAX.at(
            place, "this file does not hold `key: value` lines", "Restore its contents."
        )
