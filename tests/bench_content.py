"""What is on the site: the tree, its routes, reading grades and citations."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator

from build_tools.graph import Graph
from build_tools.load import load
from build_tools.project import Project
from build_tools.reading import grade_of
from tests.bench import ROOT, Row


def content() -> Iterator[Row]:
    """What is on the site."""
    project = load(ROOT)
    graph = Graph(project.tree)
    lengths = graph.lengths
    kinds = Counter(page.kind for page in project.outcomes.values())
    yield "questions (wording)", str(len(project.tree.questions)), ""
    yield "steps", str(len(project.tree.steps)), ""
    yield "outcomes: next steps", str(kinds["next-step"]), ""
    yield "outcomes: find out", str(kinds["find-out"]), ""
    yield "outcomes: not in England", str(kinds["elsewhere"]), ""
    yield "routes", f"{sum(lengths.values()):,}", ""
    yield "longest route, answers", str(max(lengths)), "at most 10"
    yield "median route, answers", str(median_of(lengths)), "at most 6"
    yield from grades(project)
    yield from citations(project)


def median_of(lengths: Counter[int]) -> int:
    """The middle length of all routes, from how many have each length."""
    middle, seen = sum(lengths.values()) / 2, 0
    for length in sorted(lengths):
        seen += lengths[length]
        if seen >= middle:
            return length
    return 0


def grades(project: Project) -> Iterator[Row]:
    """Reading grades by folder."""
    folders: dict[str, list[float]] = {}
    for page in project.pages:
        folders.setdefault(page.folder, []).append(grade_of(page.body))
    for folder, found in sorted(folders.items()):
        limit = "at most 7" if folder == "next-steps" else "at most 8"
        middle, worst = statistics.median(found), max(found)
        yield (
            f"reading grade, {folder if folder != '.' else 'front door'} ({len(found)} pages)",
            f"median {middle:.1f}, hardest {worst:.1f}",
            limit,
        )


def citations(project: Project) -> Iterator[Row]:
    """Citations by kind, on outcomes and in all."""
    for name, pages in (
        ("outcomes", list(project.outcomes.values())),
        ("all pages", list(project.pages)),
    ):
        cited = [project.sources[c.source] for page in pages for c in page.citations]
        kinds = Counter(source.kind for source in cited)
        share = kinds["primary"] / max(len(cited), 1)
        yield (
            f"citations on {name}",
            f"{len(cited)}: {kinds['primary']} primary ({share:.0%}), {kinds['secondary']} other",
            "primary at least 67%" if name == "outcomes" else "",
        )


MEASURES = (content,)
