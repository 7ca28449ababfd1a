"""The Markdown source of the site, and how it gets to the disk."""

from __future__ import annotations

import json
import os
from pathlib import Path

import lxml.html
import pytest
import yaml

from build_tools.compile import compile_site
from build_tools.load import load
from build_tools.render import Files, address, cut_into_sections, render, url_from, write
from tests.conftest import Edits, SmallProject

TREE = "decision_tree/tree.yaml"


@pytest.fixture
def rendered(small_project: SmallProject):
    """A function that renders the small project with something changed in it."""

    def make(edits: Edits | None = None) -> Files:
        return render(compile_site(load(small_project(edits))))

    return make


def front(files: Files, path: str) -> dict[str, str]:
    """The front matter of a rendered page, as the site generator reads it."""
    return yaml.safe_load(files[path].decode().split("---\n")[1])


def html(files: Files, path: str) -> lxml.html.HtmlElement:
    """The HTML in a rendered page."""
    return lxml.html.fromstring(f"<main>{files[path].decode()}</main>")


# Pages


def test_every_page_of_the_tree_is_there(rendered) -> None:
    """Questions, outcomes, hand-written pages, the lists that the build makes, and the data."""
    assert set(rendered()) >= {
        "index.md",
        "questions/which-plan.md",
        "questions/council-told.md",
        "next-steps/index.md",
        "next-steps/ask-first.md",
        "next-steps/find-out.md",
        "next-steps/write-now.md",
        "stages/tell-the-council.md",
        "sources.md",
        "data/tree.json",
        "data/sources.json",
    }


def test_same_input_same_bytes(rendered) -> None:
    """Two runs write the same files."""
    assert rendered() == rendered()


def test_other_files_are_copied(small_project: SmallProject) -> None:
    """A picture beside the pages is served as it is."""
    root = small_project()
    (root / "docs/help").mkdir()
    (root / "docs/help/plan.png").write_bytes(b"\x89PNG")
    assert render(compile_site(load(root)))["help/plan.png"] == b"\x89PNG"


def test_answers_are_real_links(rendered) -> None:
    """With the marks that tests, embeds and other people's tools lean on."""
    page = html(rendered(), "questions/which-plan.md")
    (block,) = page.xpath("//*[@data-question]")
    assert block.get("data-question") == "which-plan"
    assert block.get("data-step") == "which-plan"
    assert {a.get("data-answer"): a.get("href") for a in block.xpath(".//a")} == {
        "final": "../council-told/",
        "none": "../../next-steps/ask-first/",
        "not-sure": "../../next-steps/find-out/",
    }


def test_the_front_page_holds_the_first_question(rendered) -> None:
    """The same answers, with links from there."""
    links = html(rendered(), "index.md").xpath("//*[@data-question='which-plan']//a/@href")
    assert links == ["questions/council-told/", "next-steps/ask-first/", "next-steps/find-out/"]


@pytest.mark.parametrize("mark", ["first-question", "ladders", "organisations", "unconfirmed"])
def test_marks_are_drawn_on_any_page(mark: str, rendered) -> None:
    """A mark in a hand-written page gives way to what is drawn there."""
    text = f"---\ntitle: x\ndescription: y\n---\n\nBefore.\n\n<!-- {mark} -->\n\nAfter.\n"
    page = rendered({"docs/help/page.md": text})["help/page.md"].decode()
    assert f"<!-- {mark} -->" not in page
    assert page.index("Before.") < page.index("After.")


def test_an_outcome_says_which_it_is(rendered) -> None:
    """In its front matter, for the theme to put on the article."""
    meta = front(rendered(), "next-steps/write-now.md")
    assert (meta["outcome"], meta["kind"]) == ("write-now", "next-step")


def test_an_outcome_helps_with_a_second_problem(rendered) -> None:
    """A link to the step after the first answer, which is kept."""
    (link,) = html(rendered(), "next-steps/write-now.md").xpath("//a[@data-again]")
    assert link.get("data-again") == "council-told"
    assert link.get("href") == "../../questions/council-told/"
    assert link.text == "An EHC plan"


@pytest.mark.parametrize(
    ("line", "shown"),
    [("name: A helper", "A helper: advice"), ("name: A helper\n  called: Ann", "Ann: advice")],
)
def test_an_outcome_says_who_helps_in_few_words(line: str, shown: str, rendered) -> None:
    """By the name that people use, where that is shorter, and what for."""
    files = rendered({"decision_tree/organisations.yaml": [("name: A helper", line)]})
    (helper,) = html(files, "next-steps/ask-first.md").xpath("//*[@class='helpers']//li")
    assert helper.text_content() == shown


