"""Read the tree, the sources, the organisations and the pages. Shape problems are findings."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from build_tools import shapes
from build_tools.change_log import load_changes
from build_tools.collecting import without_collecting
from build_tools.deadlines import rules_of
from build_tools.documents import load_document, load_if_there
from build_tools.finding import Finding, Place
from build_tools.in_time import (
    LIMIT,
    OUTCOME,
    SOURCE,
    InTime,
    day_chosen,
    document_at,
    pages_at,
    read_versions,
)
from build_tools.kept import Kept
from build_tools.letters import load_letters
from build_tools.memory import Memory
from build_tools.project import (
    CASES_FILE,
    DEADLINES_FILE,
    LETTERS,
    ORGANISATIONS_FILE,
    SOURCES_FILE,
    TREE_FILE,
    Case,
    CaseGroup,
    Organisation,
    Page,
    Project,
    Source,
)
from build_tools.promises import load_promises
from build_tools.record import load_published, load_redirects
from build_tools.search_words import load_search_words
from build_tools.settings import load_settings
from build_tools.tolerances import load_tolerances
from build_tools.yaml_source import (
    LARGEST_PAGE,
    SYNTAX,
    Document,
    parse,
    read_text,
    split_front_matter,
)
from decision_tree.model import Answer, Ladder, Question, Step, Tree

T = TypeVar("T")


@without_collecting()
def load(root: Path, memory: Memory | None = None, as_at: dt.date | None = None) -> Project:
    """Read the project under `root`. Never raises for bad content: see `Project.findings`.

    With the `memory` of earlier loads, what has not changed since is not read again. Of what has
    versions, the one that stands on the day `as_at` is taken; left out, see `day_chosen`.
    """
    memory, day = memory or Memory(), as_at or day_chosen()
    memory.turn()
    findings: list[Finding] = []
    tree_document = load_document(root, TREE_FILE, shapes.TREE, findings, memory)
    sources_document = load_document(root, SOURCES_FILE, shapes.SOURCES, findings, memory)
    organisations_document = load_document(
        root, ORGANISATIONS_FILE, shapes.ORGANISATIONS, findings, memory
    )
    cases_document = load_if_there(root, CASES_FILE, shapes.CASES, findings, memory)
    deadlines = load_if_there(root, DEADLINES_FILE, shapes.DEADLINES, findings, memory)
    files, links_out = list_files(root)
    pages = tuple(load_pages(root, files, findings, memory))
    in_time = _in_time(day, sources_document, deadlines, pages, findings)
    pages, in_time = pages_at(pages, in_time)
    # A source that nothing replaces stays, as what cites it is told; a limit would be published.
    sources_document = document_at(sources_document, SOURCE, (), in_time, keep=True)
    deadlines = document_at(deadlines, LIMIT, ("deadlines",), in_time, keep=False)
    files = _without_later_versions(files, in_time)
    settings = load_settings(root, findings)
    folder = root / LETTERS
    letters, letter_findings = load_letters(folder, root, memory) if folder.is_dir() else ({}, [])
    published, redirects = load_published(root, findings), load_redirects(root, findings)
    search_words = load_search_words(root, findings, memory)
    findings += load_changes(root)[1]
    promises = load_promises(root, findings, memory)
    tolerances = load_tolerances(root, findings, memory)
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
        case_groups=tuple(_case_groups(cases_document.value)),
        cases_document=cases_document,
        letters=letters,
        deadlines_document=deadlines,
        rules=rules_of(deadlines),
        search_words=search_words,
        files=files,
        links_out=links_out,
        published=published,
        redirects=redirects,
        promises=promises,
        tolerances=tolerances,
        in_time=in_time,
        findings=(*findings, *letter_findings),
    )


def _in_time(
    day: dt.date,
    sources: Document,
    deadlines: Document,
    pages: Iterable[Page],
    findings: list[Finding],
) -> InTime:
    """Every version of every source, time limit and outcome; wrong dates go to `findings`."""
    outcomes = {page.id: page for page in pages if page.is_outcome}
    metas, limits = {name: p.meta for name, p in outcomes.items()}, deadlines.value
    versions = (
        *read_versions(SOURCE, sources.value, lambda name: (sources, (name,)), findings),
        *read_versions(
            LIMIT,
            limits.get("deadlines", {}),
            lambda name: (deadlines, ("deadlines", name)),
            findings,
        ),
        *read_versions(OUTCOME, metas, lambda name: (outcomes[name].front, ()), findings),
    )
    return InTime(day, versions, (), rules_of(deadlines), deadlines)


def _without_later_versions(files: tuple[str, ...], in_time: InTime) -> tuple[str, ...]:
    """The files under docs/ but for those that are published at the address of another."""
    later = {v.document.file for v in in_time.versions if v.kind == OUTCOME and v.of != v.id}
    return tuple(name for name in files if f"docs/{name}" not in later)


def _case_groups(data: dict[str, Any]) -> Iterator[CaseGroup]:
    for group_id, raw in data.items():
        cases = tuple(
            Case(
                case_id,
                case.get("say", ""),
                tuple(MappingProxyType(way) for way in case.get("answers", ())),
                case.get("door", ""),
                case.get("shares", ""),
            )
            for case_id, case in raw.get("cases", {}).items()
        )
        yield CaseGroup(group_id, raw.get("name", group_id), raw.get("note", ""), cases)


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


def list_files(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(every file under docs/, every link there that leads out of the project or nowhere)."""
    docs, files, links_out = root / "docs", list[str](), list[str]()
    for folder, folders, names in os.walk(docs):
        for path in (Path(folder, name) for name in (*folders, *names)):
            name = path.relative_to(docs).as_posix()
            if path.is_symlink() and not _stays_inside(path, root):
                links_out.append(name)
            if path.is_file():
                files.append(name)
    files.sort(key=lambda name: name.split("/"))
    return tuple(files), tuple(sorted(links_out))


def _stays_inside(link: Path, root: Path) -> bool:
    """Whether a link leads to something that is there, in the project."""
    # Unlike Path.resolve, this does not fail for a link to itself.
    real = Path(os.path.realpath(link))
    return real.is_relative_to(os.path.realpath(root)) and link.exists()


def load_pages(
    root: Path, files: Iterable[str], findings: list[Finding], memory: Memory
) -> Iterable[Page]:
    """Every Markdown page among the files of docs/, in their order."""
    for path in (path for path in files if path.endswith(".md")):
        text, unreadable = read_text(root / "docs" / path, root, LARGEST_PAGE)
        page = memory.recall((path, text), partial(read_page, text, path, memory.kept))
        findings += unreadable or page.front.findings
        # A page that cannot be read is still there, so that nothing else is said to lead nowhere.
        yield page


def read_page(text: str, path: str, kept: Kept | None = None) -> Page:
    """Cut a page into front matter and body. The body starts after the second `---`.

    What is wrong with the front matter is in `front.findings`.
    """
    file = f"docs/{path}"
    front, body, body_line = split_front_matter(text)
    document = parse(front, file, first_line=2)
    if document.value is None and not document.findings:
        document.findings.append(
            SYNTAX.at(
                Place(file),
                "this page has no front matter",
                "Begin with `---`, then `title:` and `description:`, then `---`.",
            )
        )
    meta = document.value if isinstance(document.value, dict) else {}
    frozen = MappingProxyType(meta)
    return Page(path, file, frozen, body, body_line, document, text, kept or Kept())
