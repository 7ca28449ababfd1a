"""A starting point for something new: the right file, the right shape, and what to fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from build_tools.checks.fill_this_in import MARK
from build_tools.checks.page_headings import LETTER, NEXT_STEP, STAGE
from build_tools.project import LETTERS, SOURCES_FILE, TREE_FILE


@dataclass(frozen=True, slots=True)
class Start:
    """A file to write. With `after`, the text goes to the end of a file that is there."""

    file: str
    text: str
    added: bool
    todo: str


def _question(name: str, today: dt.date) -> list[Start]:
    text = f"""
# A question and a step that asks it, to be filled in. Move the first part under `questions:` and
# the second under `steps:`, take the marks of a comment away, and lead an answer of another step
# to `{name}`.
#
#   {name}:
#     ask: What do you want to know?
#     why: Why it matters, if that is not plain. A statement of law has its source.
#     answers:
#       yes: 'Yes'
#       no: 'No'
#       not-sure: I am not sure
#
#   {name}:
#     ask: {name}
#     go:
#       yes: next-steps/a-page
#       no: another-step
#       not-sure: next-steps/a-find-out-page
"""
    return [Start(TREE_FILE, text, True, "the question, its answers and where each leads")]


def _source(name: str, today: dt.date) -> list[Start]:
    text = f"""
# A source, to be filled in once you have read it: take the marks of a comment away, put it in the
# order of the alphabet, and cite it as [@{name}, section 1] where it backs a statement.
#
# {name}:
#   publisher: Who publishes it
#   title: Its title
#   url: 'https://…'
#   kind: primary        # the law, guidance, a court, a government page; otherwise: secondary
#   backs: What it says, and no more.
#   page_date: The date on the page, or undated
#   read_on: {today}
#   read_how: live page  # or: stored copy, not opened
#   confidence: high     # or: medium-high, medium, low
#   check_by: {_later(today)}
"""
    return [Start(SOURCES_FILE, text, True, "what you have read, and what it backs")]


def _outcome(name: str, today: dt.date) -> list[Start]:
    front = {
        "title": f"{MARK}: what to do, in a few words",
        "description": f"{MARK}: whom this page is for, and what it gives them",
        "kind": "next-step  # or find-out, elsewhere: these have other headings",
        "help": "[sendiass, ipsea]",
    }
    file = f"docs/next-steps/{name}.md"
    todo = f"the page; then lead an answer in {TREE_FILE} to next-steps/{name}"
    return [Start(file, _page(front, NEXT_STEP, today), False, todo)]


def _stage(name: str, today: dt.date) -> list[Start]:
    front = {
        "title": f"{MARK}: the step, as a parent would call it",
        "description": f"{MARK}: when this is the right step",
        "rung": f"{MARK}: two or three words for the ladder",
    }
    todo = f"the page; then its place on a ladder in {TREE_FILE} and in the nav of mkdocs.yml"
    return [Start(f"docs/stages/{name}.md", _page(front, STAGE, today), False, todo)]


def _letter(name: str, today: dt.date) -> list[Start]:
    front = {
        "title": f"{MARK}: what the letter does",
        "description": f"{MARK}: to whom, and when",
        "letter": name,
    }
    template = f"""\
---
title: "{MARK}: what the letter does"
to: "{MARK}: to whom"
subject: "{MARK}: what it is about"
fields: []  # the blanks it uses, by the names in fields.yaml
---
{MARK}: the letter. {LETTERS}/README.md says how blanks are written.
"""
    return [
        Start(f"docs/letters/{name}.md", _page(front, LETTER, today), False, "the page"),
        Start(f"{LETTERS}/{name}.j2", template, False, "the letter and the fields it asks for"),
    ]


def _page(front: Mapping[str, str], headings: tuple[str, ...], today: dt.date) -> str:
    lines = [
        f"{key}: '{text}'" if text.startswith(MARK) else f"{key}: {text}"
        for key, text in front.items()
    ]
    dated = [f"read_on: {today}", f"check_by: {_later(today)}"]
    parts = [f"## {heading}\n\n{MARK}: {heading.lower()}" for heading in headings]
    lead = f"{MARK}: the answer first, in two or three sentences with their source"
    return "\n".join(["---", *lines, *dated, "---", "", lead, "", "\n\n".join(parts), ""])


def _later(today: dt.date) -> dt.date:
    """Half a year on."""
    return today + dt.timedelta(days=182)


KINDS: Mapping[str, Callable[[str, dt.date], list[Start]]] = {
    "question": _question,
    "outcome": _outcome,
    "stage": _stage,
    "letter": _letter,
    "source": _source,
}
