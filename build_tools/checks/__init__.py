"""Every rule, one module each. A rule yields findings; it never prints, raises or decides.

A module has `check(subject)`, which looks at the whole project, or `check_page(page)`, which
looks at one page and nothing else, so that a page that has not changed is not read again; or both.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from types import ModuleType
from typing import TYPE_CHECKING

from build_tools.collecting import without_collecting
from build_tools.finding import Finding, in_order
from build_tools.graph import Graph
from build_tools.project import PAGES, Project
from build_tools.tolerances import without_accepted
from build_tools.yaml_source import SYNTAX

if TYPE_CHECKING:
    from build_tools.redirects import Addresses


@dataclass(frozen=True)
class Subject:
    """What a rule is given: the project and the day it is judged on."""

    project: Project
    today: dt.date

    @property
    def graph(self) -> Graph:
        return self.project.graph

    @cached_property
    def addresses(self) -> Addresses:
        # Imported here because what it lists includes the names that a rule has.
        from build_tools.redirects import Addresses

        return Addresses(self.project)


@cache
def rule_modules() -> tuple[ModuleType, ...]:
    """The modules in this folder, in name order: adding a file adds a rule."""
    return tuple(
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
    )


@without_collecting()
def check(project: Project, today: dt.date) -> list[Finding]:
    """Every finding of every rule, and of reading, in order."""
    subject = Subject(project, today)
    findings = list(project.findings)
    unreadable = {found.place.file for found in findings if found.code == SYNTAX.code}
    unread = {page.file for page in project.pages if page.file in unreadable}
    missing = unreadable | ({PAGES} if unread else set())
    for module in rule_modules():
        # What a rule would say of names in a file that could not be read is only noise.
        if not missing & set(getattr(module, "NEEDS", ())):
            findings += _found_by(module, subject)
    findings = list(_without_unfinished(_without_blank(findings, project, unread), project))
    kept = without_accepted(findings, project.tolerances, project.root, today)
    return in_order(kept)


def _without_blank(
    findings: Iterable[Finding], project: Project, unread: set[str]
) -> Iterator[Finding]:
    """Of a page of which nothing could be read, only that."""
    blank = {page.file for page in project.pages if page.file in unread and not page.body}
    for finding in findings:
        if finding.place.file not in blank or finding.code == SYNTAX.code:
            yield finding


def _without_unfinished(findings: Iterable[Finding], project: Project) -> Iterator[Finding]:
    """Of a file that the scaffold began, only what is still to be written."""
    from build_tools.checks import fill_this_in

    begun = fill_this_in.unfinished(project)
    for finding in findings:
        if finding.place.file not in begun or finding.code == fill_this_in.RULE.code:
            yield finding


def _found_by(module: ModuleType, subject: Subject) -> Iterator[Finding]:
    if hasattr(module, "check_page"):
        for page in subject.project.pages:
            yield from page.once_for_all(module.check_page)
    if hasattr(module, "check"):
        yield from module.check(subject)
