"""Write the schemas by which an editor helps with the hand-edited files."""

from __future__ import annotations

import argparse

from build_tools.commands import Given


def arguments(parser: argparse.ArgumentParser) -> None:
    """There are none."""


def run(options: argparse.Namespace, given: Given) -> int:
    """Write them into .vscode/."""
    # Imported here because only this command needs it.
    from build_tools.editor_schemas import write

    for name in write(given.root):
        print(name)
    return 0
