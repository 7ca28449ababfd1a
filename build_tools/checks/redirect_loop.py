"""Redirects that lead round in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.record import REDIRECTS_FILE

RULE = Rule(
    "ADDR002",
    "redirect-loop",
    "A parent's browser would go round and round, and show an error at the end.",
)

NEEDS = (REDIRECTS_FILE,)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    for old, new in subject.addresses.given.items():
        if subject.addresses.follow(old) is None:
            yield RULE.at(
                subject.project.redirects.key(old),
                f"`{old}` leads to `{new}` and round to where it has been",
                "Lead it to an address that is there.",
            )
