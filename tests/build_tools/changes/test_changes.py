"""The report: paths, stories, words and addresses of two states of one project."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.changes import Report, report
from tests.conftest import Edits, SmallProject, apply

TREE = "decision_tree/tree.yaml"
ASK_FIRST = "docs/next-steps/ask-first.md"
After = Callable[[Edits], Report]
STORY = "story: s\ncase: [parent]\nanswers:\n  which-plan: none\narrives: ask-first\n"


@pytest.fixture
def after(small_project: SmallProject, tmp_path: Path) -> After:
    """A function that edits the small project and reports what changed.

    The project holds two stories: one told the council, one has no plan.
    """
    told = STORY.replace("none", "final\n  council-told: told")
    first: Edits = {
        "tests/journeys/told.yaml": told,
        "tests/journeys/no-plan.yaml": STORY,
    }

    def make(edits: Edits) -> Report:
        old = tmp_path / "old"
        shutil.copytree(small_project(first), old)
        new = small_project(first)
        for file, edit in edits.items():
            apply(edit, new / file)
        return report("base", old, new)

    return make


def test_nothing_changed(after: After) -> None:
    """The report is empty."""
    found = after({})
    assert found.paths
    assert not found.paths.changed
    assert (found.stories, found.words, found.came, found.went) == ((), (), (), ())


def test_an_answer_led_elsewhere(after: After) -> None:
    """The path, and the story that takes it; no words changed."""
    found = after(
        {TREE: [("      told: next-steps/ask-first", "      told: next-steps/write-now")]}
    )
    moved = [(g.before, g.after, g.paths) for g in found.paths.moved]
    assert moved == [("next-steps/ask-first", ("next-steps/write-now",), 1)]
    assert [(s.file, s.before, s.after) for s in found.stories] == [
        ("tests/journeys/told.yaml", "next-steps/ask-first", "next-steps/write-now")
    ]
    assert found.words == ()


def test_a_question_renamed_is_the_same_question(after: After) -> None:
    """With the same words and answers, a question is known by another name."""
    found = after(
        {
            TREE: [
                ("  council-told:\n    ask: Have", "  told-council:\n    ask: Have"),
                ("    ask: council-told", "    ask: told-council"),
            ]
        }
    )
    assert not found.paths.changed
    assert found.words == ()
    assert (found.came, found.went) == (
        ("question told-council",),
        (("question council-told", ""),),
    )


def test_words_of_a_question(after: After) -> None:
    """Which part, with the words before and after."""
    found = after({TREE: [("      not-yet: Not yet", "      not-yet: Not so far")]})
    (change,) = found.words
    assert (change.kind, change.id, change.how) == ("question", "council-told", "changed")
    assert [(p.name, p.before, p.after) for p in change.parts] == [
        ("answer not-yet", "Not yet", "Not so far")
    ]
    assert not found.paths.changed


def test_words_of_an_outcome(after: After) -> None:
    """Which sections; a new reading day alone is no change of words."""
    found = after(
        {
            ASK_FIRST: [("read_on: 2026-11-23", "read_on: 2026-11-24")],
            "docs/next-steps/write-now.md": [("Write today.", "Write this week.")],
        }
    )
    assert [(c.kind, c.id, [p.name for p in c.parts]) for c in found.words] == [
        ("outcome", "next-steps/write-now", ["the beginning"])
    ]


def test_an_outcome_came_and_one_went(after: After) -> None:
    """Pages and addresses both say so."""
    text = Path("tests/fixtures/small", ASK_FIRST).read_text("utf-8")
    found = after(
        {
            ASK_FIRST: None,
            "docs/next-steps/ask-now.md": text,
            TREE: [
                ("      none: next-steps/ask-first", "      none: next-steps/ask-now"),
                ("      told: next-steps/ask-first", "      told: next-steps/ask-now"),
            ],
        }
    )
    assert [(c.id, c.how) for c in found.words] == [
        ("next-steps/ask-first", "went"),
        ("next-steps/ask-now", "came"),
    ]
    assert ("/next-steps/ask-first/", "") in found.went
    assert "/next-steps/ask-now/#the-law-behind-this" in found.came
    assert sum(g.paths for g in found.paths.moved) == 2


def test_what_moved_with_a_redirect_is_the_same(after: After) -> None:
    """A new name for a question and for an outcome moves nobody; their words are compared."""
    text = Path("tests/fixtures/small", ASK_FIRST).read_text("utf-8")
    found = after(
        {
            ASK_FIRST: None,
            "docs/next-steps/ask-now.md": text.replace("Write today.", "Write this week."),
            TREE: [
                ("      none: next-steps/ask-first", "      none: next-steps/ask-now"),
                ("      told: next-steps/ask-first", "      told: next-steps/ask-now"),
                ("  council-told:\n    ask: Have you", "  told-them:\n    ask: Did you"),
                ("    ask: council-told", "    ask: told-them"),
            ],
            "decision_tree/published.txt": "/next-steps/ask-first/\nquestion council-told\n",
            "decision_tree/redirects.yaml": (
                "/next-steps/ask-first/: /next-steps/ask-now/\n"
                "question council-told: question told-them\n"
            ),
        }
    )
    assert not found.paths.changed
    assert found.stories == ()
    assert [(c.id, c.how, c.parts[0].name) for c in found.words] == [
        ("told-them", "changed", "title"),
        ("next-steps/ask-now", "changed", "the beginning"),
    ]
    assert ("/next-steps/ask-first/", "/next-steps/ask-now/") in found.went


def test_a_tree_that_goes_round_in_a_circle(after: After) -> None:
    """Its paths cannot be counted, and the rest of the report stands."""
    found = after({TREE: [("      told: next-steps/ask-first", "      told: which-plan")]})
    assert found.paths is None
    assert found.stories == ()


def test_an_answer_that_leads_nowhere(after: After) -> None:
    """A step that is not there is an end like another: the checks say what is wrong with it."""
    found = after({TREE: [("      final: council-told", "      final: council-tell")]})
    assert {g.after for g in found.paths.moved} == {("council-tell",)}
