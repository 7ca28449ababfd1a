"""A small web server for the engine's files, as strict as the site's own host should be."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types engine"
)
TYPES = {
    "mjs": "text/javascript",
    "wasm": "application/wasm",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain",
}


@dataclass
class Server:
    """What is served (path without its first slash -> bytes), and what was asked for.

    `encoded` maps a path to its Brotli form; `instead` changes single answers for one test:
    None for a 404, bytes for other content.
    """

    files: Mapping[str, bytes]
    address: str = ""
    encoded: Mapping[str, bytes] = field(default_factory=dict)
    instead: dict[str, bytes | None] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    rate: float = 0
    """Bits a second that all answers share; 0 is as fast as it goes."""

    def answer(self, path: str) -> bytes | None:
        """What stands at a path now."""
        return self.instead[path] if path in self.instead else self.files.get(path)


CHUNK = 8192


@contextmanager
def serving(
    files: Mapping[str, bytes], encoded: Mapping[str, bytes] | None = None
) -> Iterator[Server]:
    """A server of `files` on a free port, until the block ends."""
    server = Server(files, encoded=encoded or {})

    turn = threading.Lock()
    free_at = [0.0]

    def pace(size: int) -> None:
        """Wait until the line, which all answers share, has room for so many bytes more."""
        if server.rate:
            with turn:
                free_at[0] = max(free_at[0], time.monotonic()) + size * 8 / server.rate
                until = free_at[0]
            time.sleep(max(0.0, until - time.monotonic()))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0].lstrip("/")
            server.asked.append(path)
            content = server.answer(path)
            self.send_response(200 if content is not None else 404)
            packed = server.encoded.get(path) if path not in server.instead else None
            if packed:
                self.send_header("Content-Encoding", "br")
            body = packed or content or b""
            self.send_header("Content-Type", TYPES.get(path.rpartition(".")[2], "text/plain"))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            kept = "no-cache" if path.endswith(("engine.json", "html")) else "max-age=31536000"
            self.send_header("Cache-Control", kept)
            self.end_headers()
            for start in range(0, len(body), CHUNK):
                pace(len(body[start : start + CHUNK]))
                self.wfile.write(body[start : start + CHUNK])

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing: a test's own output is enough."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.address = f"http://127.0.0.1:{http.server_port}"
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
