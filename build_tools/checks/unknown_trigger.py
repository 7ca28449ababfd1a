"""A time limit, or a date in a letter, that is taken from a day nobody asks for."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.letters import days_of_fields
from build_tools.project import DEADLINES_FILE
from build_tools.shapes import did_you_mean

RULE = Rule("TIME001", "unknown-trigger", "No parent could count this time limit.")

NEEDS = (DEADLINES_FILE,)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    rules, document = subject.project.rules, subject.project.deadlines_document
    for trigger in rules.triggers.values():
        if trigger.after and trigger.after not in rules.triggers:
            yield RULE.at(
                document.at("triggers", trigger.id, "after"),
                f"there is no trigger `{trigger.after}`",
                f"Name one that is there.{did_you_mean(trigger.after, rules.triggers)}",
            )
    for deadline in rules.deadlines.values():
        for number, count in enumerate(deadline.counts):
            if count.trigger not in rules.triggers:
                yield RULE.at(
                    document.at("deadlines", deadline.id, "count", str(number), "from"),
                    f"there is no trigger `{count.trigger}`",
                    f"Add it under `triggers:`.{did_you_mean(count.trigger, rules.triggers)}",
                )
    for day, place in days_of_fields(subject.project.root):
        if day not in rules.triggers:
            yield RULE.at(
                place,
                f"there is no trigger `{day}`",
                f"Name one that asks for the very same day.{did_you_mean(day, rules.triggers)}",
            )
