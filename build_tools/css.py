"""Trim a stylesheet to what some pages use, and write it small.

A selector stays if every tag, class, id and attribute that it names is there; what stands in
`:not()`, `:is()` and the like is taken to fit. Custom properties and animations that nothing
names go too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import tinycss2

HOLDS_RULES = {"media", "supports", "layer", "container"}

Node = Any
"""A node of tinycss2, which has no types."""

Name = tuple[str, str]
"""(kind, name): `tag`, `class`, `id`, or `attribute` with `name=value`."""


@dataclass(frozen=True)
class Selector:
    """One selector of a list, and the names that it asks of a page."""

    text: str
    asks: frozenset[Name] = frozenset()


@dataclass(frozen=True)
class Block:
    """`selectors { declarations inner }`; an at-rule is written as a selector that asks nothing.

    Each declaration is (property, value).
    """

    selectors: tuple[Selector, ...]
    declarations: tuple[tuple[str, str], ...] = ()
    inner: tuple[Block, ...] = ()

    def __str__(self) -> str:
        head = ",".join(selector.text for selector in self.selectors)
        body = ";".join(f"{name}:{value}" for name, value in self.declarations)
        return f"{head}{{{body}{''.join(map(str, self.inner))}}}"


def parse(css: str) -> tuple[Block, ...]:
    """A stylesheet as blocks. ValueError where it is not one, or imports another."""
    return tuple(_blocks(tinycss2.parse_stylesheet(css, True, True)))


def trimmed(
    blocks: tuple[Block, ...], names: frozenset[Name], without: frozenset[str] = frozenset()
) -> str:
    """What can fit pages with these names, as a stylesheet without spaces and comments.

    Selectors that read as one of `without` go, whatever they fit.
    """
    left = tuple(_fitting(blocks, names, without))
    while (fewer := tuple(_named(left, _words_of(left)))) != left:
        left = fewer
    return "".join(map(str, left))


# --------------------------------------------------------------------------------------- reading


def _blocks(nodes: Iterable[Node]) -> Iterator[Block]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield Block(tuple(_selectors(node.prelude)), tuple(_declarations(node.content)))
        elif node.type == "at-rule" and node.content is not None:
            head = (Selector(f"@{node.at_keyword} {_small(node.prelude)}".strip()),)
            if node.at_keyword in HOLDS_RULES or "keyframes" in node.at_keyword:
                inner = tinycss2.parse_rule_list(node.content, True, True)
                yield Block(head, inner=tuple(_blocks(inner)))
            else:
                yield Block(head, tuple(_declarations(node.content)))
        elif node.type != "at-rule" or node.at_keyword != "charset":
            raise ValueError(f"line {node.source_line}: this cannot stand in a page's own styles")


def _declarations(content: Sequence[Node]) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_blocks_contents(content, True, True):
        if node.type != "declaration":
            raise ValueError(f"line {node.source_line}: not a declaration")
        value = _small(node.value) + ("!important" if node.important else "")
        yield (node.name if node.name.startswith("--") else node.lower_name), value


def _selectors(prelude: Sequence[Node]) -> Iterator[Selector]:
    part: list[Node] = []
    for token in [*prelude, None]:
        if token is not None and token != ",":
            part.append(token)
        else:
            text = " ".join(tinycss2.serialize(part).split())
            small = re.sub(r"\s*([>~,])\s*|\s*(\+)\s+", lambda found: found[1] or found[2], text)
            yield Selector(small, frozenset(_asked(part)))
            part = []


def _asked(selector: Sequence[Node]) -> Iterator[Name]:
    before: Node = None
    for token in selector:
        if token.type == "ident" and before == ".":
            yield "class", token.value
        elif token.type == "ident" and before != ":":
            yield "tag", token.lower_value
        elif token.type == "hash":
            yield "id", token.value
        elif token.type == "[] block":
            yield from _asked_value(token.content)
        before = token


def _asked_value(content: Sequence[Node]) -> Iterator[Name]:
    """`[dir=rtl]` asks for that value; a script may set any attribute, so `[hidden]` fits."""
    parts = [token for token in content if token.type != "whitespace"]
    if len(parts) == 3 and parts[1] == "=":
        yield "attribute", f"{parts[0].lower_value}={parts[2].value}"


def _small(tokens: Sequence[Node]) -> str:
    """A value, or the condition of an at-rule, with no more spaces than it needs."""
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    pieces = re.split(r"(\"[^\"]*\"|'[^']*'|url\([^)]*\))", text)
    pieces[::2] = [
        re.sub(r"\s*([:,])\s*", r"\1", re.sub(r"\s+", " ", piece)) for piece in pieces[::2]
    ]
    return "".join(pieces).strip()


# -------------------------------------------------------------------------------------- trimming


def _fitting(
    blocks: Iterable[Block], names: frozenset[Name], without: frozenset[str]
) -> Iterator[Block]:
    for block in blocks:
        selectors = tuple(
            selector
            for selector in block.selectors
            if selector.asks <= names and selector.text not in without
        )
        inner = block.inner
        if inner and "keyframes" not in block.selectors[0].text:
            inner = tuple(_fitting(inner, names, without))
        if selectors and (block.declarations or inner):
            yield replace(block, selectors=selectors, inner=inner)


def _words_of(blocks: Iterable[Block]) -> set[str]:
    """Every word of every value: names of custom properties and of animations among them."""
    found = set()
    for block in blocks:
        found |= _words_of(block.inner)
        for _, value in block.declarations:
            found |= set(re.findall(r"[\w-]+", value))
    return found


def _named(blocks: Iterable[Block], words: set[str]) -> Iterator[Block]:
    """The blocks without what no value names, and without those that are empty then."""
    for block in blocks:
        head = block.selectors[0].text
        if "keyframes " in head and head.split()[-1] not in words:
            continue
        declarations = tuple(
            (name, value)
            for name, value in block.declarations
            if not name.startswith("--") or name in words
        )
        left = replace(block, declarations=declarations, inner=tuple(_named(block.inner, words)))
        if left.declarations or left.inner:
            yield left
