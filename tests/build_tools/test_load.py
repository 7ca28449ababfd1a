"""From files to the model: what fits is kept, what does not is a finding."""

from __future__ import annotations

import datetime as dt
import gc
from pathlib import Path

import pytest

from build_tools.checks import check
from build_tools.finding import ERROR, Place
from build_tools.load import load, read_page
from build_tools.memory import Memory
from build_tools.shapes import WRONG_SHAPE
from build_tools.yaml_source import SYNTAX
from decision_tree.model import Answer
from tests.conftest import SmallProject


def test_the_small_project_is_read_whole(small_project: SmallProject) -> None:
    """Tree, sources, organisations and pages are there, by name."""
    project = load(small_project())
    assert list(project.tree.steps) == ["which-plan", "council-told"]
    assert (list(project.sources), list(project.organisations)) == (["act"], ["helper"])
    assert list(project.outcomes) == ["ask-first", "find-out", "write-now"]
    assert list(project.stages) == ["tell-the-council"]


def test_an_answer_is_words_or_words_with_a_hint(small_project: SmallProject) -> None:
    """Both ways of writing an answer make the same kind of thing."""
    answers = load(small_project()).tree.questions["which-plan"].answers
    assert answers[:2] == (
        Answer("final", "An EHC plan", "Final and signed"),
        Answer("none", "No plan", ""),
    )


def test_order_is_that_of_the_file(small_project: SmallProject) -> None:
    """Answers are shown as the volunteer wrote them, not by the alphabet."""
    question = load(small_project()).tree.questions["council-told"]
    assert [answer.id for answer in question.answers] == ["not-yet", "told"]


def test_a_value_remembers_where_it_stands(small_project: SmallProject) -> None:
    """The tree's document knows the places, so that rules can point at them."""
    document = load(small_project()).tree_document
    place = document.at("steps", "which-plan", "go", "final")
    assert place == Place("decision_tree/tree.yaml", 21, 14, 12)


def test_what_does_not_fit_is_left_out(small_project: SmallProject) -> None:
    """A misshapen part is a finding, and the rest is still there to be checked."""
    tree = "decision_tree/tree.yaml"
    root = small_project({tree: [("    ask: Have you told the council?\n", "    ask: [one]\n")]})
    project = load(root)
    assert project.tree.questions["council-told"].ask == ""
    assert len(project.tree.questions["council-told"].answers) == 2
    assert [f.code for f in project.findings if f.place.file == tree] == [WRONG_SHAPE.code]


@pytest.mark.parametrize("file", ["tree", "sources", "organisations"])
@pytest.mark.parametrize(
    "text",
    ["", "# nothing\n", "- a\n- b\n", "words\n", "{\n", "a: {b: {c: [d]}}\n"],
    ids=["empty", "comment", "list", "words", "broken", "strange"],
)
def test_any_content_gives_a_project_and_a_finding(
    small_project: SmallProject, file: str, text: str
) -> None:
    """Whatever stands in a file, loading ends well and says what is wrong with that file."""
    path = f"decision_tree/{file}.yaml"
    project = load(small_project({path: text}))
    assert any(finding.place.file == path for finding in project.findings)


def test_an_empty_folder_is_a_project_with_findings(tmp_path: Path) -> None:
    """Every file that must be there is named."""
    found = {f.place.file for f in load(tmp_path).findings if f.code == SYNTAX.code}
    assert found >= {
        "decision_tree/tree.yaml",
        "decision_tree/sources.yaml",
        "decision_tree/organisations.yaml",
        "mkdocs.yml",
    }


def test_pages_come_in_path_order(small_project: SmallProject) -> None:
    """The order does not depend on the disk."""
    paths = [page.path for page in load(small_project()).pages]
    assert paths == sorted(paths)


def errors(root: Path) -> list[tuple[str, str, str]]:
    """Code, file and message of every error."""
    found = check(load(root), dt.date(2026, 11, 24))
    return [(f.code, f.place.file, f.message) for f in found if f.severity == ERROR]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a\x00b", b"#" * 1_000_000], ids=len)
