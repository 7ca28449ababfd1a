"""Turn the checked project into plain products: what each page shows, and the open data.

Same input, same bytes: nothing here reads a clock or a file.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools import deadlines, editor_schemas, schemas
from build_tools.freshness import Freshness, freshness
from build_tools.glossary import glossary_terms, linked_to_glossary
from build_tools.graph import Graph
from build_tools.letter_offers import LawRow, OfferedLetter, law_rows, offering, offers_of
from build_tools.map.pictures import TreeMap, tree_map
from build_tools.project import (
    ORGANISATIONS_PAGE,
    Case,
    CaseGroup,
    Organisation,
    Page,
    Project,
    Source,
)
from build_tools.redirects import MOVED_JSON, Addresses, moved_as_data
from build_tools.rules import Explained, explained
from build_tools.statements import Doubt, doubts
from decision_tree.helper_code import ALPHABET, tree_mark
from decision_tree.model import NEXT_STEPS, NOT_SURE, Question, tree_to_dict


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer as a link: `target` is a path under docs/, with .md."""

    id: str
    say: str
    hint: str
    target: str

    @property
    def unsure(self) -> bool:
        return self.id == NOT_SURE


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A step as a page. `least` and `most` are how many questions are still to come, with this."""

    step: str
    question: Question
    choices: tuple[Choice, ...]
    least: int
    most: int
    first: bool

    @property
    def path(self) -> str:
        return f"questions/{self.step}.md"

    @property
    def to_go(self) -> str:
        """How many questions are left, in words."""
        if self.most == 1:
            return "Last question"
        if self.least == self.most:
            return f"{in_number(self.most - 1).capitalize()} more after this"
        if self.least == 1:
            return f"At most {in_number(self.most - 1)} more after this"
        low, high = in_number(self.least - 1), in_number(self.most - 1)
        return f"{low.capitalize()} to {high} more after this"


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of a ladder picture. `state` is done, here or ahead."""

    stage: str
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class LadderPicture:
    """A ladder with the reader's place on it. `beside` names a stage that is not a rung."""

    name: str
    rungs: tuple[Rung, ...]
    beside: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where a parent with a second problem goes on: a step, and the first answer that is kept."""

    step: str
    kept: str


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """An outcome: its hand-written page and what is drawn around it."""

    page: Page
    ladder: LadderPicture | None
    helpers: tuple[Organisation, ...]
    letters: tuple[OfferedLetter, ...]
    ways_back: tuple[WayBack, ...]

    @property
    def main_letters(self) -> tuple[OfferedLetter, ...]:
        """The letters offered first; the others stand in the words of the page."""
        return tuple(letter for letter in self.letters if letter.main)


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter's hand-written page, the letter, and the pages that offer it."""

    page: Page
    letter: Mapping[str, Any]
    outcomes: tuple[Page, ...]
    stages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case that parents bring, and the pages that serve it, in the order of their titles."""

    case: Case
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One row of the table for maintainers: the shortest route to an outcome, in words."""

    says: tuple[str, ...]
    outcome: Page
    answers_leading_here: int


@dataclass(frozen=True, slots=True)
class Backing:
    """A source and the pages that cite it, as (path under docs/, title)."""

    source: Source
    cited_on: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Site:
    """Everything that render writes."""

    questions: tuple[QuestionPage, ...]
    outcomes: tuple[OutcomePage, ...]
    letters: tuple[LetterPage, ...]
    pages: tuple[Page, ...]
    ladders: Mapping[str, LadderPicture]
    stage_ladders: Mapping[str, LadderPicture]
    backings: tuple[Backing, ...]
    case_rows: tuple[tuple[CaseGroup, tuple[CaseRow, ...]], ...]
    arrivals: tuple[Arrival, ...]
    law_rows: tuple[LawRow, ...]
    doubts: tuple[Doubt, ...]
    freshness: Freshness
    map: TreeMap
    data: Mapping[str, Any]
    rules: tuple[Explained, ...]
    project: Project

    @property
    def first(self) -> QuestionPage:
        return next(question for question in self.questions if question.first)


def compile_site(project: Project, holidays: Mapping[str, Any] | None = None) -> Site:
    """All products of a project that has no errors.

    `holidays` are the bank holidays to count with (see build_tools.deadlines); left out, none.
    """
    graph, terms = project.graph, glossary_terms(project)
    return Site(
        questions=tuple(_questions(project, graph)),
        outcomes=tuple(_outcomes(project, graph, terms)),
        letters=tuple(_letter(project, page, terms) for page in project.letter_pages.values()),
        pages=tuple(
            linked_to_glossary(page, terms)
            for page in project.pages
            if not page.is_outcome and not page.is_letter
        ),
        ladders={lid: _ladder(project, lid, None) for lid in project.tree.ladders},
        stage_ladders=dict(_stage_ladders(project)),
        backings=tuple(_backings(project)),
        case_rows=tuple(_case_rows(project, graph)),
        arrivals=tuple(_arrivals(project, graph)),
        law_rows=tuple(law_rows(project)),
        doubts=doubts(project),
        freshness=freshness(project),
        map=tree_map(project),
        data={
            "tree.json": tree_to_dict(project.tree),
            "sources.json": _sources(project),
            "letters.json": {"letters": dict(project.letters)},
            MOVED_JSON: moved_as_data(Addresses(project)),
            "helper.json": {"alphabet": ALPHABET, "mark": tree_mark(project.tree)},
            "deadlines.json": deadlines.published(project.deadlines_document, holidays or {}),
            **schemas.published(),
            **editor_schemas.published(),
        },
        rules=tuple(explained().values()),
        project=project,
    )


