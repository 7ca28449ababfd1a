"""The Content-Security-Policy: what a page of this site may load and run. Its one home.

As a header it also says who may show the page in a frame; in a `<meta>` element browsers ignore
that part, so it is left out there.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from build_tools.finish import Built

_INLINE = re.compile(rb"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_RUNS = re.compile(rb"""\btype=["']?(?:module|text/javascript)\b""")
_DATA = re.compile(rb"\btype=")


@dataclass(frozen=True, slots=True)
class Inline:
    """The hashes, as a policy names them, of what stands in the pages and not in files."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


NOTHING_INLINE = Inline()


def policy(inline: Inline = NOTHING_INLINE, ancestors: str = "") -> str:
    """The policy. `ancestors` says who may frame the page: 'none' or *; empty in a `<meta>`.

    `wasm-unsafe-eval` lets WebAssembly run (the search and the Python engine); it allows no
    JavaScript from text.
    """
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *inline.scripts],
        "style-src": ["'self'", *inline.styles],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": [ancestors] if ancestors else [],
    }
    return "; ".join(" ".join([name, *values]) for name, values in directives.items() if values)


def inline_in(pages: Iterable[Path]) -> Inline:
    """What the policy must allow by its hash, so that these pages work as they are."""
    scripts: set[str] = set()
    styles: set[str] = set()
    for page in pages:
        for kind, attributes, text in _INLINE.findall(page.read_bytes()):
            if kind == b"style":
                styles.add(_hash(text))
            elif _is_run(attributes):
                scripts.add(_hash(text))
    return Inline(tuple(sorted(scripts)), tuple(sorted(styles)))


_CHARSET = b'<meta charset="utf-8">'


def add_policy(built: Built) -> None:
    """Put the policy into every page, for hosts that send no headers. No page changes after it."""
    text = policy(inline_in(built.pages()))
    meta = f'\n<meta http-equiv="Content-Security-Policy" content="{text}">'.encode()
    for page in built.pages():
        before, charset, after = page.read_bytes().partition(_CHARSET)
        if not charset:
            raise ValueError(f"{page}: the policy goes after {_CHARSET.decode()}, which is missing")
        page.write_bytes(before + charset + meta + after)


def _is_run(attributes: bytes) -> bool:
    """Whether a script element holds code: not a file's, and not data such as JSON."""
    if b"src=" in attributes:
        return False
    return bool(_RUNS.search(attributes)) or not _DATA.search(attributes)


def _hash(text: bytes) -> str:
    # A browser sees every line end as \n.
    digest = hashlib.sha256(text.replace(b"\r\n", b"\n")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
