"""A route of more than ten answers."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule

MOST = 10
"""Answers on one route."""

RULE = Rule(
    "TREE022",
    "route-too-long",
    "A tired parent on a phone gives up before the end.",
    acceptable=True,
)


def check(subject: Subject) -> Iterator[Finding]:
    tree, longest = subject.project.tree, subject.graph.longest
    length = longest.get(tree.first, 0)
    if length <= MOST:
        return
    way = [tree.first]
    while children := subject.graph.after[way[-1]]:
        way.append(max(children, key=lambda child: longest[child]))
    yield RULE.at(
        subject.project.tree_document.key("steps", way[-1]),
        f"this is answer {length} of a route: {' -> '.join(way)}",
        f"Ask fewer questions on the way: at most {MOST} on any route.",
    )
