"""Which paths of one tree end elsewhere in another, counted without walking them one by one.

A path is one whole set of answers to what the old tree asks. The new tree is followed with the
same answers, question by question; where it asks something that the path does not answer, every
answer is followed, so that a path may come to have several ends. Counts are carried forward
over the old steps, so the work grows with steps and answers and not with paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.changes.shape import Numbers, Shape
from build_tools.collecting import without_collecting
from decision_tree.model import Tree

MOST_WAITING = 32
MOST_VISITED = 256
"""Steps of the new tree at which one path may wait, or that it may pass between two answers.
Beyond that nobody could read the list: the path `MAY_END_ANYWHERE`."""

MAY_END_ANYWHERE = "*"
STOPS = "?"
"""Begins an end where the tree does not offer the answer, so that the question is asked again."""

Trail = tuple[tuple[str, str], ...]
"""(question id, answer id) pairs, in the order they were asked."""


@dataclass(frozen=True, slots=True)
class Group:
    """Paths that ended at one place and now end at others.

    An end is a target that is no step: `next-steps/<outcome id>`; `?<question id>` where the
    answer is not offered; or `*`. `example` is one of the paths.
    """

    before: str
    after: tuple[str, ...]
    paths: int
    example: Trail

    @property
    def offered(self) -> bool:
        """Whether the other tree has these paths at all."""
        return not all(end.startswith(STOPS) for end in self.after)


@dataclass(frozen=True, slots=True)
class Paths:
    """How many paths there were and are, and every group that is not as it was."""

    before: int
    after: int
    moved: tuple[Group, ...]
    gone: tuple[Group, ...]
    new: tuple[Group, ...]

    @property
    def changed(self) -> bool:
        """Whether any path ends elsewhere, came or went."""
        return bool(self.moved or self.gone or self.new)


@without_collecting()
def compare(old: Tree, new: Tree) -> Paths:
    """Every difference between the paths of two trees without loops, largest groups first."""
    numbers = Numbers()
    was, now = Shape(old, numbers), Shape(new, numbers)
    forth, back = _groups(was, now), _groups(now, was)
    return Paths(
        was.paths,
        now.paths,
        moved=tuple(group for group in forth if group.offered),
        gone=tuple(group for group in forth if not group.offered),
        new=tuple(group for group in back if not group.offered),
    )


def _groups(old: Shape, new: Shape) -> list[Group]:
    """The paths of `old` that do not end in `new` where they ended, largest groups first."""
    found = _Follower(old, new).groups() if old.order else ()
    return sorted(found, key=lambda group: (-group.paths, group.before, group.after))


@dataclass(frozen=True, slots=True)
class _State:
    """Where paths stand in the new tree, and their answers that it may still ask for."""

    positions: frozenset[str]
    answers: frozenset[tuple[str, str]] = frozenset()


@dataclass(slots=True)
class _Arrived:
    """How many paths have come to one state, and how the first of them came."""

    paths: int
    before: _Arrived | None = None
    said: tuple[str, str] = ("", "")

    def trail(self) -> Trail:
        """The answers of the first path that came."""
        said, at = [], self
        while at.before is not None:
            said.append(at.said)
            at = at.before
        return tuple(reversed(said))


class _Follower:
    """Follows all paths of `old` through `new` at once."""

    def __init__(self, old: Shape, new: Shape) -> None:
        self.old_shape, self.new_shape = old, new
        self.old, self.new = old.tree, new.tree
        self.at: dict[str, dict[_State, _Arrived]] = {}
        self.ended: dict[tuple[str, tuple[str, ...]], _Arrived] = {}

    def groups(self) -> Iterator[Group]:
        """Each group that does not end where it ended."""
        self._arrive(self.old.first, _State(frozenset({self.new.first})), _Arrived(1))
        for step in self.old_shape.order:
            for state, arrived in self.at.pop(step, {}).items():
                if not self._alike(step, state):
                    self._ask(step, state, arrived)
        for (before, after), arrived in self.ended.items():
            yield Group(before, after, arrived.paths, arrived.trail())

    def _alike(self, step: str, state: _State) -> bool:
        """Whether all that lies ahead is the same in both trees."""
        if state.answers or len(state.positions) != 1:
            return False
        (position,) = state.positions
        return self.new_shape.signature(position) == self.old_shape.signature(step)

    def _ask(self, step: str, state: _State, arrived: _Arrived) -> None:
        question = self.old.steps[step].question
        for answer, target in self.old.steps[step].go.items():
            said = (question, answer)
            self._arrive(
                target,
                _State(state.positions, state.answers | {said}),
                _Arrived(arrived.paths, arrived, said),
            )

    def _arrive(self, target: str, state: _State, arrived: _Arrived) -> None:
        positions = self._move_on(state, may_be_asked=self.old_shape.questions(target))
        if target not in self.old.steps:
            ends = tuple(sorted(positions))
            if ends != (target,):
                self._add(self.ended, (target, ends), arrived)
            return
        ahead = self.new_shape.questions(*positions)
        answers = frozenset(s for s in state.answers if self.new_shape.bit(s[0]) & ahead)
        self._add(self.at.setdefault(target, {}), _State(positions, answers), arrived)

    @staticmethod
    def _add(places: dict, place: object, arrived: _Arrived) -> None:  # type: ignore[type-arg]
        if place in places:
            places[place].paths += arrived.paths
        else:
            places[place] = arrived

    def _move_on(self, state: _State, may_be_asked: int) -> frozenset[str]:
        """Where the new tree gets to before it asks what only the rest of the path can answer."""
        answers = dict(state.answers)
        matters = may_be_asked | self.new_shape.bits(answers)
        settled: set[str] = set()
        todo, seen = list(state.positions), set(state.positions)
        waiting = 0
        while todo:
            position = todo.pop()
            onward = self._onward(position, answers, may_be_asked, matters)
            if onward is None:
                settled.add(position)
                waiting += position in self.new.steps
            else:
                todo += [to for to in onward if to not in seen]
                seen.update(onward)
            if waiting > MOST_WAITING or len(seen) > MOST_VISITED:
                return frozenset({MAY_END_ANYWHERE})
        return frozenset(settled)

    def _onward(
        self, position: str, answers: dict[str, str], may_be_asked: int, matters: int
    ) -> Iterable[str] | None:
        """Where a position leads at once; None where it is an end or must wait."""
        step = self.new.steps.get(position)
        if step is None:
            return None
        if step.question in answers:
            return [step.go.get(answers[step.question], STOPS + step.question)]
        if self.new_shape.bit(step.question) & may_be_asked:
            return None
        if not self.new_shape.questions(position) & matters:
            return self.new_shape.ends(position)
        return step.go.values()
