"""Check the tree, the pages and the sources."""

from __future__ import annotations

import argparse

from build_tools.checks import check
from build_tools.commands import Given
from build_tools.finding import has_errors
from build_tools.load import load
from build_tools.report import FORMATS


def arguments(parser: argparse.ArgumentParser) -> None:
    """How the findings are shown."""
    parser.add_argument("--format", choices=list(FORMATS), default="text")


def run(options: argparse.Namespace, given: Given) -> int:
    """Print every finding; 1 if any is an error."""
    findings = check(load(given.root), given.today)
    print(FORMATS[options.format](findings, given.root))
    return int(has_errors(findings))
