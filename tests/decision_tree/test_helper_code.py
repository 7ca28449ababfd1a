"""Codes that a parent reads out: short, hard to mishear into another, and explained when old."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.browser_tree import browser_tree
from build_tools.load import load
from decision_tree.helper_code import (
    ALPHABET,
    CodeError,
    _check,
    decode,
    encode,
    grouped,
    tidy,
    tree_mark,
)
from decision_tree.model import Tree
from decision_tree.walk import walk
from tests.browser.node import run
from tests.strategies import Answers, answered, tree_of

ROOT = Path(__file__).parents[2]
SMALL = tree_of(
    {
        "plan": {"final": "told", "none": "next-steps/ask", "not-sure": "next-steps/find-out"},
        "told": {"yes": "next-steps/complain", "no": "next-steps/tell"},
    }
)


@cache
def real() -> Tree:
    """The real tree."""
    return load(ROOT).tree


def some_routes(number: int) -> list[tuple[str | None, Answers]]:
    """Routes through the real tree at random: where each begins, and what is answered."""
    chance = random.Random(12)
    tree = real()
    steps = [None, *tree.steps]
    routes = []
    for _ in range(number):
        answers = {name: chance.choice(q.answers).id for name, q in tree.questions.items()}
        kept = dict(list(answers.items())[: chance.randrange(len(answers) + 1)])
        routes.append((chance.choice([None, chance.choice(steps)]), kept))
    return routes


@given(answered())
def test_what_is_encoded_comes_back(case: tuple[Tree, Answers]) -> None:
    """The whole trail, on any tree."""
    tree, answers = case
    assert decode(tree, encode(tree, answers)).trail == walk(tree, answers).trail


def test_every_route_of_the_real_tree_comes_back_short() -> None:
    """At most twelve characters, wherever it began and stopped."""
    for start, answers in some_routes(2000):
        code = encode(real(), answers, start)
        assert len(code.replace("-", "")) <= 12
        told = decode(real(), code)
        assert told.trail == walk(real(), answers, start).trail
        assert told.start == (start or real().first)


def test_no_character_looks_like_another() -> None:
    """None of 0O 1IL 2Z 5S 8B UV, and capital letters only."""
    assert not set(ALPHABET) & set("0O1IL2Z5S8BUV")
    assert len(set(ALPHABET)) == 23


def test_it_may_be_typed_with_spaces_and_small_letters() -> None:
    """As it is heard."""
    code = encode(SMALL, {"plan?": "final", "told?": "no"})
    assert decode(SMALL, f" {code.lower().replace('-', ' ')} ") == decode(SMALL, code)


@given(st.data())
def test_a_wrong_character_or_a_swap_is_found(data: st.DataObject) -> None:
    """The check character finds each of them."""
    plain = tidy(encode(SMALL, {"plan?": "final", "told?": "yes"}))
    at = data.draw(st.integers(0, len(plain) - 1))
    other = data.draw(st.sampled_from([c for c in ALPHABET if c != plain[at]]))
    with pytest.raises(CodeError, match="character of this code is wrong"):
        tidy(plain[:at] + other + plain[at + 1 :])
    if at and plain[at] != plain[at - 1]:
        with pytest.raises(CodeError, match="character of this code is wrong"):
            tidy(plain[: at - 1] + plain[at] + plain[at - 1] + plain[at + 1 :])


def test_a_code_from_an_older_tree_is_explained() -> None:
    """In words that say what to ask for."""
    older = tree_of({"plan": {"final": "next-steps/complain", "none": "next-steps/ask"}})
    with pytest.raises(CodeError, match="before the questions on this site last changed"):
        decode(SMALL, encode(older, {"plan?": "none"}))


def test_the_mark_of_a_tree_changes_with_its_shape_only() -> None:
    """Rewording a question spoils no code."""
    same = tree_of({step: dict(at.go) for step, at in SMALL.steps.items()})
    other = tree_of({**{s: dict(at.go) for s, at in SMALL.steps.items()}, "new": {"a": "told"}})
    assert tree_mark(same) == tree_mark(SMALL) != tree_mark(other)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "Type the code"),
        ("YKA0-34", "A code never holds 0."),
        ("<script>", "A code never holds <."),
        ("34", "too short"),
        ("A" * 23, "too long"),
    ],
)
def test_what_is_no_code_is_said_plainly(code: str, words: str) -> None:
    """With what to do."""
    with pytest.raises(CodeError, match=words):
        decode(SMALL, code)


@given(st.text(ALPHABET, max_size=14))
def test_any_characters_are_a_route_or_a_message(code: str) -> None:
    """Nothing that is typed can break it."""
    with_mark = tree_mark(SMALL) + code
    for text in (code, with_mark):
        try:
            told = decode(SMALL, text)
        except CodeError:
            continue
        assert told.trail == walk(SMALL, dict(_by_question(told.trail)), told.start).trail


def _by_question(trail: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(SMALL.steps[step].question, answer) for step, answer in trail]


SCRIPT = """
  const { treeFrom } = await load("tree.mjs");
  const { encode } = await load("helper-code.mjs");
  const { decode } = await load("helper.mjs");
  const tree = treeFrom(data.tree);
  const said = (code) => {
    try { return decode(tree, code); } catch ({ message, what }) { return [message, what]; }
  };
  const made = data.trails.map(([start, trail]) => encode(tree, trail, start));
  return [made, data.codes.map(said)];
"""


def test_the_page_makes_and_reads_the_same_codes() -> None:
    """JavaScript and Python agree on a thousand routes, and on what is no code."""
    tree = real()
    routes = some_routes(1000)
    trails = [(start, walk(tree, answers, start).trail) for start, answers in routes]
    codes = [encode(tree, answers, start) for start, answers in routes]
    chance = random.Random(7)
    longer = (tree_mark(tree) + "".join(chance.choices(ALPHABET, k=n)) for n in range(2, 19))
    rubbish = [grouped(plain + _check(plain)) for plain in longer]
    spoiled = [
        "",
        "34",
        "O",
        "3" * 23,
        "4" * 60,
        *(code[:-1] + "3" for code in codes[:50]),
        "3333-33",
        *rubbish,
    ]
    data = {"tree": browser_tree(tree), "trails": trails, "codes": codes + spoiled}
    made, read = run(SCRIPT, data)
    assert made == codes
    assert read == [_said(tree, code) for code in codes + spoiled]


def _said(tree: Tree, code: str) -> object:
    try:
        told = decode(tree, code)
    except CodeError as problem:
        return [problem.why, problem.what]
    return {"start": told.start, "trail": [list(pair) for pair in told.trail]}
