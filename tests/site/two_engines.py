"""Two builds of one site compared: pages, headings, links, citations and answers."""

from __future__ import annotations

import posixpath
from pathlib import Path

import lxml.html

Found = dict[str, list[str]]


def pages_of(site: Path) -> dict[str, Path]:
    """Address of every page -> its file."""
    return {
        f"/{path.relative_to(site).as_posix()}".removesuffix("index.html"): path
        for path in sorted(site.rglob("*.html"))
    }


def content_of(path: Path, address: str) -> Found:
    """What a reader and other people's tools meet on a page, in order.

    Links are taken from the site's root, so that two ways of writing one address are alike.
    """
    page = lxml.html.parse(str(path)).getroot()
    return {
        "title": [page.findtext(".//title") or ""],
        "headings": [
            f"{h.tag} {h.get('id', '')} {' '.join(h.text_content().split())}"
            for h in page.xpath("//h1 | //h2 | //h3 | //h4")
        ],
        "links": [_whole(a.get("href"), address) for a in page.xpath("//a[@href]")],
        "citations": [a.get("aria-label", "") for a in page.xpath("//sup[@class='cite']/a")],
        "answers": [
            f"{a.get('data-answer')} {_whole(a.get('href'), address)}"
            for a in page.xpath("//a[@data-answer]")
        ],
        "outcome": page.xpath("//article/@data-outcome"),
    }


def _whole(href: str, address: str) -> str:
    if ":" in href.split("/")[0]:
        return href
    path, mark, anchor = href.partition("#")
    here = address if address.endswith("/") else posixpath.dirname(address) + "/"
    joined = posixpath.normpath(posixpath.join(here, path)) if path else address
    return (
        f"{joined.rstrip('/')}/{mark}{anchor}"
        if not path.endswith((".json", ".txt", ".docx", ".svg"))
        else joined
    )


def differences(first: Path, second: Path, wanted: set[str]) -> list[str]:
    """In words, each thing on the wanted pages of one site that the other has not alike."""
    here, there, found = pages_of(first), pages_of(second), []
    for address in sorted(wanted):
        path = here[address]
        if address not in there:
            found.append(f"{address}: no such page")
            continue
        ours, theirs = content_of(path, address), content_of(there[address], address)
        for kind, wanted in ours.items():
            missing = [x for x in wanted if x not in theirs[kind]]
            if missing:
                found.append(f"{address}: {kind}: {missing[:3]}")
            elif wanted != theirs[kind]:
                found.append(f"{address}: {kind}: in another order, or more than once")
    return found
