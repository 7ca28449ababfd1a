"""An outcome that names neither a letter nor what is sent in its place."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.project import PAGES

RULE = Rule(
    "LETT007",
    "no-letter",
    "A next step is only as good as what goes with it, so each says what to send.",
    acceptable=True,
)

NEEDS = (PAGES,)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    project = subject.project
    if not project.letters:
        return
    for page in project.outcomes.values():
        if not page.names("letters") and "sends" not in page.meta:
            yield RULE.at(
                page.front.at("title"),
                f"the outcome `{page.id}` names no letter",
                "Name one under `letters:`. Where none of ours fits, say under `sends:` what is "
                "sent in its place, such as `sends: The appeal form on GOV.UK`.",
            )
