"""Build, serve, and build again on every edit."""

from __future__ import annotations

import argparse

from build_tools.commands import Given


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--port", type=int, default=8000)


def run(options: argparse.Namespace, given: Given) -> int:
    """Serve until interrupted."""
    # Imported here because only this command needs MkDocs and its server.
    from build_tools.serve import serve

    return serve(given.root, given.today, options.port, given.as_at)
