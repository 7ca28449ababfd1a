"""An outcome that can only be reached by saying "I am not sure"."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Place, Rule

RULE = Rule(
    "TREE024",
    "only-by-not-sure",
    "A parent who knows their situation could never reach this next step.",
    acceptable=True,
)


def check(subject: Subject) -> Iterator[Finding]:
    graph = subject.graph
    for outcome_id in sorted(graph.reachable_outcomes - graph.surely_reachable_outcomes):
        page = subject.project.outcomes.get(outcome_id)
        if page is not None and page.kind in ("next-step", "elsewhere"):
            yield RULE.at(
                Place(page.file),
                f"`{outcome_id}` is reached only by “I am not sure”",
                "Let a plain answer lead here too, or make it a find-out page.",
            )
