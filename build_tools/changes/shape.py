"""What lies below each step of a tree, as sets in the bits of whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from build_tools.graph import Graph
from decision_tree.model import Tree


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers for questions, and for all that can lie ahead of a position."""

    questions: dict[str, int] = field(default_factory=dict)
    ahead: dict[object, int] = field(default_factory=dict)


class Shape:
    """A tree without loops. Two shapes that are compared share `numbers`."""

    def __init__(self, tree: Tree, numbers: Numbers) -> None:
        self.tree = tree
        self.order = Graph(tree).order
        self._numbers = numbers

    def bit(self, question: str) -> int:
        """The bit of one question."""
        known = self._numbers.questions
        return 1 << known.setdefault(question, len(known))

    def bits(self, questions: Iterable[str]) -> int:
        """The bits of several questions."""
        found = 0
        for question in questions:
            found |= self.bit(question)
        return found

    def questions(self, *positions: str) -> int:
        """The bits of the questions that may still be asked from there; none at an end."""
        found = 0
        for position in positions:
            found |= self._below.get(position, 0)
        return found

    def ends(self, position: str) -> frozenset[str]:
        """The targets that are no step, reached from there."""
        return self._ends.get(position, frozenset({position}))

    def signature(self, position: str) -> int:
        """A number that two steps share if all that lies ahead of them is alike; -1 at an end."""
        return self._signatures.get(position, -1)

    @cached_property
    def paths(self) -> int:
        """How many paths the tree has."""
        found: dict[str, int] = {}
        for step in reversed(self.order):
            found[step] = sum(found.get(to, 1) for to in self.tree.steps[step].go.values())
        return found.get(self.tree.first, 0)

    @cached_property
    def _below(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for step in reversed(self.order):
            found[step] = self.bit(self.tree.steps[step].question)
            for target in self.tree.steps[step].go.values():
                found[step] |= found.get(target, 0)
        return found

    @cached_property
    def _ends(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for step in reversed(self.order):
            targets = self.tree.steps[step].go.values()
            found[step] = frozenset().union(*(found.get(to, {to}) for to in targets))
        return found

    @cached_property
    def _signatures(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        known = self._numbers.ahead

        def number(thing: object) -> int:
            return known.setdefault(thing, len(known))

        for step_id in reversed(self.order):
            step = self.tree.steps[step_id]
            ahead = ((a, found[to] if to in found else number(to)) for a, to in step.go.items())
            found[step_id] = number((step.question, frozenset(ahead)))
        return found
