"""What is remembered between loads, and what is forgotten."""

from __future__ import annotations

from itertools import count

from build_tools.memory import Memory


def test_a_result_is_worked_out_once() -> None:
    """The same key gives the same thing, in one load and in the next."""
    memory, numbers = Memory(), count()
    first = memory.recall("a", lambda: next(numbers))
    memory.turn()
    assert first == memory.recall("a", lambda: next(numbers)) == 0


def test_another_key_is_another_result() -> None:
    """A changed text has its own."""
    memory = Memory()
    memory.recall(("file", "text"), lambda: 1)
    assert memory.recall(("file", "other text"), lambda: 2) == 2


def test_what_one_load_does_not_ask_for_is_forgotten() -> None:
    """So a long session of edits does not fill the memory."""
    memory, numbers = Memory(), count()
    memory.recall("a", lambda: next(numbers))
    memory.turn()
    memory.turn()
    assert memory.recall("a", lambda: next(numbers)) == 1
