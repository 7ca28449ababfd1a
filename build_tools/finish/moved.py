"""Old addresses lead on: a small page at each, and anchors that are found where they are now.

All of it works without a script. With one, an answer kept in the address goes along, and a
place that is on another page now is opened there.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from build_tools.finish import Built
from build_tools.finish.embeds import FOLDER, KINDS
from build_tools.redirects import MOVED_JSON

SCRIPT = "/assets/javascripts/moved.mjs"

PAGE = """\
<!doctype html>
<html lang="en-GB" data-to="{to}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>This page has moved</title>
<meta name="robots" content="noindex">
<meta name="referrer" content="same-origin">
<meta name="color-scheme" content="light dark">
<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>
<script type="module" src="{script}"></script>
</head>
<body>
<main data-pagefind-ignore>
<h1>This page has moved</h1>
<p><a href="{to}">Go to where it is now</a></p>
{anchors}</main>
</body>
</html>
"""

ANCHOR = '<p id="{anchor}" class="moved" data-to="{to}">This part of the page is somewhere else now: <a href="{to}">go there</a>.</p>\n'  # noqa: E501


def lead_on(built: Built) -> None:
    """Write what `/data/moved.json` lists into the built site."""
    moved = json.loads((built.folder / "data" / MOVED_JSON).read_text("utf-8"))
    for old, new in moved["files"].items():
        _write(built.folder / old[1:], (built.folder / new[1:]).read_bytes())
    for old, new in moved["pages"].items():
        anchors = "".join(_anchor(a, old, to) for a, to in _on(old, moved["anchors"]))
        page = PAGE.format(to=_link(old, new), script=_link(old, SCRIPT), anchors=anchors)
        _write(built.folder / old[1:] / "index.html", page.encode())
    for old, new in _frames(moved["pages"]):
        page = PAGE.format(to=_link(old, new), script=_link(old, SCRIPT), anchors="")
        _write(built.folder / old[1:] / "index.html", page.encode())
    still_there = {old.partition("#")[0] for old in moved["anchors"]} - moved["pages"].keys()
    for page_address in sorted(still_there):
        _mark(built.folder, page_address, dict(_on(page_address, moved["anchors"])))


def _frames(pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The same for the frames that other sites hold: each leads to a frame where there is one."""
    for old, new in pages.items():
        if _has_frame(old):
            yield f"/{FOLDER}{old}", f"/{FOLDER}{new}" if _has_frame(new) else new


def _has_frame(address: str) -> bool:
    kind, _, page = address.strip("/").partition("/")
    return kind in KINDS and bool(page)


def _on(page: str, anchors: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(anchor, where it is now) of every anchor of one page."""
    for old, new in anchors.items():
        address, _, anchor = old.partition("#")
        if address == page:
            yield anchor, new


def _mark(folder: Path, page: str, anchors: Mapping[str, str]) -> None:
    """Let a page that is still there have its old anchors."""
    path = folder / page[1:] / "index.html"
    html = path.read_text("utf-8")
    elsewhere = ""
    for anchor, new in anchors.items():
        target, _, place = new.partition("#")
        if target == page and place:
            html = _with_second_name(html, place, anchor)
        else:
            elsewhere += _anchor(anchor, page, new)
    if elsewhere:
        script = f'<script type="module" src="{_link(page, SCRIPT)}"></script>\n'
        html = html.replace("</article>", f"{elsewhere}</article>", 1)
        html = html.replace("</head>", f"{script}</head>", 1)
    path.write_text(html, "utf-8")


def _with_second_name(html: str, anchor: str, old: str) -> str:
    """The page with `old` leading to the element whose id is `anchor`."""
    start_tag = re.compile(rf'<[a-z][^<>]*\sid="{re.escape(anchor)}"[^<>]*>')
    return start_tag.sub(lambda tag: f'{tag[0]}<span id="{old}"></span>', html, count=1)


def _anchor(anchor: str, page: str, new: str) -> str:
    return ANCHOR.format(anchor=anchor, to=_link(page, new))


def _link(page: str, target: str) -> str:
    """The relative address from a page to another place, so that any folder may hold the site."""
    path, mark, anchor = target.partition("#")
    if path == page:
        return escape(mark + anchor)
    slash = "/" if path.endswith("/") else ""
    return escape(f"{posixpath.relpath(path, page)}{slash}{mark}{anchor}")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
