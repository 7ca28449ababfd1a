"""Serve a folder on a free port of this machine, as a plain host would."""

from __future__ import annotations

import contextlib
import functools
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

GZIPPED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".wasm")
KEPT_FOR = 600
"""Seconds that a browser may keep what it got: what GitHub Pages says of everything."""


class _Handler(SimpleHTTPRequestHandler):
    """Files of one folder, gzipped where that helps, and the site's own page for 404."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its own."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if path.is_dir():
            super().do_GET()  # sends the visitor to the address with a slash
        elif path.is_file():
            self._answer(200, path)
        else:
            self._answer(404, Path(self.directory) / "404.html")

    def _answer(self, code: int, path: Path) -> None:
        found = path.is_file()
        body = path.read_bytes() if found else b"Not found"
        self.send_response(code)
        kind = self.guess_type(path)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        if found and path.suffix in GZIPPED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = _gzipped(path, path.stat().st_mtime_ns)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", f"max-age={KEPT_FOR}")
        # LinkChecker waits between requests to a server that does not say this.
        self.send_header("LinkChecker", "welcome")
        self.end_headers()
        # A browser that has gone on to another page takes no more of this one.
        with contextlib.suppress(ConnectionError):
            self.wfile.write(body)


@functools.lru_cache(maxsize=2000)
def _gzipped(path: Path, changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address, without a slash at the end, at which `folder` is served meanwhile."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder))
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
