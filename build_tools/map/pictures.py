"""Every picture of the tree, and the same in words."""

from __future__ import annotations

import dataclasses
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from build_tools.finish import kept
from build_tools.map.boxes import Box, boxes_of
from build_tools.map.strips import FULL_WIDTH, Strip, draw, strips
from build_tools.map.whole import draw_whole
from build_tools.project import Page, Project

FOLDER = "about/map"
WHOLE = f"{FOLDER}/tree.svg"


@dataclass(frozen=True, slots=True)
class Picture:
    """One strip: its file under the site, what it shows, and its boxes for those who read words."""

    file: str
    title: str
    width: float
    height: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class StagePart:
    """A stage and the pictures of the questions that lead to its pages."""

    stage: Page
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class TreeMap:
    """What the page about the map shows, and every file it needs: path -> SVG."""

    branches: tuple[Picture, ...]
    parts: tuple[StagePart, ...]
    files: dict[str, str]


def tree_map(project: Project) -> TreeMap:
    """Draw everything. Same project, same pictures."""
    boxes = tuple(boxes_of(project, _in_reading_order(project)))
    stages = {stage.id: _part(project, stage, boxes) for stage in project.stages.values()}
    parts = tuple((name, project.stages[name].title, part) for name, part in stages.items() if part)
    branches, of_stages, files = _drawn(boxes, parts, project.root)
    shown = tuple(StagePart(project.stages[name], drawn) for name, drawn in of_stages)
    return TreeMap(branches, shown, files)


_Drawn = tuple[tuple[Picture, ...], tuple[tuple[str, tuple[Picture, ...]], ...], dict[str, str]]


@lru_cache(maxsize=1)
def _drawn(
    boxes: tuple[Box, ...], parts: tuple[tuple[str, str, tuple[Box, ...]], ...], root: Path
) -> _Drawn:
    """The pictures, drawn again only if a word in them has changed."""
    files = {WHOLE: _kept_whole(boxes, root)}
    branches = tuple(_pictures("branch", "Branch", boxes, files))
    of_stages = tuple(
        (name, tuple(_pictures(f"stage-{name}", title, part, files))) for name, title, part in parts
    )
    return branches, of_stages, files


def _in_reading_order(project: Project) -> list[str]:
    """Steps so that each stands after those that lead to it, and near one of them."""
    graph, done, order = project.graph, set[str](), list[str]()

    def visit(step: str) -> None:
        done.add(step)
        for child in reversed(graph.after[step]):
            if child not in done:
                visit(child)
        order.append(step)

    visit(project.tree.first)
    return order[::-1]


def _kept_whole(boxes: tuple[Box, ...], root: Path) -> str:
    """The picture of the whole tree, kept between builds: igraph takes a while to load."""
    makers = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    source = version("igraph").encode() + makers + repr(boxes).encode()
    return kept(root, "whole-tree-1", source, lambda: _whole(boxes).encode()).decode()


def _whole(boxes: tuple[Box, ...]) -> str:
    words = (
        f"{len(boxes)} questions from left to right, each with its answers and where they lead. "
        "The same stands in words on the page about the map."
    )
    return draw_whole(boxes, "Every question and where each answer leads", words, _link)


def _link(page: str) -> str:
    """From the folder of the pictures to a page."""
    return posixpath.relpath(page.removesuffix(".md"), FOLDER) + "/"


def _part(project: Project, stage: Page, boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """The boxes with an answer that leads to a page of this stage, and only those answers."""
    pages = {page.path for page in project.outcomes.values() if page.meta.get("stage") == stage.id}
    direct = [box for box in boxes if any(row.page in pages for row in box.rows)]
    steps = {box.step for box in direct}
    return tuple(_only(box, pages, steps) for box in direct)


def _only(box: Box, pages: set[str], steps: set[str]) -> Box:
    rows = tuple(row for row in box.rows if row.page in pages or row.step in steps)
    return dataclasses.replace(box, rows=rows, others=len(box.rows) - len(rows))


def _pictures(
    name: str, title: str, boxes: Iterable[Box], files: dict[str, str]
) -> Iterator[Picture]:
    cut = strips(boxes)
    for number, strip in enumerate(cut, 1):
        called = f"{title}, part {number} of {len(cut)}" if len(cut) > 1 else title
        file = f"{FOLDER}/{name}-{number}.svg"
        files[file] = draw(strip, called, _said(strip))
        yield Picture(file, called, FULL_WIDTH, strip.height, tuple(box for box, _ in strip.boxes))


def _said(strip: Strip) -> str:
    asked = "; ".join(box.name for box, _ in strip.boxes)
    return f"Questions with their answers and where each leads: {asked}"
