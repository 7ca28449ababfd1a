"""What each citation is attached to, and which of them a knowledgeable reader should look at."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from build_tools.compile import compile_site
from build_tools.load import load
from build_tools.project import Project
from build_tools.render import render
from build_tools.statements import (
    LONGEST,
    cited_in,
    doubts,
    is_doubtful,
    plain,
    shortened,
    statements,
)
from tests.conftest import SmallProject


@pytest.fixture(scope="module")
def real() -> Project:
    return load(Path(__file__).parents[2])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It must. [@act]", [("It must.", [("act", "")])]),
        (
            "It must. [@act, section 1] It may not. [@b]",
            [("It must.", [("act", "section 1")]), ("It may not.", [("b", "")])],
        ),
        ("It must. [@act][@b, rule 2] Then.", [("It must.", [("act", ""), ("b", "rule 2")])]),
        ("Nothing is cited here.", []),
    ],
    ids=["one", "two groups", "a group of two", "none"],
)
def test_words_go_with_the_citations_that_follow_them(
    text: str, expected: list[tuple[str, list[tuple[str, str]]]]
) -> None:
    """A group of citations backs what stands between it and the group before."""
    assert list(cited_in(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Court:** see [the page](../a.md#b).", "Court: see the page."),
        ("<br>Call **999**.", "Call 999."),
        (". And *then*\n  `this`", "And then this"),
    ],
)
def test_a_statement_reads_as_it_does_on_the_page(text: str, expected: str) -> None:
    """Links, tags and emphasis are gone, and the line is one line."""
    assert plain(text) == expected


def test_a_long_statement_keeps_its_last_sentences_whole() -> None:
    """What stands next to the citation is never cut."""
    last = "The last one stays whole. " + "x" * LONGEST
    assert shortened(f"First. Second. {last}") == last.split(". ")[1]
    assert shortened("One. Two. Three.") == "One. Two. Three."


def test_every_citation_is_a_statement(real: Project) -> None:
    """Nothing that a page cites is lost, and each has words."""
    found = [(s.path, s.source) for s in statements(real)]
    for page in real.pages:
        for citation in page.citations:
            assert (page.path, citation.source) in found
    assert all(statement.words for statement in statements(real))


def test_every_source_of_a_time_limit_backs_its_rule(real: Project) -> None:
    """A limit is a statement too, on the page that draws them all."""
    found = {(s.path, s.source): s.words for s in statements(real)}
    for deadline in real.rules.deadlines.values():
        for cite in deadline.cites:
            words = found[f"help/dates.md#{deadline.id}", cite.source]
            assert words == f"{deadline.name}. {deadline.rule}"


def test_a_source_is_doubtful_where_it_was_not_opened_or_not_sure(real: Project) -> None:
    """Whichever it is, a reader who knows more should look."""
    source = next(iter(real.sources.values()))
    for how, sure, doubtful in (
        ("stored copy", "high", False),
        ("live page", "medium-high", False),
        ("not opened", "high", True),
        ("stored copy", "medium", True),
        ("live page", "low", True),
    ):
        changed = dataclasses.replace(source, read_how=how, confidence=sure)
        assert is_doubtful(changed) is doubtful


def test_the_doubts_are_in_the_order_in_which_they_are_due(real: Project) -> None:
    """What should be looked at first stands first, and every doubtful source is there."""
    listed = doubts(real)
    assert {d.source.id for d in listed} == {
        source.id for source in real.sources.values() if is_doubtful(source)
    }
    assert [d.source.check_by for d in listed] == sorted(d.source.check_by for d in listed)
    assert [d.source.id for d in listed if not d.statements] == []


def test_the_page_for_reviewers_names_page_statement_source_and_day(
    small_project: SmallProject,
) -> None:
    """All that a reader needs to put one statement right stands together."""
    edits = {
        "decision_tree/sources.yaml": [("read_how: stored copy", "read_how: not opened")],
        "docs/help/unconfirmed.md": (
            "---\ntitle: x\ndescription: y\n---\n\n<!-- unconfirmed -->\n"
        ),
    }
    files = render(compile_site(load(small_project(edits))))
    page = files["help/unconfirmed.md"].decode()
    assert "Not opened by us." in page
    assert "Check by " in page
    assert '<li>Write today. The council must act. <a href="../../next-steps/write-now/">' in page
