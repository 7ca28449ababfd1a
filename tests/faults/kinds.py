"""Kinds of mistake that people make, each put at a random place of the real project.

A kind is a function that takes the project and a source of chance, and gives a Fault: which
files get which text, and the finding that must be made, by code, file and line.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.checks.page_headings import OPTIONAL, headings_of
from build_tools.checks.uncited_statement import EXEMPT_FOLDERS
from build_tools.finding import Place
from build_tools.graph import Graph
from build_tools.project import ORGANISATIONS_FILE, SOURCES_FILE, TREE_FILE, Page, Project
from build_tools.yaml_source import Document
from decision_tree.model import NOT_SURE

DEADLINES = "decision_tree/deadlines.yaml"
LOST = "no-such-thing-anywhere"


@dataclass(frozen=True)
class Fault:
    """`edits` are whole new texts by file; the rest is the finding that must be made."""

    edits: Mapping[str, str]
    code: str
    file: str
    line: int


Kind = Callable[["Real", random.Random], Fault]
KINDS: dict[str, Kind] = {}


def kind(make: Kind) -> Kind:
    """Adds a kind of fault under its function's name."""
    KINDS[make.__name__.replace("_", " ")] = make
    return make


class Real:
    """The real project, with its files as lines."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._lines: dict[str, list[str]] = {}
        self.root: Path = project.root
        self.tree = project.tree
        self.document = project.tree_document
        self.pages = [p for p in project.pages if p.folder not in EXEMPT_FOLDERS]
        self.outcomes = [p for p in project.outcomes.values() if p.kind == "next-step"]
        self.reached = [s for s in self.tree.steps if s != self.tree.first]

    def lines(self, file: str) -> list[str]:
        """A file's lines, read once and handed out as a copy."""
        if file not in self._lines:
            self._lines[file] = (self.root / file).read_text("utf-8").split("\n")
        return list(self._lines[file])

    def line(self, file: str, number: int) -> str:
        if file not in self._lines:
            self.lines(file)
        return self._lines[file][number - 1]

    def put(self, place: Place, text: str, code: str, width: int | None = None) -> Fault:
        """Other text at a place, which the finding names."""
        lines = self.lines(place.file)
        line, start = lines[place.line - 1], place.column - 1
        end = len(line) if width is None else start + width
        lines[place.line - 1] = line[:start] + text + line[end:]
        return Fault({place.file: "\n".join(lines)}, code, place.file, place.line)

    def insert(self, file: str, before: int, text: str, code: str, offset: int = 0) -> Fault:
        """Lines put in before a line; the finding is `offset` lines into them."""
        lines = self.lines(file)
        lines[before - 1 : before - 1] = text.split("\n")
        return Fault({file: "\n".join(lines)}, code, file, before + offset)

    def drop(self, place: Place, code: str, at: int) -> Fault:
        """A line taken away."""
        lines = self.lines(place.file)
        del lines[place.line - 1]
        return Fault({place.file: "\n".join(lines)}, code, place.file, at)


def plain(document: Document, path: tuple[str, ...], real: Real) -> bool:
    """Whether a value stands alone on its line, written without quotes or braces."""
    key, value = document.keys.get(path), document.values.get(path)
    if not key or not value or key.line != value.line:
        return False
    line = real.line(document.file, key.line)
    return line.strip().startswith(path[-1] + ":") and line[value.column - 1] not in "'\"{[>|&*"


def answers(real: Real) -> list[tuple[str, ...]]:
    """The path of every answer of every step but the first."""
    return [("steps", s, "go", a) for s in real.reached for a in real.tree.steps[s].go]


def entries(document: Document, real: Real, key: str, depth: int = 2) -> list[tuple[str, ...]]:
    """The paths that end with a key, and whose value is plain."""
    return [
        p for p in document.keys if len(p) == depth and p[-1] == key and plain(document, p, real)
    ]


# The tree


