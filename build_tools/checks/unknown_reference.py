"""Front matter that names a stage, ladder, letter or organisation that does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Place, Rule
from build_tools.in_time import LIMIT
from build_tools.project import DEADLINES_FILE, ORGANISATIONS_FILE, TREE_FILE, Page, Project
from build_tools.shapes import did_you_mean

RULE = Rule("PAGE003", "unknown-reference", "The page would show a gap, or a link to nowhere.")


NEEDS = (
    TREE_FILE,
    ORGANISATIONS_FILE,
    DEADLINES_FILE,
)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    project = subject.project
    for page in project.pages:
        for what, place, name, known in _references(page, project):
            if name not in known:
                yield RULE.at(
                    place,
                    f"there is no {what} `{name}`",
                    f"Name one that exists.{did_you_mean(name, known)}",
                )
    for ladder in project.tree.ladders.values():
        for number, rung in enumerate(ladder.rungs):
            if rung not in project.stages:
                yield RULE.at(
                    project.tree_document.at("ladders", ladder.id, "rungs", str(number)),
                    f"there is no stage page `{rung}`",
                    f"Name a page in docs/stages/.{did_you_mean(rung, project.stages)}",
                )


def _limits(project: Project) -> set[str]:
    """The time limits by the names that pages use; of one not in force another rule speaks."""
    return {*project.rules.deadlines, *project.in_time.of(LIMIT)}


def _references(page: Page, project: Project) -> Iterator[tuple[str, Place, str, Iterable[str]]]:
    for number, name in enumerate(page.names("help")):
        yield "organisation", page.front.at("help", str(number)), name, project.organisations
    for number, name in enumerate(page.names("deadlines")):
        place = page.front.at("deadlines", str(number))
        yield f"time limit in {DEADLINES_FILE} named", place, name, _limits(project)
    for use in page.letter_uses:
        if use.main:
            yield "letter", use.place, use.letter, project.letter_pages
        if use.variant and use.letter in project.letters:
            variants = project.letters[use.letter].get("variants", ())
            what = f"variant of the letter `{use.letter}` named"
            yield what, use.place, use.variant, [variant["name"] for variant in variants]
    for what, key, single in (
        ("stage", "stage", project.stages),
        ("ladder", "ladder", project.tree.ladders),
        ("letter template", "letter", project.letters),
        ("organisation", "service", project.organisations),
    ):
        if isinstance(page.meta.get(key), str):
            yield what, page.front.at(key), page.meta[key], single
