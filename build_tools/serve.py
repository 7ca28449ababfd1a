"""Serve the site while it is being edited: every saved page or tree shows at once."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import socket
import sys
import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from build_tools import pipeline
from build_tools.finding import has_errors
from build_tools.memory import Memory
from build_tools.report import FORMATS

HOST = "127.0.0.1"
WATCHED = ("docs", "decision_tree", "overrides", "mkdocs.yml")


def serve(root: Path, today: dt.date, port: int, as_at: dt.date | None = None) -> int:
    """Build once, then serve on 127.0.0.1 and rebuild what an edit changes until interrupted."""
    if _is_taken(port):
        print(
            f"Port {port} is taken by another program. Choose another: make serve PORT={port + 1}",
            file=sys.stderr,
        )
        return 2
    site = Path(tempfile.mkdtemp(prefix="plan-not-followed-"))
    try:
        return _Preview(root, today, site, as_at).run(port)
    finally:
        shutil.rmtree(site, ignore_errors=True)


class _Preview:
    def __init__(self, root: Path, today: dt.date, site: Path, as_at: dt.date | None) -> None:
        self.root, self.today, self.site = root, today, site
        self.as_at, self.built = as_at, False
        self.memory = Memory.of(root)

    def run(self, port: int) -> int:
        logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
        logging.getLogger("mkdocs.commands.build").addFilter(_not_about_dirty_builds)
        self.rebuild()
        if not self.built:
            return 1
        server = LiveReloadServer(
            builder=self.rebuild,
            host=HOST,
            port=port,
            root=str(self.site),
            polling_interval=0.25,
        )
        server.build_delay = 0.05
        server.error_handler = self.error_page
        for name in WATCHED:
            server.watch(str(self.root / name))
        print(f"Serving on http://{HOST}:{port}/  (Ctrl+C to stop)", flush=True)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            print("\nStopped.")
        finally:
            server.shutdown()
        return 0

    def rebuild(self, *_: object) -> None:
        """Build what has changed; with errors, list them and keep the last good site."""
        result = pipeline.prepare(self.root, self.today, self.memory, self.as_at)
        if result.findings:
            style = "text" if has_errors(result.findings) else "line"
            print(FORMATS[style](result.findings, self.root), flush=True)
        if not result.ok:
            print("The site shows the last version without errors.", flush=True)
            return
        if result.left_out and not self.built:
            print(result.left_out, flush=True)
        try:
            config = load_config(
                str(self.root / "mkdocs.yml"), site_dir=str(self.site), strict=False
            )
            # A changed template or setting can change any page; a changed page only itself.
            build(config, dirty=self.built and bool(result.changed))
        except MkDocsException as problem:
            print(f"MkDocs could not build the site: {problem}", flush=True)
            return
        self.built = True

    def error_page(self, code: int) -> bytes | None:
        """The site's own page for an unknown address."""
        page = self.site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None


def _not_about_dirty_builds(record: logging.LogRecord) -> bool:
    # We build only what changed on purpose, and say so nowhere else.
    return "'dirty' build" not in record.getMessage()


def _is_taken(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False
