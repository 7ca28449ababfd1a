"""An outcome without a source, or without a primary one."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Place, Rule
from build_tools.project import SOURCES_FILE

RULE = Rule(
    "CITE003",
    "uncited-outcome",
    "A parent who is told “that is not your right” must be able to show the law.",
    acceptable=True,
)


NEEDS = (SOURCES_FILE,)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    sources = subject.project.sources
    for page in subject.project.outcomes.values():
        if not page.citations:
            yield RULE.at(
                Place(page.file),
                f"`{page.id}` cites no source",
                "Cite what each statement rests on: `[@source-id, section 42(2)]`.",
            )
        elif page.kind == "next-step" and not any(
            citation.source in sources and sources[citation.source].kind == "primary"
            for citation in page.citations
        ):
            yield RULE.at(
                page.citations[0].place,
                f"`{page.id}` cites no primary source",
                "Cite the law, statutory guidance, or the body's own page, not only who "
                "explains it.",
            )
