"""How a rule's page is read: its head, its examples and what they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.finding import Place, Rule
from build_tools.rule_pages import MOST_LINES, Block, RulePage, as_expected, read

HEAD = "# TREE900 a-rule\n\nWhat it is about.\n\n"
BAD = """\
## Bad: in a hurry

It happens.

```edit a.md
  stays
- old
+ new

+ repeat n = 1 to 2: line (n)
```

```new b.md
whole
```

```delete c.md
```

```expect
TREE900 a.md:1:2
  what is wrong
  how to mend it
TREE901 b.md:3:4
  another
  help
```
"""
GOOD = "## Good: at leisure\n\n```new b.md\nwhole\n```\n"


def page(tmp_path: Path, text: str = HEAD + BAD + GOOD) -> RulePage:
    """The page with this text."""
    path = tmp_path / "a-rule.md"
    path.write_text(text, "utf-8")
    return read(path)


def test_the_head_names_the_rule(tmp_path: Path) -> None:
    """Code, name, and what it is about."""
    it = page(tmp_path)
    assert (it.file, it.code, it.name) == ("a-rule.md", "TREE900", "a-rule")
    assert it.about == "What it is about."


def test_examples_are_bad_or_good(tmp_path: Path) -> None:
    """Each with its words, and a note where there is one."""
    it = page(tmp_path)
    assert [(e.words, e.note) for e in it.shown(bad=True)] == [("in a hurry", "It happens.")]
    assert [(e.words, e.note) for e in it.shown(bad=False)] == [("at leisure", "")]


def test_an_example_changes_adds_and_deletes_files(tmp_path: Path) -> None:
    """In a changed file, each place is its old lines and its new."""
    (bad,) = page(tmp_path).shown(bad=True)
    assert bad.edits == {
        "a.md": [("stays\nold\n", "stays\nnew\n"), ("", "line 1\nline 2\n")],
        "b.md": "whole\n",
        "c.md": None,
    }


def test_each_finding_expected_is_read_whole(tmp_path: Path) -> None:
    """Place, message and help, as `as_expected` writes a finding."""
    (bad,) = page(tmp_path).shown(bad=True)
    found = Rule("TREE900", "a-rule", "Why.").at(
        Place("a.md", 1, 2), "what is wrong", "how to mend it"
    )
    assert bad.expected[0] == as_expected(found)
    assert len(bad.expected) == 2


@pytest.mark.parametrize("text", ["", "# TREE900\n\nAbout.\n\n" + BAD, "# A B\n\n" + BAD])
def test_a_page_without_its_head_is_refused(text: str, tmp_path: Path) -> None:
    """Naming the file."""
    with pytest.raises(ValueError, match=r"a-rule\.md does not begin"):
        page(tmp_path, text)


def test_a_line_without_a_mark_is_refused(tmp_path: Path) -> None:
    """A slip in an example is no silent change."""
    it = page(tmp_path, HEAD + BAD.replace("- old", "old"))
    with pytest.raises(ValueError, match="neither"):
        _ = it.examples[0].edits


def test_a_long_block_is_shown_by_its_ends() -> None:
    """A reader sees how it begins and ends, and how much is left out."""
    lines = Block("new", "a.md", "\n".join(map(str, range(100)))).lines
    assert len(lines) == MOST_LINES + 1
    assert (lines[0].text, lines[-1].text) == ("0", "99")
    assert "84" in lines[MOST_LINES // 2].text


def test_lines_that_come_and_go_are_marked() -> None:
    """In an edit; a list in a new file is only a list."""
    assert [line.mark for line in Block("edit", "a", "- a\n+ b\n  c\n").lines] == ["-", "+", ""]
    assert [line.mark for line in Block("new", "a", "- a\n").lines] == [""]
