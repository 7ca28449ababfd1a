"""Freshness: what is due when, and how much of the site shows its source."""

from __future__ import annotations

import datetime as dt

import pytest

from build_tools.compile import compile_site
from build_tools.freshness import due_list, freshness
from build_tools.load import load
from build_tools.render import render
from tests.conftest import Edits, SmallProject

STAGE = "docs/stages/tell-the-council.md"
SOURCES = "decision_tree/sources.yaml"
REVIEWED = "help: [helper]\nreviewed_by: A. Name, solicitor\nreviewed_on: 2026-11-24"


def page_of(small_project: SmallProject, edits: Edits | None = None) -> str:
    """The public page about it."""
    site = compile_site(load(small_project(edits or {})))
    return render(site)["about/freshness.md"].decode()


def test_soonest_first(small_project: SmallProject) -> None:
    """Pages and sources in one list, by their day."""
    edits: Edits = {
        SOURCES: [("check_by: 2027-05-23", "check_by: 2027-03-01")],
        STAGE: [("check_by: 2027-05-23", "check_by: 2027-02-01")],
    }
    due = due_list(load(small_project(edits)))
    assert [(item.by.isoformat(), item.kind, item.name) for item in due[:2]] == [
        ("2027-02-01", "page", "stages/tell-the-council.md"),
        ("2027-03-01", "source", "act"),
    ]
    assert [item.by for item in due] == sorted(item.by for item in due)


def test_each_is_found_in_its_file(small_project: SmallProject) -> None:
    """The place is the line with the day."""
    root = small_project()
    for item in due_list(load(root)):
        line = (root / item.place.file).read_text("utf-8").split("\n")[item.place.line - 1]
        assert item.by.isoformat() in line


def test_the_oldest_page_is_the_one_read_longest_ago(small_project: SmallProject) -> None:
    """Not the one that is due first."""
    fresh = freshness(
        load(
            small_project(
                {STAGE: [("read_on: 2026-11-23", "read_on: 2026-10-01")]},
            )
        )
    )
    assert fresh.oldest
    assert (fresh.oldest.name, fresh.oldest.read_on) == ("stages/tell-the-council.md", "2026-10-01")


def test_statements_and_those_that_show_a_source(small_project: SmallProject) -> None:
    """A statement on a page that need not cite is counted, and counted as uncited."""
    before = freshness(load(small_project()))
    text = "---\ntitle: T\ndescription: D.\n---\n\nThe council must act.\n\nNice weather.\n"
    after = freshness(load(small_project({"docs/about/t.md": text})))
    assert before.cited == before.statements > 0
    assert (after.statements, after.cited) == (before.statements + 1, before.cited)
    assert (before.cited_share, after.cited_share[-1]) == ("100%", "%")


def test_the_primary_share_is_of_citations(small_project: SmallProject) -> None:
    """All citations of the small project are of one Act; as a secondary source, none is primary."""
    assert freshness(load(small_project())).primary_share == "100%"
    fresh = freshness(load(small_project({SOURCES: [("kind: primary", "kind: secondary")]})))
    assert (fresh.primary, fresh.primary_share) == (0, "0%")


@pytest.mark.parametrize(("part", "share"), [(999, "99%"), (1000, "100%"), (0, "0%")])
def test_nearly_all_is_never_called_all(part: int, share: str, small_project: SmallProject) -> None:
    """999 of 1000 is 99%."""
    import dataclasses

    fresh = dataclasses.replace(freshness(load(small_project())), cited=part, statements=1000)
    assert fresh.cited_share == share


def test_that_nobody_has_reviewed_anything_is_said(small_project: SmallProject) -> None:
    """In so many words."""
    assert "**Nobody yet.** No lawyer has reviewed any page" in page_of(small_project)


def test_who_has_reviewed_what_is_said(small_project: SmallProject) -> None:
    """The page, who and when; and that the rest is not reviewed."""
    page = page_of(small_project, {"docs/next-steps/write-now.md": [("help: [helper]", REVIEWED)]})
    assert "Nobody yet" not in page
    assert "Write now</a>: A. Name, solicitor, on 24 November 2026." in page
    assert "No other page has been reviewed" in page


def test_every_day_is_there_with_all_that_is_due(small_project: SmallProject) -> None:
    """The whole list stands on the page, each day marked so that it can turn amber."""
    page = page_of(small_project)
    assert 'data-due="2027-05-23">23 May 2027: 5 to read again' in page
    assert page.count("<li>") == page.count("read on 23 November 2026") == 5


def test_the_page_does_not_depend_on_the_day_it_is_built(small_project: SmallProject) -> None:
    """Same input, same bytes: no day is read, so none can be wrong later."""
    assert page_of(small_project) == page_of(small_project)
    assert dt.date.today().isoformat() not in page_of(small_project)
