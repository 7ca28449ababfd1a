"""An outcome page that no answers lead to."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Place, Rule
from build_tools.project import TREE_FILE

RULE = Rule("TREE014", "unreachable-outcome", "No parent would ever be shown this page.")


NEEDS = (TREE_FILE,)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    if subject.project.tree.first not in subject.project.tree.steps:
        return
    for outcome_id, page in subject.project.outcomes.items():
        if outcome_id not in subject.graph.reachable_outcomes:
            yield RULE.at(
                Place(page.file),
                f"no answers lead to the page `next-steps/{outcome_id}`",
                "Let an answer in decision_tree/tree.yaml lead here, or take the page out.",
            )
