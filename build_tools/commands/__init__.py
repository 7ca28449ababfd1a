"""Every command of `python -m build_tools`, one module each: adding a file adds a command.

A module's name is its command's name, and the first line of its docstring is its help. It has
`arguments(parser)`, which adds the command's own options, and `run(options, given)`, which
returns the exit code: 0 well, 1 problems found, 2 cannot run. What is heavy it imports in
`run`, so that no command pays for another.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import pkgutil
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from build_tools.project import Project


@dataclass(frozen=True, slots=True)
class Given:
    """What every command is given: the project's folder, the day dates are judged on, and the
    day whose law is taken (build_tools/in_time.py)."""

    root: Path
    today: dt.date
    as_at: dt.date


class Command(Protocol):
    """What a module in this folder has."""

    __name__: str
    __doc__: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options."""

    def run(self, options: argparse.Namespace, given: Given) -> int:
        """Do it. Returns the exit code."""


def sound_project(given: Given, otherwise: str) -> Project | None:
    """The project, or None where it has errors: they are printed, and then `otherwise`."""
    from build_tools.checks import check
    from build_tools.finding import has_errors
    from build_tools.load import load
    from build_tools.memory import Memory
    from build_tools.report import FORMATS

    memory = Memory.of(given.root)
    project = load(given.root, memory, given.as_at)
    findings = check(project, given.today)
    memory.kept.save()
    if not has_errors(findings):
        return project
    print(FORMATS["text"](findings, given.root), file=sys.stderr)
    print(f"{otherwise}: mend the errors above first.", file=sys.stderr)
    return None


@cache
def commands() -> dict[str, Command]:
    """Command name -> its module, in name order."""
    return {info.name: _module(info.name) for info in pkgutil.iter_modules(__path__)}


def summary(command: Command) -> str:
    """What a command does, as the help lists it."""
    line = command.__doc__.split("\n")[0].rstrip(".")
    return line[0].lower() + line[1:]


def _module(name: str) -> Command:
    module: ModuleType = importlib.import_module(f"{__name__}.{name}")
    return cast(Command, module)
