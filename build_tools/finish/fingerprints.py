"""Addresses of styles and pictures that change when their content does: each gets a `?v=`.

So a host may tell browsers to keep them for a year, and a page that was kept for a while still
finds its styles under the old address.
"""

from __future__ import annotations

import hashlib
import re

from build_tools.finish import Built

VERSIONED = ("assets/stylesheets", "assets/images")

_ASSET = re.compile(
    rb"((?:href|src)=\"[^\"?#]*?)((?:"
    + b"|".join(f.encode() for f in VERSIONED)
    + rb")/[^\"?#]+)\""
)


def fingerprint(built: Built) -> None:
    """Give every style and picture that a page asks for its version."""
    versions: dict[bytes, bytes] = {}

    def versioned(found: re.Match[bytes]) -> bytes:
        name = found[2]
        if name not in versions:
            path = built.folder / name.decode()
            versions[name] = b"?v=" + _version(path.read_bytes()) if path.is_file() else b""
        return found[1] + name + versions[name] + b'"'

    for page in built.pages():
        text = page.read_bytes()
        changed = _ASSET.sub(versioned, text)
        if changed != text:
            page.write_bytes(changed)


def _version(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest()[:8].encode()
