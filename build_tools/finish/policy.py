"""The Content-Security-Policy: what a page of this site may load and run. Its one home.

Each page carries the policy that fits it. As a header, one policy fits many pages, and says besides
who may show them in a frame; in a `<meta>` element browsers ignore that part.
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

TRUSTED_TYPES = ("engine", "offline")
"""The Trusted Types policies that engine.mjs and offline.mjs make (trusted.mjs), for workers."""

_RUNS_WASM = (
    b'data-module="dates',
    b'data-module="letter',
    b'data-module="record',
    b'class="search"',
)
"""What stands on a page that runs the Python engine or the search; a module's name goes on."""


def policy(
    inline: Inline = NOTHING_INLINE, ancestors: str = "", wasm: bool = True, frames: bool = True
) -> str:
    """The policy. `ancestors` says who may frame the page: 'none' or *; empty in a `<meta>`.

    `wasm` lets WebAssembly run (the search and the Python engine); it allows no JavaScript from
    text. `frames` lets the page show other pages of ours inside it.
    """
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *(["'wasm-unsafe-eval'"] if wasm else []), *inline.scripts],
        "style-src": ["'self'", *inline.styles],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-src": ["'self'"] if frames else [],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": list(TRUSTED_TYPES),
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
    for page in built.pages():
        before, charset, after = page.read_bytes().partition(_CHARSET)
        if not charset:
            raise ValueError(f"{page}: the policy goes after {_CHARSET.decode()}, which is missing")
        text = page_policy(page)
        meta = f'\n<meta http-equiv="Content-Security-Policy" content="{text}">'.encode()
        page.write_bytes(before + charset + meta + after)


def page_policy(page: Path) -> str:
    """The policy that fits one page: no more than what stands on it needs."""
    text = page.read_bytes()
    wasm = any(mark in text for mark in _RUNS_WASM)
    return policy(inline_in([page]), wasm=wasm, frames=b"<iframe" in text)


def _is_run(attributes: bytes) -> bool:
    """Whether a script element holds code: not a file's, and not data such as JSON."""
    if b"src=" in attributes:
        return False
    return bool(_RUNS.search(attributes)) or not _DATA.search(attributes)


def _hash(text: bytes) -> str:
    # A browser sees every line end as \n.
    digest = hashlib.sha256(text.replace(b"\r\n", b"\n")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
