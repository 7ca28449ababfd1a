"""Turn compiled products into the Markdown source of the site, under build/docs/.

Hand-written pages are copied, with what the build draws around them; the pages of the tree
are made from small templates. The site generator reads this folder and knows nothing else.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from build_tools import __version__, browser_tree, open_data, record_page
from build_tools.about_pages import about_pages
from build_tools.change_log import FEED, feed, load_changes
from build_tools.checks.page_headings import NOT_YET, THEY_SAY
from build_tools.compile import LetterPage, OutcomePage, QuestionPage, Site
from build_tools.dates import in_words
from build_tools.deadlines import day_fields, in_school_days
from build_tools.letters import kept_skeleton, letter_downloads, letter_markdown
from build_tools.link_kit import entries, qr_files
from build_tools.project import (
    CASES_FILE,
    CITATION,
    LETTER_FOLDER,
    SOURCES_FILE,
    TREE_FILE,
    Page,
)
from build_tools.redirects import MOVED_JSON
from build_tools.rules import EDITED_IN, FAMILIES, FOLDER, Explained
from decision_tree.deadlines import KINDS, Deadline
from decision_tree.helper_code import PROBLEMS
from decision_tree.letter import lower_first

OUTPUT = "build/docs"
MANY_PAGES = 6
"""A case served by more pages than this shows them folded."""

SECTION_CLASSES = {
    "By when": "when",
    "What to send": "send",
    NOT_YET: "not-yet",
    THEY_SAY: "say",
    "Keep this evidence": "keep",
    "If it does not work": "next",
    "How long, and what you may get": "expect",
}
"""Heading of an outcome -> the look of its block."""

Files = dict[str, bytes]


def render(site: Site) -> Files:
    """Every file of the site's source: path under build/docs/ -> its bytes."""
    files: Files = {}
    for path, text in _pages(site):
        files[path] = text.encode()
    for name, data in open_data.published(site).items():
        files[f"data/{name}"] = json.dumps(data, ensure_ascii=False, indent=1).encode()
    files[browser_tree.PATH] = browser_tree.browser_tree_json(
        site.project.tree, site.data[MOVED_JSON]["questions"]
    )
    letters = site.project.letters
    for name, content in letter_downloads(letters, kept_skeleton(site.project.root)).items():
        files[f"{LETTER_FOLDER}/{name}"] = content
    files[record_page.BLANK] = record_page.blank_record()
    files |= {path: drawing.encode() for path, drawing in site.map.files.items()}
    files |= qr_files(site.project)
    if address_ := site.project.settings["site_address"]:
        files[FEED] = feed(load_changes(site.project.root)[0], address_)
    docs = site.project.root / "docs"
    for path_ in sorted(docs.rglob("*")):
        if path_.is_file() and path_.suffix != ".md":
            files[path_.relative_to(docs).as_posix()] = path_.read_bytes()
    return files


def write(files: Mapping[str, bytes], folder: Path) -> list[str]:
    """Make `folder` hold exactly `files`; returns the paths that were written or removed."""
    changed = []
    # What is stale goes first: a new page may need a folder where an old file stands.
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
            changed.append(path.relative_to(folder).as_posix())
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    for name, content in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            changed.append(name)
    return changed


def _pages(site: Site) -> Iterator[tuple[str, str]]:
    for question in site.questions:
        yield question.path, _question(question)
    for outcome in site.outcomes:
        yield outcome.page.path, _outcome(outcome, site)
    for letter in site.letters:
        yield letter.page.path, _letter(letter, site)
    for page in site.pages:
        yield page.path, _page(page, site)
    yield "sources.md", _sources(site)
    yield "about/cases.md", _cases(site)
    yield "about/letters-and-law.md", _letters_and_law(site)
    for path, front, template, data in about_pages(site):
        yield path, _with_front_matter(front, template, path, **data)
    yield "next-steps/index.md", _next_steps(site)
    yield f"{FOLDER}/index.md", _rules(site)
    for rule in site.rules:
        yield rule.path, _rule(rule)


