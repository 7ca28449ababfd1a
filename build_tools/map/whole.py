"""The whole tree in one picture: layers from left to right, laid out by igraph's Sugiyama.

igraph gives each step its layer and its place among the others, with few crossings, and says
where a long line passes a layer. Heights, which it does not know, are settled here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.map import svg
from build_tools.map.boxes import LINE, PAD, WIDTH, Box

BETWEEN = 90
GAP = 24
PASSING = 20
"""Pixels: between layers, between boxes, and the height a line takes where it passes a layer."""


@dataclass(slots=True)
class _Node:
    """A box, or where a line passes a layer. `y` is its top."""

    layer: int
    box: Box | None = None
    y: float = 0.0
    before: list[tuple[_Node, float]] = field(default_factory=list)

    @property
    def height(self) -> float:
        return self.box.height if self.box else PASSING

    @property
    def x(self) -> float:
        return GAP + self.layer * (WIDTH + BETWEEN)

    @property
    def inlet(self) -> float:
        """How far below its top a line comes in."""
        return self.box.title_height / 2 if self.box else PASSING / 2


def draw_whole(boxes: Sequence[Box], title: str, description: str, link: svg.Link) -> str:
    """All boxes with every arrow between them."""
    layers, lines = _laid_out(boxes)
    _settle(layers)
    nodes = [node for layer in layers for node in layer]
    width = len(layers) * (WIDTH + BETWEEN) - BETWEEN + 2 * GAP
    height = max(node.y + node.height for node in nodes) + GAP
    drawn = [svg.arrow(_points(start, below, through)) for start, below, through in lines]
    drawn += [svg.box(node.box, node.x, node.y, link) for node in nodes if node.box]
    return svg.picture(width, height, title, description, drawn)


_Line = tuple[_Node, float, list[_Node]]
"""A line: from which box, how far below its top, and through which nodes to its end."""


def _laid_out(boxes: Sequence[Box]) -> tuple[list[list[_Node]], list[_Line]]:
    """The layers in order, each from top to bottom, and the lines."""
    # Imported here because only a picture of the whole tree needs it.
    import igraph  # type: ignore[import-untyped]

    number = {box.step: n for n, box in enumerate(boxes)}
    starts = [(box, row.step, top) for box in boxes for row, top in box.rows_at() if row.step]
    edges = [(number[box.step], number[step]) for box, step, _ in starts]
    layout = igraph.Graph(len(boxes), edges, directed=True).layout_sugiyama()
    nodes = [_Node(round(layer), box) for (_, layer), box in zip(layout.coords, boxes, strict=True)]
    places = [(across, node) for (across, _), node in zip(layout.coords, nodes, strict=True)]
    lines = []
    for (box, step, top), bends in zip(starts, layout.edge_routing, strict=True):
        passing = [(across, _Node(round(layer))) for across, layer in bends]
        places += passing
        through = [*(node for _, node in passing), nodes[number[step]]]
        lines.append((nodes[number[box.step]], top + PAD / 2 + LINE / 2, through))
    for start, below, through in lines:
        for node in through:
            node.before.append((start, below))
            start, below = node, node.inlet
    return _in_layers(places), lines


def _in_layers(places: Sequence[tuple[float, _Node]]) -> list[list[_Node]]:
    layers: dict[int, list[_Node]] = {}
    for _, node in sorted(places, key=lambda place: place[0]):
        layers.setdefault(node.layer, []).append(node)
    return [layers[number] for number in sorted(layers)]


def _settle(layers: Sequence[Sequence[_Node]]) -> None:
    """Give every node its height: near what leads to it, in its order, and over no other."""
    for layer in layers:
        wanted = [
            sum(start.y + below for start, below in node.before) / len(node.before) - node.inlet
            if node.before
            else 0.0
            for node in layer
        ]
        for node, y in zip(
            layer, _apart(wanted, [node.height + GAP for node in layer]), strict=True
        ):
            node.y = y
    top = min(node.y for layer in layers for node in layer)
    for layer in layers:
        for node in layer:
            node.y += GAP - top


def _apart(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """The tops nearest to those wanted that keep the order, do not overlap and are not below 0.

    Neighbours that would overlap become one block, which settles at the mean of its wishes.
    Nothing stands higher than the first question, so that the picture begins with it.
    """
    blocks: list[
        tuple[float, list[int]]
    ] = []  # (sum of what each member wishes for its block, members)
    offsets: dict[int, float] = {}

    def top(block: tuple[float, list[int]]) -> float:
        return max(block[0] / len(block[1]), 0.0)

    for n, wish in enumerate(wanted):
        block = (wish, [n])
        offsets[n] = 0.0
        while blocks and top(blocks[-1]) + _depth(blocks[-1][1], offsets, heights) > top(block):
            wishes, members = blocks.pop()
            depth = _depth(members, offsets, heights)
            for member in block[1]:
                offsets[member] += depth
            block = (wishes + block[0] - depth * len(block[1]), members + block[1])
        blocks.append(block)
    return [top(block) + offsets[n] for block in blocks for n in block[1]]


def _depth(members: Sequence[int], offsets: Mapping[int, float], heights: Sequence[float]) -> float:
    return offsets[members[-1]] + heights[members[-1]]


def _points(start: _Node, below: float, through: Sequence[_Node]) -> Iterator[tuple[float, float]]:
    """Where a line goes: out of its row, level past the layers between, into its box."""
    yield start.x + WIDTH, start.y + below
    for node in through:
        y = node.y + node.inlet
        yield node.x - 22, y
        yield node.x + (0 if node.box else WIDTH), y
