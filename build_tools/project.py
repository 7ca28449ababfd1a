"""Everything the build has read, as frozen data with the places it came from."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from build_tools.finding import Finding, Place
from build_tools.graph import Graph
from build_tools.in_time import InTime
from build_tools.kept import Kept, digest
from build_tools.promises import Promises
from build_tools.search_words import SearchWords
from build_tools.tolerances import Tolerances
from build_tools.yaml_source import Document, Path_
from decision_tree.deadlines import Deadline, Rules
from decision_tree.letter import Letter, letter_from_dict
from decision_tree.model import Tree

T = TypeVar("T")

TREE_FILE = "decision_tree/tree.yaml"
DEADLINES_FILE = "decision_tree/deadlines.yaml"
SOURCES_FILE = "decision_tree/sources.yaml"
ORGANISATIONS_FILE = "decision_tree/organisations.yaml"
CASES_FILE = "decision_tree/cases.yaml"
ORGANISATIONS_PAGE = "help/organisations.md"
DATES_PAGE = "help/dates.md"
LETTERS = "decision_tree/letters"
PAGES = "docs"
NEXT_STEP_FOLDER = "next-steps"
STAGE_FOLDER = "stages"
LETTER_FOLDER = "letters"

CITATION = re.compile(r"\[@([^\]\s,]+)(?:,\s*([^\[\]]+))?\]")
"""An inline citation: `[@source-id]` or `[@source-id, section 42(2)]`."""

LINK = re.compile(r"(?<!\\)\]\(\s*([^)\s]+)[^)]*\)")
"""A link in Markdown; its address is the group."""

LETTER_LINK = re.compile(rf"(?:\.\./)?{LETTER_FOLDER}/([a-z0-9-]+)\.md(?:#variant-([a-z0-9-]+))?")
"""The address of a letter's page from a page, or of one variant on it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Somewhere a statement comes from. Dates are ISO text, checked by the rules.

    `kind` is primary (law, statutory guidance, a court, tribunal, ombudsman or government
    page) or secondary. `backs` says what this source says, and no more. `read_how` is one
    of: stored copy, live page, not opened.
    """

    id: str
    publisher: str
    title: str
    url: str
    kind: str
    backs: str
    page_date: str
    read_on: str
    read_how: str
    confidence: str
    check_by: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """Somebody who helps: what for, what not, for whom, how to reach them, what it costs.

    `in_short` says what for in at most five words, beside the name on a next step; there the
    name gives way to `called`, what everybody calls it, where that is shorter.
    """

    id: str
    name: str
    in_short: str
    what_for: str
    not_for: str
    for_whom: str
    how: str
    cost: str
    url: str
    nation: str
    source: str
    read_on: str
    called: str = ""
    phone: str = ""
    phone_source: str = ""

    @property
    def short_name(self) -> str:
        """The name on a next step."""
        return self.called or self.name


@dataclass(frozen=True, slots=True)
class Case:
    """Something parents bring, and how the tree tells it apart.

    Each item of `answers` maps questions to answers, and is one way of telling the case.
    `door` is instead a page that every page leads to. `shares` says why its outcomes are
    those of another case, where they are.
    """

    id: str
    say: str
    answers: tuple[Mapping[str, str], ...] = ()
    door: str = ""
    shares: str = ""


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Cases about one thing, such as the setting."""

    id: str
    name: str
    note: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """One `[@source, pinpoint]` and where it stands."""

    source: str
    pinpoint: str
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """The address in one `[words](address)` and where it stands."""

    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class LetterUse:
    """A letter that a page sends people to; `variant` is empty where it leaves the choice open.

    `main` says that the page's front matter names it, so that it is offered first.
    """

    letter: str
    variant: str
    main: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, quotation or heading of a page. `level` is 0 but for headings."""

    text: str
    place: Place
    kind: str
    level: int = 0


@dataclass(frozen=True)
class Page:
    """A hand-written page: front matter, Markdown body and where the body begins.

    `path` is relative to docs/, with .md; `id` is its file name without the ending. `text` is the
    whole file, which all the rest is made of.
    """

    path: str
    file: str
    meta: Mapping[str, Any]
    body: str
    body_line: int
    front: Document = field(repr=False, compare=False)
    text: str = field(repr=False, compare=False)
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)
    _found: dict[Any, tuple[Any, ...]] = field(default_factory=dict, repr=False, compare=False)

    def once(self, work: Callable[[Page], Iterator[T]]) -> tuple[T, ...]:
        """All that `work` yields for this page, worked out the first time it is asked for."""
        if work not in self._found:
            self._found[work] = tuple(work(self))
        return self._found[work]

    def once_for_all(self, work: Callable[[Page], Iterator[T]]) -> tuple[T, ...]:
        """The same, and as long as neither page nor code changes not in a later run either.

        `work` looks at this page alone, and yields findings, text or numbers.
        """
        if work not in self._found:
            key = f"{work.__module__}.{work.__qualname__} {self.path} {self.file} {self._digest}"
            found = self.kept.recall(key, lambda: list(work(self)))
            self._found[work] = tuple(found)
        return self._found[work]

    @cached_property
    def _digest(self) -> str:
        return digest(self.text)

    def standing_in(self, outcome: str) -> Page:
        """This page at the address of another outcome, whose later version it is."""
        path = f"{self.folder}/{outcome}.md"
        if path == self.path:
            return self
        # Kept with this page, so that as long as it is not edited it is not checked again.
        moved = dataclasses.replace(self, path=path, _found={})
        found: Page = self._found.setdefault(("at", path), (moved,))[0]
        return found

    @cached_property
    def id(self) -> str:
        return Path(self.path).stem

    @cached_property
    def folder(self) -> str:
        return Path(self.path).parent.as_posix()

    @property
    def title(self) -> str:
        return str(self.meta.get("title", self.id))

    @property
    def is_outcome(self) -> bool:
        return self.folder == NEXT_STEP_FOLDER and self.id != "index"

    @property
    def is_stage(self) -> bool:
        return self.folder == STAGE_FOLDER and self.id != "index"

    @property
    def is_letter(self) -> bool:
        return self.folder == LETTER_FOLDER and self.id != "index"

    @property
    def kind(self) -> str:
        """For an outcome: next-step, find-out or elsewhere; empty where it does not say."""
        return str(self.meta.get("kind", ""))

    def names(self, key: str) -> tuple[str, ...]:
        """A front-matter list of ids, empty where it is missing or not a list."""
        value = self.meta.get(key, [])
        return tuple(str(item) for item in value) if isinstance(value, list) else ()

    @cached_property
    def letter_uses(self) -> tuple[LetterUse, ...]:
        """The letters named under `letters:` (`id` or `id#variant`), then those only linked to."""
        uses: dict[tuple[str, str], LetterUse] = {}
        for use in (*self._letters_named(), *self._letters_linked()):
            uses.setdefault((use.letter, use.variant), use)
        return tuple(uses.values())

    def _letters_named(self) -> Iterator[LetterUse]:
        for number, name in enumerate(self.names("letters")):
            letter, _, variant = name.partition("#")
            yield LetterUse(letter, variant, True, self.front.at("letters", str(number)))

    def _letters_linked(self) -> Iterator[LetterUse]:
        """Links in the words to letters that the front matter does not name."""
        named = {name.partition("#")[0] for name in self.names("letters")}
        for link in self.links:
            letter = LETTER_LINK.fullmatch(link.target)
            if letter and letter[1] not in named:
                yield LetterUse(letter[1], letter[2] or "", False, link.place)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The body cut into headings, paragraphs, list items and quotations."""
        return tuple(cut_into_blocks(self.body, self.file, self.body_line))

    def place_of(self, words: str, after: Place) -> Place:
        """Where words stand in the paragraph that begins at `after`; else that place itself."""
        lines = self.body.split("\n")[after.line - self.body_line :]
        for number, line in enumerate(itertools.takewhile(str.strip, lines), after.line):
            column = line.find(words)
            if column >= 0:
                return Place(self.file, number, column + 1, len(words))
        return after

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every Markdown link in the body, in reading order."""
        return tuple(
            Link(match[1], Place(self.file, number, match.start(1) + 1, len(match[1])))
            for number, line in enumerate(self.body.split("\n"), self.body_line)
            if "](" in line
            for match in LINK.finditer(line)
        )

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation in the body, in reading order."""
        return tuple(citations_in(self.body, self.file, self.body_line))


