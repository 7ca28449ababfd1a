"""What search engines may read of a page as data (schema.org), only where it is true of the page.

A stage with numbered steps is a HowTo; an outcome with what they may say, and the answer, is a
FAQPage. No page is a GovernmentService, for the site is nobody's office: a stage about a public
body's own service says that it is about it, and gives that body's address, not ours.
"""

from __future__ import annotations

import json
from typing import Any

import lxml.html

from build_tools.finish import Built
from build_tools.load import load
from build_tools.project import Organisation

TO_DO = "what-to-do"
"""The anchor of a stage's part with numbered steps."""

LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"


def add_structured_data(built: Built) -> None:
    """Put a data block into each page that is one of these."""
    services = _services(built)
    for folder in ("stages", "next-steps"):
        for page in sorted((built.folder / folder).glob("*/index.html")):
            text = page.read_text("utf-8")
            data = structured_data(text, services.get(f"{folder}/{page.parent.name}"))
            if data:
                # No text of a page can end the block: `<` is written as a code.
                block = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
                block = f'<script type="application/ld+json">{block}</script>\n</head>'
                page.write_text(text.replace("</head>", block, 1), "utf-8", newline="")


def _services(built: Built) -> dict[str, Organisation]:
    """`stages/<id>` -> the public body whose service that stage is about."""
    project = load(built.root)
    return {
        f"stages/{name}": project.organisations[stage.meta["service"]]
        for name, stage in project.stages.items()
        if "service" in stage.meta
    }


def structured_data(page: str, body: Organisation | None = None) -> dict[str, Any] | None:
    """The page as schema.org has it, or nothing where it is neither.

    `body` is the public body whose service the page is about.
    """
    document: Any = lxml.html.document_fromstring(page)
    for mark in document.xpath("//article//sup"):
        mark.drop_tree()
    steps = [_text(item) for item in document.xpath(_steps(TO_DO))]
    asked = [
        (_text(quote), _text(quote.getnext()))
        for quote in document.xpath("//article//section[@class='say']//blockquote")
        if quote.getnext() is not None and quote.getnext().tag == "p"
    ]
    if steps:
        listed = [{"@type": "HowToStep", "text": text} for text in steps]
        about = {"about": government_service(body)} if body else {}
        return {**_common(document, "HowTo"), "step": listed, **about}
    if asked:
        return {**_common(document, "FAQPage"), "mainEntity": [_question(*pair) for pair in asked]}
    return None


def _steps(anchor: str) -> str:
    return f"//h2[@id='{anchor}']/following-sibling::*[not(self::p)][1][self::ol]/li"


def _common(document: Any, kind: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": kind,
        "name": _text(document.xpath("//article//h1")[0]),
        "description": "".join(document.xpath("//meta[@name='description']/@content")),
        "inLanguage": "en-GB",
        "license": LICENCE,
    }


def government_service(body: Organisation) -> dict[str, Any]:
    """What a public body does, as schema.org has it: its own service, at its own address."""
    return {
        "@type": "GovernmentService",
        "name": f"{body.name}: {body.in_short}",
        "description": body.what_for,
        "url": body.url,
        "provider": {"@type": "Organization", "name": body.name, "url": body.url},
        "areaServed": {"@type": "AdministrativeArea", "name": "England"},
        "audience": {"@type": "Audience", "audienceType": body.for_whom},
    }


def _question(asked: str, answer: str) -> dict[str, Any]:
    reply = {"@type": "Answer", "text": answer}
    return {"@type": "Question", "name": asked, "acceptedAnswer": reply}


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