@kind
def an_answer_leads_to_no_step(real: Real, chance: random.Random) -> Fault:
    return real.put(real.document.values[chance.choice(answers(real))], LOST, "TREE010")


@kind
def an_answer_leads_to_no_page(real: Real, chance: random.Random) -> Fault:
    place = real.document.values[chance.choice(answers(real))]
    return real.put(place, f"next-steps/{LOST}", "TREE010")


@kind
def a_step_asks_no_question(real: Real, chance: random.Random) -> Fault:
    step = chance.choice(list(real.tree.steps))
    return real.put(real.document.values["steps", step, "ask"], LOST, "TREE011")


@kind
def a_question_is_never_asked(real: Real, chance: random.Random) -> Fault:
    line = real.document.keys["questions", chance.choice(list(real.tree.questions))].line
    text = "  spare:\n    ask: Is this spare?\n    answers: {a: One, b: Two}"
    return real.insert(TREE_FILE, line, text, "TREE012")


@kind
def a_step_is_never_reached(real: Real, chance: random.Random) -> Fault:
    step = real.tree.steps[chance.choice(list(real.tree.steps))]
    go = "".join(f"\n      {a}: {t}" for a, t in step.go.items())
    text = f"  spare:\n    ask: {step.question}\n    go:{go}"
    line = real.document.keys["steps", chance.choice(list(real.tree.steps))].line
    return real.insert(TREE_FILE, line, text, "TREE013")


@kind
def an_answer_leads_nowhere(real: Real, chance: random.Random) -> Fault:
    path = chance.choice(answers(real))
    step = real.document.keys[path[:2]].line
    return real.drop(real.document.keys[path], "TREE015", step)


@kind
def a_step_routes_an_answer_that_is_not_offered(real: Real, chance: random.Random) -> Fault:
    path = chance.choice(answers(real))
    line = real.document.keys[path].line
    return real.insert(TREE_FILE, line, f"      {LOST}: next-steps/another-country", "TREE016")


@kind
def an_answer_leads_back_to_the_start(real: Real, chance: random.Random) -> Fault:
    place = real.document.values[chance.choice(answers(real))]
    return real.put(place, real.tree.first, "TREE017")


@kind
def a_question_is_asked_twice_on_a_route(real: Real, chance: random.Random) -> Fault:
    first = real.tree.question_at(real.tree.first)
    fault = real.put(real.document.values[chance.choice(answers(real))], "again", "TREE018")
    outcomes = ("next-steps/wales", "next-steps/scotland")
    go = "".join(f"\n      {a.id}: {outcomes[n % 2]}" for n, a in enumerate(first.answers))
    text = fault.edits[TREE_FILE].rstrip("\n")
    return Fault(
        {TREE_FILE: f"{text}\n  again:\n    ask: {first.id}\n    go:{go}\n"},
        "TREE018",
        TREE_FILE,
        text.count("\n") + 3,
    )


@kind
def two_answers_say_the_same(real: Real, chance: random.Random) -> Fault:
    question = chance.choice([q for q in real.tree.questions.values() if len(q.answers) > 2])
    one, other = question.answers[0], chance.choice(question.answers[1:])
    place = real.document.values["questions", question.id, "answers", other.id]
    return real.put(place, json.dumps(one.say, ensure_ascii=False), "TREE019")


@kind
def two_questions_ask_the_same(real: Real, chance: random.Random) -> Fault:
    one, other = sorted(chance.sample(range(len(real.tree.questions)), 2))
    questions = list(real.tree.questions.values())
    place = real.document.values["questions", questions[other].id, "ask"]
    fault = real.put(place, json.dumps(questions[one].ask, ensure_ascii=False), "TREE020")
    line = real.document.keys["questions", questions[other].id].line
    return Fault(fault.edits, "TREE020", TREE_FILE, line)


