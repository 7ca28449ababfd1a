"""Findings that were looked at and accepted, each with a reason and a last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_tools import shapes
from build_tools.dates import parse_date
from build_tools.documents import load_if_there
from build_tools.finding import Finding, Rule
from build_tools.memory import Memory
from build_tools.shapes import did_you_mean
from build_tools.yaml_source import Document, read_text

TOLERANCES_FILE = "decision_tree/tolerances.yaml"

NOT_NEEDED = Rule(
    "SITE002",
    "tolerance-not-needed",
    "A tolerance that is left behind would hide the next mistake of its kind.",
)
OVER = Rule(
    "SITE003",
    "tolerance-over",
    "What was accepted for a time must be looked at again, or nobody ever mends it.",
)
REFUSED = Rule(
    "SITE004",
    "tolerance-refused",
    "What this code reports cannot be built around, so a parent would meet a hole.",
)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Findings of `code` in the file `where` are accepted up to and with the day `until`.

    `line` are words on the line that is meant; empty means any line. `number` is its place in
    the list.
    """

    number: int
    code: str
    where: str
    line: str
    until: dt.date


@dataclass(frozen=True)
class Tolerances:
    """All that is accepted, and the file that it is written in."""

    every: tuple[Tolerance, ...] = ()
    document: Document = field(default_factory=lambda: Document(TOLERANCES_FILE))


def load_tolerances(root: Path, findings: list[Finding], memory: Memory) -> Tolerances:
    """What the file says; nothing where there is no file."""
    document = load_if_there(root, TOLERANCES_FILE, shapes.TOLERANCES, findings, memory)
    return Tolerances(tuple(_tolerances(document)), document)


def _tolerances(document: Document) -> Iterator[Tolerance]:
    for number, raw in enumerate(document.value.get("accepted", ())):
        until = parse_date(raw.get("until", ""))
        if until and {"code", "where"} <= raw.keys():
            yield Tolerance(number, raw["code"], raw["where"], raw.get("line", ""), until)


def without_accepted(
    findings: Iterable[Finding], tolerances: Tolerances, root: Path, today: dt.date
) -> Iterator[Finding]:
    """The findings that nobody accepted, and what is wrong with the tolerances themselves."""
    standing = []
    for tolerance in tolerances.every:
        problem = _problem(tolerance, tolerances.document, today)
        if problem:
            yield problem
        else:
            standing.append(tolerance)
    used = set()
    for finding in findings:
        covering = [tolerance for tolerance in standing if _covers(tolerance, finding, root)]
        used.update(covering)
        if not covering:
            yield finding
    for tolerance in standing:
        if tolerance not in used:
            yield NOT_NEEDED.at(
                tolerances.document.at("accepted", str(tolerance.number), "code"),
                f"{tolerance.code} finds nothing {_where(tolerance)} any more",
                "Take this entry out, or mend its `where` and `line` if what it is about moved.",
            )


def _problem(tolerance: Tolerance, document: Document, today: dt.date) -> Finding | None:
    """Why a tolerance does not stand, or None where it does."""
    # Imported here because the rules in checks/ stand on what this module is part of.
    from build_tools.rules import every_rule

    path, rules = ("accepted", str(tolerance.number)), every_rule()
    rule = rules.get(tolerance.code)
    if rule is None:
        return REFUSED.at(
            document.at(*path, "code"),
            f"there is no finding `{tolerance.code}`",
            f"Name the code as the check printed it.{did_you_mean(tolerance.code, rules)}",
        )
    if not rule.acceptable:
        return REFUSED.at(
            document.at(*path, "code"),
            f"{rule.code} {rule.name} cannot be accepted",
            "Mend what it reports, and take this entry out.",
        )
    if tolerance.until < today:
        return OVER.at(
            document.at(*path, "until"),
            f"{rule.code} {rule.name} was accepted until {tolerance.until}, which has passed",
            "Mend what it reports and take this entry out, or give a new reason and a later day.",
        )
    return None


def _where(tolerance: Tolerance) -> str:
    line = f" on a line that says “{tolerance.line}”" if tolerance.line else ""
    return f"in `{tolerance.where}`{line}"


def _covers(tolerance: Tolerance, finding: Finding, root: Path) -> bool:
    place = finding.place
    if (tolerance.code, tolerance.where) != (finding.code, place.file):
        return False
    if not tolerance.line:
        return True
    lines = read_text(root / place.file, root)[0].split("\n")
    return place.line <= len(lines) and tolerance.line in lines[place.line - 1]
