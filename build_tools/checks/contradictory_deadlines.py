"""Two time limits for one thing, from one day, that do not agree."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.project import DEADLINES_FILE
from decision_tree.deadlines import Deadline

RULE = Rule(
    "TIME003",
    "contradictory-deadlines",
    "A parent would be told two days for one thing, and one of them is wrong.",
)

NEEDS = (DEADLINES_FILE,)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    document = subject.project.deadlines_document
    first: dict[tuple[str, ...], Deadline] = {}
    for deadline in subject.project.rules.deadlines.values():
        about = (deadline.who, _plain(deadline.name), *sorted(deadline.triggers))
        other = first.setdefault(about, deadline)
        if _sum(other) != _sum(deadline):
            yield RULE.at(
                document.key("deadlines", deadline.id),
                f"`{deadline.id}` and `{other.id}` are about one thing and count it differently",
                "Keep the one that the law says, or say in each `name` what sets them apart.",
                [(document.key("deadlines", other.id), "the other stands here")],
            )


def _plain(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _sum(deadline: Deadline) -> tuple[object, ...]:
    counts = frozenset(deadline.counts)
    return counts, deadline.choose, deadline.move, deadline.leave_out, deadline.earlier
