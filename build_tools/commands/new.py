"""Begin a question, an outcome, a stage, a letter or a source: the right file, to be filled in."""

from __future__ import annotations

import argparse
import sys

from build_tools.commands import Given

KINDS = ("question", "outcome", "stage", "letter", "source")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What, and what it is called."""
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("id", help="small letters, digits and hyphens, such as write-to-the-school")


def run(options: argparse.Namespace, given: Given) -> int:
    """Write the starting point. 2: the name cannot be one, or is taken; then nothing is written."""
    from build_tools.load import load
    from build_tools.scaffold import KINDS as STARTS
    from build_tools.shapes import ID

    if not ID.fullmatch(options.id):
        print(f"{options.id} cannot be a name: small letters, digits, hyphens.", file=sys.stderr)
        return 2
    starts = STARTS[options.kind](options.id, given.today)
    project = load(given.root, as_at=given.as_at)
    names = {"question": {*project.tree.questions, *project.tree.steps}, "source": project.sources}
    taken = [s.file for s in starts if not s.added and (given.root / s.file).exists()]
    if taken or options.id in names.get(options.kind, ()):
        print(f"There is a {options.kind} {options.id} already.", file=sys.stderr)
        return 2
    for start in starts:
        path = given.root / start.file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a" if start.added else "w", encoding="utf-8") as file:
            file.write(start.text)
        print(f"{start.file}: fill in {start.todo}.")
    return 0
