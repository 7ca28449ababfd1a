"""A place that the scaffold left to be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Place, Rule
from build_tools.project import LETTERS, Page, Project
from build_tools.yaml_source import read_text

RULE = Rule(
    "WORD004",
    "fill-this-in",
    "A parent would read the note that was meant for whoever writes the page.",
)

MARK = "FILL IN"
"""What `python -m build_tools new` writes where words are still to come."""


def check_page(page: Page) -> Iterator[Finding]:
    for key, value in page.meta.items():
        if MARK in str(value):
            yield _at(page.front.at(key), str(value))
    for number, line in enumerate(page.body.split("\n"), page.body_line):
        if MARK in line:
            yield _at(Place(page.file, number, line.index(MARK) + 1, len(MARK)), line)


def check(subject: Subject) -> Iterator[Finding]:
    for file, text in _templates(subject.project):
        for number, line in enumerate(text.split("\n"), 1):
            if MARK in line:
                yield _at(Place(file, number, line.index(MARK) + 1, len(MARK)), line)


def _templates(project: Project) -> Iterator[tuple[str, str]]:
    """(file, text) of every letter's template, those that cannot be read as letters too."""
    for path in sorted((project.root / LETTERS).glob("*.j2")):
        yield f"{LETTERS}/{path.name}", read_text(path, project.root)[0]


def _at(place: Place, line: str) -> Finding:
    _, _, what = line.partition(MARK)
    said = what.split("-->")[0].strip(" :.\"'") or "this"
    return RULE.at(place, f"still to be written: {said}", "Write it, and take the note out.")


def unfinished(project: Project) -> set[str]:
    """The files that still hold such a place: nothing else is said of them until they do not."""
    pages = {page.file for page in project.pages if page.once_for_all(check_page)}
    return pages | {file for file, text in _templates(project) if MARK in text}
