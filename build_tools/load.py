"""Read the tree, the sources, the organisations and the pages. Shape problems are findings."""

from __future__ import annotations

import dataclasses
import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from build_tools import shapes
from build_tools.finding import Finding, Place
from build_tools.letters import load_letters
from build_tools.project import (
    LETTERS,
    ORGANISATIONS_FILE,
    SOURCES_FILE,
    TREE_FILE,
    Organisation,
    Page,
    Project,
    Source,
)
from build_tools.settings import load_settings
from build_tools.yaml_source import SYNTAX, Document, parse, read_text, split_front_matter
from decision_tree.model import Answer, Ladder, Question, Step, Tree

T = TypeVar("T")


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Pause garbage collection: a large tree makes many objects at once, and no garbage."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_without_collecting()
def load(root: Path) -> Project:
    """Read the project under `root`. Never raises for bad content: see `Project.findings`."""
    findings: list[Finding] = []
    tree_document = load_document(root, TREE_FILE, shapes.TREE, findings)
    sources_document = load_document(root, SOURCES_FILE, shapes.SOURCES, findings)
    organisations_document = load_document(root, ORGANISATIONS_FILE, shapes.ORGANISATIONS, findings)
    pages = tuple(load_pages(root, findings))
    settings = load_settings(root, findings)
    folder = root / LETTERS
    letters, letter_findings = load_letters(folder, root) if folder.is_dir() else ({}, [])
    return Project(
        root=root,
        tree=build_tree(tree_document.value),
        tree_document=tree_document,
        sources=_records(sources_document.value, Source),
        sources_document=sources_document,
        organisations=_records(organisations_document.value, Organisation),
        organisations_document=organisations_document,
        pages=pages,
        settings=settings,
        letters=letters,
        findings=(*findings, *letter_findings),
    )


def load_document(root: Path, file: str, shape: shapes.Shape, findings: list[Finding]) -> Document:
    """Read one YAML file, hold it against its shape, and keep only what fits."""
    text, unreadable = read_text(root / file, root)
    document = parse(text, file)
    findings += unreadable + document.findings
    if not unreadable and not document.findings and document.value is None:
        findings.append(SYNTAX.at(Place(file), "this file is empty", "Restore its contents."))
    kept, misshapen = shapes.fit(shape, document)
    document.value = kept if kept is not None else {}
    findings += misshapen
    return document


def build_tree(data: dict[str, Any]) -> Tree:
    """The tree from data that fits its shape; parts that did not fit are left out."""
    questions = {
        qid: Question(
            qid,
            raw.get("ask", ""),
            raw.get("why", ""),
            tuple(_answers(raw)),
            raw.get("shared") == "true",
        )
        for qid, raw in data.get("questions", {}).items()
    }
    steps = {
        sid: Step(sid, raw.get("ask", ""), MappingProxyType(raw.get("go", {})))
        for sid, raw in data.get("steps", {}).items()
    }
    ladders = {
        lid: Ladder(lid, raw.get("name", lid), tuple(raw.get("rungs", ())))
        for lid, raw in data.get("ladders", {}).items()
    }
    return Tree(
        data.get("first", ""),
        MappingProxyType(questions),
        MappingProxyType(steps),
        MappingProxyType(ladders),
    )


def _answers(raw: dict[str, Any]) -> Iterable[Answer]:
    for aid, answer in raw.get("answers", {}).items():
        if isinstance(answer, str):
            yield Answer(aid, answer)
        else:
            yield Answer(aid, answer.get("say", ""), answer.get("hint", ""))


def _records(data: dict[str, Any], record: type[T]) -> MappingProxyType[str, T]:
    """Records by id. Fields that did not fit their shape are empty: a finding says so."""
    names = [field.name for field in dataclasses.fields(record)]  # type: ignore[arg-type]
    return MappingProxyType(
        {
            key: record(**({name: raw.get(name, "") for name in names} | {"id": key}))
            for key, raw in data.items()
        }
    )


def load_pages(root: Path, findings: list[Finding]) -> Iterable[Page]:
    """Every Markdown page under docs/, in path order."""
    docs = root / "docs"
    for path in sorted(docs.rglob("*.md")):
        text, unreadable = read_text(path, root)
        findings += unreadable
        if not unreadable:
            yield read_page(text, path.relative_to(docs).as_posix(), findings)


def read_page(text: str, path: str, findings: list[Finding]) -> Page:
    """Cut a page into front matter and body. The body starts after the second `---`."""
    file = f"docs/{path}"
    front, body, body_line = split_front_matter(text)
    document = parse(front, file, first_line=2)
    findings += document.findings
    if document.value is None and not document.findings:
        findings.append(
            SYNTAX.at(
                Place(file),
                "this page has no front matter",
                "Begin with `---`, then `title:` and `description:`, then `---`.",
            )
        )
    meta = document.value if isinstance(document.value, dict) else {}
    return Page(path, file, MappingProxyType(meta), body, body_line, document)