@kind
def all_answers_lead_to_one_place(real: Real, chance: random.Random) -> Fault:
    step = chance.choice([s for s in real.reached if len(real.tree.steps[s].go) > 1])
    lines = real.lines(TREE_FILE)
    for answer in real.tree.steps[step].go:
        place = real.document.values["steps", step, "go", answer]
        lines[place.line - 1] = lines[place.line - 1][: place.column - 1] + "next-steps/wales"
    line = real.document.keys["steps", step].line
    return Fault({TREE_FILE: "\n".join(lines)}, "TREE021", TREE_FILE, line)


@kind
def a_route_is_too_long(real: Real, chance: random.Random) -> Fault:
    text = real.put(real.document.values[chance.choice(answers(real))], "long-1", "").edits[
        TREE_FILE
    ]
    number = range(1, 12)
    questions = "".join(
        f"  long-{n}: {{ask: Is it number {n}?, answers: {{yes: It is, no: It is not}}}}\n"
        for n in number
    )
    steps = "".join(
        f"  long-{n}: {{ask: long-{n}, go: {{yes: "
        f"{'next-steps/wales' if n == 11 else f'long-{n + 1}'}, no: next-steps/scotland}}}}\n"
        for n in number
    )
    text = text.replace("\nquestions:\n", f"\nquestions:\n{questions}", 1).rstrip("\n")
    text = f"{text}\n{steps}"
    return Fault({TREE_FILE: text}, "TREE022", TREE_FILE, text.count("\n"))


@kind
def a_question_has_too_many_answers(real: Real, chance: random.Random) -> Fault:
    question = chance.choice(list(real.tree.questions))
    line = real.document.keys["questions", question, "answers"].line + 1
    text = "\n".join(f"      more-{n}: More, number {n}" for n in range(8))
    return real.insert(TREE_FILE, line, text, "TREE023", 7)


@kind
def not_sure_is_not_last(real: Real, chance: random.Random) -> Fault:
    question = chance.choice([q.id for q in real.tree.questions.values() if q.answer(NOT_SURE)])
    line = real.document.keys["questions", question, "answers", NOT_SURE].line
    fault = real.insert(TREE_FILE, line + 1, "      one-more: One more thing", "TREE023")
    return Fault(fault.edits, "TREE023", TREE_FILE, line)


@kind
def a_key_stands_twice(real: Real, chance: random.Random) -> Fault:
    place = real.document.keys[chance.choice(answers(real))]
    text = real.lines(TREE_FILE)[place.line - 1]
    return real.insert(TREE_FILE, place.line + 1, text, "YAML002")


@kind
def a_key_is_misspelt(real: Real, chance: random.Random) -> Fault:
    question = chance.choice(list(real.tree.questions))
    return real.put(real.document.keys["questions", question, "ask"], "aks", "TREE001", 3)


@kind
def a_question_has_no_words(real: Real, chance: random.Random) -> Fault:
    question = chance.choice(list(real.tree.questions))
    place = real.document.keys["questions", question, "ask"]
    return real.drop(place, "TREE002", real.document.keys["questions", question].line)


@kind
def a_name_is_no_address(real: Real, chance: random.Random) -> Fault:
    path = ("steps", chance.choice(real.reached))
    return real.put(real.document.keys[path], "Bad Name", "TREE003", len(path[1]))


@kind
def a_line_begins_with_a_tab(real: Real, chance: random.Random) -> Fault:
    place = real.document.keys[chance.choice(answers(real))]
    return real.put(Place(TREE_FILE, place.line), "\t", "YAML001", place.column - 1)


@kind
def an_alias_is_used(real: Real, chance: random.Random) -> Fault:
    return real.put(real.document.values[chance.choice(answers(real))], "*lost", "YAML003")


@kind
def text_holds_a_colon(real: Real, chance: random.Random) -> Fault:
    question = chance.choice(list(real.tree.questions))
    return real.put(real.document.values["questions", question, "ask"], "Is it: so?", "YAML001")


