"""Styles: each kind of page carries in itself what it uses of the stylesheets it links.

A page is then read with one request. Most of the theme's stylesheet is for what these pages do
not have. Stylesheets for paper, and those that a script loads, stay files.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from lxml import html

from build_tools.css import Name, parse, trimmed
from build_tools.finish import Built

LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">\n?')
KIND = re.compile(r'<body class="([\w -]*)"')
STRING = re.compile(r"/\*.*?\*/|//[^\n]*|\"([^\"\n]*)\"|'([^'\n]*)'|`[^`]*`", re.DOTALL)
"""A comment or a string of a script; the string in a group, unless it has parts."""
SCRIPTS = "assets/javascripts"
LOADED_LATER = "tools.css"
"""A stylesheet that main.mjs loads where a page comes to need it, so its file stays."""
NAMES = re.compile(r"[a-z][\w-]*( [a-z][\w-]*){0,2}")


REPLACED = frozenset(
    {
        ".md-typeset summary:before",
        ".md-typeset summary:after",
        ".md-typeset details[open]>summary:after",
    }
)
"""The theme's marks of what is folded, with their pictures: site.css has marks of its own."""


def inline_styles(built: Built) -> None:
    """Put into each page the rules that pages of its kind use, in place of its links to them."""
    kinds: dict[tuple[str, tuple[Path, ...]], dict[Path, str]] = defaultdict(dict)
    for page in built.pages():
        text = page.read_text("utf-8")
        sheets = tuple(_file(built, page, href) for href in LINK.findall(text))
        if sheets:
            kind = KIND.search(text)
            kinds[kind[1] if kind else "", sheets][page] = text
    parsed = {
        sheets: parse("\n".join(sheet.read_text("utf-8") for sheet in sheets))
        for sheets in {sheets for _, sheets in kinds}
    }
    made = _made_by_scripts(built.folder)
    for (_, sheets), pages in kinds.items():
        css = trimmed(parsed[sheets], names_on(pages.values()) | made, REPLACED)
        for page, text in pages.items():
            page.write_text(with_style(text, css), "utf-8", newline="")
    for sheet in {sheet for sheets in parsed for sheet in sheets}:
        if sheet.name != LOADED_LATER:
            sheet.unlink()


def with_style(text: str, css: str) -> str:
    """A page with its styles where its first stylesheet was linked, and no link to another."""
    before, _, after = LINK.sub("\0", text).partition("\0")
    return f"{before}<style>{css}</style>\n{after}".replace("\0", "")


def names_on(pages: Iterable[str]) -> frozenset[Name]:
    """Every tag, class, id and attribute on some pages."""
    names: set[Name] = set()
    for page in pages:
        for element in html.document_fromstring(page.encode()).iter(html.etree.Element):
            names.add(("tag", element.tag))
            names.update(("class", name) for name in element.get("class", "").split())
            names.update(("id", name) for name in filter(None, [element.get("id")]))
            names.update(("attribute", "=".join(map(str, item))) for item in element.items())
    return frozenset(names)


def _file(built: Built, page: Path, href: str) -> Path:
    """The file that a page links. ValueError where it is not one of the site's.

    The page for unknown addresses links from the top of its host, where the site may be a folder.
    """
    parts = href.split("/")
    rooted = (built.folder.joinpath(*parts[n:]) for n in range(1, len(parts)))
    for path in rooted if href.startswith("/") else [page.parent / href]:
        if path.is_file():
            return path.resolve()
    name = page.relative_to(built.folder)
    raise ValueError(f"{name}: the stylesheet {href} is not a file of this site")


def _made_by_scripts(folder: Path) -> frozenset[Name]:
    """The tags and classes that our own modules may make: a string of theirs that can be one."""
    names: set[Name] = set()
    for script in (folder / SCRIPTS).glob("*.mjs"):
        for found in STRING.findall(script.read_text("utf-8")):
            text = "".join(found)
            if NAMES.fullmatch(text):
                names.update((kind, name) for name in text.split() for kind in ("tag", "class"))
    return frozenset(names)
