"""An outcome page that is too long to read standing up."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.letter_offers import buttons_on
from build_tools.project import Page, Project
from build_tools.reading import plain_words

MOST = {"next-step": 449, "find-out": 300, "elsewhere": 449}
"""Words above the sources, by kind of outcome."""

RULE = Rule(
    "PAGE005",
    "page-too-long",
    "A tired parent must find the one thing to do, and stop reading.",
    acceptable=True,
)


def check(subject: Subject) -> Iterator[Finding]:
    for page in subject.project.outcomes.values():
        words = words_shown(page, subject.project)
        most = MOST.get(page.kind, 449)
        if words > most:
            yield RULE.at(
                page.front.at("title"),
                f"this page has {words} words; at most {most}",
                "Cut it, or move what is general to the stage page.",
            )


def words_shown(page: Page, project: Project) -> int:
    """The words of an outcome above its sources as a parent sees it, with all that is drawn there.

    What is folded away (the count of one's own dates) is left out, but for its heading.
    """
    around = " ".join((*_above(page, project), *_below(page, project)))
    return sum(page.once_for_all(_written)) + _count(around)


def _written(page: Page) -> Iterator[int]:
    yield _count(plain_words(f"{page.title}\n\n{page.body}"))


def _count(text: str) -> int:
    """Words, and no lone marks such as the dash between two of them."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


# The words below stand in templates/outcome.md.j2 and ladder.html.j2; a test of the built site
# holds the two together.


def _above(page: Page, project: Project) -> Iterator[str]:
    yield {"find-out": "Find this out first", "elsewhere": "Where to go"}.get(
        page.kind, "Do this now"
    )
    if "effort" in page.meta:
        yield f"What it takes: {page.meta['effort']}"
    for button in buttons_on(page, project):
        yield f"Get the letter: {button}"


def _below(page: Page, project: Project) -> Iterator[str]:
    if page.kind == "find-out":
        yield "Time limits run on while you find out."
    if page.kind == "find-out" or project.deadlines_of(page):
        yield "Count yours"
    yield from _place(page, project)
    yield "Who can help free"
    for name in page.names("help"):
        if helper := project.organisations.get(name):
            yield f"{helper.short_name}: {helper.in_short}"


def _place(page: Page, project: Project) -> Iterator[str]:
    """Where you are, on a ladder or beside it."""
    ladder = project.tree.ladders.get(str(page.meta.get("ladder")))
    if ladder is None:
        return
    yield "Where you are"
    stage = str(page.meta.get("stage", ""))
    beside = (stage,) if stage in project.stages and stage not in ladder.rungs else ()
    for rung in (*ladder.rungs, *beside):
        if rung in project.stages:
            yield str(project.stages[rung].meta.get("rung", ""))
    if beside:
        yield "You are on a step beside this ladder:"
    elif stage in ladder.rungs:
        yield ": you are here"
