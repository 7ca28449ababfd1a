"""A Python-Markdown extension: a link that stands by itself gets the class `alone`.

A link within a sentence is read; one that is all there is to a paragraph, list item or cell is
pressed, and the look makes it as high as a thumb (WCAG 2.5.5, which excepts links in text).
CSS cannot tell the two apart.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

CLASS = "alone"
HOLDERS = {"p", "li", "td"}


class LoneLinks(Extension):
    """Takes no settings."""

    def extendMarkdown(self, md: Markdown) -> None:
        # After the inline patterns (20), which make the links.
        md.treeprocessors.register(_Mark(md), "lone-links", 10)


class _Mark(Treeprocessor):
    def run(self, root: Element) -> None:
        for holder in root.iter():
            if holder.tag in HOLDERS and not _says_more(holder):
                for link in holder.findall("a"):
                    classes = link.get("class", "").split()
                    link.set("class", " ".join(dict.fromkeys([*classes, CLASS])))


def _says_more(holder: Element) -> bool:
    """Whether words stand beside the links of a paragraph, list item or cell."""
    texts = [holder.text, *(child.tail for child in holder)]
    inside = [child for child in holder if child.tag not in ("a", "sup", "br", "ul", "ol")]
    return bool(inside) or any(re.search(r"\w", text or "") for text in texts)


def makeExtension(**settings: Any) -> LoneLinks:
    """What Python-Markdown calls to make the extension."""
    return LoneLinks(**settings)
