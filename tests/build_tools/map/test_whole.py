"""The whole tree: every box in its layer, every arrow at its box, nothing over anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from build_tools.map.boxes import Box, Row
from build_tools.map.whole import GAP, _apart, _laid_out, _settle, draw_whole
from tests.build_tools.map.test_strips import boxes


@st.composite
def trees(draw: st.DrawFn) -> list[Box]:
    """Boxes of which each but the first is reached, as the checks demand of the tree."""
    found = draw(boxes())
    for number in range(1, len(found)):
        parent = draw(st.integers(0, number - 1))
        row = Row("yes", "so", found[number].step, "x.md")
        found[parent] = replace(found[parent], rows=(*found[parent].rows, row))
    return found


@given(trees())
def test_nothing_lies_over_anything_else(given_boxes: list[Box]) -> None:
    """In every layer boxes and passing lines have room between them."""
    layers, _ = _laid_out(given_boxes)
    _settle(layers)
    for layer in layers:
        for above, below in pairwise(layer):
            assert below.y - (above.y + above.height) >= GAP - 1e-6


@given(trees())
def test_nothing_stands_higher_than_the_first_question(given_boxes: list[Box]) -> None:
    """So the corner that a reader sees first holds it."""
    layers, _ = _laid_out(given_boxes)
    _settle(layers)
    assert layers[0][0].y == min(node.y for layer in layers for node in layer)


@given(trees())
def test_a_line_goes_one_layer_at_a_time_from_its_answer_to_its_box(
    given_boxes: list[Box],
) -> None:
    """So no line crosses a box."""
    _, lines = _laid_out(given_boxes)
    wanted = [(box.step, row.step) for box in given_boxes for row in box.rows if row.step]
    ends = [(s.box.step, t[-1].box.step) for s, _, t in lines if s.box and t[-1].box]
    assert ends == wanted
    for start, _, through in lines:
        assert [node.layer for node in through] == list(
            range(start.layer + 1, start.layer + 1 + len(through))
        )


@given(trees())
def test_every_box_is_there_and_the_same_boxes_give_the_same_picture(
    given_boxes: list[Box],
) -> None:
    """Each question by its name, with a link to its page."""
    drawn = draw_whole(given_boxes, "t", "d", lambda page: f"../{page}")
    assert all(f'href="../questions/{box.step}.md"' in drawn for box in given_boxes)
    assert drawn == draw_whole(given_boxes, "t", "d", lambda page: f"../{page}")


@given(st.lists(st.tuples(st.floats(0, 1e4), st.floats(1, 500)), min_size=1, max_size=20))
def test_apart_keeps_the_order_and_moves_nothing_that_has_room(
    given_: list[tuple[float, float]],
) -> None:
    """Where the wishes do not overlap they are granted."""
    wanted, heights = [w for w, _ in given_], [h for _, h in given_]
    tops = _apart(wanted, heights)
    room = list(zip(tops, heights, strict=True))
    assert all(b[0] - (a[0] + a[1]) >= -1e-6 for a, b in pairwise(room))
    if all(b - (a + h) >= 0 for (a, h), b in zip(given_, wanted[1:], strict=False)):
        assert tops == wanted
