"""The products: question pages, outcomes with their ladders, what backs what, open data."""

from __future__ import annotations

import json

import pytest

from build_tools.compile import QuestionPage, Site, compile_site, in_number, target_path
from build_tools.load import load
from decision_tree.model import Question, tree_from_dict
from tests.conftest import Edits, SmallProject

TREE = "decision_tree/tree.yaml"
STAGE = "docs/stages/tell-the-council.md"
NEW_STAGE = "---\ntitle: Court\ndescription: x\nrung: {}\n---\n\nText.\n"


@pytest.fixture
def compiled(small_project: SmallProject):
    """A function that compiles the small project with something changed in it."""

    def make(edits: Edits | None = None) -> Site:
        return compile_site(load(small_project(edits)))

    return make


# Questions


def test_every_step_is_a_page_with_its_answers_as_links(compiled) -> None:
    """In the order of the question's answers, each to the page that the step names."""
    (first, second) = compiled().questions
    assert (first.path, second.path) == ("questions/which-plan.md", "questions/council-told.md")
    assert [(choice.id, choice.target) for choice in first.choices] == [
        ("final", "questions/council-told.md"),
        ("none", "next-steps/ask-first.md"),
        ("not-sure", "next-steps/find-out.md"),
    ]


def test_links_stand_in_the_order_of_the_answers(compiled) -> None:
    """The order under `go:` does not matter: parents see the question's own order."""
    lines = "      not-yet: next-steps/write-now\n      told: next-steps/ask-first\n"
    turned = "".join(reversed(lines.splitlines(keepends=True)))
    page = compiled({TREE: [(lines, turned)]}).questions[1]
    assert [choice.id for choice in page.choices] == ["not-yet", "told"]


def test_only_not_sure_is_unsure(compiled) -> None:
    """That answer looks different on the page."""
    choices = compiled().questions[0].choices
    assert [choice.id for choice in choices if choice.unsure] == ["not-sure"]


def test_the_first_page_is_the_one_that_the_tree_names(compiled) -> None:
    """Wherever its step stands in the file."""
    last = "  last: {ask: age, go: {young: which-plan, old: next-steps/find-out}}\n"
    age = "  age: {ask: How old?, answers: {young: Under 16, old: 16 or over}}\n"
    told = "      told: next-steps/ask-first\n"
    edit = [
        ("first: which-plan", "first: last"),
        (told, told + last),
        ("steps:\n", f"{age}steps:\n"),
    ]
    pages = compiled({TREE: edit}).questions
    assert [page.step for page in pages if page.first] == ["last"]


def test_a_page_knows_how_many_questions_are_left(compiled) -> None:
    """Fewest and most, its own included."""
    assert [(page.least, page.most) for page in compiled().questions] == [(1, 2), (1, 1)]


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (1, 1, "Last question"),
        (2, 2, "One more after this"),
        (3, 3, "Two more after this"),
        (1, 2, "At most one more after this"),
        (1, 5, "At most four more after this"),
        (2, 4, "One to three more after this"),
        (2, 12, "One to 11 more after this"),
    ],
)
def test_what_is_left_is_said_in_words(least: int, most: int, words: str) -> None:
    """Never more than can come, and never fewer."""
    page = QuestionPage("s", Question("q", "ask", "", ()), (), least, most, False)
    assert page.to_go == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "none"), (1, "one"), (10, "ten"), (11, "11"), (400, "400")]
)
def test_small_numbers_are_words(number: int, words: str) -> None:
    """Up to ten; larger ones are digits."""
    assert in_number(number) == words


@pytest.mark.parametrize(
    ("target", "path"),
    [("write", "questions/write.md"), ("next-steps/write", "next-steps/write.md")],
)
def test_a_target_is_a_page(target: str, path: str) -> None:
    """A step and an outcome of one name are two pages."""
    assert target_path(target) == path


# Outcomes and ladders


