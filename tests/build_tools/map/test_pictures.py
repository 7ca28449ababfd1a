"""The map of the real tree: everything is on it, in pictures and in words, and nothing else is in
the files."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from build_tools.compile import compile_site
from build_tools.load import load
from build_tools.map.pictures import WHOLE, TreeMap, tree_map
from build_tools.map.strips import FULL_WIDTH, LONGEST
from build_tools.project import Project
from build_tools.render import render
from decision_tree.model import NEXT_STEPS

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"


@cache
def project() -> Project:
    """The real project."""
    return load(ROOT)


@cache
def drawn() -> TreeMap:
    """Its map."""
    return tree_map(project())


def test_every_step_stands_on_one_branch() -> None:
    """Once, after every step that leads to it."""
    order = [box.step for picture in drawn().branches for box in picture.boxes]
    place = {step: number for number, step in enumerate(order)}
    assert sorted(order) == sorted(project().tree.steps)
    for step in project().tree.steps.values():
        assert all(place[step.id] < place[to] for to in step.go.values() if to in place)


def test_every_answer_is_there_with_where_it_leads() -> None:
    """The rows of the branches are the routes of the tree, in the order in which they are asked."""
    for picture in drawn().branches:
        for box in picture.boxes:
            step, question = project().tree.steps[box.step], project().tree.question_at(box.step)
            assert [row.says for row in box.rows] == [answer.say for answer in question.answers]
            leads = [row.page.removesuffix(".md").removeprefix("questions/") for row in box.rows]
            assert leads == [step.go[answer.id] for answer in question.answers]


def test_every_outcome_of_a_stage_is_on_its_part() -> None:
    """And no outcome of another stage."""
    shown = {
        part.stage.id: {
            row.page for p in part.pictures for box in p.boxes for row in box.rows if not row.step
        }
        for part in drawn().parts
    }
    wanted: dict[str, set[str]] = {}
    for page in project().outcomes.values():
        if page.meta.get("stage"):
            wanted.setdefault(str(page.meta["stage"]), set()).add(page.path)
    assert shown == wanted


def test_a_picture_fits_a_phone_and_a_sheet_of_paper() -> None:
    """At its own size, with letters of 13 pixels: nothing is made smaller to fit."""
    for name, text in drawn().files.items():
        svg = ElementTree.fromstring(text)
        if name != WHOLE:
            assert float(svg.attrib["width"]) == FULL_WIDTH
            assert float(svg.attrib["height"]) <= LONGEST
        assert float(svg.attrib["font-size"]) == 13
        assert svg.attrib["viewBox"] == f"0 0 {svg.attrib['width']} {svg.attrib['height']}"


@pytest.mark.parametrize("name", sorted(tree_map(load(ROOT)).files))
def test_a_file_is_shapes_and_words_only(name: str) -> None:
    """No script, no style, no picture and nothing of another host; a name and what it shows."""
    svg = ElementTree.fromstring(drawn().files[name])
    tags = {element.tag.removeprefix(SVG) for element in svg.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "path", "text", "a"}
    assert svg.findtext(f"{SVG}title")
    assert svg.findtext(f"{SVG}desc")
    attributes = {name for element in svg.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on")} | attributes & {"style"}
    assert "://" not in re.sub(r'xmlns="[^"]+"', "", drawn().files[name])


def test_the_links_of_the_whole_picture_lead_to_pages() -> None:
    """From the folder that the picture lies in."""
    svg = ElementTree.fromstring(drawn().files[WHOLE])
    found = {
        posixpath.normpath(posixpath.join("about/map", a.attrib["href"]))
        for a in svg.iter(f"{SVG}a")
    }
    steps = {f"questions/{step}" for step in project().tree.steps}
    outcomes = {f"{NEXT_STEPS}{outcome}" for outcome in project().tree.outcomes()}
    assert found == steps | outcomes


def test_the_words_on_the_page_say_what_the_pictures_say() -> None:
    """Every question, answer and goal of every picture stands in the words below it."""
    page = render(compile_site(project()))["about/map.md"].decode()
    parts = {
        m[1]: m[2]
        for m in re.finditer(r"<summary>(.+?), in words</summary>(.+?)</details>", page, re.S)
    }
    pictures = [*drawn().branches, *(p for part in drawn().parts for p in part.pictures)]
    assert len(parts) == len(pictures)
    for picture in pictures:
        words = unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", parts[picture.title])))
        for box in picture.boxes:
            assert box.name in words
            assert all(f"{row.says} → {row.goal}" in words for row in box.rows)