@kind
def a_question_uses_a_word_nobody_says(real: Real, chance: random.Random) -> Fault:
    question = chance.choice(list(real.tree.questions))
    place = real.document.values["questions", question, "ask"]
    return real.put(place, f"Did it commence {question}?", "WORD003")


@kind
def a_question_states_law_without_a_source(real: Real, chance: random.Random) -> Fault:
    question = chance.choice([q.id for q in real.tree.questions.values() if q.why])
    return real.put(real.document.values["questions", question, "why"], "They must.", "CITE004")


@kind
def a_question_cites_no_source(real: Real, chance: random.Random) -> Fault:
    question = chance.choice([q.id for q in real.tree.questions.values() if q.why])
    place = real.document.values["questions", question, "why"]
    return real.put(place, f"So it is. [@{LOST}]", "CITE001")


@kind
def a_rung_has_no_page(real: Real, chance: random.Random) -> Fault:
    ladder = chance.choice(list(real.tree.ladders.values()))
    number = chance.randrange(len(ladder.rungs))
    place = real.document.values["ladders", ladder.id, "rungs", str(number)]
    return real.put(place, LOST, "PAGE003", len(ladder.rungs[number]))


# Pages


def gap(page: Page, chance: random.Random) -> int:
    """The number of a line where a new paragraph may begin."""
    lines, fenced, found = page.body.split("\n"), False, []
    for number, line in enumerate(lines):
        fenced ^= line.startswith("```")
        if not line.strip() and not fenced and number:
            found.append(page.body_line + number)
    return chance.choice(found or [page.body_line + len(lines)])


def paragraph(words: str, code: str) -> Kind:
    """A kind of fault that is one more paragraph on a page."""

    def make(real: Real, chance: random.Random) -> Fault:
        page = chance.choice([p for p in real.pages if "<div" not in p.body])
        return real.insert(page.file, gap(page, chance), f"\n{words}\n", code, 1)

    return make


for _name, _words, _code in (
    ("a link leads to no page", f"See [this]({LOST}.md).", "PAGE006"),
    ("a page cites no source", f"So it is. [@{LOST}]", "CITE001"),
    ("a sum without a source", "It costs £250 in all.", "CITE004"),
    ("a time limit without a source", "Do it within 15 working days.", "CITE004"),
    ("a duty without a source", "The council must arrange it.", "CITE004"),
    ("a right without a source", "You have a right to it.", "CITE004"),
    ("a section without a source", "That is in section 42 of it.", "CITE004"),
    ("a law without a source", "The law says so.", "CITE004"),
    ("a number to ring without a source", "Ring 0300 061 0614 about it.", "CITE004"),
    ("an e-mail address without a source", "Write to help@example.org about it.", "CITE004"),
    ("a word that nobody says", "Utilise it at once.", "WORD003"),
    ("a sentence is too long", f"Ask them {'and ask again ' * 12}today.", "WORD002"),
):
    KINDS[_name] = paragraph(_words, _code)


@kind
def a_page_is_hard_to_read(real: Real, chance: random.Random) -> Fault:
    page = chance.choice(real.outcomes)
    hard = "Administrative authorities ordinarily acknowledge statutory responsibilities. " * 40
    fault = real.insert(page.file, gap(page, chance), f"\n{hard}\n", "WORD001")
    return Fault(fault.edits, "WORD001", page.file, page.front.at("title").line)


@kind
def a_page_is_too_long(real: Real, chance: random.Random) -> Fault:
    page = chance.choice(real.outcomes)
    fault = real.insert(page.file, gap(page, chance), "\n" + "It is so. " * 160 + "\n", "PAGE005")
    return Fault(fault.edits, "PAGE005", page.file, page.front.at("title").line)


@kind
def a_heading_is_missing(real: Real, chance: random.Random) -> Fault:
    page = chance.choice(real.outcomes)
    wanted = [b for b in page.blocks if b.level == 2 and b.text not in OPTIONAL]
    block = chance.choice([b for b in wanted if b.text in headings_of(page)])
    return real.drop(block.place, "PAGE004", page.front.at("title").line)