def _question(question: QuestionPage) -> str:
    front = {
        "title": question.question.ask,
        "description": f"{question.question.ask} Answer, and get your next step.",
        "kind": "question",
        "edit": TREE_FILE,
    }
    return _with_front_matter(front, "question.md.j2", question.path, question=question)


def _outcome(outcome: OutcomePage, site: Site) -> str:
    lead, sections = cut_into_sections(outcome.page.body)
    return _with_front_matter(
        _front(outcome.page, outcome.page.kind, outcome=outcome.page.id),
        "outcome.md.j2",
        outcome.page.path,
        page=outcome.page,
        lead=lead,
        sections=[(SECTION_CLASSES.get(title, "plain"), title, text) for title, text in sections],
        ladder=outcome.ladder,
        helpers=outcome.helpers,
        letters=outcome.main_letters,
        counted=_draw_count(site, outcome.page),
        ways_back=outcome.ways_back,
    )


def cut_into_sections(body: str) -> tuple[str, list[tuple[str, str]]]:
    """(what stands before the first `##`, [(heading, its text), ...])."""
    parts = re.split(r"^## +(.*)$", body, flags=re.MULTILINE)
    titles, texts = parts[1::2], parts[2::2]
    pairs = zip(titles, texts, strict=True)
    return parts[0].strip(), [(title.strip(), text.strip()) for title, text in pairs]


def _letter(letter: LetterPage, site: Site) -> str:
    lead, sections = cut_into_sections(letter.page.body)
    return _with_front_matter(
        _front(letter.page, "letter"),
        "letter.md.j2",
        letter.page.path,
        page=letter.page,
        lead=lead,
        sections=sections,
        id=letter.letter["id"],
        drawn=letter_markdown(letter.letter, downloads="../"),
        warning=letter.letter.get("warning", ""),
        outcomes=letter.outcomes,
        stages=letter.stages,
        counted=_draw_count(site, letter.page),
        recorded=record_page.PAGE in site.project.pages_by_path
        and record_page.has_table(site.project, letter.page),
    )


def _draw_count(site: Site, page: Page) -> str:
    """The time limits that a page names; empty where it names none."""
    found = site.project.deadlines_of(page)
    if not found:
        return ""
    return _template("deadlines.html.j2").render(
        deadlines=found,
        fields=day_fields(found, site.project.rules),
        school=in_school_days(found),
        kinds=KINDS,
        anchored=False,
        group="",
    )


def _page(page: Page, site: Site) -> str:
    kind = "home" if page.path == "index.md" else "stage" if page.is_stage else "page"
    body = page.body
    for mark, draw in _DRAWN.items():
        if mark in body:
            body = body.replace(mark, draw(site, page.path))
    lead, mark, rest = body.strip().partition("\n## ") if page.is_stage else ("", "", body.strip())
    return _with_front_matter(
        _front(page, kind),
        "page.md.j2",
        page.path,
        page=page,
        lead=lead,
        body=mark.strip() + " " + rest if mark else rest,
        ladder=site.stage_ladders.get(page.id) if page.is_stage else None,
        counted=_draw_count(site, page),
        cites=bool(CITATION.search(body) or page.names("deadlines")),
    )


def _front(page: Page, kind: str, **more: str) -> dict[str, str]:
    days = [key for key in ("read_on", "check_by", "reviewed_on") if key in page.meta]
    dated = {key: in_words(str(page.meta[key])) for key in days}
    if "check_by" in page.meta:
        dated["due"] = str(page.meta["check_by"])
    if "reviewed_by" in page.meta:
        dated["reviewed_by"] = str(page.meta["reviewed_by"])
    if page.is_stage or page.is_outcome:
        dated["version"] = __version__
    return {
        "title": page.title,
        "description": str(page.meta.get("description", "")),
        "kind": kind,
        "edit": page.file,
        **dated,
        **more,
    }


