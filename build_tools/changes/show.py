"""A change report in words: as text for a terminal, as Markdown for a pull request."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.changes import Report
from build_tools.changes.paths import MAY_END_ANYWHERE, STOPS, Group, Trail
from build_tools.changes.words import CAME, CHANGED, WENT, Change, Part
from decision_tree.model import outcome_of

MOST_ENDS = 6
MOST_LINES = 24
MOST_ITEMS_IN_MARKDOWN = 40
"""GitHub cuts a comment at 65,536 characters; what is left out is counted."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that changed, what there is to say of it, and lines with - and + before them."""

    head: str
    lines: tuple[str, ...] = ()
    diff: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under its heading."""

    title: str
    items: tuple[Item, ...]


def as_text(report: Report) -> str:
    """For a terminal."""
    out = [summary(report)]
    for section in sections(report):
        out += ["", section.title]
        for item in section.items:
            out.append(f"  {item.head}")
            out += [f"      {line}" for line in (*item.lines, *item.diff)]
    return "\n".join(out)


def as_markdown(report: Report) -> str:
    """For a pull request."""
    first, *rest = summary(report).split("\n")
    out = [f"### {_plain(first)}", "", *(_plain(line) for line in rest)]
    for section in sections(report):
        out += ["", f"#### {_plain(section.title)}", ""]
        for item in section.items[:MOST_ITEMS_IN_MARKDOWN]:
            out.append(f"- {_plain(item.head)}")
            out += [f"  - {_plain(line)}" for line in item.lines]
            if item.diff:
                out += ["", "  ```diff", *(f"  {_unfenced(d)}" for d in item.diff), "  ```", ""]
        more = len(section.items) - MOST_ITEMS_IN_MARKDOWN
        out += [f"- … and {more} more: see `python -m build_tools diff`"] if more > 0 else []
    return "\n".join(out)


SHAPES: Mapping[str, Callable[[Report], str]] = {"text": as_text, "markdown": as_markdown}


def _plain(words: str) -> str:
    """Words that Markdown does not take for marks of its own."""
    return re.sub(r"([\\`*_<>|\[\]#~])", r"\\\1", words)


def _unfenced(line: str) -> str:
    return line.replace("```", "'''")


def summary(report: Report) -> str:
    """The first lines: what it was compared with, and the paths in numbers."""
    head = f"Compared with {report.base}"
    if report.paths is None:
        return f"{head}\nPaths cannot be counted: one of the two trees goes round in a circle."
    paths = report.paths
    if not paths.changed:
        return f"{head}\nAll {paths.after:,} paths end where they ended."
    moved, new, gone = (
        sum(group.paths for group in groups) for groups in (paths.moved, paths.new, paths.gone)
    )
    return (
        f"{head}\nOf {paths.before:,} paths, {moved:,} now end elsewhere and {gone:,} are gone. "
        f"Of {paths.after:,} paths today, {new:,} are new."
    )


def sections(report: Report) -> list[Section]:
    """Every part of the report that has something to say."""
    return [section for section in _all_sections(report) if section.items]


def _all_sections(report: Report) -> Iterator[Section]:
    if report.paths:
        for title, groups in (
            ("Paths that end elsewhere", report.paths.moved),
            ("Paths that are gone: an answer is no longer offered", report.paths.gone),
            ("Paths that are new", report.paths.new),
        ):
            yield Section(title, tuple(_group(group, report) for group in groups))
    stories = tuple(
        Item(s.file, (f"was: {_end(s.before, report)}", f"now: {_end(s.after, report)}"))
        for s in report.stories
    )
    yield Section("Stories of parents that end elsewhere", stories)
    for how, title in ((CAME, "New"), (WENT, "Gone"), (CHANGED, "Changed words")):
        yield Section(title, tuple(_words(c) for c in report.words if c.how == how))
    yield Section("Addresses that are new", tuple(Item(address) for address in report.came))
    gone = tuple(
        Item(f"{old}: {f'now {new}' if new else 'leads nowhere now'}") for old, new in report.went
    )
    yield Section("Addresses that are gone", gone)


def _group(group: Group, report: Report) -> Item:
    many = f"{group.paths:,} path{'s' * (group.paths != 1)}"
    ends = [_end(end, report) for end in group.after[:MOST_ENDS]]
    more = len(group.after) - MOST_ENDS
    now = "; or ".join(ends) + (f"; or {more} others" if more > 0 else "")
    lines = [f"now: {now}"] if group.offered else []
    example = _example(group.example, report)
    touched = [
        s.file for s in report.stories if s.before == group.before and s.after in group.after
    ]
    lines += [f"for example: {example}"] if example else []
    lines += [f"stories: {', '.join(touched)}"] if touched and group.offered else []
    return Item(f"{many}: {_end(group.before, report)}", tuple(lines))


def _end(end: str, report: Report) -> str:
    """An end in words: a page's title and address, or the question that is asked again."""
    if end == MAY_END_ANYWHERE:
        return "too many new questions to follow: it may end anywhere"
    if not end:
        return "nowhere"
    questions = {**report.old.tree.questions, **report.new.tree.questions}
    if end.startswith(STOPS):
        asked = questions.get(end.removeprefix(STOPS))
        return f"asked “{asked.ask if asked else end.removeprefix(STOPS)}”"
    outcome = outcome_of(end)
    page = report.new.outcomes.get(outcome or "") or report.old.outcomes.get(outcome or "")
    return f"“{page.title}” (/{end}/)" if page else f"/{end}/, which has no page"


def _example(trail: Trail, report: Report) -> str:
    """What the parent on a path says, answer by answer."""
    questions = {**report.old.tree.questions, **report.new.tree.questions}
    said = []
    for question_id, answer_id in trail:
        question = questions.get(question_id)
        answer = question.answer(answer_id) if question else None
        said.append(answer.say if answer else answer_id)
    return " › ".join(said)


def _words(change: Change) -> Item:
    if change.how != CHANGED:
        return Item(f"{change.kind} {change.id}: “{change.title}”")
    names = ", ".join(part.name for part in change.parts)
    diff = tuple(line for part in change.parts for line in _diff(part))
    more = len(diff) - MOST_LINES
    left_out = (f"… and {more} more lines",) if more > 0 else ()
    return Item(
        f"{change.kind} {change.id}: “{change.title}”",
        (f"changed: {names}",),
        (*diff[:MOST_LINES], *left_out),
    )


def _diff(part: Part) -> Iterator[str]:
    """The lines that went and came, with - and + before them."""
    before, after = part.before.splitlines(), part.after.splitlines()
    for line in difflib.ndiff(before, after):
        if line[0] in "-+" and line[1:].strip():
            yield line
