"""Say what a change does to parents: paths, words, stories and addresses."""

from __future__ import annotations

import argparse
import sys

from build_tools.commands import Given


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to compare with, and in which shape."""
    parser.add_argument("base", help="a git revision, such as main or HEAD~1")
    parser.add_argument("--format", choices=("text", "markdown"), default="text")


def run(options: argparse.Namespace, given: Given) -> int:
    """Print the report. 0: no path changed; 1: some did; 2: there is nothing to compare with."""
    from build_tools.changes import report
    from build_tools.changes.revision import RevisionError, files_at
    from build_tools.changes.show import SHAPES

    try:
        with files_at(given.root, options.base) as folder:
            found = report(_called(options.base, given), folder, given.root, given.as_at)
    except RevisionError as problem:
        print(f"Cannot compare with {options.base}: {problem}", file=sys.stderr)
        return 2
    print(SHAPES[options.format](found))
    return int(found.paths is None or found.paths.changed)


def _called(base: str, given: Given) -> str:
    from build_tools.changes.revision import name_of

    short = name_of(given.root, base)
    return base if base.startswith(short) else f"{base} ({short})"