@kind
def a_heading_of_its_own(real: Real, chance: random.Random) -> Fault:
    page = chance.choice(real.outcomes)
    return real.insert(page.file, gap(page, chance), "\n## Something else\n", "PAGE004", 1)


@kind
def a_heading_comes_twice(real: Real, chance: random.Random) -> Fault:
    page = chance.choice(real.outcomes)
    end = len(real.lines(page.file)) + 1
    return real.insert(page.file, end, f"\n## {headings_of(page)[0]}\n", "PAGE004", 1)


def front(key: str, text: str, code: str) -> Kind:
    """A kind of fault that is another value in a page's front matter."""

    def make(real: Real, chance: random.Random) -> Fault:
        page = chance.choice([p for p in real.outcomes if (key,) in p.front.keys])
        return real.put(page.front.keys[key,], f"{key}: {text}", code)

    return make


for _name, _key, _words, _code in (
    ("no such stage", "stage", LOST, "PAGE003"),
    ("no such ladder", "ladder", LOST, "PAGE003"),
    ("no such letter", "letters", f"[{LOST}]", "PAGE003"),
    ("no such organisation", "help", f"[{LOST}]", "PAGE003"),
    ("no such kind of page", "kind", "next-stop", "PAGE002"),
    ("a list is plain text", "help", "sendiass", "PAGE002"),
    ("a day that does not exist", "read_on", "2026-02-30", "DATE003"),
    ("a day that has not come", "read_on", "2090-01-01", "DATE003"),
    ("checked before it was read", "check_by", "2020-01-01", "DATE003"),
    ("a date in another form", "check_by", "23/05/2027", "PAGE002"),
    ("front matter with a colon", "description", "This: that", "YAML001"),
):
    KINDS[_name] = front(_key, _words, _code)


@kind
def a_key_of_a_page_is_missing(real: Real, chance: random.Random) -> Fault:
    page = chance.choice(real.outcomes)
    return real.drop(page.front.keys["check_by",], "PAGE002", 2)


@kind
def a_key_of_a_page_is_misspelt(real: Real, chance: random.Random) -> Fault:
    page = chance.choice([p for p in real.outcomes if ("stage",) in p.front.keys])
    return real.put(page.front.keys["stage",], "sgate", "PAGE001", 5)


@kind
def an_outcome_cites_nothing(real: Real, chance: random.Random) -> Fault:
    page = chance.choice(real.outcomes)
    text = "\n".join(real.lines(page.file)).replace("[@", "[")
    return Fault({page.file: text}, "CITE003", page.file, 1)


@kind
def an_outcome_that_nobody_reaches(real: Real, chance: random.Random) -> Fault:
    page = chance.choice(real.outcomes)
    file = f"docs/next-steps/{LOST}.md"
    return Fault({file: "\n".join(real.lines(page.file))}, "TREE014", file, 1)


@kind
def a_page_where_a_question_stands(real: Real, chance: random.Random) -> Fault:
    file = f"docs/questions/{chance.choice(list(real.tree.steps))}.md"
    text = "\n".join(real.lines(chance.choice(real.pages).file))
    return Fault({file: text}, "PAGE007", file, 1)


@kind
def a_page_without_front_matter(real: Real, chance: random.Random) -> Fault:
    page = chance.choice(real.pages)
    return Fault({page.file: page.body}, "YAML001", page.file, 1)


@kind
def a_page_is_not_led_to_the_council(real: Real, chance: random.Random) -> Fault:
    told = ("letters/section-f-not-delivered", "stages/tell-the-council")
    promise = next(p for p in real.project.promises.every if p.id == "write-to-the-council")
    reached = Graph(real.tree).arrivals(promise.when, promise.unless)
    page = chance.choice([p for p in real.outcomes if p.id in reached])
    text = "\n".join(real.lines(page.file))
    for name in told:
        text = text.replace(f"../{name}.md", "../stages/ombudsman.md")
    text = text.replace("section-f-not-delivered", "council-complaint")
    return Fault({page.file: text}, "TREE027", page.file, page.front.at("title").line)


