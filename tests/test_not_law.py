"""What must not be said as law, and numbers that nobody could check, stay off every page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from build_tools.yaml_source import split_front_matter

ROOT = Path(__file__).parents[1]
PHONE = re.compile(r"\b0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b")
CHECKED_PHONES = {
    "0300 061 0614": "the Ombudsman, in its own words for councils",
    "0808 800 5000": "the NSPCC, on its own page",
    "0800 1111": "Childline, on a safeguarding partnership's page",
}

NEVER = {
    "a sum from remedies guidance that we have not seen": r"£900\b|£2,400\b",
    "a court fee": r"£(?:154|169|174|385|424|436|770|847|872)\b",
    "a legal aid limit": r"£2,657|£733\b|£8,000",
    "a continuing failure as a safe way round three months": r"continuing breach",
    "an attribution that was not found": r"NAS recommends|according to Contact",
    "a period in which a plan need not be delivered": r"(?:has|have|get) (?:a free )?five weeks to",
    "a power over schools that does not exist": r"section 68A",
    "an authority that was not read": r"Queensmead|Cumberland ex p|ex parte P\b",
    "conciliation as a way to gain time": r"EHRC conciliation",
    "part-time timetables as always against the law": r"timetables? (?:is|are) always (?:il|unlaw)",
    "compensation from the Ombudsman": r"Ombudsman (?:pays|awards|can award) ",
    "an IEP as binding": r"IEP is (?:legally )?binding",
}
"""What is wrong with it -> the words that would say it."""

ONLY_WITH = {
    r"\b497C\b": r"minister's choice|consider your power|Secretary of State a power|academy trust",
    r"Individual Support Plan": r"propos|government's 2026 plans|Not yet|would have to|now\.”",
    r"99\.3%": r"2022-23",
    r"\b94%": r"2024-25",
}
"""Words that may only stand in a paragraph that also says the other."""


@cache
def paragraphs() -> tuple[tuple[str, str], ...]:
    """(file, paragraph) of every page, letter and wording of the tree."""
    files = [
        *sorted((ROOT / "docs").rglob("*.md")),
        *sorted((ROOT / "decision_tree/letters").glob("*.j2")),
        ROOT / "decision_tree/tree.yaml",
        ROOT / "decision_tree/organisations.yaml",
    ]
    return tuple(
        (file.relative_to(ROOT).as_posix(), " ".join(part.split()))
        for file in files
        for part in split_front_matter(file.read_text("utf-8"))[1].split("\n\n")
    )


@pytest.mark.parametrize("words", NEVER.values(), ids=NEVER)
def test_no_page_says_what_is_not_law(words: str) -> None:
    """Nothing unsettled, unseen or proposed is told to a parent as if it held."""
    found = [(f, text[:90]) for f, text in paragraphs() if re.search(words, text, re.IGNORECASE)]
    assert found == []


@pytest.mark.parametrize(("words", "needs"), ONLY_WITH.items(), ids=["497C", "ISP", "99", "94"])
def test_what_needs_a_caution_has_it(words: str, needs: str) -> None:
    """The caution stands in the same paragraph."""
    said = [(file, text) for file, text in paragraphs() if re.search(words, text)]
    assert said
    assert [(f, text[:90]) for f, text in said if not re.search(needs, text)] == []


def test_only_checked_phone_numbers_are_printed() -> None:
    """Lines open and close: a number is printed only where its own page was seen."""
    found = {
        (file, number)
        for file, text in paragraphs()
        for number in PHONE.findall(text)
        if number not in CHECKED_PHONES
    }
    assert found == set()


def test_every_phone_number_of_an_organisation_has_its_source() -> None:
    """And is one of those that were checked."""
    entries = yaml.safe_load((ROOT / "decision_tree/organisations.yaml").read_text("utf-8"))
    with_phone = {name: entry for name, entry in entries.items() if "phone" in entry}
    assert {entry["phone"] for entry in with_phone.values()} == set(CHECKED_PHONES)
    assert all(entry.get("phone_source") for entry in with_phone.values())
