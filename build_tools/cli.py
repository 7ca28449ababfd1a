"""The command line. Each command is a module in commands/."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

from build_tools.commands import Given, commands, summary
from build_tools.in_time import ENVIRONMENT, day_chosen

# Material's own notice about its next version is for theme developers, not for our readers.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 well, 1 problems found, 2 cannot run."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        as_at = options.as_at or day_chosen()
    except ValueError:
        parser.error(f"{ENVIRONMENT} is no day: write it as 2029-09-01")
    given = Given(options.root.resolve(), options.today or dt.date.today(), as_at)
    return commands()[options.command].run(options, given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m build_tools", description=__doc__)
    parser.set_defaults(root=Path.cwd(), today=None, as_at=None)
    _for_every_command(parser)
    choices = parser.add_subparsers(dest="command", required=True)
    for name, command in commands().items():
        own = choices.add_parser(name, help=summary(command))
        _for_every_command(own)
        command.arguments(own)
    return parser


def _for_every_command(parser: argparse.ArgumentParser) -> None:
    """What may stand before a command's name or after it; where it is left out, nothing is set."""
    parser.add_argument(
        "--root",
        type=Path,
        default=argparse.SUPPRESS,
        help="folder of the project (default: this one)",
    )
    parser.add_argument(
        "--today",
        type=_day,
        default=argparse.SUPPRESS,
        metavar="DAY",
        help="judge dates as on this day, such as 2026-11-23",
    )
    parser.add_argument(
        "--as-at",
        type=_day,
        default=argparse.SUPPRESS,
        metavar="DAY",
        help=f"take the law as at this day (default: {ENVIRONMENT}, or today)",
    )


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"there is no day {text}: write it as 2026-11-23"
        ) from None
