"""The built pages as a parent's browser has them: addresses, links, anchors, answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html

from build_tools.project import Project

HERE = "http://site.invalid"
"""Stands for wherever the site is served; no test ever asks it for anything."""


@dataclass(frozen=True)
class BuiltPage:
    """One page. `address` is its path on the site: `/`, `/stages/ombudsman/`, `/404.html`."""

    address: str
    file: Path

    @cached_property
    def document(self) -> html.HtmlElement:
        return html.document_fromstring(self.file.read_bytes())

    @cached_property
    def ids(self) -> frozenset[str]:
        """What a fragment can lead to."""
        return frozenset(self.document.xpath("//@id"))

    @property
    def links(self) -> Iterator[str]:
        """Every `href` of an `<a>`, made whole: on our site it begins with `HERE`."""
        for href in self.document.xpath("//a/@href"):
            yield self.whole(href)

    def whole(self, href: str) -> str:
        """An address as written on this page, made whole."""
        assert not href.startswith("//"), f"{self.address}: a browser takes {href} for a host"
        return urljoin(HERE + self.address, href)

    @property
    def is_frame(self) -> bool:
        """Whether the page is for another site's frame: nothing of ours leads to it."""
        return self.address.startswith("/embed/")

    @property
    def is_listed(self) -> bool:
        """Whether search engines are told of it: not of frames, sheets and unknown addresses."""
        robots = self.document.xpath("//meta[@name='robots']/@content")
        return self.address != "/404.html" and "noindex" not in robots

    @property
    def outcome(self) -> str | None:
        """The id of the outcome this page is."""
        marks = self.document.xpath("//article/@data-outcome")
        return marks[0] if marks else None

    @property
    def questions(self) -> dict[str, dict[str, str]]:
        """Question id -> answer id -> the address it leads to, in the order shown."""
        return {
            block.get("data-question"): {
                link.get("data-answer"): path_of(self.whole(link.get("href")))
                for link in block.xpath(".//a[@data-answer]")
            }
            for block in self.document.xpath("//*[@data-question]")
        }


class BuiltSite:
    """Every page of a built site, by address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = {
            address: BuiltPage(address, file)
            for file in sorted(folder.rglob("*.html"))
            for address in (address_of(file.relative_to(folder).as_posix()),)
        }

    def has(self, path: str) -> bool:
        """Whether a host would answer this path with a page or a file."""
        return path in self.pages or (
            not path.endswith("/") and (self.folder / path.removeprefix("/")).is_file()
        )


def address_of(name: str) -> str:
    """`stages/ombudsman/index.html` -> `/stages/ombudsman/`."""
    return "/" + name.removesuffix("index.html") if name.endswith("index.html") else f"/{name}"


def path_of(address: str) -> str:
    """The path of a whole address on our site, without query and fragment."""
    assert is_ours(address), address
    return unquote(urlsplit(urldefrag(address).url).path)


def is_ours(address: str) -> bool:
    """Whether a whole address leads to this site and not to another."""
    return f"{urlsplit(address).scheme}://{urlsplit(address).netloc}" == HERE


def of_the_project(address: str, project: Project) -> str:
    """An address in which `{first}` stands for the first step, `{outcome}` for the longest one."""
    outcome = max(project.outcomes.values(), key=lambda page: len(page.body)).id
    return address.format(first=project.tree.first, outcome=outcome)