@dataclass(frozen=True)
class Project:
    """All that was read, from one root folder, and what was found wrong while reading.

    `files` are the paths under docs/, `links_out` those there that lead out of the project.
    `published` is the record of addresses with its places, `redirects` where they have moved.
    What stands here stands on the day of `in_time`, which knows what else there is.
    """

    root: Path
    tree: Tree
    tree_document: Document
    sources: Mapping[str, Source]
    sources_document: Document
    organisations: Mapping[str, Organisation]
    organisations_document: Document
    pages: tuple[Page, ...]
    settings: Mapping[str, Any]
    case_groups: tuple[CaseGroup, ...]
    cases_document: Document
    letters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    deadlines_document: Document = field(default_factory=lambda: Document(DEADLINES_FILE, {}))
    rules: Rules = field(default_factory=lambda: Rules({}, {}))
    search_words: SearchWords = field(default_factory=SearchWords)
    files: tuple[str, ...] = ()
    links_out: tuple[str, ...] = ()
    published: tuple[tuple[str, Place], ...] = ()
    promises: Promises = field(default_factory=Promises)
    tolerances: Tolerances = field(default_factory=Tolerances)
    redirects: Document = field(default_factory=lambda: Document("", {}))
    in_time: InTime = field(default_factory=lambda: InTime(dt.date.min))
    findings: tuple[Finding, ...] = ()

    @cached_property
    def graph(self) -> Graph:
        return Graph(self.tree)

    @cached_property
    def unfilled_letters(self) -> Mapping[str, Letter]:
        """The letters by id, as the writer of letters takes them."""
        return {name: letter_from_dict(data) for name, data in self.letters.items()}

    @cached_property
    def pages_by_path(self) -> Mapping[str, Page]:
        return {page.path: page for page in self.pages}

    @cached_property
    def outcomes(self) -> Mapping[str, Page]:
        """Outcome pages by id."""
        return {page.id: page for page in self.pages if page.is_outcome}

    @cached_property
    def stages(self) -> Mapping[str, Page]:
        """Stage pages by id."""
        return {page.id: page for page in self.pages if page.is_stage}

    @cached_property
    def letter_pages(self) -> Mapping[str, Page]:
        """Letter pages by id."""
        return {page.id: page for page in self.pages if page.is_letter}

    def deadlines_of(self, page: Page) -> tuple[Deadline, ...]:
        """The time limits that a page names, in its order; unknown names are left out."""
        known = self.rules.deadlines
        return tuple(known[name] for name in page.names("deadlines") if name in known)

    @cached_property
    def question_words(self) -> tuple[tuple[str, Path_], ...]:
        """Every piece of wording in the tree, with its path there: ask, why, say and hint."""
        found: list[tuple[str, Path_]] = []
        for question in self.tree.questions.values():
            here = ("questions", question.id)
            found += [(question.ask, (*here, "ask")), (question.why, (*here, "why"))]
            for answer in question.answers:
                path = (*here, "answers", answer.id)
                found += [(answer.say, path), (answer.hint, path)]
        return tuple((words, path) for words, path in found if words)

    @cached_property
    def question_citations(self) -> tuple[tuple[str, Citation], ...]:
        """Citations in the `why` of questions, with the question's id."""
        return tuple(
            (question.id, Citation(source, pinpoint or "", place))
            for question in self.tree.questions.values()
            for source, pinpoint in CITATION.findall(question.why)
            for place in (self.tree_document.at("questions", question.id, "why"),)
        )


