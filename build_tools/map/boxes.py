"""A step as a box: its question, and a row for each answer with what it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_tools.map.words import in_lines
from build_tools.project import Project
from decision_tree.model import outcome_of

WIDTH = 270
PAD = 10
SIZE = 13
BOLD = SIZE * 1.1
LINE = 17
"""Pixels: a box fits on a small phone, and its text is read on paper at the same size. Bold letters
are wider, so they count for more."""


@dataclass(frozen=True)
class Row:
    """An answer and where it leads. `step` is empty for an outcome; `page` is under docs/.

    Several steps may ask one question, so each step has a `number`; 0 for an outcome.
    """

    says: str
    leads_to: str
    step: str
    page: str
    number: int = 0

    @property
    def goal(self) -> str:
        """Where it leads, with the number of the step."""
        return f"{self.number}. {self.leads_to}" if self.number else self.leads_to

    @cached_property
    def lines(self) -> tuple[tuple[str, bool], ...]:
        """(line, whether it is where the answer leads)."""
        inner = WIDTH - 2 * PAD
        said = [(line, False) for line in in_lines(self.says, inner, SIZE)]
        return (*said, *((line, True) for line in in_lines(f"→ {self.goal}", inner, BOLD)))

    @property
    def height(self) -> int:
        return LINE * len(self.lines) + PAD


@dataclass(frozen=True)
class Box:
    """A step. `rows` are the answers that a picture shows; `others` counts those left out."""

    step: str
    number: int
    question: str
    rows: tuple[Row, ...]
    others: int = 0

    @property
    def name(self) -> str:
        """The question with the number of the step."""
        return f"{self.number}. {self.question}"

    @cached_property
    def title(self) -> list[str]:
        """The question in lines."""
        return in_lines(self.name, WIDTH - 2 * PAD, BOLD)

    @property
    def title_height(self) -> int:
        return LINE * len(self.title) + PAD

    @property
    def height(self) -> int:
        more = LINE + PAD if self.others else 0
        return self.title_height + sum(row.height for row in self.rows) + more

    def rows_at(self) -> Iterator[tuple[Row, int]]:
        """Each row with how far its top is below the top of the box."""
        top = self.title_height
        for row in self.rows:
            yield row, top
            top += row.height


def boxes_of(project: Project, order: Sequence[str]) -> list[Box]:
    """Steps with all their answers, numbered in this order, which holds every one of them."""
    numbers = {step: number for number, step in enumerate(order, 1)}
    return [_box(project, step, numbers) for step in order]


def _box(project: Project, step_id: str, numbers: Mapping[str, int]) -> Box:
    step, question = project.tree.steps[step_id], project.tree.question_at(step_id)
    rows = []
    for answer in question.answers:
        target = step.go[answer.id]
        outcome = outcome_of(target)
        if outcome is None:
            asked = project.tree.question_at(target).ask
            rows.append(Row(answer.say, asked, target, f"questions/{target}.md", numbers[target]))
        else:
            page = project.outcomes[outcome]
            rows.append(Row(answer.say, page.title, "", page.path))
    return Box(step_id, numbers[step_id], question.ask, tuple(rows))
