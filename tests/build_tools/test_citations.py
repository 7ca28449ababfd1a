"""Citations as Python-Markdown renders them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import lxml.html
import markdown
import pytest

from build_tools.citations import full_name, makeExtension, read_sources

SOURCES = {
    name: {
        "publisher": f"The {name} office",
        "title": f"The {name} Act 2014, section 42",
        "url": f"https://example.org/{name}",
        "read_on": "2026-11-23",
        "check_by": "2027-05-23",
    }
    for name in ("act", "code", "case")
}
MARKS = "//sup[@class='cite']/a"
ITEMS = "//ol[@class='source-list']/li"
OTHERS = ("attr_list", "def_list", "md_in_html", "tables", "toc")


@pytest.fixture
def engine(tmp_path: Path) -> markdown.Markdown:
    """Python-Markdown as mkdocs.yml sets it up, with three sources."""
    file = tmp_path / "sources.json"
    file.write_text(json.dumps({"sources": SOURCES}), "utf-8")
    return markdown.Markdown(extensions=[*OTHERS, makeExtension(sources=str(file))])


def rendered(engine: markdown.Markdown, text: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<main>{engine.reset().convert(text)}</main>")


def numbers(page: lxml.html.HtmlElement) -> list[str]:
    """The numbers that a reader meets, in reading order."""
    return [link.text for link in page.xpath(MARKS)]


def listed(page: lxml.html.HtmlElement) -> dict[str, str]:
    """The list of sources: id -> address."""
    return {item.get("id"): item[0].get("href") for item in page.xpath(ITEMS)}


def test_a_citation_is_a_small_numbered_link(engine: markdown.Markdown) -> None:
    """It leads to the entry of its source in the list on the same page."""
    page = rendered(engine, "They must. [@act]\n\n[@sources]")
    (link,) = page.xpath(MARKS)
    assert (link.text, link.get("href")) == ("1", "#source-1")
    assert listed(page) == {"source-1": "https://example.org/act"}


def test_an_entry_says_when_its_source_is_due(engine: markdown.Markdown) -> None:
    """So that a page can mark it, on the day it is read, as past its date."""
    (item,) = rendered(engine, "They must. [@act]\n\n[@sources]").xpath(ITEMS)
    assert item.get("data-due") == "2027-05-23"


@pytest.mark.parametrize(
    "text",
    [
        "One. [@act] Two. [@code] Three. [@case]",
        "- One. [@act]\n- Two. [@code]\n\nThree. [@case]",
        "> One. [@act]\n\n- **Two.** [@code]\n\nThree. [@case]",
        "| a | b |\n|---|---|\n| One. [@act] | Two. [@code] |\n\nThree. [@case]",
        '<section markdown="1">\n\nOne. [@act]\n\n- Two. [@code]\n\n</section>\n\nThree. [@case]',
        "*One. [@act]* and **two [@code]**, *three [@case]*.",
        "One\n:   Said. [@act]\n\nTwo. [@code]\n\n1. Three. [@case]",
    ],
    ids=["a line", "a list", "a quotation", "a table", "a section", "emphasis", "definitions"],
)
def test_numbers_follow_the_reading_order(engine: markdown.Markdown, text: str) -> None:
    """The first source that a reader meets is number one, wherever it stands."""
    page = rendered(engine, f"{text}\n\n[@sources]")
    assert numbers(page) == ["1", "2", "3"]
    assert list(listed(page).values()) == [f"https://example.org/{name}" for name in SOURCES]


def test_the_words_around_a_citation_stay(engine: markdown.Markdown) -> None:
    """Only the brackets give way to the number, and the list leaves nothing of them."""
    page = rendered(engine, "They must.[@act, (2)] Now.\n\n[@sources]\n\nEnd.")
    assert [p.text_content() for p in page.xpath("//p")] == ["They must.1 Now.", "End."]


@pytest.mark.parametrize("space", ["", " ", "\n"], ids=repr)
def test_a_number_stays_with_its_statement(engine: markdown.Markdown, space: str) -> None:
    """No space before it, so that it cannot fall alone onto the next line."""
    page = rendered(engine, f"They must.{space}[@act] Now.")
    assert page.text_content().strip() == "They must.1 Now."


def test_a_source_keeps_its_number(engine: markdown.Markdown) -> None:
    """Cited again, also at another place in it, it has the same number and one entry."""
    page = rendered(engine, "A [@act, (1)] b [@code] c [@act, (2)] d [@act, (1)]\n\n[@sources]")
    assert numbers(page) == ["1", "2", "1", "1"]
    assert len(listed(page)) == 2


def test_the_list_gathers_the_pinpoints(engine: markdown.Markdown) -> None:
    """Each place once, in the order of first use, with publisher and day of reading."""
    page = rendered(engine, "A [@act, (2)] b [@act, (1)] c [@act, (2)]\n\n[@sources]")
    (item,) = page.xpath(ITEMS)
    assert item.text_content() == (
        "The act Act 2014, section 42, (2); (1), The act office. Read on 23 November 2026."
    )


def test_the_number_has_a_name_for_those_who_hear_the_page(engine: markdown.Markdown) -> None:
    """A screen reader says the title and the place, not only a digit."""
    page = rendered(engine, "They must. [@act, section 42(2)]")
    label = page.xpath(MARKS)[0].get("aria-label")
    assert label == "Source 1: The act Act 2014, section 42(2)"


def test_each_page_begins_again(engine: markdown.Markdown) -> None:
    """A second page has its own numbers, ids and list, and nothing of the first one."""
    rendered(engine, "A [@act] b [@code]\n\n[@sources]")
    page = rendered(engine, "A [@case]\n\n[@sources]")
    assert numbers(page) == ["1"]
    assert listed(page) == {"source-1": "https://example.org/case"}


def test_an_id_stands_once_on_a_page(engine: markdown.Markdown) -> None:
    """Headings and sources do not share one."""
    text = "## Sources\n\nA [@act] b [@code] c [@act]\n\n## The law\n\n[@sources]"
    ids = rendered(engine, text).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_an_unknown_source_stays_text(engine: markdown.Markdown) -> None:
    """No number without a source behind it; the words of the page are not lost."""
    page = rendered(engine, "They must. [@acts, section 1]")
    assert page.text_content().strip() == "They must. [@acts, section 1]"
    assert numbers(page) == []


@pytest.mark.parametrize(
    "text", ["`[@act]`", r"\[@act]", "```\n[@act]\n```", "me@act.example", "[act]"]
)
def test_what_is_no_citation_is_left_alone(engine: markdown.Markdown, text: str) -> None:
    """Code, escaped brackets and mail addresses."""
    assert numbers(rendered(engine, text)) == []


def test_a_citation_next_to_a_link(engine: markdown.Markdown) -> None:
    """Neither swallows the other."""
    page = rendered(engine, "See [the page](a.md) [@act] [@code](b.md) [@case].")
    assert numbers(page) == ["1", "2", "3"]
    assert page.xpath("//p/a")[0].get("href") == "a.md"


def test_the_list_stands_where_it_is_asked_for(engine: markdown.Markdown) -> None:
    """Before what it lists, in a block of HTML, or not at all."""
    page = rendered(engine, '<div markdown="1">\n\n[@sources]\n\n</div>\n\nA [@act]')
    assert len(page.xpath("//div/ol[@class='source-list']/li")) == 1
    assert listed(rendered(engine, "A [@act]")) == {}


def test_a_page_that_cites_nothing_lists_nothing(engine: markdown.Markdown) -> None:
    """The list is there, and empty."""
    assert listed(rendered(engine, "[@sources]")) == {}


@pytest.mark.parametrize("character", ["<", "&", '"', "”"])
def test_odd_characters_in_a_pinpoint_are_shown(engine: markdown.Markdown, character: str) -> None:
    """They are words, and never markup."""
    page = rendered(engine, f"A [@act, page {character}b]\n\n[@sources]")
    assert f"page {character}b" in page.xpath(MARKS)[0].get("aria-label")
    assert f"page {character}b" in page.xpath(f"{ITEMS}/a")[0].text


@pytest.mark.parametrize(
    ("title", "pinpoint", "name"),
    [
        ("An Act 2014", "", "An Act 2014"),
        ("An Act 2014", "section 42(2)", "An Act 2014, section 42(2)"),
        ("An Act 2014, section 42", "section 42", "An Act 2014, section 42"),
        ("What is meant by section 42", "section 42", "What is meant by section 42"),
        ("An Act 2014, section 42", "section 42(2)", "An Act 2014, section 42(2)"),
        ("An Act 2014, section 42", "(2)", "An Act 2014, section 42, (2)"),
        ("A Code, chapter 6", "paragraph 6.2", "A Code, chapter 6, paragraph 6.2"),
    ],
)
def test_a_place_is_said_once(title: str, pinpoint: str, name: str) -> None:
    """A title that already names the section is not followed by it again."""
    assert full_name({"title": title}, pinpoint) == name


def test_without_the_file_there_are_no_sources(tmp_path: Path) -> None:
    """A bare `mkdocs build` before the first `make site` shows citations as text."""
    assert read_sources(str(tmp_path / "nowhere.json")) == {}


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """While serving, a new source is known as soon as it is written."""
    file = tmp_path / "sources.json"
    file.write_text('{"sources": {}}')
    assert read_sources(str(file)) == {}
    file.write_text(json.dumps({"sources": SOURCES}))
    os.utime(file, (0, 0))
    assert read_sources(str(file)) == SOURCES
