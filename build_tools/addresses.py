"""Every address that the site promises: pages, files, anchors, and the ids other things lean on.

An address is written as it stands behind the site's name: `/stages/ombudsman/`, or
`/stages/ombudsman/#when-it-is-not` for a place on the page. Ids that are no page of their own
are written `question which-plan` and `letter early-review`: answers that a parent has kept, and
other people's tools, lean on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath

from build_tools import editor_schemas, schemas
from build_tools.checks.broken_link import GENERATED
from build_tools.letters import download_stem
from build_tools.project import CITATION, ORGANISATIONS_PAGE, Page, Project
from build_tools.record_page import BLANK
from build_tools.rules import FOLDER, every_rule

ANCHOR = re.compile(r"\{:?[^{}\n]*?#([A-Za-z][\w-]*)[^{}\n]*\}")
"""An anchor written `{#name}` after a heading, or `{: #name }`."""

FIRST_QUESTION = "<!-- first-question -->"
"""The mark where the build draws the first question."""

CITED = re.compile(rf"{CITATION.pattern}|<!-- (?:deadlines|organisations) -->")
"""What makes a page end with its sources: a citation, or a mark where some are drawn."""

SEARCH = "<!-- search -->"
"""The mark where the build draws the search."""


def web_address(path: str) -> str:
    """Where a file under build/docs/ is served: `stages/ombudsman.md` at /stages/ombudsman/."""
    if not path.endswith(".md"):
        return f"/{path}"
    stem = path.removesuffix(".md")
    stem = stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
    return f"/{stem}"


def promised(project: Project) -> frozenset[str]:
    """Every address and id of a project."""
    return frozenset((*_pages(project), *_files(project), *_ids(project)))


def _pages(project: Project) -> Iterator[str]:
    for page in project.pages:
        yield from _with_anchors(page.path, _anchors(page, project))
    cited = {question_id for question_id, _ in project.question_citations}
    for step in project.tree.steps.values():
        sources = ["sources"] if step.question in cited else []
        yield from _with_anchors(f"questions/{step.id}.md", sources)
    for path in GENERATED:
        more = project.sources if path == "sources.md" else ()
        yield from _with_anchors(path, (*_in_template(path), *more))
    for rule in every_rule().values():
        yield web_address(f"{FOLDER}/{rule.name}.md")


def _with_anchors(path: str, anchors: Iterable[str]) -> Iterator[str]:
    yield web_address(path)
    yield from (f"{web_address(path)}#{anchor}" for anchor in anchors)


@cache
def _in_template(path: str) -> tuple[str, ...]:
    """The anchors in the template of a page that the build makes; none for a file of data."""
    name = PurePosixPath(path.removesuffix("/index.md").removesuffix(".md")).name
    template = Path(__file__).parent / "templates" / f"{name.replace('-', '_')}.md.j2"
    text = template.read_text("utf-8") if template.is_file() else ""
    return tuple(ANCHOR.findall(text))


def _anchors(page: Page, project: Project) -> list[str]:
    """The anchors written on a page, and those that its template adds."""
    found = ANCHOR.findall(page.body)
    if FIRST_QUESTION in page.body:
        found.append("first-question")
    if SEARCH in page.body:
        found += ["search-words", "search-status", "search-results"]
    if page.path == ORGANISATIONS_PAGE:
        found += project.organisations
    if page.is_outcome:
        found += ["who-can-help-free", "the-law-behind-this"]
        found += ["where-you-are"] if page.meta.get("ladder") else []
    elif page.is_letter:
        found += ["where-it-fits", "sources", *_variants(page, project)]
    elif CITED.search(page.body):
        found.append("sources")
    return found


def _variants(page: Page, project: Project) -> list[str]:
    letter = project.letters.get(str(page.meta.get("letter")), {})
    return [f"variant-{variant['name']}" for variant in letter.get("variants", ())]


def _files(project: Project) -> Iterator[str]:
    yield from (f"/data/{n}" for n in (*schemas.published(), *editor_schemas.published()))
    yield f"/{BLANK}"
    for letter in project.letters.values():
        for variant in letter.get("variants") or [{"name": ""}]:
            stem = download_stem(str(letter["id"]), variant["name"])
            yield from (f"/letters/{stem}.{ending}" for ending in ("docx", "txt"))


def _ids(project: Project) -> Iterator[str]:
    yield from (f"question {question}" for question in project.tree.questions)
    yield from (f"letter {letter}" for letter in project.letters)