def test_time_runs_while_a_parent_finds_out(rendered) -> None:
    """A find-out page leads to the page that counts limits; a next step tells its own."""
    files = rendered()
    link = "//a[@href='../../help/deadline/']"
    assert html(files, "next-steps/find-out.md").xpath(link)
    assert not html(files, "next-steps/write-now.md").xpath(link)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("index.md", "docs/index.md"),
        ("stages/tell-the-council.md", "docs/stages/tell-the-council.md"),
        ("questions/which-plan.md", TREE),
        ("next-steps/index.md", TREE),
        ("sources.md", "decision_tree/sources.yaml"),
    ],
)
def test_a_page_leads_back_to_its_source(path: str, source: str, rendered) -> None:
    """The edit link opens what a volunteer can change, never a generated file."""
    assert front(rendered(), path)["edit"] == source


def test_front_matter_survives_any_title(rendered) -> None:
    """Colons, quotes, hashes and dashes in a title need no care."""
    title = "No: \"it\" isn't # a 'plan' --- {yet}"
    edit = [("title: Write now", "title: " + json.dumps(title))]
    files = rendered({"docs/next-steps/write-now.md": edit})
    assert yaml.safe_load(files["next-steps/write-now.md"].decode().split("\n")[1]) == {
        "title": title
    }


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.md", "home"),
        ("stages/tell-the-council.md", "stage"),
        ("questions/which-plan.md", "question"),
        ("next-steps/write-now.md", "next-step"),
        ("next-steps/find-out.md", "find-out"),
        ("sources.md", "page"),
        ("help/page.md", "page"),
    ],
)
def test_a_page_says_what_kind_it_is(path: str, kind: str, rendered) -> None:
    """The theme shows each kind in its own way."""
    files = rendered({"docs/help/page.md": "---\ntitle: x\ndescription: y\n---\n\nText.\n"})
    assert front(files, path)["kind"] == kind