def _sources(site: Site) -> str:
    front = {
        "title": "Every source we cite",
        "description": "Each law, guidance, decision and page behind this site: what it backs, "
        "when it was read, and where it is cited.",
        "kind": "page",
        "edit": SOURCES_FILE,
    }
    return _with_front_matter(front, "sources.md.j2", "sources.md", backings=site.backings)


def _cases(site: Site) -> str:
    front = {
        "title": "Every case, and where it leads",
        "description": "For maintainers: each case that parents bring with the pages that serve "
        "it, and each outcome with the shortest answers that lead to it, made from the tree.",
        "kind": "page",
        "edit": CASES_FILE,
    }
    return _with_front_matter(
        front,
        "cases.md.j2",
        "about/cases.md",
        groups=site.case_rows,
        arrivals=sorted(site.arrivals, key=lambda arrival: arrival.says),
        many=MANY_PAGES,
    )


def _letters_and_law(site: Site) -> str:
    front = {
        "title": "Every letter, and the law behind it",
        "description": "For maintainers: which outcome offers which letter, on which law, from "
        "which source.",
        "kind": "page",
        "edit": TREE_FILE,
    }
    return _with_front_matter(
        front,
        "letters_and_law.md.j2",
        "about/letters-and-law.md",
        rows=site.law_rows,
        sources=site.project.sources,
    )


def _next_steps(site: Site) -> str:
    groups: dict[str, list[Page]] = {}
    for outcome in site.outcomes:
        stage = site.project.stages.get(str(outcome.page.meta.get("stage")))
        name = stage.title if stage else "Finding out, and other places"
        groups.setdefault(name, []).append(outcome.page)
    front = {
        "title": "Every next step",
        "description": "All the pages our questions can lead to, grouped by who you go to.",
        "kind": "page",
        "edit": TREE_FILE,
    }
    return _with_front_matter(front, "next_steps.md.j2", "next-steps/index.md", groups=groups)


def _rules(site: Site) -> str:
    front = {
        "title": "Everything the checks can find",
        "description": "For people who look after the site: each code that the checks report, "
        "what it means and why it matters.",
        "kind": "page",
        "edit": EDITED_IN,
    }
    path = f"{FOLDER}/index.md"
    return _with_front_matter(front, "rules.md.j2", path, rules=site.rules, families=FAMILIES)


def _rule(it: Explained) -> str:
    front = {
        "title": f"{it.rule.code} {it.rule.name}",
        "description": it.finds,
        "kind": "page",
        "edit": f"{EDITED_IN}/{it.page.file}",
    }
    return _with_front_matter(front, "rule.md.j2", it.path, it=it)


def _draw_first_question(site: Site, path: str) -> str:
    asked = f"## {site.first.question.ask} {{#first-question}}\n\n"
    return asked + _template("answers.html.j2").render(question=site.first, url=url_from(path))


def _draw_ladders(site: Site, path: str) -> str:
    return "\n\n".join(
        f"## {ladder.name}\n\n"
        + _template("ladder.html.j2").render(ladder=ladder, url=url_from(path))
        for ladder in site.ladders.values()
    )


def _draw_organisations(site: Site, path: str) -> str:
    return _template("organisations.md.j2").render(
        organisations=site.project.organisations.values()
    )


def _draw_deadlines(site: Site, path: str) -> str:
    rules = site.project.rules
    groups: dict[str, list[Deadline]] = {}
    for deadline in rules.deadlines.values():
        groups.setdefault(deadline.triggers[0], []).append(deadline)
    return _template("all_deadlines.md.j2").render(
        groups=[
            (rules.triggers[name], found, day_fields(found, rules, name), in_school_days(found))
            for name, found in groups.items()
        ],
        kinds=KINDS,
        anchored=True,
    )