@pytest.fixture
def climbing(compiled) -> Site:
    """Three rungs, of which `ask-first` is on the second and `write-now` on none."""
    return compiled(
        {
            TREE: [("rungs: [tell-the-council]", "rungs: [first, tell-the-council, last]")],
            "docs/stages/first.md": NEW_STAGE.format("First"),
            "docs/stages/last.md": NEW_STAGE.format("Last"),
            "docs/stages/aside.md": NEW_STAGE.format("Aside"),
            "docs/next-steps/write-now.md": [("stage: tell-the-council", "stage: aside")],
        }
    )


def test_a_ladder_shows_where_the_reader_is(climbing: Site) -> None:
    """Rungs below are done, rungs above lie ahead."""
    (ladder,) = [o.ladder for o in climbing.outcomes if o.page.id == "ask-first" and o.ladder]
    assert [(rung.name, rung.state) for rung in ladder.rungs] == [
        ("First", "done"),
        ("Tell the council", "here"),
        ("Last", "ahead"),
    ]
    assert ladder.beside is None


def test_a_stage_that_is_no_rung_stands_beside(climbing: Site) -> None:
    """Nothing is done, and the stage is named."""
    (ladder,) = [o.ladder for o in climbing.outcomes if o.page.id == "write-now" and o.ladder]
    assert {rung.state for rung in ladder.rungs} == {"ahead"}
    assert ladder.beside == ("aside", "Aside")


def test_a_ladder_by_itself_has_nobody_on_it(climbing: Site) -> None:
    """As it is drawn on the front page."""
    ladder = climbing.ladders["ehc-plan"]
    assert {rung.state for rung in ladder.rungs} == {"ahead"}
    assert ladder.beside is None


def test_a_stage_page_shows_its_own_rung(climbing: Site) -> None:
    """On the first ladder that has it, or beside the first one."""
    here = {
        stage: [rung.stage for rung in ladder.rungs if rung.state == "here"]
        for stage, ladder in climbing.stage_ladders.items()
    }
    assert here == {
        "first": ["first"],
        "tell-the-council": ["tell-the-council"],
        "last": ["last"],
        "aside": [],
    }


def test_the_first_rung_is_on_the_ladder(compiled) -> None:
    """With nothing below it, and nothing beside."""
    (ladder,) = [o.ladder for o in compiled().outcomes if o.page.id == "ask-first" and o.ladder]
    assert [rung.state for rung in ladder.rungs] == ["here"]
    assert ladder.beside is None


def test_an_outcome_off_the_ladder_has_none(compiled) -> None:
    """A find-out page is no step on the way up."""
    ladders = {outcome.page.id: outcome.ladder for outcome in compiled().outcomes}
    assert ladders["find-out"] is None


def test_an_outcome_has_its_helpers(compiled) -> None:
    """The organisations that its front matter names."""
    helpers = {o.page.id: [h.id for h in o.helpers] for o in compiled().outcomes}
    assert helpers == {"ask-first": ["helper"], "find-out": ["helper"], "write-now": ["helper"]}


def test_a_second_problem_keeps_the_first_answer(compiled) -> None:
    """From an outcome a parent can go on after each first answer that may have led there."""
    ways = {o.page.id: [(w.step, w.kept) for w in o.ways_back] for o in compiled().outcomes}
    both = [("council-told", "An EHC plan")]
    assert ways == {"write-now": both, "ask-first": both, "find-out": []}


def test_there_is_no_way_back_from_another_country(compiled) -> None:
    """Our questions are about England."""
    edit = {"docs/next-steps/write-now.md": [("kind: next-step", "kind: elsewhere")]}
    ways = {o.page.id: o.ways_back for o in compiled(edit).outcomes}
    assert ways["write-now"] == ()
    assert ways["ask-first"] != ()


def test_outcomes_are_not_among_the_other_pages(compiled) -> None:
    """Each page is written once."""
    site = compiled()
    assert {page.path for page in site.pages} == {"index.md", "stages/tell-the-council.md"}