@kind
def a_page_hides_a_limit_that_an_answer_starts(real: Real, chance: random.Random) -> Fault:
    promise = next(p for p in real.project.promises.every if p.id == "appeal-a-decision")
    reached = Graph(real.tree).arrivals(promise.when, promise.unless)
    page = chance.choice([p for p in real.outcomes if p.id in reached and p.kind in promise.kinds])
    text = "\n".join(line for line in real.lines(page.file) if line != "  - tribunal-appeal")
    return Fault({page.file: text}, "TREE027", page.file, page.front.at("title").line)


# Sources, organisations, time limits


def record(file: str, key: str, text: str, code: str) -> Kind:
    """A kind of fault that is another value in an entry of a file."""

    def make(real: Real, chance: random.Random) -> Fault:
        document = {
            SOURCES_FILE: real.project.sources_document,
            ORGANISATIONS_FILE: real.project.organisations_document,
        }[file]
        path = chance.choice(entries(document, real, key))
        return real.put(document.keys[path], f"{key}: {text}", code)

    return make


for _name, _file, _key, _words, _code in (
    ("a source of no kind", SOURCES_FILE, "kind", "primry", "TREE002"),
    ("a source read in no way", SOURCES_FILE, "read_how", "by hearsay", "TREE002"),
    ("a source of no confidence", SOURCES_FILE, "confidence", "certain", "TREE002"),
    ("a source on a day that does not exist", SOURCES_FILE, "read_on", "2026-13-01", "DATE003"),
    ("a source read in time to come", SOURCES_FILE, "read_on", "2090-01-01", "DATE003"),
    ("a key of a source is misspelt", SOURCES_FILE, "kind", "primary\n  knid: primary", ""),
    ("an organisation of no nation", ORGANISATIONS_FILE, "nation", "wessex", "TREE002"),
    ("an organisation without its source", ORGANISATIONS_FILE, "source", LOST, "CITE001"),
    ("an organisation at no address", ORGANISATIONS_FILE, "url", "nowhere", "TREE002"),
):
    if _code:
        KINDS[_name] = record(_file, _key, _words, _code)


@kind
def a_source_that_nothing_cites(real: Real, chance: random.Random) -> Fault:
    name = chance.choice(list(real.project.sources))
    place = real.project.sources_document.keys[name,]
    return real.put(place, f"{name}-old", "CITE002", len(name))


@kind
def a_source_lacks_a_key(real: Real, chance: random.Random) -> Fault:
    document = real.project.sources_document
    path = chance.choice(entries(document, real, "publisher"))
    return real.drop(document.keys[path], "TREE002", document.keys[path[:1]].line)


@kind
def a_source_past_its_day(real: Real, chance: random.Random) -> Fault:
    document = real.project.sources_document
    name = chance.choice(list(real.project.sources))
    fault = real.put(document.keys[name, "read_on"], "read_on: 2020-01-01", "DATE001")
    lines = fault.edits[SOURCES_FILE].split("\n")
    line = document.keys[name, "check_by"].line
    lines[line - 1] = "  check_by: 2020-02-01"
    return Fault({SOURCES_FILE: "\n".join(lines)}, "DATE001", SOURCES_FILE, line)


@kind
def a_limit_runs_from_no_day(real: Real, chance: random.Random) -> Fault:
    lines = real.lines(DEADLINES)
    number = chance.choice(
        [n for n, line in enumerate(lines) if "{from: " in line and "#" not in line]
    )
    before, _, after = lines[number].partition("from: ")
    lines[number] = f"{before}from: {LOST}{after[after.index(',') :]}"
    return Fault({DEADLINES: "\n".join(lines)}, "TIME001", DEADLINES, number + 1)


