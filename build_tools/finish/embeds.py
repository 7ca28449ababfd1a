"""Pages for other sites' frames: each question, next step, stage and letter without its frame.

Their one script tells the host page their height and listens to nothing; they set nothing; and
every link opens a page of its own that the host page cannot reach. So a host can neither read
what a parent does there nor steer it.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

import lxml.html
from lxml.html.builder import E

from build_tools.finish import Built

HtmlElement = Any
"""An element of lxml, whose own types are too wide to be of use here."""

FOLDER = "embed"
KINDS = ("questions", "next-steps", "stages", "letters")

PAGE = """\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
<meta name="robots" content="noindex">
<meta name="referrer" content="same-origin">
<meta name="color-scheme" content="light dark">
{styles}
<script type="module" src="../../../assets/javascripts/embed.mjs"></script>
</head>
<body class="{kind} embed">
<main id="main">
{article}
</main>
</body>
</html>
"""

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def write_embeds(built: Built) -> None:
    """Write /embed/<kind>/<id>/ for every page of these kinds that is still there."""
    for kind in KINDS:
        for page in sorted((built.folder / kind).glob("*/index.html")):
            text = page.read_text("utf-8")
            if "<article" not in text:
                continue  # the page has moved: what stands there leads on by itself
            to = built.folder / FOLDER / kind / page.parent.name / "index.html"
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text(embed(text, f"{kind}/{page.parent.name}"), "utf-8")


def embed(page: str, address: str) -> str:
    """The built page at `address`, such as stages/ombudsman, for a frame."""
    document: HtmlElement = lxml.html.document_fromstring(page)
    (article,) = document.xpath("//article")[:1]
    for part in article.xpath("descendant-or-self::*[@data-module]"):
        part.attrib.pop("data-module")
    for part in article.xpath(".//script | .//noscript | .//form"):
        part.drop_tree()
    _first_answer_goes_along(article)
    for link in article.xpath(".//a[@href]"):
        _open_apart(link, address)
    for picture in article.xpath(".//img[@src]"):
        picture.set("src", _from_embed(picture.get("src", ""), address))
    whole = E.a(
        "Open this page on its own site", {"class": "alone", "href": _from_embed("./", address)}
    )
    _open_apart(whole, "")
    article.append(E.p(whole, {"class": "again"}))
    return PAGE.format(
        title=_escaped(str(document.findtext(".//title"))),
        description=_escaped("".join(document.xpath("//meta[@name='description']/@content"))),
        styles="\n".join(_styles(document, address)),
        kind=document.body.get("class", ""),
        article=str(lxml.html.tostring(article, encoding="unicode")).strip(),
    )


def _first_answer_goes_along(article: HtmlElement) -> None:
    """The answer tapped in the frame stands in its link, as the site itself would write it."""
    for block in article.xpath(".//*[@data-question][@data-step]"):
        for link in block.xpath(".//a[@data-answer]"):
            answer = f"{block.get('data-question')}.{link.get('data-answer')}"
            href = link.get("href", "").partition("#")[0]
            link.set("href", f"{href}#a={answer}&s={block.get('data-step')}")


def _open_apart(link: HtmlElement, address: str) -> None:
    """Open in a page of its own, of which the host page gets no handle."""
    href = link.get("href", "")
    if href.startswith("#"):
        return
    if address:
        link.set("href", _from_embed(href, address))
    if "download" not in link.attrib:
        link.set("target", "_blank")
    link.set("rel", "noopener noreferrer")


def _from_embed(href: str, address: str) -> str:
    """A link of the page at `address` as it is written one folder deeper, under /embed/."""
    if not href or href.startswith("#") or _ABSOLUTE.match(href):
        return href
    path, mark, anchor = href.partition("#")
    target = posixpath.normpath(posixpath.join(f"/{address}", path or "."))
    relative = posixpath.relpath(target, f"/{FOLDER}/{address}")
    slash = "/" if not path or path.endswith(("/", "..", ".")) else ""
    return f"{relative}{slash}{mark}{anchor}"


def _styles(document: HtmlElement, address: str) -> list[str]:
    found = []
    for style in document.xpath("//head/style | //head/link[@rel='stylesheet']"):
        if style.tag == "link":
            style.set("href", _from_embed(style.get("href", ""), address))
        style.tail = ""
        found.append(str(lxml.html.tostring(style, encoding="unicode")))
    return found


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
