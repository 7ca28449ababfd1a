"""How fresh the site is: what was read when, what is due when, and how much of it is cited."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from build_tools.checks.uncited_statement import cites, claim_in, claims
from build_tools.dates import parse_date
from build_tools.finding import Place
from build_tools.project import Page, Project

PRIMARY = "primary"


@dataclass(frozen=True, slots=True)
class Due:
    """A page or a source, and the day by which somebody reads it again.

    `kind` is page or source; `name` the page's path under docs/, or the source's id.
    """

    by: dt.date
    kind: str
    name: str
    title: str
    read_on: str
    place: Place


@dataclass(frozen=True, slots=True)
class Freshness:
    """The state of the whole site. `due` is soonest first; `oldest` was read longest ago.

    `statements` are paragraphs and list items that state law, a time, a sum or a contact;
    `cited` those of them that show a source. `read_how` counts sources, `primary` citations.
    """

    due: tuple[Due, ...]
    oldest: Due | None
    pages: int
    sources: int
    read_how: tuple[tuple[str, int], ...]
    statements: int
    cited: int
    citations: int
    primary: int
    reviewed: tuple[Page, ...]

    @property
    def days(self) -> tuple[tuple[dt.date, tuple[Due, ...]], ...]:
        """Each day with what is due on it, soonest first."""
        return tuple((day, tuple(due)) for day, due in groupby(self.due, key=lambda d: d.by))

    @property
    def cited_share(self) -> str:
        """How many of the statements show a source, in per cent."""
        return _share(self.cited, self.statements)

    @property
    def primary_share(self) -> str:
        """How many of the citations are of the law or another primary source, in per cent."""
        return _share(self.primary, self.citations)


def freshness(project: Project) -> Freshness:
    """Work it all out. No day is needed: what is past its day is seen when it is read."""
    due = due_list(project)
    pages = [item for item in due if item.kind == "page"]
    shown = [cites(text) for text in _statements(project)]
    cited = [
        project.sources[citation.source] for page in project.pages for citation in page.citations
    ]
    how = Counter(source.read_how for source in project.sources.values())
    return Freshness(
        due=tuple(due),
        oldest=min(pages, key=lambda item: (item.read_on, item.title), default=None),
        pages=len(pages),
        sources=len(project.sources),
        read_how=tuple(how.most_common()),
        statements=len(shown),
        cited=sum(shown),
        citations=len(cited),
        primary=sum(source.kind == PRIMARY for source in cited),
        reviewed=tuple(page for page in project.pages if page.meta.get("reviewed_by")),
    )


def due_list(project: Project) -> list[Due]:
    """Every page and source that has a day to be checked by, soonest first."""
    return sorted(
        (*_pages_due(project), *_sources_due(project)), key=lambda d: (d.by, d.kind, d.name)
    )


def _pages_due(project: Project) -> Iterator[Due]:
    for page in project.pages:
        by = parse_date(str(page.meta.get("check_by", "")))
        if by:
            read_on, place = str(page.meta.get("read_on", "")), page.front.at("check_by")
            yield Due(by, "page", page.path, page.title, read_on, place)


def _sources_due(project: Project) -> Iterator[Due]:
    for source in project.sources.values():
        by = parse_date(source.check_by)
        if by:
            place = project.sources_document.at(source.id, "check_by")
            yield Due(by, "source", source.id, source.title, source.read_on, place)


def _statements(project: Project) -> Iterator[str]:
    for page in project.pages:
        for block, _ in page.once(claims):
            yield block.text
    for question in project.tree.questions.values():
        if claim_in(question.why):
            yield question.why


def _share(part: int, whole: int) -> str:
    """ "97%", never rounded up to all of it."""
    if part == whole:
        return "100%"
    return f"{min(round(100 * part / whole), 99)}%"