def citations_in(text: str, file: str, first_line: int) -> Iterator[Citation]:
    """Every citation in `text`, with its place in `file`."""
    line, counted = first_line, 0
    for match in CITATION.finditer(text):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        column = match.start() - text.rfind("\n", 0, match.start())
        place = Place(file, line, column, len(match[0].split("\n")[0]))
        yield Citation(match[1], " ".join((match[2] or "").split()), place)


_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s+(.*)")
_QUOTE = re.compile(r"\s*>\s?(.*)")


def cut_into_blocks(body: str, file: str, first_line: int) -> Iterator[Block]:
    """Cut Markdown into the pieces that the rules about statements and words look at.

    Table rows and HTML lines come out one by one. Fenced code is left out.
    """
    pending: list[str] = []
    start, kind, fenced = first_line, "paragraph", False

    def flush() -> Iterator[Block]:
        if pending:
            yield Block(" ".join(pending), Place(file, start), kind)
            pending.clear()

    for number, line in enumerate(body.split("\n"), first_line):
        if line.lstrip().startswith("```"):
            fenced = not fenced
            continue
        if fenced:
            continue
        stripped = line.strip()
        if not stripped:
            yield from flush()
            continue
        # Most lines begin with none of these marks, so most are matched with nothing.
        mark = stripped[0]
        heading = _HEADING.fullmatch(stripped) if mark == "#" else None
        item = _ITEM.fullmatch(line) if mark in "-*+" or mark.isdigit() else None
        quote = _QUOTE.fullmatch(line) if mark == ">" else None
        if heading or item or quote or mark in "|<":
            yield from flush()
        if heading:
            yield Block(heading[2], Place(file, number), "heading", len(heading[1]))
        elif mark == "|":
            yield Block(stripped, Place(file, number), "row")
        elif mark == "<":
            yield Block(stripped, Place(file, number), "html")
        else:
            if not pending:
                start = number
                kind = "item" if item else "quote" if quote else "paragraph"
            pending.append(item[1] if item else quote[1] if quote else stripped)
    yield from flush()
