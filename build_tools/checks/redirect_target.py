"""A redirect to an address that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.project import ORGANISATIONS_FILE, SOURCES_FILE, TREE_FILE
from build_tools.record import REDIRECTS_FILE
from build_tools.redirects import FRONT_DOOR
from build_tools.shapes import did_you_mean

RULE = Rule(
    "ADDR003",
    "redirect-target",
    "It would send a parent from one missing page to another.",
)

NEEDS = (TREE_FILE, SOURCES_FILE, ORGANISATIONS_FILE, REDIRECTS_FILE)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    addresses = subject.addresses
    for old, new in addresses.given.items():
        end = addresses.follow(old)
        if end is None or (end in addresses.there and _same_kind(old, end)):
            continue
        alike = [address for address in addresses.there if _same_kind(old, address)]
        yield RULE.at(
            subject.project.redirects.at(old),
            f"`{old}` would lead to `{end}`, "
            + ("which is of another kind" if end in addresses.there else "which is not there"),
            f"Lead it to an address that is there.{did_you_mean(new, alike)}",
        )


def _same_kind(old: str, new: str) -> bool:
    """A page leads to a page, a file to a file of its type, an id to an id or the front door."""
    if " " in old:
        return new == FRONT_DOOR or old.split(" ")[0] == new.split(" ")[0]
    if " " in new:
        return False
    return _ending(old) == _ending(new)


def _ending(address: str) -> str:
    name = address.partition("#")[0].rpartition("/")[2]
    return name.rpartition(".")[2] if "." in name else ""
