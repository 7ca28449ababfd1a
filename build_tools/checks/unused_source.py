"""A source that nothing cites."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.checks.unknown_source import every_citation
from build_tools.finding import Finding, Rule
from build_tools.project import DEADLINES_FILE, ORGANISATIONS_FILE, PAGES, TREE_FILE

RULE = Rule(
    "CITE002",
    "unused-source",
    "Volunteers would go on re-reading a source that backs nothing on the site.",
    acceptable=True,
)


NEEDS = (TREE_FILE, ORGANISATIONS_FILE, DEADLINES_FILE, PAGES)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    project = subject.project
    used = {citation.source for citation in every_citation(subject)}
    for organisation in project.organisations.values():
        used |= {organisation.source, organisation.phone_source}
    for letter in project.letters.values():
        used |= {cite["source"] for cite in letter.get("cites", ())}
    used |= {citation.source for page in project.in_time.staged for citation in page.citations}
    for deadline in project.in_time.limits.deadlines.values():
        used |= {cite.source for cite in deadline.cites}
    for source_id in project.sources:
        if source_id not in used:
            yield RULE.at(
                project.sources_document.key(source_id),
                f"nothing cites `{source_id}`",
                f"Cite it where it backs a statement (`[@{source_id}]`), or take it out.",
            )
