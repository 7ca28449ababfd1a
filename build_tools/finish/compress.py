"""Smaller copies beside the files, for hosts that send them as they are: .br and .gz."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from build_tools.finish import Built, kept

ENDINGS = frozenset(
    (
        ".html",
        ".css",
        ".js",
        ".mjs",
        ".json",
        ".svg",
        ".xml",
        ".txt",
        ".wasm",
        ".webmanifest",
        ".ics",
    )
)
SMALLEST = 256
"""Bytes. Below this a copy saves nothing on the line."""


def compress(built: Built) -> None:
    """Write `<file>.br` and `<file>.gz` beside every file worth it. Comes last of all steps."""
    for path in sorted(built.folder.rglob("*")):
        if path.suffix in ENDINGS and path.is_file() and path.stat().st_size >= SMALLEST:
            for ending, small in smaller(built.root, path.read_bytes()).items():
                path.with_name(path.name + ending).write_bytes(small)


def smaller(root: Path, content: bytes) -> dict[str, bytes]:
    """ ".br" and ".gz" -> the content as small as each makes it. Kept by content under `root`."""
    return {
        ".br": kept(root, "brotli-11", content, lambda: bytes(brotli.compress(content))),
        ".gz": kept(root, "gzip-9", content, lambda: gzip.compress(content, 9, mtime=0)),
    }
