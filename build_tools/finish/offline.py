"""What a phone keeps for reading without a connection: the pack, and the service worker.

The pack is one file with every question, next step and letter, the front door and the search page.
Lines that several of its pages share stand in it once.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from build_tools.finish import Built
from build_tools.finish.minify import minified

SOURCE = "assets/javascripts/service-worker.js"
PLACE = "service-worker.js"
"""At the top: a service worker sees only what lies beside it and below."""

FOLDER = "assets/offline"
MOST = 600_000
"""Bytes that the pack and the files that its pages need may weigh with gzip."""

_ROOMS = ("questions", "next-steps", "letters")
_VERSION = "VERSION-OF-THE-BUILD"
_PACK = "ADDRESS-OF-THE-PACK"
_ASSET = re.compile(r'(?:href|src)="(?:\.\./)*(assets/[^"#]+)"')
_SHORTEST = 8
"""Characters of a line that is worth a number."""


def write_offline(built: Built) -> None:
    """Write the pack, and the service worker with its version. No page changes after it."""
    source = built.folder / SOURCE
    if not source.is_file():
        return
    script = minified(built.root, {PLACE: source.read_text("utf-8")}, [PLACE])[PLACE]
    if _VERSION not in script or _PACK not in script:
        raise ValueError(f"{SOURCE} must name {_VERSION} and {_PACK}, to be filled in here")
    source.unlink()
    pages = {path: path.read_text("utf-8") for path in built.pages()}
    content = _json(pack(built.folder, pages))
    name = f"{FOLDER}/pack.{_digest(content)}.json"
    (built.folder / FOLDER).mkdir(parents=True, exist_ok=True)
    (built.folder / name).write_bytes(content)
    version = _digest(*(text.encode() for text in pages.values()), content, script.encode())
    script = script.replace(_VERSION, version).replace(_PACK, name)
    (built.folder / PLACE).write_text(script, "utf-8")


def pack(folder: Path, pages: Mapping[Path, str]) -> dict[str, Any]:
    """The pack as data: `{lines, pages: {address: [line or its number]}, assets, engine}`.

    An address is relative to the site's, without a slash before it. `assets` are the files that
    the pages of the pack need, `engine` those of the Python engine, by their addresses.
    """
    chosen = {
        path.parent.relative_to(folder).as_posix().removeprefix(".") + "/": text.split("\n")
        for path, text in pages.items()
        if _is_packed(path.relative_to(folder).parts)
    }
    shared = _shared(chosen.values())
    return {
        "lines": list(shared),
        "pages": {
            address.removeprefix("/"): [shared.get(line, line) for line in lines]
            for address, lines in chosen.items()
        },
        "assets": _assets(folder, chosen.values()),
        "engine": _names(folder, "assets/engine"),
    }


def _is_packed(parts: tuple[str, ...]) -> bool:
    """Whether a page belongs into the pack: `parts` of its path in the site."""
    *folders, name = parts
    if name != "index.html":
        return False
    return folders in ([], ["search"]) or (folders[0] in _ROOMS and len(folders) <= 2)


def _shared(pages: Iterable[list[str]]) -> dict[str, int]:
    """Line -> its number, for each line that stands on more than one page."""
    times = Counter(line for lines in pages for line in set(lines) if len(line) >= _SHORTEST)
    often = sorted(line for line, number in times.items() if number > 1)
    return {line: at for at, line in enumerate(often)}


def _assets(folder: Path, pages: Iterable[list[str]]) -> list[str]:
    """What the pages link, and all that their modules may ask for."""
    linked = {name for lines in pages for line in lines for name in _ASSET.findall(line)}
    wanted = {name for name in linked if (folder / name.partition("?")[0]).is_file()}
    sheets = (name for name in _names(folder, "assets/stylesheets") if "tools." in name)
    return sorted(wanted | {*_names(folder, "assets/javascripts")} | {*sheets})


def _names(folder: Path, room: str) -> list[str]:
    files = sorted(path for path in (folder / room).glob("*") if path.is_file())
    return [path.relative_to(folder).as_posix() for path in files]


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:8]
