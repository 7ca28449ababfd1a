"""Explain a finding by its code or name, with a bad and a good example."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from build_tools.commands import Given

if TYPE_CHECKING:
    from build_tools.rule_pages import Example
    from build_tools.rules import Explained

WIDTH = 96


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which finding."""
    parser.add_argument(
        "code", nargs="?", default="", help="such as TREE019 or answers-alike; none lists them all"
    )


def run(options: argparse.Namespace, given: Given) -> int:
    """Print the page of one rule, or a line for each; 2 where there is no such rule."""
    from build_tools.rules import explained, find
    from build_tools.shapes import did_you_mean

    known = list(explained().values())
    if not options.code:
        print("\n".join(f"{it.rule.code}  {it.rule.name}: {it.finds}" for it in known))
        return 0
    found = find(options.code, known)
    if found is None:
        names = [name for it in known for name in (it.rule.code, it.rule.name)]
        hint = did_you_mean(options.code, names) or " Without a code, all are listed."
        print(f"There is no finding `{options.code}`.{hint}", file=sys.stderr)
        return 2
    print("\n".join(as_text(found)))
    return 0


def as_text(it: Explained) -> Iterator[str]:
    """The page of a rule for a terminal, line by line."""
    from build_tools.tolerances import TOLERANCES_FILE

    rule, page = it.rule, it.page
    yield f"{rule.code} {rule.name} ({rule.severity})"
    yield ""
    yield from textwrap.wrap(page.about, WIDTH)
    yield ""
    yield from textwrap.wrap(f"Why: {rule.why}", WIDTH, subsequent_indent="     ")
    if rule.acceptable:
        yield f"Can be accepted for a time, with a reason, in {TOLERANCES_FILE}."
    for example in page.examples:
        yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    yield ""
    yield f"{'Not like this' if example.bad else 'Like this'}: {example.words}"
    if example.note:
        yield ""
        yield from textwrap.wrap(example.note, WIDTH, initial_indent="  ", subsequent_indent="  ")
    for block in example.changes:
        yield ""
        yield f"  {block.file}{'' if block.kind == 'edit' else f' ({WORDS[block.kind]})'}"
        yield from (f"    {line.text}".rstrip() for line in block.lines)
    if example.expected:
        yield ""
        yield "  What the check says:"
        for finding in example.expected:
            yield from (f"    {line}" for line in finding.splitlines())


WORDS = {"new": "the whole file", "delete": "taken away"}
