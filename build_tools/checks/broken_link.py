"""A link from one page to another that is not there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from build_tools import schemas
from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.project import TREE_FILE, Project
from build_tools.shapes import did_you_mean
from decision_tree.model import outcome_of

RULE = Rule("PAGE006", "broken-link", "A parent who taps it would meet a missing page.")

DATA = tuple(
    f"data/{name.removesuffix(schemas.SCHEMA_ENDING)}.json" for name in schemas.published()
)
"""The files of open data, each of which has a schema."""

GENERATED = (
    "sources.md",
    "next-steps/index.md",
    "about/cases.md",
    "about/letters-and-law.md",
    "about/findings/index.md",
    "about/freshness.md",
    "about/map.md",
    *DATA,
    *(f"data/{name}" for name in schemas.published()),
)
"""Pages that the build writes besides those of the tree."""


NEEDS = (TREE_FILE,)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    known = known_paths(subject.project)
    for page in subject.project.pages:
        for link in page.links:
            target = link.target.split("#")[0]
            if not target or re.match(r"[a-z]+:", target):
                continue
            path = posixpath.normpath(posixpath.join(page.folder, target))
            if path not in known:
                yield RULE.at(
                    link.place,
                    f"`{link.target}` is not a page",
                    "Link to a file, from this file's own folder, ending in .md."
                    + did_you_mean(path, known),
                )


def known_paths(project: Project) -> set[str]:
    """Every path under docs/ that a page may link to, those the build writes included."""
    steps = {f"questions/{step}.md" for step in project.tree.steps if outcome_of(step) is None}
    return {*project.files, *steps, *GENERATED}
