"""The report in words, in both shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.changes import Report, report
from build_tools.changes.show import MOST_ITEMS_IN_MARKDOWN, SHAPES, as_markdown, as_text
from tests.conftest import SmallProject

TREE = "decision_tree/tree.yaml"
SMALL = Path("tests/fixtures/small").resolve()


@pytest.fixture
def moved(small_project: SmallProject) -> Report:
    """The small project with one answer led elsewhere and one piece of wording changed."""
    new = small_project(
        {
            TREE: [
                ("      told: next-steps/ask-first", "      told: next-steps/write-now"),
                ("      not-yet: Not yet", "      not-yet: Not *so* far"),
            ]
        }
    )
    return report("base", SMALL, new)


TEXT = """\
Compared with base
Of 4 paths, 1 now end elsewhere and 0 are gone. Of 4 paths today, 0 are new.

Paths that end elsewhere
  1 path: “Ask first” (/next-steps/ask-first/)
      now: “Write now” (/next-steps/write-now/)
      for example: An EHC plan › Yes, in writing

Changed words
  question council-told: “Have you told the council?”
      changed: answer not-yet
      - Not yet
      + Not *so* far"""


def test_the_whole_text(moved: Report) -> None:
    """Everything that changed, and no heading without anything under it."""
    assert as_text(moved) == TEXT


def test_markdown_says_the_same(moved: Report) -> None:
    """The same words; marks in them stand for themselves, and changed lines are a diff."""
    shown = as_markdown(moved)
    assert "#### Paths that end elsewhere" in shown
    assert "- 1 path: “Ask first” (/next-steps/ask-first/)" in shown
    assert "  - for example: An EHC plan › Yes, in writing" in shown
    assert "  ```diff\n  - Not yet\n  + Not *so* far\n  ```" in shown


def test_words_cannot_break_the_markdown(small_project: SmallProject) -> None:
    """A title of marks and a fence in a page stay words."""
    page = "docs/next-steps/ask-first.md"
    new = small_project({page: [("title: Ask first", "title: '<b>*Ask* `first`'")]})
    (new / page).write_text((new / page).read_text("utf-8") + "\n```\ncode\n```\n", "utf-8")
    shown = as_markdown(report("base", SMALL, new))
    assert "\\<b\\>\\*Ask\\* \\`first\\`" in shown
    assert shown.count("```") == 2


def test_a_long_list_is_cut_in_markdown_alone(small_project: SmallProject) -> None:
    """A pull request takes only so many characters; what is left out is counted."""
    pages = {f"docs/about/p{n}.md": f"---\ntitle: P{n}\ndescription: d.\n---\n" for n in range(50)}
    found = report("base", SMALL, small_project(pages))
    assert as_text(found).count("other page about/p") == 50
    shown = as_markdown(found)
    assert shown.count("- other page about/p") == MOST_ITEMS_IN_MARKDOWN
    assert f"… and {50 - MOST_ITEMS_IN_MARKDOWN} more" in shown


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_changed_is_said(shape: str) -> None:
    """One sentence, and no list."""
    shown = SHAPES[shape](report("base", SMALL, SMALL))
    assert "All 4 paths end where they ended." in shown
    assert len(shown.splitlines()) <= 3
