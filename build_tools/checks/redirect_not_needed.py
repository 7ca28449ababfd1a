"""A redirect from an address that is there, or that was never published."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.project import ORGANISATIONS_FILE, SOURCES_FILE, TREE_FILE
from build_tools.record import PUBLISHED_FILE, REDIRECTS_FILE
from build_tools.shapes import did_you_mean

RULE = Rule(
    "ADDR004",
    "redirect-not-needed",
    "A mistyped redirect leads nobody, and the address that was meant stays lost.",
)

NEEDS = (TREE_FILE, SOURCES_FILE, ORGANISATIONS_FILE, PUBLISHED_FILE, REDIRECTS_FILE)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    addresses, document = subject.addresses, subject.project.redirects
    on_record = {address for address, _ in subject.project.published}
    for old in addresses.given:
        if old in addresses.there:
            yield RULE.at(document.key(old), f"`{old}` is there", "Take this redirect out.")
        elif old not in on_record:
            yield RULE.at(
                document.key(old),
                f"`{old}` was never published",
                f"Take this redirect out, or mend it.{did_you_mean(old, on_record)}",
            )
