"""What a visit transfers: the sizes of the files as a host sends them, without headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.finish.compress import ENDINGS, smaller
from build_tools.graph import Graph
from build_tools.project import Project

VISITS = 1_000_000

_NEEDED = re.compile(
    r'<(?:link rel="(?:stylesheet|icon|modulepreload|manifest)" href'
    r'|script[^>]* src|img[^>]* src)="([^"#?]+)'
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Bytes by how they are packed: plain, gz, br. A journey counts each file once."""

    first: dict[str, int]
    journey: dict[str, int]
    pages: int

    def rows(self) -> Iterator[tuple[str, str]]:
        """(what, how much) for a table."""
        for kind, name in (("br", "Brotli"), ("gz", "gzip"), ("plain", "not packed")):
            yield f"first visit, {name}", f"{self.first[kind] / 1024:.1f} KiB"
            yield (
                f"journey of {self.pages} pages to a letter, {name}",
                f"{self.journey[kind] / 1024:.1f} KiB",
            )
            month = self.journey[kind] * VISITS / 1e9
            yield f"a million such journeys, {name}", f"{month:.1f} GB"


def journey_of(project: Project) -> list[str]:
    """The addresses of a journey of median length: front door, questions, outcome, its letter."""
    tree = project.tree
    routes = {
        outcome: steps
        for outcome, steps in Graph(tree).shortest_routes().items()
        if project.outcomes[outcome].names("letters")
    }
    ordered = sorted(routes, key=lambda outcome: (len(routes[outcome]), outcome))
    outcome = ordered[len(ordered) // 2]
    steps = [step for step, _ in routes[outcome]][1:]
    letter = project.outcomes[outcome].names("letters")[0]
    questions = [f"/questions/{step}/" for step in steps]
    return ["/", *questions, f"/next-steps/{outcome}/", f"/letters/{letter}/"]


def weigh(site: Path, project: Project, root: Path) -> Weights:
    """Weigh the finished site. What is packed is kept under `root`."""
    journey = journey_of(project)
    files = [_files_of(site, address) for address in journey]
    return Weights(
        first=_total(files[0], root),
        journey=_total(list(dict.fromkeys(f for each in files for f in each)), root),
        pages=len(journey),
    )


def _files_of(site: Path, address: str) -> list[Path]:
    page = site / address.strip("/") / "index.html"
    needed = (page.parent / link for link in _NEEDED.findall(page.read_text("utf-8")))
    return [page, *dict.fromkeys(path.resolve() for path in needed if path.is_file())]


def _total(files: list[Path], root: Path) -> dict[str, int]:
    total = {"plain": 0, "gz": 0, "br": 0}
    for path in files:
        content = path.read_bytes()
        total["plain"] += len(content)
        packed = smaller(root, content) if path.suffix in ENDINGS else {}
        for kind in ("gz", "br"):
            total[kind] += min(len(content), len(packed.get(f".{kind}", content)))
    return total
