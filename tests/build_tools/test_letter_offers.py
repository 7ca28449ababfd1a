"""Which page offers which letter, and on which law, with no gap in the real project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from build_tools.letter_offers import law_rows, offering, offers_of
from build_tools.load import load
from build_tools.project import Page, Project
from decision_tree.letter import letter_from_dict
from tests.conftest import SmallProject

FIELDS = """\
- {name: child_name, label: Your child, type: text, hint: The name., required: true}
"""
LETTER = """\
---
title: First letter
to: The school
subject: Support for {{ child_name }}
fields: [child_name]
variants: [{name: state, title: If it is a state school}, {name: private, title: If private}]
cites: [{source: act, pinpoint: section 1, variants: [state]}, {source: act}]
---
{{ variant }}
"""
PAGE = """\
---
title: First letter
description: Ask.
letter: first-letter
read_on: 2026-11-23
check_by: 2027-05-23
---
"""


@pytest.fixture(scope="module")
def real() -> Project:
    return load(Path(__file__).parents[2])


@pytest.fixture
def with_letter(small_project: SmallProject):
    """A function that loads the small project with a letter, and changes in its pages."""

    def make(edits: Mapping[str, list[tuple[str, str]]]) -> Project:
        files = {
            "decision_tree/letters/fields.yaml": FIELDS,
            "decision_tree/letters/first-letter.j2": LETTER,
            "docs/letters/first-letter.md": PAGE,
        }
        return load(small_project({**files, **edits}))

    return make


def ask_first(project: Project) -> Page:
    return project.outcomes["ask-first"]


def test_a_page_offers_one_form_of_a_letter(with_letter) -> None:
    """`id#variant` leads to that variant, with its title and with the law behind it alone."""
    edits = [("help: [helper]\n", "help: [helper]\nletters: ['first-letter#private']\n")]
    project = with_letter({"docs/next-steps/ask-first.md": edits})
    (offer,) = offers_of(ask_first(project), project)
    assert (offer.target, offer.variant_title) == (
        "letters/first-letter.md#variant-private",
        "If private",
    )
    assert [cite.pinpoint for cite in offer.cites] == [""]
    assert offer.main


@pytest.mark.parametrize(
    ("letters", "buttons"),
    [
        ("['first-letter#private']", ["First letter"]),
        ("[first-letter]", ["First letter"]),
        (
            "['first-letter#private', 'first-letter#state']",
            ["First letter (if private)", "First letter (if it is a state school)"],
        ),
    ],
)
def test_a_button_names_the_form_only_beside_another(
    letters: str, buttons: list[str], with_letter
) -> None:
    """One form needs no name, for the button opens it; of two, a parent must pick."""
    edits = [("help: [helper]\n", f"help: [helper]\nletters: {letters}\n")]
    project = with_letter({"docs/next-steps/ask-first.md": edits})
    assert [offer.button for offer in offers_of(ask_first(project), project)] == buttons


def test_a_page_leaves_the_form_open(with_letter) -> None:
    """`id` alone leads to the whole page, with the law of every form."""
    edits = [("help: [helper]\n", "help: [helper]\nletters: [first-letter]\n")]
    project = with_letter({"docs/next-steps/ask-first.md": edits})
    (offer,) = offers_of(ask_first(project), project)
    assert offer.target == "letters/first-letter.md"
    assert [cite.pinpoint for cite in offer.cites] == ["section 1", ""]


def test_a_link_in_the_words_is_an_offer_too(with_letter) -> None:
    """But not a main one; and it knows its variant and its place."""
    edits = [("A letter.\n", "[A letter](../letters/first-letter.md#variant-state).\n")]
    project = with_letter({"docs/next-steps/ask-first.md": edits})
    (use,) = ask_first(project).letter_uses
    assert (use.letter, use.variant, use.main) == ("first-letter", "state", False)
    assert (use.place.line, use.place.column) == (20, 12)


def test_a_letter_that_is_named_is_not_counted_again_where_it_is_linked(with_letter) -> None:
    """The link in the words leads to what the front matter offers already."""
    edits = [
        ("help: [helper]\n", "help: [helper]\nletters: ['first-letter#private']\n"),
        ("A letter.\n", "[A letter](../letters/first-letter.md).\n"),
    ]
    project = with_letter({"docs/next-steps/ask-first.md": edits})
    assert [use.main for use in ask_first(project).letter_uses] == [True]


def test_a_letter_knows_the_pages_that_offer_it(with_letter) -> None:
    """By front matter or by link, in any form, each page once."""
    edits = [("A letter.\n", "[A letter](../letters/first-letter.md#variant-state).\n")]
    project = with_letter({"docs/next-steps/ask-first.md": edits})
    letter = project.letter_pages["first-letter"]
    assert [page.id for page in offering(letter, project.outcomes)] == ["ask-first"]
    assert offering(letter, project.stages) == ()


def test_what_is_sent_in_place_of_a_letter_has_the_law_of_its_page(with_letter) -> None:
    """The row names it, and the official sources that the page cites."""
    edits = [("help: [helper]\n", "help: [helper]\nsends: The form on GOV.UK\n")]
    project = with_letter({"docs/next-steps/ask-first.md": edits})
    row = next(row for row in law_rows(project) if row.outcome.id == "ask-first")
    assert (row.letter, row.sends) == (None, "The form on GOV.UK")
    assert [cite.source for cite in row.cites] == ["act"]


def test_every_outcome_stands_in_the_table(real: Project) -> None:
    """From the outcome to what is sent, to the law and its source, and nothing is missing."""
    rows = list(law_rows(real))
    assert {row.outcome.id for row in rows} == set(real.outcomes)
    for row in rows:
        assert row.letter or row.sends, row.outcome.id
        assert row.cites, row.outcome.id
        assert all(cite.source in real.sources for cite in row.cites)


def test_every_stage_names_its_letters(real: Project) -> None:
    """A rung that says what to do also says with which letter."""
    assert [page.id for page in real.stages.values() if not page.names("letters")] == []


def test_every_form_of_every_letter_can_be_reached(real: Project) -> None:
    """A page names the form, or names the letter and leaves the form to the parent."""
    uses = {
        (use.letter, use.variant)
        for page in (*real.outcomes.values(), *real.stages.values())
        for use in page.letter_uses
    }
    for letter_id, data in real.letters.items():
        for variant in letter_from_dict(data).variant_names():
            assert {(letter_id, variant), (letter_id, "")} & uses, (letter_id, variant)