def _questions(project: Project, graph: Graph) -> Iterator[QuestionPage]:
    tree = project.tree
    for step in tree.steps.values():
        question = tree.question_at(step.id)
        choices = tuple(
            Choice(answer.id, answer.say, answer.hint, target_path(step.go[answer.id]))
            for answer in question.answers
        )
        yield QuestionPage(
            step.id,
            question,
            choices,
            graph.shortest[step.id],
            graph.longest[step.id],
            step.id == tree.first,
        )


def target_path(target: str) -> str:
    """The page a target leads to, as a path under docs/."""
    return f"{target}.md" if target.startswith(NEXT_STEPS) else f"questions/{target}.md"


def _outcomes(project: Project, graph: Graph, terms: Mapping[str, str]) -> Iterator[OutcomePage]:
    branches = tuple(_branches(project, graph))
    for page in project.outcomes.values():
        ladder_id, stage = page.meta.get("ladder"), page.meta.get("stage")
        # Nobody who lives elsewhere has a second problem that we could help with.
        ways = () if page.kind == "elsewhere" else branches
        yield OutcomePage(
            linked_to_glossary(page, terms),
            _ladder(project, str(ladder_id), str(stage) if stage else None) if ladder_id else None,
            tuple(project.organisations[name] for name in page.names("help")),
            offers_of(page, project),
            tuple(way for way, outcomes in ways if page.id in outcomes),
        )


def _branches(project: Project, graph: Graph) -> Iterator[tuple[WayBack, frozenset[str]]]:
    """The steps after the first question, each with the outcomes that it can lead to."""
    tree = project.tree
    for answer in tree.question_at(tree.first).answers:
        step = tree.steps[tree.first].go[answer.id]
        if step in tree.steps:
            yield WayBack(step, answer.say), graph.outcomes_after(step)


def _letter(project: Project, page: Page, terms: Mapping[str, str]) -> LetterPage:
    letter = project.letters[str(page.meta["letter"])]
    outcomes, stages = offering(page, project.outcomes), offering(page, project.stages)
    return LetterPage(linked_to_glossary(page, terms), letter, outcomes, stages)


def _ladder(project: Project, ladder_id: str, here: str | None) -> LadderPicture:
    ladder = project.tree.ladders[ladder_id]
    position = ladder.rungs.index(here) if here in ladder.rungs else -1
    rungs = tuple(
        Rung(stage, rung_name(project, stage), _state(number, position))
        for number, stage in enumerate(ladder.rungs)
    )
    beside = (here, rung_name(project, here)) if here and position < 0 else None
    return LadderPicture(ladder.name, rungs, beside)


def _state(number: int, position: int) -> str:
    if position < 0 or number > position:
        return "ahead"
    return "here" if number == position else "done"


def rung_name(project: Project, stage: str) -> str:
    """The few words a stage goes by on a ladder."""
    return str(project.stages[stage].meta["rung"])


def _stage_ladders(project: Project) -> Iterator[tuple[str, LadderPicture]]:
    """Each stage on the first ladder that has it, or beside the first one."""
    ladders = project.tree.ladders
    for stage in project.stages:
        home = next(
            (lid for lid in ladders if stage in ladders[lid].rungs), next(iter(ladders), "")
        )
        if home:
            yield stage, _ladder(project, home, stage)


def _case_rows(project: Project, graph: Graph) -> Iterator[tuple[CaseGroup, tuple[CaseRow, ...]]]:
    def serving(case: Case) -> Iterator[Page]:
        for outcome in {o for way in case.answers for o in graph.outcomes_with(way)}:
            yield project.outcomes[outcome]
        if case.door:
            yield project.pages_by_path[f"{case.door}.md"]

    for group in project.case_groups:
        yield (
            group,
            tuple(
                CaseRow(case, tuple(sorted(serving(case), key=lambda page: page.title)))
                for case in group.cases
            ),
        )


def _arrivals(project: Project, graph: Graph) -> Iterator[Arrival]:
    tree = project.tree
    leading = Counter(target for step in tree.steps.values() for target in step.go.values())
    routes = graph.shortest_routes()
    for outcome, page in project.outcomes.items():
        answers = ((tree.question_at(step), answer) for step, answer in routes[outcome])
        says = tuple(a.say for question, chosen in answers if (a := question.answer(chosen)))
        yield Arrival(says, page, leading[f"{NEXT_STEPS}{outcome}"])


def _backings(project: Project) -> Iterator[Backing]:
    cited: dict[str, dict[str, str]] = {source: {} for source in project.sources}
    for page in project.pages:
        for citation in page.citations:
            cited[citation.source][page.path] = page.title
        for deadline in project.deadlines_of(page):
            for cite in deadline.cites:
                cited[cite.source][page.path] = page.title
        if page.is_letter:
            for cite in project.letters[str(page.meta["letter"])].get("cites", ()):
                cited[cite["source"]][page.path] = page.title
    questions = {step.question: step.id for step in reversed(list(project.tree.steps.values()))}
    for question_id, citation in project.question_citations:
        path = f"questions/{questions[question_id]}.md"
        cited[citation.source][path] = project.tree.questions[question_id].ask
    listing = project.pages_by_path.get(ORGANISATIONS_PAGE)
    if listing:
        for organisation in project.organisations.values():
            for source in filter(None, (organisation.source, organisation.phone_source)):
                cited[source][listing.path] = listing.title
    for source_id in sorted(cited, key=lambda name: project.sources[name].title.casefold()):
        yield Backing(project.sources[source_id], tuple(cited[source_id].items()))


def _sources(project: Project) -> dict[str, Any]:
    return {
        "sources": {
            source.id: {k: v for k, v in dataclasses.asdict(source).items() if k != "id"}
            for source in project.sources.values()
        }
    }


def in_number(number: int) -> str:
    """A small number in words."""
    words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    return words[number] if number < len(words) else str(number)
