"""Branches of the tree as strips: one column, as wide as a phone, no longer than a sheet of A4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.map import svg
from build_tools.map.boxes import LINE, PAD, WIDTH, Box

LONGEST = 980
"""Pixels: what a sheet of A4 holds at its natural size, with a heading above it."""
GAP = 18
LANE = 7
MARGIN = 12
FULL_WIDTH = 328
"""What a phone of 360 pixels shows beside its margins."""
MOST_LANES = (FULL_WIDTH - WIDTH - 2 - MARGIN) // LANE


@dataclass(frozen=True, slots=True)
class Strip:
    """Boxes one under another, each with its distance from the top."""

    boxes: tuple[tuple[Box, int], ...]

    @property
    def height(self) -> int:
        last, top = self.boxes[-1]
        return top + last.height + GAP

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(box.step for box, _ in self.boxes)

    def arrows(self) -> Iterator[tuple[float, float]]:
        """(height of an answer, height of the box it leads to), for those in this strip."""
        tops = {box.step: top + box.title_height / 2 for box, top in self.boxes}
        for box, top in self.boxes:
            for row, below in box.rows_at():
                if row.step in tops:
                    yield top + below + PAD / 2 + LINE / 2, tops[row.step]


def strips(boxes: Iterable[Box]) -> list[Strip]:
    """Boxes in their order, cut into strips that a sheet holds and whose lines do not crowd."""
    found: list[list[Box]] = []
    for box in boxes:
        if found and _fits([*found[-1], box]):
            found[-1].append(box)
        else:
            found.append([box])
    return [_stacked(group) for group in found]


def _fits(group: list[Box]) -> bool:
    strip = _stacked(group)
    return strip.height <= LONGEST and len(set(_lanes(strip).values())) <= MOST_LANES


def _stacked(group: list[Box]) -> Strip:
    placed, top = [], GAP
    for box in group:
        placed.append((box, top))
        top += box.height + GAP
    return Strip(tuple(placed))


def _lanes(strip: Strip) -> dict[tuple[float, float], int]:
    """Each arrow's lane in the margin: no two lie on each other, but those to one box share."""
    lanes: dict[tuple[float, float], int] = {}
    spans: dict[float, tuple[float, float]] = {}
    for start, end in strip.arrows():
        low, high = spans.get(end, (start, start))
        spans[end] = min(low, start, end), max(high, start, end)
    numbers: dict[float, int] = {}
    ends: list[float] = []
    for end, (low, high) in sorted(spans.items(), key=lambda item: item[1]):
        lane = next((n for n, until in enumerate(ends) if until < low), len(ends))
        ends[lane : lane + 1] = [high]
        numbers[end] = lane
    for start, end in strip.arrows():
        lanes[start, end] = numbers[end]
    return lanes


def draw(strip: Strip, title: str, description: str) -> str:
    """A strip as an SVG file."""
    left = FULL_WIDTH - WIDTH - 2
    lanes = _lanes(strip)
    parts = [svg.box(box, left, top) for box, top in strip.boxes]
    for (start, end), lane in lanes.items():
        x = left - MARGIN - LANE * lane
        parts.append(svg.arrow([(left, start), (x, start), (x, end), (left, end)]))
    return svg.picture(FULL_WIDTH, strip.height, title, description, parts)
