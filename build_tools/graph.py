"""Questions about the shape of the tree. Pure; each is one pass over steps and answers.

Targets that name no step are left out here: the dangling-answer rule reports them.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from decision_tree.model import NOT_SURE, Tree, outcome_of

Given = Mapping[str, Collection[str]]
"""Question id -> answer ids, of which one was given."""

Route = tuple[tuple[str, str], ...]
"""(step id, answer id) pairs."""


@dataclass(frozen=True)
class Graph:
    """The steps of a tree as a graph."""

    tree: Tree

    @cached_property
    def after(self) -> Mapping[str, tuple[str, ...]]:
        """Step id -> the steps its answers lead to, each once."""
        steps = self.tree.steps
        return {
            step.id: tuple(dict.fromkeys(t for t in step.go.values() if t in steps))
            for step in steps.values()
        }

    @cached_property
    def reachable(self) -> frozenset[str]:
        """Steps that some answers lead to from the first step."""
        return frozenset(self._reach(self.tree.first, skip_not_sure=False))

    @cached_property
    def reachable_outcomes(self) -> frozenset[str]:
        """Outcome ids that some answers lead to."""
        return self._outcomes(self.reachable, skip_not_sure=False)

    @cached_property
    def surely_reachable_outcomes(self) -> frozenset[str]:
        """Outcome ids that can be reached without ever saying "I am not sure"."""
        sure = self._reach(self.tree.first, skip_not_sure=True)
        return self._outcomes(sure, skip_not_sure=True)

    def outcomes_after(self, step_id: str) -> frozenset[str]:
        """Outcome ids that some answers lead to from a step on."""
        return self._outcomes(self._reach(step_id, skip_not_sure=False), skip_not_sure=False)

    def outcomes_with(self, answers: Mapping[str, str]) -> frozenset[str]:
        """Outcome ids of the routes that give all these answers, by question.

        "I am not sure" is followed only where it is one of them.
        """
        key = frozenset(answers.items())
        if key not in self._with_answers:
            self._with_answers[key] = self._outcomes_with(answers)
        return self._with_answers[key]

    @cached_property
    def _with_answers(self) -> dict[frozenset[tuple[str, str]], frozenset[str]]:
        return {}

    def _outcomes_with(self, answers: Mapping[str, str]) -> frozenset[str]:
        found, seen = set(), {(self.tree.first, 0)} if self.tree.first in self.tree.steps else set()
        waiting = list(seen)
        while waiting:
            step_id, given = waiting.pop()
            step = self.tree.steps[step_id]
            wanted = answers.get(step.question)
            for answer, target in step.go.items():
                if answer != wanted and (wanted or answer == NOT_SURE):
                    continue
                now = (target, given + bool(wanted))
                # A loop, which is an error of its own, must not count for ever.
                if target in self.tree.steps and now not in seen and now[1] <= len(answers):
                    seen.add(now)
                    waiting.append(now)
                elif (outcome := outcome_of(target)) and now[1] == len(answers):
                    found.add(outcome)
        return frozenset(found)

    def arrivals(self, when: Given, unless: Given) -> Mapping[str, Route]:
        """Outcome id -> a route to it that gives an answer of each question in `when`, and none
        of those in `unless`. One pass over steps and what was given so far, not over routes.
        """
        steps, found = self.tree.steps, dict[str, Route]()
        seen = {(first, frozenset[str]()) for first in {self.tree.first} & steps.keys()}
        waiting: deque[tuple[tuple[str, frozenset[str]], Route]] = deque((s, ()) for s in seen)
        while waiting:
            (step_id, given), trail = waiting.popleft()
            step = steps[step_id]
            for answer, target in step.go.items():
                if answer in unless.get(step.question, ()):
                    continue
                if answer not in when.get(step.question, (answer,)):
                    continue
                now = given | {step.question} if step.question in when else given
                onward, outcome = (*trail, (step_id, answer)), outcome_of(target)
                if outcome is not None:
                    if len(now) == len(when):
                        found.setdefault(outcome, onward)
                elif target in steps and (target, now) not in seen:
                    seen.add((target, now))
                    waiting.append(((target, now), onward))
        return found

    def _reach(self, start: str, skip_not_sure: bool) -> set[str]:
        steps = self.tree.steps
        seen = {start} & steps.keys()
        waiting = deque(seen)
        while waiting:
            for answer, target in steps[waiting.popleft()].go.items():
                if target in steps and target not in seen:
                    if skip_not_sure and answer == NOT_SURE:
                        continue
                    seen.add(target)
                    waiting.append(target)
        return seen

    def _outcomes(self, steps: set[str] | frozenset[str], skip_not_sure: bool) -> frozenset[str]:
        targets = {
            target
            for step_id in steps
            for answer, target in self.tree.steps[step_id].go.items()
            if not (skip_not_sure and answer == NOT_SURE)
        }
        return frozenset(outcome for target in targets if (outcome := outcome_of(target)))

    @cached_property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """Loops that share no step, each with its first step repeated at the end."""
        found: list[tuple[str, ...]] = []
        looping: set[str] = set()
        state: dict[str, int] = {}
        for root in self.after:
            if root in state:
                continue
            trail, pending = [root], [iter(self.after[root])]
            state[root] = 1
            while pending:
                child = next(pending[-1], None)
                if child is None:
                    state[trail.pop()] = 2
                    pending.pop()
                elif state.get(child) == 1:
                    loop = trail[trail.index(child) :]
                    if looping.isdisjoint(loop):
                        looping.update(loop)
                        found.append((*loop, child))
                elif child not in state:
                    state[child] = 1
                    trail.append(child)
                    pending.append(iter(self.after[child]))
        return tuple(found)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every step before the steps it leads to. Empty where there is a loop."""
        waits = Counter(child for children in self.after.values() for child in children)
        ready = deque(step for step in self.after if not waits[step])
        order: list[str] = []
        while ready:
            step = ready.popleft()
            order.append(step)
            for child in self.after[step]:
                waits[child] -= 1
                if not waits[child]:
                    ready.append(child)
        return tuple(order) if len(order) == len(self.after) else ()

    @cached_property
    def longest(self) -> Mapping[str, int]:
        """Step id -> the most answers still to give from there, its own included."""
        most: dict[str, int] = {}
        for step in reversed(self.order):
            most[step] = 1 + max((most[child] for child in self.after[step]), default=0)
        return most

    @cached_property
    def shortest(self) -> Mapping[str, int]:
        """Step id -> the fewest answers still to give from there, its own included."""
        least: dict[str, int] = {}
        for step in reversed(self.order):
            ends = any(outcome_of(t) is not None for t in self.tree.steps[step].go.values())
            ahead = (least[child] for child in self.after[step])
            least[step] = 1 if ends else 1 + min(ahead, default=0)
        return least

    @cached_property
    def lengths(self) -> Counter[int]:
        """How many routes from the first step have each number of answers."""
        counted: dict[str, Counter[int]] = {}
        for step in reversed(self.order):
            total: Counter[int] = Counter()
            for target in self.tree.steps[step].go.values():
                onward = counted.get(target, Counter({0: 1}))
                total.update({length + 1: number for length, number in onward.items()})
            counted[step] = total
        return counted.get(self.tree.first, Counter())

    def asked_twice(self) -> Iterator[tuple[str, str]]:
        """(earlier step, later step) pairs that ask one question on one route."""
        by_question: dict[str, list[str]] = {}
        for step in self.tree.steps.values():
            by_question.setdefault(step.question, []).append(step.id)
        shared = {
            q: 1 << i for i, q in enumerate(q for q, s in by_question.items() if q and len(s) > 1)
        }
        before: dict[str, int] = dict.fromkeys(self.after, 0)
        for step_id in self.order:
            bit = shared.get(self.tree.steps[step_id].question, 0)
            if before[step_id] & bit:
                question = self.tree.steps[step_id].question
                yield self._earlier(step_id, by_question[question]), step_id
            passed_on = before[step_id] | bit
            if passed_on:
                for child in self.after[step_id]:
                    before[child] |= passed_on

    def _earlier(self, step_id: str, candidates: list[str]) -> str:
        return next(c for c in candidates if c != step_id and self.leads_to(c, step_id))

    def leads_to(self, start: str, goal: str) -> bool:
        """Whether some answers lead from one step to another."""
        seen, waiting = {start}, [start]
        while waiting:
            for child in self.after[waiting.pop()]:
                if child == goal:
                    return True
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return False

    def routes(self) -> Iterator[tuple[tuple[str, str], ...]]:
        """Every route as (step id, answer id) pairs, depth first. May be very many."""
        trail: list[tuple[str, str]] = []

        def onward(step_id: str) -> Iterator[tuple[tuple[str, str], ...]]:
            for answer, target in self.tree.steps[step_id].go.items():
                trail.append((step_id, answer))
                if target in self.tree.steps:
                    yield from onward(target)
                else:
                    yield tuple(trail)
                trail.pop()

        if self.tree.first in self.tree.steps and self.order:
            yield from onward(self.tree.first)

    def shortest_routes(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Outcome id -> the shortest route of (step id, answer id) pairs that ends there."""
        steps, found = self.tree.steps, dict[str, tuple[tuple[str, str], ...]]()
        waiting: deque[tuple[str, tuple[tuple[str, str], ...]]] = deque([(self.tree.first, ())])
        seen = {self.tree.first}
        while waiting:
            step_id, trail = waiting.popleft()
            for answer, target in steps[step_id].go.items():
                onward, outcome = (*trail, (step_id, answer)), outcome_of(target)
                if outcome is not None:
                    found.setdefault(outcome, onward)
                elif target in steps and target not in seen:
                    seen.add(target)
                    waiting.append((target, onward))
        return found
