"""A Python-Markdown extension: `[@source-id, section 42(2)]` becomes a small numbered link.

`[@sources]` on a line of its own becomes the numbered list of what the page cites. Any
engine that runs Python-Markdown renders both; the sources come from the JSON that the
build writes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from re import Match
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from build_tools.dates import in_words
from build_tools.project import CITATION

LIST = "sources"
"""The reserved name in `[@sources]`, which draws the list."""


@dataclass
class Cited:
    """What one page has cited so far: source id -> its pinpoints, in order of first use."""

    pinpoints: dict[str, list[str]] = field(default_factory=dict)

    def number(self, source: str, pinpoint: str) -> int:
        """The number this source has on this page, noting the pinpoint."""
        noted = self.pinpoints.setdefault(source, [])
        if pinpoint and pinpoint not in noted:
            noted.append(pinpoint)
        return list(self.pinpoints).index(source) + 1


@lru_cache(maxsize=4)
def _read(path: str, _changed: float) -> Mapping[str, Mapping[str, str]]:
    data: Mapping[str, Mapping[str, str]] = json.loads(Path(path).read_text("utf-8"))["sources"]
    return data


def read_sources(path: str) -> Mapping[str, Mapping[str, str]]:
    """Sources by id, from the published JSON; read again only when the file has changed."""
    file = Path(path)
    return _read(path, file.stat().st_mtime) if file.is_file() else {}


class Citations(Extension):
    """`sources`: path of the JSON with every source, from the folder the build runs in."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"sources": ["", "path of sources.json"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:
        sources = read_sources(self.getConfig("sources"))
        # Above links (160), so that `[@id]` is never taken for the text of one.
        md.inlinePatterns.register(_Mark(md, sources), "citations", 175)
        # After the inline patterns (20), which do not run in reading order, and before toc (5).
        md.treeprocessors.register(_Number(md, sources), "citations-number", 15)


class _Mark(InlineProcessor):
    """Marks where a citation or the list stands."""

    def __init__(self, md: Markdown, sources: Mapping[str, Mapping[str, str]]):
        # Spaces or a line end before the number would let it fall alone onto the next line.
        super().__init__(r"\s*" + CITATION.pattern, md)
        self.sources = sources

    def handleMatch(  # type: ignore[override]
        self, m: Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        source, pinpoint = m[1], (m[2] or "").strip()
        if source == LIST:
            return ElementTree.Element("span", {"data-sources": ""}), m.start(0), m.end(0)
        if source not in self.sources:
            return None, None, None
        mark = ElementTree.Element("sup", {"data-source": source, "data-pinpoint": pinpoint})
        return mark, m.start(0), m.end(0)


class _Number(Treeprocessor):
    """Numbers the citations in reading order, and lists them where `[@sources]` stands."""

    def __init__(self, md: Markdown, sources: Mapping[str, Mapping[str, str]]):
        super().__init__(md)
        self.sources = sources

    def run(self, root: ElementTree.Element) -> None:
        cited = Cited()
        for mark in root.iterfind(".//sup[@data-source]"):
            self._number(mark, cited)
        for parent in root.iter():
            for index, child in enumerate(parent):
                if child.tag == "p" and child.find("span[@data-sources]") is not None:
                    parent[index] = self._items(cited)

    def _number(self, mark: ElementTree.Element, cited: Cited) -> None:
        source, pinpoint = mark.attrib.pop("data-source"), mark.attrib.pop("data-pinpoint")
        number = cited.number(source, pinpoint)
        name = full_name(self.sources[source], pinpoint)
        mark.set("class", "cite")
        link = ElementTree.SubElement(
            mark, "a", {"href": f"#source-{number}", "aria-label": f"Source {number}: {name}"}
        )
        link.text = str(number)

    def _items(self, cited: Cited) -> ElementTree.Element:
        items = ElementTree.Element("ol", {"class": "source-list"})
        for number, (source, pinpoints) in enumerate(cited.pinpoints.items(), 1):
            items.append(self._item(number, source, pinpoints))
        return items

    def _item(self, number: int, source_id: str, pinpoints: list[str]) -> ElementTree.Element:
        source = self.sources[source_id]
        due = source["check_by"]
        item = ElementTree.Element("li", {"id": f"source-{number}", "data-due": due})
        link = ElementTree.SubElement(item, "a", {"href": source["url"], "rel": "external"})
        link.text = full_name(source, "; ".join(pinpoints))
        read = ElementTree.SubElement(item, "small")
        read.text = f", {source['publisher']}. Read on {in_words(source['read_on'])}."
        return item


def full_name(source: Mapping[str, str], pinpoint: str) -> str:
    """A source's title with its pinpoint, said once where the title already ends with it."""
    title = source["title"]
    if not pinpoint or title.endswith(pinpoint):
        return title
    head, _, tail = title.rpartition(", ")
    if head and pinpoint.startswith(tail.partition(" (")[0]):
        return f"{head}, {pinpoint}"
    return f"{title}, {pinpoint}"


def makeExtension(**settings: Any) -> Citations:
    """What Python-Markdown calls to make the extension."""
    return Citations(**settings)
