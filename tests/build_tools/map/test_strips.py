"""Strips: what a phone shows and a sheet of paper holds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from build_tools.map.boxes import Box, Row
from build_tools.map.strips import FULL_WIDTH, GAP, LONGEST, draw, strips


@st.composite
def boxes(draw_: st.DrawFn) -> list[Box]:
    """One to twenty boxes with up to six answers, each to an outcome or to any later box."""
    count = draw_(st.integers(1, 20))
    found = []
    for n in range(count):
        targets = st.sampled_from(["", *(f"step-{later}" for later in range(n + 1, count))])
        words = st.text("abc ", min_size=1, max_size=60).filter(str.strip)
        rows = draw_(st.lists(st.tuples(words, targets), min_size=1, max_size=6))
        found.append(
            Box(f"step-{n}", n + 1, draw_(words), tuple(Row(w, w, t, "x.md") for w, t in rows))
        )
    return found


@given(boxes())
def test_each_box_is_drawn_once_in_its_order(given_boxes: list[Box]) -> None:
    """Nothing is left out where a strip ends."""
    cut = strips(given_boxes)
    assert [box for strip in cut for box, _ in strip.boxes] == given_boxes


@given(boxes())
def test_a_strip_is_no_longer_than_a_sheet(given_boxes: list[Box]) -> None:
    """Unless a single box is."""
    for strip in strips(given_boxes):
        assert strip.height <= LONGEST or len(strip.boxes) == 1


@given(boxes())
def test_boxes_do_not_overlap(given_boxes: list[Box]) -> None:
    """There is room between them."""
    for strip in strips(given_boxes):
        for (box, top), (_, below) in zip(strip.boxes, strip.boxes[1:], strict=False):
            assert below - (top + box.height) == GAP


@given(boxes())
def test_every_answer_to_a_box_of_its_strip_has_its_arrow(given_boxes: list[Box]) -> None:
    """No more and no fewer; all of it is inside the picture."""
    for strip in strips(given_boxes):
        drawn = draw(strip, "t", "d")
        here = {box.step for box, _ in strip.boxes}
        wanted = sum(row.step in here for box, _ in strip.boxes for row in box.rows)
        assert len(list(strip.arrows())) == wanted
        points = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", drawn)
        assert all(0 < float(x) <= FULL_WIDTH and 0 <= float(y) <= strip.height for x, y in points)
