"""A citation of a source that is not in sources.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Place, Rule
from build_tools.in_time import SOURCE
from build_tools.project import LETTERS, SOURCES_FILE, Citation, Project
from build_tools.shapes import did_you_mean

RULE = Rule("CITE001", "unknown-source", "A parent who taps the number would find no source.")


NEEDS = (SOURCES_FILE,)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    project = subject.project
    for citation in every_citation(subject):
        if citation.source not in project.sources:
            yield RULE.at(
                citation.place,
                f"there is no source `{citation.source}` in {SOURCES_FILE}",
                _help(citation.source, "cite", project),
            )
    for organisation in project.organisations.values():
        for key in ("source", "phone_source"):
            name = getattr(organisation, key)
            if name and name not in project.sources:
                yield RULE.at(
                    project.organisations_document.at(organisation.id, key),
                    f"there is no source `{name}` in {SOURCES_FILE}",
                    _help(name, "name", project),
                )
    yield from _letters(subject)
    yield from _deadlines(subject)


def _letters(subject: Subject) -> Iterator[Finding]:
    for letter_id, letter in subject.project.letters.items():
        for cite in letter.get("cites", ()):
            if cite["source"] not in subject.project.sources:
                yield RULE.at(
                    Place(f"{LETTERS}/{letter_id}.j2"),
                    f"there is no source `{cite['source']}` in {SOURCES_FILE}",
                    _help(cite["source"], "name", subject.project),
                )


def _deadlines(subject: Subject) -> Iterator[Finding]:
    project = subject.project
    for deadline in project.rules.deadlines.values():
        for number, cite in enumerate(deadline.cites):
            if cite.source not in project.sources:
                yield RULE.at(
                    project.deadlines_document.at(
                        "deadlines", deadline.id, "cites", str(number), "source"
                    ),
                    f"there is no source `{cite.source}` in {SOURCES_FILE}",
                    _help(cite.source, "name", project),
                )


def every_citation(subject: Subject) -> Iterator[Citation]:
    """Every citation on a page or in the wording of a question."""
    for page in subject.project.pages:
        yield from page.citations
    for _, citation in subject.project.question_citations:
        yield citation


def _help(name: str, do: str, project: Project) -> str:
    base = next((v.of for v in project.in_time.versions if (v.kind, v.id) == (SOURCE, name)), "")
    if base:
        return f"Write `{base}`, which `{name}` stands in for from its first day on."
    return f"Add it there, or {do} one that is.{did_you_mean(name, project.sources)}"
