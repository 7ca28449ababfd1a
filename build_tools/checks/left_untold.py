"""A page that does not tell what everybody who comes to it by certain answers must be told."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.graph import Route
from build_tools.project import LETTER_FOLDER, TREE_FILE, Page, Project
from build_tools.promises import PROMISES_FILE, Promise
from decision_tree.model import Tree

RULE = Rule(
    "TREE027",
    "left-untold",
    "A parent who is not told this may lose time, a right or a place that cannot be had back.",
    acceptable=True,
)

NEEDS = (TREE_FILE, PROMISES_FILE)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    project = subject.project
    for promise in filter(partial(_can_be_kept, project), project.promises.every):
        for outcome, route in subject.graph.arrivals(promise.when, promise.unless).items():
            page = project.outcomes.get(outcome)
            if page and page.kind in promise.kinds and not _told(page, promise):
                yield _untold(subject, promise, page, route)


def _can_be_kept(project: Project, promise: Promise) -> bool:
    """Whether any page could tell it; where none can, empty-promise says so."""
    pages = (f"{link}.md" in project.pages_by_path for link in promise.links)
    return any(pages) or any(limit in project.rules.deadlines for limit in promise.deadlines)


def _told(page: Page, promise: Promise) -> bool:
    shown = set(page.names("deadlines")) & set(promise.deadlines)
    return bool(shown or linked(page) & set(promise.links))


def linked(page: Page) -> set[str]:
    """The pages that a page links to or offers as letters, as paths under docs/ without .md."""
    links = {
        posixpath.normpath(posixpath.join(page.folder, link.target.split("#")[0]))
        for link in page.links
    }
    letters = {f"{LETTER_FOLDER}/{use.letter}" for use in page.letter_uses if use.main}
    return {path.removesuffix(".md") for path in links} | letters


def _untold(subject: Subject, promise: Promise, page: Page, route: Route) -> Finding:
    project, (last, answer) = subject.project, route[-1]
    said = " › ".join(_said(project.tree, route))
    links = [f"link to `{link}.md`" for link in promise.links]
    wanted = " or ".join(links + [f"show `{limit}`" for limit in promise.deadlines])
    mend = "Add the link" if links else "Name it under `deadlines:`"
    return RULE.at(
        page.front.at("title"),
        f"`{page.id}` does not {wanted}, and is reached by: {said}",
        f"{mend}, with a word on when it applies. {promise.because}",
        [
            (project.promises.document.key(promise.id), "what must be told"),
            (project.tree_document.at("steps", last, "go", answer), "the answer that leads here"),
        ],
    )


def _said(tree: Tree, route: Route) -> Iterator[str]:
    """The answers of a route as the parent reads them."""
    for step, given in route:
        question = tree.questions.get(tree.steps[step].question)
        answer = question.answer(given) if question else None
        yield answer.say if answer else given
