"""Ask whether the pages of others that we link to still answer. Uses the network."""

from __future__ import annotations

import argparse

from build_tools.commands import Given, sound_project


def arguments(parser: argparse.ArgumentParser) -> None:
    """In which shape, and how patiently."""
    parser.add_argument("--format", choices=("text", "markdown"), default="text")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two requests")


def run(options: argparse.Namespace, given: Given) -> int:
    """Print the report. 0: none is broken; 1: some are; 2: it cannot be told."""
    from build_tools.links import BROKEN, check_links, external_links, report

    project = sound_project(given, "No link was asked for")
    if project is None:
        return 2
    answers = check_links(external_links(project), pause=options.pause)
    print(report(answers, options.format == "markdown"))
    return int(any(answer.state == BROKEN for answer in answers))
