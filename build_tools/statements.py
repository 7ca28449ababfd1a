"""What each citation is attached to, in the page's own words: for readers who check us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.project import CITATION, DATES_PAGE, ORGANISATIONS_PAGE, Page, Project, Source

LONGEST = 300
"""Characters of a statement that are shown; a longer one keeps its last sentences."""

_MARKS = re.compile(rf"{CITATION.pattern}(?:\s*{CITATION.pattern})*")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<[^>]+>")
_SENTENCE = re.compile(r"(?<=[.!?”)])\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """Words on a page, and the source that the page gives for them.

    `path` is the page under docs/, with .md, and `title` its title.
    """

    words: str
    source: str
    pinpoint: str
    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A source that we have not opened or are not sure of, and all that rests on it."""

    source: Source
    statements: tuple[Statement, ...]


def is_doubtful(source: Source) -> bool:
    """Whether a reader who knows more should look: not opened by us, or not sure."""
    return source.read_how == "not opened" or source.confidence in ("medium", "low")


def doubts(project: Project) -> tuple[Doubt, ...]:
    """Every doubtful source with its statements, the one to look at first standing first."""
    found: dict[str, list[Statement]] = {}
    for statement in statements(project):
        found.setdefault(statement.source, []).append(statement)
    doubtful = [source for source in project.sources.values() if is_doubtful(source)]
    doubtful.sort(key=lambda source: (source.check_by, source.title.casefold()))
    return tuple(Doubt(source, tuple(found.get(source.id, ()))) for source in doubtful)


def statements(project: Project) -> Iterator[Statement]:
    """Every cited statement of pages, letters, questions, organisations and time limits."""
    for page in project.pages:
        yield from page.once(_on_page)
        if page.is_letter:
            yield from _letter(page, project)
    steps = {step.question: step.id for step in reversed(list(project.tree.steps.values()))}
    for question in project.tree.questions.values():
        if question.id in steps:
            yield from _cited(question.why, f"questions/{steps[question.id]}.md", question.ask)
    yield from _organisations(project)
    yield from _deadlines(project)


def _on_page(page: Page) -> Iterator[Statement]:
    for block in page.blocks:
        yield from _cited(block.text, page.path, page.title)


def _cited(text: str, path: str, title: str) -> Iterator[Statement]:
    for words, citations in cited_in(text):
        for source, pinpoint in citations:
            yield Statement(words, source, pinpoint, path, title)


def _letter(page: Page, project: Project) -> Iterator[Statement]:
    for cite in project.letters.get(str(page.meta.get("letter")), {}).get("cites", ()):
        pinpoint = cite.get("pinpoint", "")
        words = f"The letter leans on {pinpoint or 'this'}."
        yield Statement(words, cite["source"], pinpoint, page.path, page.title)


def _organisations(project: Project) -> Iterator[Statement]:
    for entry in project.organisations.values():
        words = f"{entry.name}. What for: {entry.what_for} What not: {entry.not_for}"
        place = f"{ORGANISATIONS_PAGE}#{entry.id}"
        yield Statement(words, entry.source, "", place, entry.name)
        if entry.phone:
            words = f"{entry.name}. Phone: {entry.phone}"
            yield Statement(words, entry.phone_source, "", place, entry.name)


def _deadlines(project: Project) -> Iterator[Statement]:
    for deadline in project.rules.deadlines.values():
        words = f"{deadline.name}. {deadline.rule}"
        for cite in deadline.cites:
            place = f"{DATES_PAGE}#{deadline.id}"
            yield Statement(words, cite.source, cite.pinpoint, place, deadline.name)


def cited_in(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """(words, [(source, pinpoint), ...]) for each group of citations in a paragraph.

    The words are those since the group before, without Markdown and shortened to LONGEST.
    """
    start = 0
    for group in _MARKS.finditer(text):
        words = plain(text[start : group.start()])
        found = [(source, " ".join(pin.split())) for source, pin in CITATION.findall(group[0])]
        yield shortened(words), found
        start = group.end()


def plain(text: str) -> str:
    """Text as it reads on the page: no links, tags, emphasis or line ends of Markdown."""
    text = _TAG.sub(" ", _LINK.sub(r"\1", text))
    return " ".join(re.sub(r"[*_`]", "", text).split()).lstrip(".,;: ")


def shortened(words: str) -> str:
    """The last whole sentences of `words` that fit in LONGEST, and always the last one."""
    sentences = _SENTENCE.split(words)
    kept = sentences[-1]
    for sentence in reversed(sentences[:-1]):
        if len(sentence) + len(kept) >= LONGEST:
            break
        kept = f"{sentence} {kept}"
    return kept
