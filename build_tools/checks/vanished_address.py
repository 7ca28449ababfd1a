"""An address that was published and is not there any more."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.project import ORGANISATIONS_FILE, PAGES, SOURCES_FILE, TREE_FILE
from build_tools.record import ADDRESS, PUBLISHED_FILE, REDIRECTS_FILE
from build_tools.shapes import did_you_mean

RULE = Rule(
    "ADDR001",
    "vanished-address",
    "Letters, bookmarks and other sites lead there, and a parent who follows one would find "
    "nothing.",
)

NEEDS = (TREE_FILE, SOURCES_FILE, ORGANISATIONS_FILE, PUBLISHED_FILE, REDIRECTS_FILE, PAGES)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    addresses = subject.addresses
    for address, place in subject.project.published:
        if not ADDRESS.fullmatch(address):
            yield RULE.at(place, f"`{address}` is not an address", "Take this line out.")
        elif addresses.is_lost(address):
            near = did_you_mean(address, addresses.unrecorded)
            yield RULE.at(
                place,
                f"`{address}` was published and is not there any more",
                f"Restore it, or say in {REDIRECTS_FILE} where it is found now: "
                f"`{address}: …`.{near}",
            )
