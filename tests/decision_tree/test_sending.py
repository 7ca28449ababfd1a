"""A letter on its way out, and the dates that are wrong in it."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.letters import read_letters
from decision_tree.letter import Letter, fill, letter_from_dict, subject_text, to_text, to_whom
from decision_tree.sending import day_problems, form_text, mailto, with_days_in_order

TODAY = date(2026, 11, 26)
LETTER = letter_from_dict(
    {
        "id": "note",
        "title": "A note",
        "to": "the head, {{ school }}",
        "subject": "Help for {{ child_name }}",
        "body": "Dear head\n\n{{ child_name }} has had no help from {{ first }} to {{ last }}.",
        "fields": [
            {"name": "school", "label": "School"},
            {"name": "child_name", "label": "Name"},
            {"name": "first", "label": "First day", "type": "date", "earliest": "2 years ago"},
            {
                "name": "last",
                "label": "Last day",
                "type": "date",
                "latest": "today",
                "after": "first",
            },
            {"name": "unused", "label": "Unused", "type": "date"},
        ],
    }
)
VALUES = {"school": "Anytown Primary", "child_name": "Sam & Zoë", "first": "2/11/2026"}
LETTERS = read_letters(Path(__file__).parents[2] / "decision_tree/letters")


def filled(values: dict[str, str], letter: Letter = LETTER):  # type: ignore[no-untyped-def]
    """The letter with its dates put in order first, as a page gets it."""
    return fill(letter, with_days_in_order(values, letter))


def test_a_typed_date_is_printed_in_words() -> None:
    """However it was typed."""
    assert "from 2 November 2026 to [last day]" in to_text(filled(VALUES))


def test_a_wrong_date_stays_as_it_was_typed() -> None:
    """Nothing that a parent typed is lost."""
    assert "from 31/6/2026 to" in to_text(filled({**VALUES, "first": "31/6/2026"}))


def test_an_email_holds_subject_and_letter() -> None:
    """With the line ends that email wants, and nothing that the letter could break out with."""
    address = urlsplit(mailto(filled({**VALUES, "child_name": "Sam&body=x\r\nBcc: me"})))
    parts = parse_qs(address.query, strict_parsing=True)
    assert address.scheme == "mailto"
    assert parts["subject"] == ["Help for Sam&body=x Bcc: me"]
    assert parts["body"][0].startswith("Dear head\r\n\r\nSam&body=x\r\nBcc: me has had no help")


@given(st.text(max_size=60))
def test_whatever_is_typed_the_email_is_sound(typed: str) -> None:
    """The subject is one line that an email can have, and both come back as they went in."""
    letter = filled({**VALUES, "child_name": typed})
    parts = parse_qs(urlsplit(mailto(letter)).query, keep_blank_values=True)
    EmailMessage()["Subject"] = parts["subject"][0]
    assert parts["subject"] == [subject_text(letter)]
    assert set(parts) == {"subject", "body"}


def test_a_short_email_address_has_the_subject_alone() -> None:
    """For a system that opens no long one."""
    assert (
        mailto(filled(VALUES), whole=False) == "mailto:?subject=Help%20for%20Sam%20%26%20Zo%C3%AB"
    )


def test_the_text_for_a_form_begins_with_the_subject() -> None:
    """A form has one box for all of it."""
    assert form_text(filled(VALUES)).startswith("Help for Sam & Zoë\n\nDear head\n\n")


def test_whom_it_is_for_is_one_line() -> None:
    """As the page shows it above the buttons."""
    assert to_whom(filled(VALUES)) == "the head, Anytown Primary"


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"first": "31 June 2026"}, "first", "June has only 30 days."),
        ({"first": "1/6/26"}, "first", "Write the year with four digits, such as 2026."),
        ({"first": "2023-01-01"}, "first", "This is before 26 November 2024. Check the year."),
        ({"last": "2026-11-27"}, "last", "This day has not come yet. Check the year."),
        (
            {"first": "2026-11-02", "last": "2026-11-01"},
            "last",
            "This is before “First day”. Check both days.",
        ),
    ],
)
def test_a_wrong_date_is_said_beside_its_field(
    values: dict[str, str], field: str, words: str
) -> None:
    """In words that say what to do."""
    assert day_problems(LETTER, values, today=TODAY) == [{"field": field, "message": words}]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"first": "", "last": "  "},
        {"first": "2026-11-02", "last": "2026-11-02"},
        {"unused": "31/6/2026"},
        {"last": "2026-11-26"},
    ],
)
def test_what_is_right_or_empty_is_no_problem(values: dict[str, str]) -> None:
    """An empty date is a blank, and a field that the letter does not use is not asked."""
    assert day_problems(LETTER, values, today=TODAY) == []


def test_a_wrong_other_date_is_said_once() -> None:
    """Beside its own field, not beside the one that comes after it."""
    found = day_problems(LETTER, {"first": "31/6/2026", "last": "2026-11-02"}, today=TODAY)
    assert [problem["field"] for problem in found] == ["first"]


def test_without_today_only_the_calendar_is_checked() -> None:
    """A range that depends on the day is left."""
    assert day_problems(LETTER, {"first": "1999-01-01"}) == []


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_the_examples_of_every_letter_are_sound_dates(name: str) -> None:
    """What the forms show as examples passes their own checks on the day they were written."""
    letter = letter_from_dict(LETTERS[name])
    values = {field.name: field.example for field in letter.fields if not field.columns}
    for variant in letter.variant_names():
        assert day_problems(letter, values, variant, TODAY) == []