def test_an_unreadable_page_is_one_finding(content: bytes, small_project: SmallProject) -> None:
    """Its address, its sources and what leads to it are not said to be lost besides."""
    root = small_project({"decision_tree/published.txt": "/next-steps/write-now/#sources\n"})
    (root / "docs/next-steps/write-now.md").write_bytes(content)
    assert [found[:2] for found in errors(root)] == [(SYNTAX.code, "docs/next-steps/write-now.md")]


@pytest.mark.parametrize("file", ["tree", "sources", "organisations", "promises"])
@pytest.mark.parametrize("text", [None, "", "null\n", "- a\n", "word\n"], ids=repr)
def test_a_file_that_holds_nothing_is_one_finding(
    text: str | None, file: str, small_project: SmallProject
) -> None:
    """Whatever else follows from it is not said before it is mended."""
    name = f"decision_tree/{file}.yaml"
    assert [found[:2] for found in errors(small_project({name: text}))] == [(SYNTAX.code, name)]


@pytest.mark.parametrize("target", ["x.md", "nowhere.md", "/dev/zero", "../../..", "/"])
@pytest.mark.parametrize("name", ["x.md", "x.png"])
def test_a_link_to_itself_to_nothing_or_out_is_found(
    name: str, target: str, small_project: SmallProject
) -> None:
    """And is not followed."""
    root = small_project()
    (root / "docs" / name).symlink_to(name if target == "x.md" else target)
    assert [found[:2] for found in errors(root)] == [("PAGE007", f"docs/{name}")]


def test_collecting_of_garbage_is_as_before(small_project: SmallProject) -> None:
    """Loading pauses it for speed, and puts it back on."""
    load(small_project())
    assert gc.isenabled()


def test_what_has_not_changed_is_not_read_again(small_project: SmallProject) -> None:
    """With one memory, a second load gives the same pages and documents, not new ones."""
    root, memory = small_project(), Memory()
    first, second = load(root, memory), load(root, memory)
    assert all(a is b for a, b in zip(first.pages, second.pages, strict=True))
    assert first.sources_document is second.sources_document


def test_what_has_changed_is_read_again(small_project: SmallProject) -> None:
    """An edited page is a new page, and every other stays."""
    root, memory = small_project(), Memory()
    first = load(root, memory).pages_by_path
    page = root / "docs/next-steps/find-out.md"
    page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
    second = load(root, memory).pages_by_path
    assert [path for path in first if first[path] is not second[path]] == ["next-steps/find-out.md"]


def test_findings_are_the_same_from_memory(small_project: SmallProject) -> None:
    """What was found in a file is found again as long as the file stays as it is."""
    edits = {
        "decision_tree/tree.yaml": [("first: which-plan", "frist: which-plan")],
        "docs/next-steps/find-out.md": [("kind: find-out", "kind: [")],
        "decision_tree/letters/fields.yaml": "[",
        "decision_tree/letters/a.j2": "---\n---\n",
    }
    root, memory = small_project(edits), Memory()
    assert load(root, memory).findings == load(root, memory).findings == load(root).findings


# Front matter


def test_a_page_knows_the_line_of_its_body() -> None:
    """What is found in the body is placed in the file."""
    page = read_page("---\ntitle: x\n---\n\nSee [@act].\n", "a.md")
    assert page.citations[0].place == Place("docs/a.md", 5, 5, 6)


@pytest.mark.parametrize(
    "text",
    ["Body.\n", "---\n---\nBody.\n", "---\n# only this\n---\n", "---\na: b: c\n---\n", ""],
    ids=["none", "empty", "a comment", "broken", "empty file"],
)
def test_a_page_without_readable_front_matter_is_one_finding(text: str) -> None:
    """It is found once, and the page is still there, without keys."""
    page = read_page(text, "a.md")
    assert [finding.code for finding in page.front.findings] == [SYNTAX.code]
    assert dict(page.meta) == {}