@pytest.mark.parametrize(
    ("edit", "doubtful"),
    [
        (("read_how: stored copy", "read_how: stored copy"), False),
        (("read_how: stored copy", "read_how: live page"), False),
        (("read_how: stored copy", "read_how: not opened"), True),
        (("confidence: high", "confidence: medium-high"), False),
        (("confidence: high", "confidence: medium"), True),
        (("confidence: high", "confidence: low"), True),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_what_is_not_confirmed_is_owned_up_to(
    edit: tuple[str, str], doubtful: bool, rendered
) -> None:
    """A source that nobody opened, or that we are not sure of, is on the list of such."""
    text = "---\ntitle: x\ndescription: y\n---\n\n<!-- unconfirmed -->\n"
    files = rendered({"decision_tree/sources.yaml": [edit], "docs/help/unconfirmed.md": text})
    assert bool(html(files, "help/unconfirmed.md").xpath("//li")) is doubtful


def test_dates_are_said_in_words(rendered) -> None:
    """A parent reads a day, not a code."""
    meta = front(rendered(), "stages/tell-the-council.md")
    assert (meta["read_on"], meta["check_by"]) == ("23 November 2026", "23 May 2027")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a & b", '" onclick="x'])
def test_the_words_of_answers_are_never_markup(text: str, rendered) -> None:
    """Whatever an answer says is shown as it says it."""
    edit = [("      none: No plan", "      none: " + json.dumps(text))]
    page = html(rendered({TREE: edit}), "questions/which-plan.md")
    (answer,) = page.xpath("//a[@data-answer='none']")
    assert answer.text_content() == text
    assert set(answer.keys()) <= {"href", "data-answer", "class"}


@pytest.mark.parametrize("text", ["{{ 1 + 1 }}", "{% raw %}", "{# x #}"])
def test_the_words_of_pages_are_never_a_template(text: str, rendered) -> None:
    """Braces in a page come out as they went in."""
    edit = [("Write today.", f"Write today. {text}")]
    files = rendered({"docs/next-steps/write-now.md": edit})
    assert text in files["next-steps/write-now.md"].decode()


@pytest.mark.parametrize(
    ("body", "lists"),
    [("Text.", False), ("Text. [@act]", True), ("<!-- organisations -->", True)],
    ids=["no citation", "a citation", "what is drawn cites"],
)
def test_a_page_that_cites_lists_its_sources(body: str, lists: bool, rendered) -> None:
    """A number without its entry at the foot would lead nowhere."""
    page = rendered({"docs/help/page.md": f"---\ntitle: x\ndescription: y\n---\n\n{body}\n"})
    assert ("[@sources]" in page["help/page.md"].decode()) is lists


def test_the_sources_page_has_an_anchor_for_each(rendered) -> None:
    """`/sources/#act` is a promised address."""
    page = html(rendered(), "sources.md")
    assert page.xpath("//li/@id") == ["act"]
    assert "next-steps/write-now/" in " ".join(page.xpath("//li[@id='act']//a/@href"))


def test_the_list_of_next_steps_has_them_all(rendered) -> None:
    """For a helpline worker who knows where to go."""
    page = rendered()["next-steps/index.md"].decode()
    assert all(f"({name}.md)" in page for name in ("ask-first", "find-out", "write-now"))


def test_the_data_is_json_that_people_can_read(rendered) -> None:
    """With letters as they are, and in the order of the tree."""
    edit = [("No plan", "No “plan”")]
    text = rendered({TREE: edit})["data/tree.json"].decode()
    assert "No “plan”" in text
    assert list(json.loads(text)["steps"]) == ["which-plan", "council-told"]


@pytest.mark.parametrize(
    ("body", "lead", "sections"),
    [
        ("Lead.\n\n## One\n\nText.\n\n## Two\n", "Lead.", [("One", "Text."), ("Two", "")]),
        ("## One\n\n### Small\n\nText.", "", [("One", "### Small\n\nText.")]),
        ("Only a lead.", "Only a lead.", []),
        ("", "", []),
    ],
)
def test_a_body_is_cut_at_its_headings(
    body: str, lead: str, sections: list[tuple[str, str]]
) -> None:
    """Smaller headings stay in their section."""
    assert cut_into_sections(body) == (lead, sections)


# Addresses


@pytest.mark.parametrize(
    ("path", "served"),
    [
        ("index.md", "/"),
        ("stages/index.md", "/stages"),
        ("stages/tribunal.md", "/stages/tribunal"),
        ("help/my-index.md", "/help/my-index"),
        ("help/reindex.md", "/help/reindex"),
        ("a/b/index.md", "/a/b"),
    ],
)
def test_a_page_is_served_from_its_folder(path: str, served: str) -> None:
    """An index is its folder, and only a file called index is one."""
    assert address(path) == served


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("index.md", "stages/tribunal.md", "stages/tribunal/"),
        ("index.md", "index.md", "./"),
        ("stages/tribunal.md", "index.md", "../../"),
        ("stages/tribunal.md", "stages/index.md", "../"),
        ("stages/tribunal.md", "stages/ombudsman.md", "../ombudsman/"),
        ("stages/tribunal.md", "stages/tribunal.md#costs", "./#costs"),
        ("stages/index.md", "stages/tribunal.md", "tribunal/"),
        ("questions/a.md", "sources.md#act", "../../sources/#act"),
    ],
)
def test_links_work_wherever_the_site_is_put(here: str, there: str, link: str) -> None:
    """They are relative, so a site in a folder or on a stick needs no other links."""
    assert url_from(here)(there) == link


# Writing


def held(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_write_makes_the_folder_hold_exactly_the_files(tmp_path: Path) -> None:
    """Stale files and folders that they leave empty go."""
    write({"a.md": b"1", "old/b.md": b"2", "old/deep/c.md": b"3"}, tmp_path)
    write({"a.md": b"1", "new/d.md": b"4"}, tmp_path)
    assert held(tmp_path) == {"a.md": b"1", "new/d.md": b"4"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.md", "new"]


def test_write_names_what_it_changed(tmp_path: Path) -> None:
    """Written, written anew and removed; what stayed the same is not named."""
    write({"same.md": b"1", "other.md": b"2", "gone.md": b"3"}, tmp_path)
    changed = write({"same.md": b"1", "other.md": b"changed", "fresh.md": b"4"}, tmp_path)
    assert sorted(changed) == ["fresh.md", "gone.md", "other.md"]


def test_write_leaves_what_is_unchanged_untouched(tmp_path: Path) -> None:
    """So that a rebuild does only what an edit needs."""
    write({"a.md": b"1"}, tmp_path)
    os.utime(tmp_path / "a.md", (1, 1))
    assert write({"a.md": b"1"}, tmp_path) == []
    assert (tmp_path / "a.md").stat().st_mtime == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"help": b"1"}, {"help/a.md": b"2"}),
        ({"help/a.md": b"1"}, {"help": b"2"}),
        ({"a/b/c/d": b"1"}, {"a/b": b"2"}),
    ],
    ids=["file to folder", "folder to file", "deep folder to file"],
)
def test_write_puts_a_folder_where_a_file_was(before: Files, after: Files, tmp_path: Path) -> None:
    """And the other way round: what is stale is gone before the new comes."""
    write(before, tmp_path)
    write(after, tmp_path)
    assert held(tmp_path) == after
