"""The search index: what is looked through, what weighs more, and what is left out."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import lxml.html
import pytest

from build_tools.finish import Built
from build_tools.finish.search import TITLES, WORDS, copy_for_search, index_search

PAGE = """<!doctype html><html lang="en-GB"><head><title>t</title>
<meta name="description" content="In a few words."></head><body><nav>Menu words</nav><main>
<article><h1>Write <em>today</em></h1><p>Plain words.<sup class="cite">1</sup></p>
<section class="not-yet"><h2>Not there</h2><p>Tribunal words.</p></section>
<section class="helpers"><h2>Who helps</h2></section><div class="foot">Source words</div>
</article></main></body></html>"""

TREE = {
    "first": "one",
    "questions": {
        "ask": {"ask": "What?", "answers": [{"id": "a", "say": "A therapy", "hint": "Such as OT."}]}
    },
    "steps": {"one": {"ask": "ask", "go": {"a": "next-steps/write"}}},
}


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """A site of five pages, as MkDocs leaves it, with search words beside it."""
    site = tmp_path / "site"
    for name in (
        "index.html",
        "404.html",
        "next-steps/write/index.html",
        "questions/one/index.html",
        "about/findings/word001/index.html",
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(PAGE, "utf-8")
    (site / "data").mkdir()
    (site / "data/tree.json").write_text(json.dumps(TREE), "utf-8")
    words = tmp_path / "decision_tree/search_words.yaml"
    words.parent.mkdir()
    words.write_text(
        "same: [{said: [ta], means: [adult]}]\n"
        "pages: [{page: next-steps/write, said: [no money]}]\n"
    )
    return Built(site, tmp_path, dt.date(2026, 11, 24))


def copied(said: tuple[str, ...] = (), answers: tuple[str, ...] = ()) -> lxml.html.HtmlElement:
    """What Pagefind is given of the page above."""
    page = lxml.html.document_fromstring(PAGE)
    text = copy_for_search(page, "next-steps/write", said, answers)
    return lxml.html.document_fromstring(text)


@pytest.mark.parametrize("words", ["Menu words", "Source words", "Who helps"])
def test_what_every_page_repeats_is_not_looked_through(words: str) -> None:
    """Else every page would fit every such word."""
    assert words not in copied().text_content()


@pytest.mark.parametrize(
    "words", ["Write today", "In a few words.", "Plain words.", "Tribunal words."]
)
def test_the_pages_own_words_are_looked_through(words: str) -> None:
    """Its heading and its description too."""
    assert words in copied().text_content()


def test_a_wrong_door_weighs_less() -> None:
    """A page that says not to go to the Tribunal is not the page about the Tribunal."""
    (part,) = copied().find_class("not-yet")
    assert float(part.get("data-pagefind-weight")) < 1


@pytest.mark.parametrize("given", [{"said": ("no money",)}, {"answers": ("A therapy",)}])
def test_what_parents_say_weighs_more(given: dict[str, tuple[str, ...]]) -> None:
    """The words for a page, and the answers that lead to it, stand in the copy."""
    ((words,),) = given.values()
    (part,) = copied(**given).xpath(f"//p[text()='{words}']")
    assert float(part.get("data-pagefind-weight")) > 1


def test_what_is_no_result_is_not_found(built: Built) -> None:
    """A step needs the answers before it, and a page about a check of ours helps no parent."""
    index_search(built)
    pages = json.loads((built.folder / WORDS).read_text("utf-8"))["pages"]
    assert sorted(page["address"] for page in pages) == ["", "next-steps/write/"]


def test_the_search_page_is_told_what_it_shows(built: Built) -> None:
    """Title, description, kind and what parents say, so that no second file is asked for."""
    index_search(built)
    pages = json.loads((built.folder / WORDS).read_text("utf-8"))["pages"]
    (page,) = (page for page in pages if page["address"] == "next-steps/write/")
    del page["id"]
    assert page == {
        "address": "next-steps/write/",
        "kind": "Next step",
        "title": "Write today",
        "about": "In a few words.",
        "said": ["no money"],
    }


def test_the_page_for_lost_visitors_loads_titles_alone(built: Built) -> None:
    """What parents say for each page would make it as heavy as the search."""
    index_search(built)
    titles = json.loads((built.folder / TITLES).read_text("utf-8"))
    assert titles == {"": "Write today", "next-steps/write/": "Write today"}


def test_the_index_lies_beside_the_pages_without_widgets(built: Built) -> None:
    """What the search page does not load is not published."""
    index_search(built)
    names = {path.name.split(".")[0] for path in (built.folder / "pagefind").iterdir()}
    assert names == {"index", "pagefind", "pagefind-entry", "wasm"}


def test_the_pages_stay_as_they_were(built: Built) -> None:
    """What is added for the search weighs nothing on a parent's phone."""
    index_search(built)
    assert all(path.read_text("utf-8") == PAGE for path in built.pages())


def test_the_same_site_gives_the_same_index(built: Built) -> None:
    """Byte for byte, so that a host and a cache can tell that nothing changed."""
    index_search(built)
    first = {p: p.read_bytes() for p in sorted(built.folder.rglob("*")) if p.is_file()}
    for kept_file in (built.root / "build").rglob("*"):
        if kept_file.is_file():
            kept_file.unlink()
    index_search(built)
    assert {p: p.read_bytes() for p in sorted(built.folder.rglob("*")) if p.is_file()} == first
