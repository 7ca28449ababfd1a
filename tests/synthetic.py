"""Large made-up trees and sites, for measuring how cost grows. No law in them."""

from __future__ import annotations

import shutil
from pathlib import Path

SMALL = Path(__file__).parent / "fixtures" / "small"
ANSWERS = ("a", "b", "c", "not-sure")
PER_QUESTION = 4
"""Steps that share one question."""


def tree_text(steps: int) -> str:
    """A tree of this many steps in YAML, without a finding.

    Step n leads to the steps 3n+1, 3n+2 and 3n+3, so all are reached and 10,000 steps make
    routes of ten answers. Steps beside each other share a question; no route asks one twice.
    """
    layers = _layers(steps)
    lines = [
        "first: step-0",
        "ladders:",
        "  ehc-plan: {name: With an EHC plan, rungs: [tell-the-council]}",
        "questions:",
    ]
    for depth, layer in enumerate(layers):
        for number in range((len(layer) - 1) // PER_QUESTION + 1):
            lines += _question(depth, number)
    lines.append("steps:")
    for depth, layer in enumerate(layers):
        for number in layer:
            lines += _step(number, depth, (number - layer.start) // PER_QUESTION, steps)
    return "\n".join(lines) + "\n"


def _layers(steps: int) -> list[range]:
    layers, start, width = [], 0, 1
    while start < steps:
        layers.append(range(start, min(start + width, steps)))
        start, width = start + width, width * 3
    return layers


def _question(depth: int, number: int) -> list[str]:
    return [
        f"  question-{depth}-{number}:",
        f"    ask: Is it {depth} or {number}?",
        "    why: The law differs for each. [@act, section 1(1)]",
        "    answers:",
        "      a: Yes, it is",
        "      b: No, it is not",
        "      c: {say: In part, hint: Some of it}",
        "      not-sure: I am not sure",
    ]


def _step(number: int, depth: int, question: int, steps: int) -> list[str]:
    lines = [f"  step-{number}:", f"    ask: question-{depth}-{question}", "    go:"]
    for place, answer in enumerate(ANSWERS):
        child = number * 3 + place + 1
        if answer == "not-sure":
            target = "next-steps/find-out"
        elif child < steps:
            target = f"step-{child}"
        else:
            target = f"next-steps/{'write-now' if place % 2 else 'ask-first'}"
        lines.append(f"      {answer}: {target}")
    return lines


def project(folder: Path, steps: int) -> Path:
    """A whole small project in `folder` whose tree has this many steps."""
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    (folder / "decision_tree/tree.yaml").write_text(tree_text(steps), "utf-8")
    page = folder / "docs/next-steps/find-out.md"
    page.write_text(page.read_text("utf-8").replace("which-plan.md", "step-0.md"), "utf-8")
    return folder


def wide_project(folder: Path, layers: int = 28) -> tuple[Path, int]:
    """A project whose tree has very many paths and few steps, and how many paths there are.

    Each layer has two steps, and every answer of one leads to one of the next layer's.
    """
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    lines = ["first: step-0-0", "ladders:"]
    lines.append("  ehc-plan: {name: With an EHC plan, rungs: [tell-the-council]}")
    lines.append("questions:")
    for layer in range(layers):
        lines += [
            f"  question-{layer}:",
            f"    ask: Is it {layer}?",
            "    answers: {a: Yes, b: No, c: In part}",
        ]
    lines.append("steps:")
    for layer in range(layers):
        for place in range(1 if layer == 0 else 2):
            lines += [f"  step-{layer}-{place}:", f"    ask: question-{layer}", "    go:"]
            ends = ("next-steps/ask-first", "next-steps/write-now", "next-steps/find-out")
            onward = (f"step-{layer + 1}-0", f"step-{layer + 1}-1", f"step-{layer + 1}-{place}")
            targets = ends if layer == layers - 1 else onward
            lines += [f"      {a}: {t}" for a, t in zip("abc", targets, strict=True)]
    (folder / "decision_tree/tree.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    page = folder / "docs/next-steps/find-out.md"
    page.write_text(page.read_text("utf-8").replace("which-plan.md", "step-0-0.md"), "utf-8")
    return folder, 3**layers
