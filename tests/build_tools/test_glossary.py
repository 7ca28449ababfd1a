"""A word that a page explains in brackets leads to its entry in the glossary, once."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from build_tools.compile import compile_site
from build_tools.glossary import GLOSSARY_PAGE, glossary_terms, linked_to_glossary
from build_tools.load import load
from build_tools.project import Page, Project

TERMS = {
    "senco": "senco",
    "mediation certificate": "mediation-certificate",
    "mediation": "mediation",
    "best endeavours": "best-endeavours",
    "sections a to k": "sections-a-to-k",
}


@pytest.fixture(scope="module")
def real() -> Project:
    return load(Path(__file__).parents[2])


def linked(real: Project, body: str, path: str = "stages/ombudsman.md") -> str:
    page = dataclasses.replace(real.pages_by_path[path], body=body)
    return linked_to_glossary(page, TERMS).body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Ask the SENCO (the teacher).",
            "Ask the [SENCO](../rights/glossary.md#senco) (the teacher).",
        ),
        (
            "A mediation certificate (proof).",
            "A [mediation certificate](../rights/glossary.md#mediation-certificate) (proof).",
        ),
        (
            "Their “best endeavours” (all they can).",
            "Their “[best endeavours](../rights/glossary.md#best-endeavours)” (all they can).",
        ),
        (
            "Section F (the help).",
            "[Section F](../rights/glossary.md#sections-a-to-k) (the help).",
        ),
        (
            "**The SENCO** (the teacher).",
            "**The [SENCO](../rights/glossary.md#senco)** (the teacher).",
        ),
        (
            "The SENCO (one). The SENCO (two).",
            "The [SENCO](../rights/glossary.md#senco) (one). The SENCO (two).",
        ),
    ],
    ids=[
        "a word",
        "the longest term",
        "in quotation marks",
        "a part of the plan",
        "in bold",
        "once a page",
    ],
)
def test_the_first_explained_use_is_a_link(real: Project, body: str, expected: str) -> None:
    """The words stay as they were, and lead to the entry."""
    assert linked(real, body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Ask the SENCO. She is there.",
        "## The SENCO (the teacher)",
        "> “The SENCO (the teacher) is away.”",
        "Go to [the SENCO (the teacher)](../stages/talk-to-the-school.md).",
        "[SENCO](../rights/glossary.md#senco) (the teacher)",
        "An un-mediation (made up) word.",
    ],
    ids=["not explained", "heading", "quotation", "in a link", "a link already", "part of a word"],
)
def test_all_else_stays_as_it_is(real: Project, body: str) -> None:
    """Only an explanation in running words is linked."""
    assert linked(real, body) == body


def test_a_page_at_the_top_links_from_there(real: Project) -> None:
    """The address is relative to the folder of the page."""
    assert "(rights/glossary.md#senco)" in linked(real, "A SENCO (a teacher).", "index.md")


def test_every_entry_of_the_glossary_is_a_term(real: Project) -> None:
    """By each name that its heading gives, without what stands in brackets."""
    terms = glossary_terms(real)
    anchors = re.findall(r"\{#([a-z0-9-]+)\}", real.pages_by_path[GLOSSARY_PAGE].body)
    assert set(terms.values()) == set(anchors)
    assert terms["senco"] == "senco"
    assert terms["idp"] == "aln-and-idp"


def test_the_site_has_such_links_and_the_glossary_none_to_itself(real: Project) -> None:
    """Pages are changed on their way to the site; what was read is not."""
    site = compile_site(real)
    pages: list[Page] = [
        *(outcome.page for outcome in site.outcomes),
        *(letter.page for letter in site.letters),
        *site.pages,
    ]
    leading = {page.path for page in pages if "glossary.md#" in page.body}
    assert len(leading) > 50
    assert GLOSSARY_PAGE not in leading
