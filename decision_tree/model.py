"""The tree as frozen data: questions, steps and the ladders that stages stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

NEXT_STEPS = "next-steps/"
"""What a target begins with when an answer leads to an outcome page instead of a step."""

NOT_SURE = "not-sure"
"""The answer id that every question uses for "I am not sure"."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing a parent can say.

    `say` is what the parent taps; `hint` is a short grey line under it, or empty.
    """

    id: str
    say: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Wording only: what is asked (`ask`), why (`why`, Markdown, may be empty) and the answers.

    `shared` says that the answer is about the child or the family, not about one problem: it
    still holds when a parent comes back because something else is wrong too.
    """

    id: str
    ask: str
    why: str
    answers: tuple[Answer, ...]
    shared: bool = False

    def answer(self, answer_id: str) -> Answer | None:
        """The answer with this id, or None."""
        return next((answer for answer in self.answers if answer.id == answer_id), None)


@dataclass(frozen=True, slots=True)
class Step:
    """A place in the graph: it asks one question and says where each answer leads.

    `go` maps an answer id to a target: a step id, or `next-steps/<outcome id>`.
    """

    id: str
    question: str
    go: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ladder:
    """A picture of stages in climbing order. `rungs` are stage ids."""

    id: str
    name: str
    rungs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Every question and step. `first` is the id of the step everyone starts at."""

    first: str
    questions: Mapping[str, Question]
    steps: Mapping[str, Step]
    ladders: Mapping[str, Ladder] = field(default_factory=lambda: MappingProxyType({}))

    def question_at(self, step_id: str) -> Question:
        """The question that a step asks. KeyError if step or question is unknown."""
        return self.questions[self.steps[step_id].question]

    def outcomes(self) -> tuple[str, ...]:
        """Every outcome id that some answer leads to, sorted."""
        targets = {target for step in self.steps.values() for target in step.go.values()}
        found = {outcome_of(target) for target in targets} - {None}
        return tuple(sorted(outcome for outcome in found if outcome))


def outcome_of(target: str) -> str | None:
    """The outcome id in a target, or None where the target is a step."""
    return target.removeprefix(NEXT_STEPS) if target.startswith(NEXT_STEPS) else None


def tree_to_dict(tree: Tree) -> dict[str, Any]:
    """The tree as plain data, in the shape that /data/tree.json publishes."""
    return {
        "first": tree.first,
        "questions": {
            question.id: {
                "ask": question.ask,
                "why": question.why,
                "answers": [{"id": a.id, "say": a.say, "hint": a.hint} for a in question.answers],
                "shared": question.shared,
            }
            for question in tree.questions.values()
        },
        "steps": {
            step.id: {"ask": step.question, "go": dict(step.go)} for step in tree.steps.values()
        },
        "ladders": {
            ladder.id: {"name": ladder.name, "rungs": list(ladder.rungs)}
            for ladder in tree.ladders.values()
        },
    }


def tree_from_dict(data: Mapping[str, Any]) -> Tree:
    """The tree read back from the published JSON. KeyError where a part is missing."""
    questions = {
        qid: Question(
            qid,
            q["ask"],
            q["why"],
            tuple(Answer(**a) for a in q["answers"]),
            q.get("shared", False),
        )
        for qid, q in data["questions"].items()
    }
    steps = {
        sid: Step(sid, s["ask"], MappingProxyType(dict(s["go"])))
        for sid, s in data["steps"].items()
    }
    ladders = {
        lid: Ladder(lid, ladder["name"], tuple(ladder["rungs"]))
        for lid, ladder in data["ladders"].items()
    }
    return Tree(
        data["first"],
        MappingProxyType(questions),
        MappingProxyType(steps),
        MappingProxyType(ladders),
    )
