"""Random trees for property tests, and a short way to write small ones by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hypothesis import strategies as st

from build_tools.graph import Graph
from decision_tree.model import NEXT_STEPS, NOT_SURE, Answer, Question, Step, Tree

ANSWERS = ("yes", "no", NOT_SURE)
OUTCOMES = (f"{NEXT_STEPS}write", f"{NEXT_STEPS}wait", f"{NEXT_STEPS}find-out")

Answers = dict[str, str]
"""Question id -> answer id."""


def tree_of(steps: Mapping[str, Mapping[str, str]], asks: Mapping[str, str] | None = None) -> Tree:
    """A tree from step -> answer -> target; the first step comes first.

    `asks` names the question of a step; otherwise it is called after the step. A question
    offers every answer that a step routes.
    """
    asked = {step: (asks or {}).get(step, f"{step}?") for step in steps}
    answers: dict[str, dict[str, None]] = {}
    for step, go in steps.items():
        answers.setdefault(asked[step], {}).update(dict.fromkeys(go))
    questions = {
        name: Question(name, f"{name} it?", "", tuple(Answer(a, f"{a}.") for a in ids))
        for name, ids in answers.items()
    }
    return Tree(
        next(iter(steps), ""),
        questions,
        {step: Step(step, asked[step], dict(go)) for step, go in steps.items()},
    )


@st.composite
def trees(draw: st.DrawFn, loops: bool = False) -> Tree:
    """A tree of one to seven steps in any order, some of them perhaps never reached.

    Every answer leads on; without `loops`, only to steps further on. Steps may share a
    question, and a route may ask one twice.
    """
    names = [f"step-{n}" for n in range(draw(st.integers(1, 7)))]
    asks = {name: f"question-{draw(st.integers(0, len(names) - 1))}" for name in names}
    counts = {question: draw(st.integers(1, len(ANSWERS))) for question in asks.values()}
    steps = {}
    for number, name in enumerate(names):
        further = names if loops else names[number + 1 :]
        targets = st.sampled_from([*further, *OUTCOMES])
        answers = draw(st.permutations(ANSWERS[-counts[asks[name]] :]))
        steps[name] = {answer: draw(targets) for answer in answers}
    rest = draw(st.permutations(names[1:]))
    return tree_of({name: steps[name] for name in [names[0], *rest]}, asks)


def sound_trees() -> st.SearchStrategy[Tree]:
    """Trees as the checks let them through: no loop, and no route asks a question twice."""
    return trees().map(_asking_once)


def _asking_once(tree: Tree) -> Tree:
    again = {later for _, later in Graph(tree).asked_twice()}
    steps = {step.id: step.go for step in tree.steps.values()}
    asks = {step.id: step.question for step in tree.steps.values() if step.id not in again}
    return tree_of(steps, asks)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Tree, Answers]:
    """A sound tree, and answers to most of its questions, now and then one it does not offer."""
    tree = draw(sound_trees())
    answers = {"another?": "yes"}
    for question in tree.questions.values():
        offered = [answer.id for answer in question.answers]
        said = draw(st.sampled_from([*offered * 3, "not-offered", ""]))
        if said:
            answers[question.id] = said
    return tree, answers


def routes_by_hand(tree: Tree) -> Iterator[tuple[tuple[str, str], ...]]:
    """Every route of a tree without loops, worked out in the plainest way."""
    unfinished: list[tuple[tuple[str, str], ...]] = [()]
    while unfinished:
        trail = unfinished.pop()
        at = tree.steps[trail[-1][0]].go[trail[-1][1]] if trail else tree.first
        if at in tree.steps:
            unfinished += [(*trail, (at, answer)) for answer in tree.steps[at].go]
        else:
            yield trail
