"""Check, compile and build the finished site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from build_tools.commands import Given
from build_tools.finding import Finding, has_errors
from build_tools.report import FORMATS


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether the built pages are finished."""
    parser.add_argument(
        "--no-finish",
        dest="finish",
        action="store_false",
        help="leave the pages in site/ as MkDocs wrote them",
    )


def run(options: argparse.Namespace, given: Given) -> int:
    """Write site/, or nothing and 1 if there are errors."""
    # Imported here because checking alone does not need what draws the pages.
    from build_tools import pipeline

    result = pipeline.prepare(given.root, given.today, as_at=given.as_at)
    _show(result.findings, given.root)
    if not result.ok:
        print("Nothing was built: mend the errors above first.", file=sys.stderr)
        return 1
    if result.left_out:
        print(result.left_out, file=sys.stderr)
    code = pipeline.build_site(given.root, given.today, options.finish)
    if code == 0:
        print("The finished site is in site/")
        if given.as_at > given.today:
            print(f"It says what holds as at {given.as_at}: publish none of it before that day.")
    return code


def _show(findings: list[Finding], root: Path) -> None:
    if findings:
        print(FORMATS["text" if has_errors(findings) else "line"](findings, root), file=sys.stderr)
