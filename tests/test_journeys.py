"""Stories of parents: where their answers lead, and what the page there tells them.

Each file in journeys/ is one story, written from the facts and the law before the page it
arrives at. journeys/README.md says how to write one.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from build_tools.graph import Graph
from build_tools.load import load
from build_tools.project import NEXT_STEP_FOLDER, Case, Page, Project
from build_tools.render import cut_into_sections
from build_tools.shapes import NAME, WORDS, ListOf, MapOf, Record, fit
from build_tools.yaml_source import parse
from decision_tree.walk import walk

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests/journeys"
FILES = sorted(FOLDER.glob("*.yaml"))

MOST_AT_ONE_OUTCOME = 4
FEWEST_JOURNEYS = 85
FEWEST_OUTCOMES = 75

TOLD = Record(
    {},
    {
        "letters": ListOf(WORDS),
        "cites": ListOf(WORDS),
        "links": ListOf(WORDS),
        "limits": ListOf(WORDS),
        "wrong_doors": ListOf(WORDS),
    },
    "list of what is told",
)
NOT_TOLD = Record({}, {"letters": ListOf(NAME), "doors": ListOf(WORDS)}, "list of what is not told")
JOURNEY = Record(
    {
        "story": WORDS,
        "case": ListOf(NAME),
        "answers": MapOf(NAME),
        "arrives": NAME,
        "told": TOLD,
        "because": WORDS,
    },
    {"not_told": NOT_TOLD},
    "journey",
)

Journey = Mapping[str, Any]

each_journey = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@cache
def project() -> Project:
    """The real tree and the real pages."""
    return load(ROOT)


@cache
def journey(file: Path) -> Journey:
    """One story, held against its shape."""
    document = parse(file.read_text("utf-8"), file.name)
    kept, findings = fit(JOURNEY, document)
    wrong = [f"{f.place.line}: {f.message}" for f in (*document.findings, *findings)]
    assert not wrong, f"{file.name}: {'; '.join(wrong)}"
    assert isinstance(kept, dict), f"{file.name} is empty"
    return kept


def page_of(story: Journey) -> Page:
    """The page a story arrives at."""
    outcome = story["arrives"]
    page = project().outcomes.get(outcome)
    assert page is not None, f"docs/{NEXT_STEP_FOLDER}/{outcome}.md is not written yet"
    return page


@cache
def cases() -> dict[str, Case]:
    """What decision_tree/cases.yaml says that parents bring, by name."""
    return {case.id: case for group in project().case_groups for case in group.cases}


# ------------------------------------------------------------------ reading a page as a parent does

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_SPOKEN = {
    **{word: str(number) for number, word in enumerate(_NUMBERS.split(), 1)},
    **{word: f"{number}th" for number, word in enumerate(_ORDINALS.split(), 1)},
    "1st": "1th",
    "2nd": "2th",
    "3rd": "3th",
    "days": "day",
    "weeks": "week",
    "months": "month",
    "years": "year",
}


def plain(text: str) -> str:
    """Lower case, digits for numbers, one day as many days, no marks: so that words compare.

    "Three-month limit", "3 months" and "three months" all hold the words of "3 month".
    """
    text = re.sub(r"\[@[^\]]*\]", " ", text)
    text = re.sub(r"\]\([^)]*\)", " ", text)
    words = re.findall(r"[a-z0-9']+", text.casefold().replace("’", "'"))
    spoken = " ".join(_SPOKEN.get(word, word) for word in words)
    return re.sub(r"\ban? (?=(?:day|week|month|year)\b)", "1 ", spoken)


def holds(text: str, phrase: str) -> bool:
    """Whether `text` says `phrase`, or one of the phrases that " or " stands between."""
    said = f" {plain(text)} "
    return any(f" {plain(choice)} " in said for choice in phrase.split(" or "))


def missing(wanted: Iterable[str], there: Iterable[str]) -> list[str]:
    """The entries of `wanted` that are not in `there`; "a or b" is there if either is."""
    known = set(there)
    return [entry for entry in wanted if not known & set(entry.split(" or "))]


def links_of(page: Page) -> set[str]:
    """The pages of the site that a page leads to, under docs/.

    Those in its text, its letters' buttons, its own place on a ladder, and the doors on
    every page.
    """
    targets = re.findall(r"\]\(([^)#\s]+\.md)(?:#[^)\s]*)?\)", page.body)
    written = {posixpath.normpath(posixpath.join(page.folder, target)) for target in targets}
    drawn = {f"letters/{letter}.md" for letter in letters_of(page)}
    if "ladder" in page.meta and "stage" in page.meta:
        drawn.add(f"stages/{page.meta['stage']}.md")
    return written | drawn | doors()


def letters_of(page: Page) -> set[str]:
    """The letters that a page offers first, whichever form of them."""
    return {use.letter for use in page.letter_uses if use.main}


@cache
def doors() -> frozenset[str]:
    """The pages that the foot of every page leads to."""
    template = (ROOT / "overrides/main.html").read_text("utf-8")
    places = re.findall(r"href=\"\{\{ '([a-z/-]+)/' \| url \}\}\"", template)
    files = [f"{place}{end}" for place in places for end in (".md", "/index.md")]
    return frozenset(file for file in files if (ROOT / "docs" / file).is_file())


# ------------------------------------------------------------------------------------ the journeys


@each_journey
def test_the_answers_lead_there_and_nothing_else_is_asked(file: Path) -> None:
    """The route asks exactly these questions, in this order, and arrives at this outcome."""
    story, tree = journey(file), project().tree
    route = walk(tree, story["answers"])
    asked = [(tree.steps[step].question, answer) for step, answer in route.trail]
    stopped = f"stops at the question {route.step!r}" if route.step else f"is {route.outcome!r}"
    assert route.outcome == story["arrives"], f"the route {stopped}"
    assert asked == list(story["answers"].items())


@each_journey
def test_the_page_tells_what_the_law_requires(file: Path) -> None:
    """Letters, sources, links, running limits and wrong doors are on the page."""
    story = journey(file)
    page, told = page_of(story), story["told"]
    assert told, "a journey says what the page must tell"
    text = f"{page.title}\n{page.body}"
    not_yet = " ".join(body for title, body in sections(page) if title == "Do not go there yet")
    lacking = {
        "letters": missing(told.get("letters", ()), letters_of(page)),
        "cites": missing(told.get("cites", ()), (c.source for c in page.citations)),
        "links": missing(told.get("links", ()), links_of(page)),
        "limits": [limit for limit in told.get("limits", ()) if not holds(text, limit)],
        "wrong_doors": [d for d in told.get("wrong_doors", ()) if not holds(not_yet, d)],
    }
    assert {key: entries for key, entries in lacking.items() if entries} == {}


@each_journey
def test_the_page_does_not_tell_what_would_harm(file: Path) -> None:
    """No letter that is wrong here is offered, and the lead sends nobody to a wrong door."""
    story = journey(file)
    page, not_told = page_of(story), story.get("not_told", {})
    lead, _ = cut_into_sections(page.body)
    harmful = {
        "letters": sorted(set(not_told.get("letters", ())) & letters_of(page)),
        "doors": [door for door in not_told.get("doors", ()) if holds(lead, door)],
    }
    assert {key: entries for key, entries in harmful.items() if entries} == {}


def sections(page: Page) -> list[tuple[str, str]]:
    """(heading, text) of each part of a page after its lead."""
    return cut_into_sections(page.body)[1]


# ------------------------------------------------------------------------------------- all together


@each_journey
def test_every_case_tag_is_in_the_vocabulary(file: Path) -> None:
    """A tag that nobody explained would hide a case that nobody serves."""
    tags = journey(file)["case"]
    assert missing(tags, cases()) == []
    assert len(tags) == len(set(tags))


@pytest.mark.parametrize("name", sorted(cases()))
def test_every_case_has_a_story_that_is_served(name: str) -> None:
    """Somebody with this case arrives on a page that the tree keeps for it."""
    stories = [story for file in FILES if name in (story := journey(file))["case"]]
    serving = {o for way in cases()[name].answers for o in Graph(project().tree).outcomes_with(way)}
    assert stories
    if not cases()[name].door:
        assert serving & {story["arrives"] for story in stories}


def test_no_case_is_named_twice() -> None:
    """A tag means one thing."""
    names = [case.id for group in project().case_groups for case in group.cases]
    assert len(names) == len(set(names)) > 100


def test_the_stories_are_balanced_over_the_outcomes() -> None:
    """Many outcomes have a story, and no outcome has a crowd of them."""
    arrivals = Counter(journey(file)["arrives"] for file in FILES)
    crowded = [outcome for outcome, stories in arrivals.items() if stories > MOST_AT_ONE_OUTCOME]
    assert crowded == []
    assert len(FILES) >= FEWEST_JOURNEYS
    assert len(arrivals) >= FEWEST_OUTCOMES


def test_no_letter_is_both_told_and_not_told() -> None:
    """Two stories that arrive at one page do not ask opposite things of it."""
    wanted = {
        (journey(f)["arrives"], x) for f in FILES for x in journey(f)["told"].get("letters", ())
    }
    refused = {
        (journey(file)["arrives"], letter)
        for file in FILES
        for letter in journey(file).get("not_told", {}).get("letters", ())
    }
    assert sorted(wanted & refused) == []


@pytest.mark.parametrize(
    ("text", "phrase", "said"),
    [
        ("within **3 months** at most", "three months", True),
        ("the three-month limit [@cpr-54, rule 54.5]", "3 months", True),
        ("within 13 months", "three months", False),
        ("from the sixth school day", "6th school day", True),
        ("ask within a month", "one month", True),
        ("six months, less a day", "six months less one day", True),
        ("the [Ombudsman](../stages/ombudsman.md)", "ombudsman", True),
        ("[read this](../stages/ombudsman.md)", "ombudsman", False),
        ("the DfE looks at process", "Department for Education or DfE", True),
    ],
)
def test_words_compare_as_a_parent_reads_them(text: str, phrase: str, said: bool) -> None:
    """Digits or words, one hyphen more or less: the same limit."""
    assert holds(text, phrase) is said
