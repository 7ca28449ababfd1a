"""A hand-written file where the build writes one of its own, or a link out of the project."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.checks.broken_link import GENERATED
from build_tools.finding import Finding, Place, Rule

RULE = Rule(
    "PAGE007",
    "taken-address",
    "One of the two would silently replace the other, and its words or answers would be lost.",
)

FOLDERS = ("questions/", "data/", "about/findings/")
"""Folders of the site that the build fills alone."""


def check(subject: Subject) -> Iterator[Finding]:
    for name in subject.project.files:
        if name in GENERATED or name.startswith(FOLDERS):
            yield RULE.at(
                Place(f"docs/{name}"),
                f"the build writes `{name}` itself",
                "Give this file another name or folder.",
            )
    for name in subject.project.links_out:
        yield RULE.at(
            Place(f"docs/{name}"),
            "this is a link to nothing, or to something outside the project",
            "Copy the file in instead, or take the link out.",
        )
