"""One page of A4 for each stage, to print and hand out: what it is, what to do, by when."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import lxml.html

from build_tools.finish import Built
from build_tools.link_kit import QR_FOLDER, SHEET_FOLDER

PARTS = ("When this is the right step", "What to do", "Time limits")
"""The parts of a stage that a sheet has, by their headings."""

STYLE = """\
@page{size:A4;margin:12mm}
body{font:11pt/1.35 system-ui,sans-serif;max-width:186mm;margin:0 auto;padding:4mm;color:#000;
background:#fff;overflow-wrap:anywhere}
h1{font-size:18pt;margin:0 0 2mm}h2{font-size:12.5pt;margin:3mm 0 1mm}p,ul,ol{margin:0 0 1.5mm}
ul,ol{padding-left:6mm}li{margin:0 0 .8mm}a{color:#000}h2,li{break-inside:avoid}
.small{font-size:9.5pt}.top{display:flex;flex-wrap:wrap;gap:2mm 6mm}.top div{flex:1 1 12em}
.top img{width:28mm;height:28mm}
@media print{body{padding:0;font-size:9.4pt;line-height:1.25}h2{font-size:11pt}
.small{font-size:8.5pt}}
"""

PAGE = """\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}: one page to print</title>
<meta name="description" content="{description}">
<meta name="robots" content="noindex">
<meta name="referrer" content="same-origin">
<style>{style}</style>
</head>
<body>
<main>
<article>
<div class="top"><div>
<h1>{title}</h1>
{lead}
</div>{qr}</div>
{parts}
<p class="small">The whole page, with the source of every statement: <a href="../../stages/{id}/">\
{address}</a>. General information for parents in England, not legal advice. No lawyer has \
reviewed it yet.</p>
</article>
</main>
</body>
</html>
"""


def write_sheets(built: Built) -> None:
    """Write /sheets/<stage>/ for every stage."""
    for page in sorted((built.folder / "stages").glob("*/index.html")):
        name = page.parent.name
        to = built.folder / SHEET_FOLDER / name / "index.html"
        text = sheet(page.read_text("utf-8"), name, built.folder)
        if text:
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text(text, "utf-8", newline="")


def sheet(page: str, name: str, folder: Path) -> str:
    """The sheet of a stage from its built page; empty for a page that only leads on."""
    document: Any = lxml.html.document_fromstring(page)
    articles = document.xpath("//article")
    if not articles:
        return ""
    for part in document.xpath("//article//sup | //article//nav"):
        part.drop_tree()
    for link in document.xpath("//article//a"):
        link.drop_tag()
    canonical = document.xpath("//link[@rel='canonical']/@href")
    qr = f"{QR_FOLDER}/stages-{name}.svg"
    return PAGE.format(
        title=escape(" ".join(articles[0].xpath(".//h1")[0].text_content().split())),
        description=escape("".join(document.xpath("//meta[@name='description']/@content"))),
        style=STYLE,
        lead=_html(_before_first_heading(articles[0])),
        qr=f'<img src="../../{qr}" alt="QR code of the page">' if (folder / qr).is_file() else "",
        parts="\n".join(_part(articles[0], heading) for heading in PARTS),
        id=name,
        address=escape(canonical[0]) if canonical else f"/stages/{name}/",
    )


def _before_first_heading(article: Any) -> list[Any]:
    return [p for p in article.xpath("./p[not(preceding-sibling::h2)]") if not p.get("class")]


def _part(article: Any, heading: str) -> str:
    """A heading and what stands below it, up to the next; empty where the stage has none."""
    for h2 in article.xpath("./h2"):
        if " ".join(h2.text_content().split()) == heading:
            inside = []
            for element in h2.itersiblings():
                if element.tag in ("h2", "h3", "div", "section"):
                    break
                inside.append(element)
            return f"<h2>{escape(heading)}</h2>\n{_html(inside)}"
    return ""


def _html(elements: list[Any]) -> str:
    return "\n".join(
        str(lxml.html.tostring(e, encoding="unicode", with_tail=False)) for e in elements
    )
