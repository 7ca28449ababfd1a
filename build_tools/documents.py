"""Read one hand-edited YAML file and hold it against its shape."""

from __future__ import annotations

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
    if not (root / file).exists():
        return Document(file, {})
    return load_document(root, file, shape, findings, memory)


def _fitting(text: str, file: str, shape: shapes.Shape) -> Document:
    document = parse(text, file)
    if not document.findings and document.value is None:
        document.findings.append(
            SYNTAX.at(Place(file), "this file is empty", "Restore its contents.")
        )
    kept, misshapen = shapes.fit(shape, document)
    document.value = kept if kept is not None else {}
    document.findings += misshapen
    return document
