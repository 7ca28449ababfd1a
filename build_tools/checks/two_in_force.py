"""Two versions of a source, a time limit or an outcome that stand on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.in_time import LIMIT, ONE_DAY, OUTCOME, SOURCE

RULE = Rule(
    "DATE005",
    "two-in-force",
    "Only one version can be shown, and nobody would see which law the other parents needed.",
)


def check(subject: Subject) -> Iterator[Finding]:
    for kind in (SOURCE, LIMIT, OUTCOME):
        for versions in subject.project.in_time.of(kind).values():
            for earlier, later in pairwise(versions):
                if later.period.first > earlier.period.last:
                    continue
                first = max(later.period.first, dt.date.min + ONE_DAY)
                yield RULE.at(
                    later.at("from"),
                    f"`{earlier.id}` and `{later.id}` both stand on {first}",
                    f"Let `{earlier.id}` end the day before: `until: {first - ONE_DAY}`.",
                    [(earlier.at("until"), "the other stands here")],
                )