def _draw_unconfirmed(site: Site, path: str) -> str:
    return _template("unconfirmed.md.j2").render(doubts=site.doubts, url=url_from(path))


def _draw_contact(site: Site, path: str) -> str:
    settings = site.project.settings
    return _template("contact.md.j2").render(
        contact=settings["contact"], repository=settings["repository"]
    )


def _draw_changes(site: Site, path: str) -> str:
    changes, _ = load_changes(site.project.root)
    known = FEED if site.project.settings["site_address"] else ""
    return _template("changes.md.j2").render(changes=changes, feed=known, url=url_from(path))


def _draw_link_kit(site: Site, path: str) -> str:
    return _template("link_kit.html.j2").render(groups=entries(site.project), url=url_from(path))


def _draw_search(site: Site, path: str) -> str:
    return _template("search.html.j2").render()


def _draw_record(site: Site, path: str) -> str:
    return _template("record.html.j2").render()


def _draw_blank_record(site: Site, path: str) -> str:
    file = posixpath.relpath(f"/{record_page.BLANK}", address(path))
    return _template("blank_record.html.j2").render(file=file, rows=record_page.ROWS)


def _draw_record_letters(site: Site, path: str) -> str:
    return _template("record_letters.md.j2").render(
        pages=record_page.letters_with_table(site.project)
    )


def _draw_helper(site: Site, path: str) -> str:
    return _template("helper.html.j2").render(problems=PROBLEMS)


_DRAWN: Mapping[str, Callable[[Site, str], str]] = {
    "<!-- first-question -->": _draw_first_question,
    "<!-- ladders -->": _draw_ladders,
    "<!-- organisations -->": _draw_organisations,
    "<!-- deadlines -->": _draw_deadlines,
    "<!-- unconfirmed -->": _draw_unconfirmed,
    "<!-- contact -->": _draw_contact,
    "<!-- search -->": _draw_search,
    "<!-- helper -->": _draw_helper,
    "<!-- record -->": _draw_record,
    "<!-- blank-record -->": _draw_blank_record,
    "<!-- record-letters -->": _draw_record_letters,
    "<!-- link-kit -->": _draw_link_kit,
    "<!-- changes -->": _draw_changes,
}
"""Marks that a hand-written page may hold, and what is drawn there."""


def _with_front_matter(front: Mapping[str, str], template: str, path: str, **data: Any) -> str:
    body = _template(template).render(url=url_from(path), front=front, **data)
    # JSON is YAML, and needs no care with quotes.
    lines = "\n".join(
        f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in front.items()
    )
    return f"---\n{lines}\n---\n\n{body.strip()}\n"


def url_from(path: str) -> Callable[[str], str]:
    """A function from a page's path under docs/ to the relative address that links to it."""
    here = address(path)

    def url(target: str) -> str:
        goal, mark, anchor = target.partition("#")
        return _way(here, goal) + mark + anchor

    return url


@lru_cache(maxsize=50_000)
def _way(here: str, goal: str) -> str:
    """The relative address of a page from a folder, found once while we serve."""
    relative = posixpath.relpath(address(goal), here)
    return "./" if relative == "." else f"{relative}/"


def address(path: str) -> str:
    """The folder a page is served from: `stages/ombudsman.md` -> `/stages/ombudsman`."""
    stem = "/" + path.removesuffix(".md")
    return (stem.removesuffix("/index") or "/") if stem.endswith("/index") else stem


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        # `{#name}` is an anchor in Markdown, so a comment needs more than that.
        comment_start_string="{%#",
        comment_end_string="#%}",
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=False,
        # As our code is, so that no file is asked for its date at every use.
        auto_reload=False,
    )
    environment.filters["markdown"] = Markup
    environment.filters["in_words"] = in_words
    environment.filters["lower_first"] = lower_first
    return environment


def _template(name: str) -> jinja2.Template:
    return _environment().get_template(name)
