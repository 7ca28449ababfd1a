"""An answer leads to a step or an outcome page that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.project import NEXT_STEP_FOLDER
from build_tools.shapes import did_you_mean
from decision_tree.model import NEXT_STEPS, outcome_of

RULE = Rule(
    "TREE010", "dangling-answer", "A parent who picks this answer would meet a missing page."
)


def check(subject: Subject) -> Iterator[Finding]:
    project = subject.project
    tree, document = project.tree, project.tree_document
    known = [*tree.steps, *(NEXT_STEPS + outcome for outcome in project.outcomes)]
    for step in tree.steps.values():
        for answer, target in step.go.items():
            outcome = outcome_of(target)
            if outcome in project.outcomes or (outcome is None and target in tree.steps):
                continue
            kind = f"no page docs/{NEXT_STEP_FOLDER}/{outcome}.md" if outcome else "no step"
            yield RULE.at(
                document.at("steps", step.id, "go", answer),
                f"`{target}` leads nowhere: there is {kind} of this name",
                "Name a step, or `next-steps/` and the name of an outcome page."
                + did_you_mean(target, known),
            )
    if tree.first not in tree.steps and "first" in (document.value or {}):
        yield RULE.at(
            document.at("first"),
            f"`{tree.first}` is not a step, so there is nowhere to begin",
            "Name the step that everybody starts at." + did_you_mean(tree.first, tree.steps),
        )
