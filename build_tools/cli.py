"""The command line: check, site, serve."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from build_tools import pipeline
from build_tools.checks import check
from build_tools.finding import Finding, has_errors
from build_tools.load import load
from build_tools.report import FORMATS

# Material's own notice about its next version is for theme developers, not for our readers.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 well, 1 problems found, 2 cannot run."""
    options = _parser().parse_args(arguments)
    root = Path(options.root).resolve()
    today = options.today or dt.date.today()
    if options.command == "check":
        return _check(root, today, options.format)
    if options.command == "site":
        return _site(root, today, options.finish)
    # Imported here because only this command needs MkDocs and its server.
    from build_tools.serve import serve

    return serve(root, today, options.port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m build_tools", description=__doc__)
    parser.add_argument("--root", default=".", help="folder of the project (default: this one)")
    parser.add_argument(
        "--today", type=_day, metavar="DAY", help="judge dates as on this day, such as 2026-11-23"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="check the tree, the pages and the sources")
    checking.add_argument("--format", choices=list(FORMATS), default="text")
    building = commands.add_parser("site", help="check, compile and build the finished site")
    building.add_argument(
        "--no-finish",
        dest="finish",
        action="store_false",
        help="leave the pages in site/ as MkDocs wrote them",
    )
    serving = commands.add_parser("serve", help="build, serve, and build again on every edit")
    serving.add_argument("--port", type=int, default=8000)
    return parser


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"there is no day {text}: write it as 2026-11-23"
        ) from None


def _check(root: Path, today: dt.date, format: str) -> int:
    findings = check(load(root), today)
    print(FORMATS[format](findings, root))
    return int(has_errors(findings))


def _site(root: Path, today: dt.date, finished: bool) -> int:
    result = pipeline.prepare(root, today)
    _show(result.findings, root)
    if not result.ok:
        print("Nothing was built: mend the errors above first.", file=sys.stderr)
        return 1
    code = pipeline.build_site(root, today, finished)
    if code == 0:
        print("The finished site is in site/")
    return code


def _show(findings: list[Finding], root: Path) -> None:
    if findings:
        print(FORMATS["text" if has_errors(findings) else "line"](findings, root), file=sys.stderr)
