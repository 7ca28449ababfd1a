"""Which questions, pages and letters came, went or changed words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.project import LETTER_FOLDER, NEXT_STEP_FOLDER, STAGE_FOLDER, Page, Project
from build_tools.render import cut_into_sections
from decision_tree.model import Answer, Question

CAME, WENT, CHANGED = "came", "went", "changed"
NOT_WORDS = ("read_on", "check_by")
"""Front matter that says when somebody read a page, and nothing to a parent."""

KINDS = ("question", "outcome", "stage page", "letter page", "letter", "other page")


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of wording that changed; empty where it was not there."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A thing with words that came, went or changed. `title` is as it is now, or last was."""

    kind: str
    id: str
    how: str
    title: str
    parts: tuple[Part, ...] = ()


def changes(old: Project, new: Project, renamed: Mapping[str, str]) -> list[Change]:
    """Every change of words, by kind and id. `renamed`: old ids -> new."""
    was, now = _wordings(old, renamed), _wordings(new, {})
    found = []
    for key in sorted(was.keys() | now.keys(), key=lambda key: (KINDS.index(key[0]), key[1])):
        before, after = was.get(key), now.get(key)
        how = CAME if before is None else WENT if after is None else CHANGED
        parts = tuple(_differences(before or {}, after or {})) if how == CHANGED else ()
        if parts or how != CHANGED:
            found.append(Change(*key, how, (after or before or {})["title"], parts))
    return found


Wording = Mapping[str, str]
"""Name of a part -> its words. Every thing has a `title`."""


def _wordings(project: Project, renamed: Mapping[str, str]) -> dict[tuple[str, str], Wording]:
    found: dict[tuple[str, str], Wording] = {}
    for question in project.tree.questions.values():
        found["question", renamed.get(question.id, question.id)] = dict(_of_question(question))
    for page in project.pages:
        name = page.path.removesuffix(".md")
        found[_kind(page), renamed.get(name, name)] = dict(_of_page(page))
    for letter_id, letter in project.letters.items():
        words = {key: str(letter.get(key, "")) for key in ("title", "to", "subject", "body")}
        found["letter", letter_id] = words
    return found


def _kind(page: Page) -> str:
    kinds = {
        NEXT_STEP_FOLDER: "outcome",
        STAGE_FOLDER: "stage page",
        LETTER_FOLDER: "letter page",
    }
    return kinds.get(page.folder, "other page") if page.id != "index" else "other page"


def _of_question(question: Question) -> Iterator[tuple[str, str]]:
    yield "title", question.ask
    yield "why", question.why
    for answer in question.answers:
        yield f"answer {answer.id}", answer.say + (f" ({answer.hint})" if answer.hint else "")


def _of_page(page: Page) -> Iterator[tuple[str, str]]:
    yield "title", page.title
    for key, value in page.meta.items():
        if key not in ("title", *NOT_WORDS):
            yield key, ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    lead, sections = cut_into_sections(page.body)
    yield "the beginning", lead
    yield from ((f"“{title}”", text) for title, text in sections)


def _differences(before: Wording, after: Wording) -> Iterator[Part]:
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name, "").strip(), after.get(name, "").strip()
        if was != now:
            yield Part(name, was, now)


def renamed_questions(old: Project, new: Project) -> dict[str, str]:
    """Old question id -> new one, where the words and answers are those of one new question."""
    alike: dict[tuple[str, tuple[Answer, ...]], list[str]] = {}
    for question in new.tree.questions.values():
        if question.id not in old.tree.questions:
            alike.setdefault((question.ask, question.answers), []).append(question.id)
    found = {}
    for question in old.tree.questions.values():
        names = alike.get((question.ask, question.answers), [])
        if question.id not in new.tree.questions and len(names) == 1:
            found[question.id] = names[0]
    return found