def test_a_case_has_the_pages_that_serve_it(compiled) -> None:
    """Those of each way of telling it, or its door; without a file of cases there are none."""
    cases = """
plan:
  name: The plan
  cases:
    final: {say: x, answers: [{which-plan: final}]}
    either: {say: x, answers: [{council-told: not-yet}, {which-plan: not-sure}]}
    door: {say: x, door: index}
"""
    ((group, rows),) = compiled({"decision_tree/cases.yaml": cases}).case_rows
    assert group.name == "The plan"
    assert {row.case.id: [page.id for page in row.pages] for row in rows} == {
        "final": ["ask-first", "write-now"],
        "either": ["find-out", "write-now"],
        "door": ["index"],
    }
    assert compiled().case_rows == ()


def test_every_outcome_is_an_arrival(compiled) -> None:
    """The table for maintainers: the fewest answers that lead there, and how many lead there."""
    arrivals = {c.outcome.id: (c.says, c.answers_leading_here) for c in compiled().arrivals}
    assert arrivals == {
        "ask-first": (("No plan",), 2),
        "find-out": (("I am not sure",), 1),
        "write-now": (("An EHC plan", "Not yet"), 1),
    }


# What backs what


def test_a_source_knows_every_page_that_cites_it(compiled) -> None:
    """Pages in path order, then the questions whose words cite it."""
    (backing,) = compiled().backings
    assert [path for path, _ in backing.cited_on] == [
        "next-steps/ask-first.md",
        "next-steps/find-out.md",
        "next-steps/write-now.md",
        "stages/tell-the-council.md",
        "questions/which-plan.md",
    ]


def test_a_page_that_cites_twice_is_named_once(compiled) -> None:
    """The stage page cites the Act at its top and at its end."""
    (backing,) = compiled().backings
    assert backing.cited_on.count(("stages/tell-the-council.md", "Tell the council")) == 1


def test_organisations_cite_on_their_page(compiled) -> None:
    """Who helps, and how to reach them, rests on sources too."""
    page = "---\ntitle: Who helps\ndescription: x\n---\n\n<!-- organisations -->\n"
    (backing,) = compiled({"docs/help/organisations.md": page}).backings
    assert ("help/organisations.md", "Who helps") in backing.cited_on


def test_sources_are_listed_by_title(compiled) -> None:
    """As a reader looks for them, whatever the order in the file."""
    entry = (
        "  publisher: x\n  title: {}\n  url: https://example.org/\n  kind: primary\n  backs: x\n"
        "  page_date: undated\n  read_on: 2026-11-23\n  read_how: live page\n"
        "  confidence: high\n  check_by: 2027-05-23\n"
    )
    more = "zoo:\n" + entry.format("a small title") + "ant:\n" + entry.format("Zebras")
    site = compiled({"decision_tree/sources.yaml": [("act:\n", f"{more}act:\n")]})
    assert [backing.source.id for backing in site.backings] == ["zoo", "act", "ant"]


# Open data


def test_the_published_tree_is_the_tree(small_project: SmallProject) -> None:
    """Read back from its JSON, it is the same in every part."""
    project = load(small_project())
    published = json.loads(json.dumps(compile_site(project).data["tree.json"]))
    assert tree_from_dict(published) == project.tree


def test_the_published_sources_are_all_sources(compiled) -> None:
    """By id, with every field that the file has."""
    data = compiled().data["sources.json"]["sources"]
    assert list(data) == ["act"]
    assert set(data["act"]) == {
        "publisher",
        "title",
        "url",
        "kind",
        "backs",
        "page_date",
        "read_on",
        "read_how",
        "confidence",
        "check_by",
    }


def test_same_input_same_data(compiled) -> None:
    """Two runs give the same bytes."""
    assert json.dumps(dict(compiled().data)) == json.dumps(dict(compiled().data))
