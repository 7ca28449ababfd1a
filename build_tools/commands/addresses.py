"""Put every new address of the site on record, so that it is kept for good."""

from __future__ import annotations

import argparse

from build_tools.commands import Given, sound_project


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to write, or only to look."""
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if one is not on record"
    )


def run(options: argparse.Namespace, given: Given) -> int:
    """Add what is new to the record. With --check: 1 if there is anything to add."""
    from build_tools.record import PUBLISHED_FILE, written
    from build_tools.redirects import Addresses

    project = sound_project(given, "Nothing was recorded")
    if project is None:
        return 2
    new = Addresses(project).unrecorded
    if options.check:
        print("\n".join(new) if new else "Every address is on record.")
        return int(bool(new))
    on_record = [address for address, _ in project.published]
    (given.root / PUBLISHED_FILE).write_text(written([*on_record, *new]), "utf-8")
    print(f"{len(new):,} new, {len(on_record) + len(new):,} addresses on record.")
    return 0
