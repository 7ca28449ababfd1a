"""The same site by the theme's successor: nothing a reader meets is missing or elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.next_engine import build_next
from build_tools.project import Project
from decision_tree.walk import walk
from tests.site.pages import BuiltSite
from tests.site.two_engines import content_of, differences, pages_of


@pytest.fixture(scope="module")
def next_site(built_site: BuiltSite) -> Path:
    """What Zensical makes of the source that MkDocs was given."""
    site = build_next(built_site.folder.parent)
    assert site is not None
    return site


@pytest.fixture(scope="module")
def wanted(built_site: BuiltSite) -> set[str]:
    """The pages that have a source: finish adds others to either site."""
    source = built_site.folder.parent / "build/docs"
    pages = (path.relative_to(source).as_posix() for path in source.rglob("*.md"))
    stems = (page.removesuffix(".md").removesuffix("index").rstrip("/") for page in pages)
    return {"/404.html", *(f"/{stem}/" if stem else "/" for stem in stems)}


def test_every_page_has_the_same_words_that_lead(
    built_site: BuiltSite, next_site: Path, wanted: set[str]
) -> None:
    """Titles, headings with their ids, links, citations and answers, in the same order."""
    assert len(wanted) > 300
    assert differences(built_site.folder, next_site, wanted) == []


def test_the_tree_can_be_walked(next_site: Path, project: Project) -> None:
    """From every step each answer leads where the tree says, and every outcome is named."""
    pages = pages_of(next_site)
    for step in project.tree.steps.values():
        here = f"/questions/{step.id}/"
        links = [answer.split(" ") for answer in content_of(pages[here], here)["answers"]]
        for answer, link in links:
            route = walk(project.tree, {step.question: answer}, start=step.id)
            onward = f"/questions/{route.step}/" if route.step else f"/next-steps/{route.outcome}/"
            assert link == onward
            assert link in pages
            if route.outcome:
                assert content_of(pages[link], link)["outcome"] == [route.outcome]


def test_a_difference_would_be_found(
    built_site: BuiltSite, next_site: Path, wanted: set[str], tmp_path: Path
) -> None:
    """The comparison is no empty promise: a changed answer and a lost page are seen."""
    import shutil

    changed = tmp_path / "site"
    for name in ("questions", "stages"):
        shutil.copytree(next_site / name, changed / name)
    page = changed / "questions/which-plan/index.html"
    page.write_text(page.read_text("utf-8").replace('data-answer="not-sure"', 'data-answer="no"'))
    (changed / "stages/ombudsman/index.html").unlink()
    few = {a for a in wanted if a.startswith(("/questions/", "/stages/"))}
    found = differences(built_site.folder, changed, few)
    assert [line.split(":")[0] for line in found] == [
        "/questions/which-plan/",
        "/stages/ombudsman/",
    ]
