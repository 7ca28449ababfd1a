"""Build the same site with Zensical, the theme's successor."""

from __future__ import annotations

import argparse
import sys

from build_tools.commands import Given


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether the built pages are finished."""
    parser.add_argument("--no-finish", dest="finish", action="store_false")


def run(options: argparse.Namespace, given: Given) -> int:
    """Write build/zensical/site/, or nothing and 1 if there are errors."""
    from build_tools import pipeline
    from build_tools.finish import Built, finish
    from build_tools.next_engine import build_next

    if not pipeline.prepare(given.root, given.today, as_at=given.as_at).ok:
        print("Nothing was built: mend the errors that `make check` lists.", file=sys.stderr)
        return 1
    site = build_next(given.root)
    if site is None:
        return 1
    if options.finish:
        finish(Built(site, given.root, given.today))
    print(f"The same site, by Zensical, is in {site.relative_to(given.root)}/")
    return 0