@kind
def a_limit_of_no_length(real: Real, chance: random.Random) -> Fault:
    lines = real.lines(DEADLINES)
    number = chance.choice(
        [n for n, line in enumerate(lines) if "length: " in line and "#" not in line]
    )
    before, _, after = lines[number].partition("length: ")
    lines[number] = f"{before}length: a while{after[after.index('}') :]}"
    return Fault({DEADLINES: "\n".join(lines)}, "TREE002", DEADLINES, number + 1)


# Letters


def letter(real: Real, chance: random.Random) -> tuple[str, list[str], int]:
    """A letter's file, its lines, and the number of the line where its body begins."""
    file = f"decision_tree/letters/{chance.choice(list(real.project.letters))}.j2"
    lines = real.lines(file)
    return file, lines, lines.index("---", 1) + 2


@kind
def a_letter_uses_a_field_that_is_not_listed(real: Real, chance: random.Random) -> Fault:
    file, _, body = letter(real, chance)
    return real.insert(file, body + 1, "\n{{ no_such_field }}\n", "LETT001", 1)


@kind
def a_letter_names_law_without_its_source(real: Real, chance: random.Random) -> Fault:
    file, _, body = letter(real, chance)
    return real.insert(file, body + 1, "\nSection 999(9) says so.\n", "LETT005", 1)


@kind
def a_choice_in_a_letter_is_never_ended(real: Real, chance: random.Random) -> Fault:
    file, lines, _ = letter(real, chance)
    return real.insert(file, len(lines) + 1, "{% if variant %}\nMore.", "LETT003")


@kind
def a_letter_is_too_long(real: Real, chance: random.Random) -> Fault:
    file, lines, body = letter(real, chance)
    title = next(n for n, line in enumerate(lines, 1) if line.startswith("title:"))
    fault = real.insert(file, body + 1, "\n" + "word " * 450 + "\n", "LETT004")
    return Fault(fault.edits, "LETT004", file, title)


def dated(what: str, dates: str, code: str) -> Kind:
    """The last or the first day put under a source, a time limit or an outcome that is used."""

    def make(real: Real, chance: random.Random) -> Fault:
        sources, limits = real.project.sources_document, real.project.deadlines_document
        source = chance.choice(list(real.project.sources))
        limit = chance.choice(list(real.project.rules.deadlines))
        page = chance.choice(real.outcomes)
        places = {
            "source": (sources.keys[source,], "  "),
            "limit": (limits.keys["deadlines", limit], "    "),
            "outcome": (page.front.keys["title",], ""),
        }
        place, indent = places[what]
        before = place.line + (what != "outcome")
        return real.insert(place.file, before, f"{indent}{dates}", code)

    return make


for _name, _what, _dates, _code in (
    ("a source ends and nothing follows", "source", "until: 2029-08-31", "DATE006"),
    ("a limit has not begun", "limit", "from: 2029-09-01", "DATE006"),
    ("an outcome ends and nothing follows", "outcome", "until: 2029-08-31", "DATE006"),
    ("an outcome ends on no day", "outcome", "until: 2029-02-29", "DATE007"),
):
    KINDS[_name] = dated(_what, _dates, _code)


@kind
def two_time_limits_stand_on_one_day(real: Real, chance: random.Random) -> Fault:
    document = real.project.deadlines_document
    name = chance.choice(list(real.project.rules.deadlines))
    lines, start = real.lines(document.file), document.keys["deadlines", name].line
    inside = [p.line for path, p in document.keys.items() if path[:2] == ("deadlines", name)]
    end = max(inside)
    while end < len(lines) and lines[end].startswith("     "):
        end += 1
    later = [f"  {name}-later:", f"    instead_of: {name}", "    from: 2029-09-01"]
    lines[end:end] = [*later, *lines[start:end]]
    return Fault({document.file: "\n".join(lines)}, "DATE005", document.file, end + 3)
