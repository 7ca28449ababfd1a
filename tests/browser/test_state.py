"""Answers as one line of text: what is written is read back, and rubbish harms nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.browser_tree import browser_tree
from tests.browser.node import run
from tests.strategies import tree_of

READ = """
  const { format, parse } = await load("state.mjs");
  const plain = (state) => state && { ...state, answers: [...state.answers] };
  return data.map((text) => {
    const state = parse(text);
    const again = state && parse(format(state));
    return [plain(state), plain(again && { ...again, whole: state.whole })];
  });
"""

NAMES = st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True)


def read(*texts: Any) -> list[dict[str, Any] | None]:
    found = run(READ, texts)
    assert all(once == again for once, again in found)
    return [once for once, _ in found]


def test_a_line_is_read_back_as_it_was_written() -> None:
    """Answers in their order, where they began, of which tree, which journey, what changed."""
    (state,) = read("#a=which-plan.final~told.no&s=told&v=1a2b3c4d&j=x9&c=told.yes")
    assert state == {
        "answers": [["which-plan", "final"], ["told", "no"]],
        "start": "told",
        "version": "1a2b3c4d",
        "journey": "x9",
        "changed": ["told", "yes"],
        "whole": True,
    }


@settings(max_examples=5)
@given(st.lists(st.lists(st.tuples(NAMES, NAMES), max_size=12), min_size=20, max_size=60))
def test_any_answers_are_read_back(cases: list[list[tuple[str, str]]]) -> None:
    """A question that stands twice has its last answer."""
    lines = ["a=" + "~".join(".".join(pair) for pair in pairs) for pairs in cases]
    for pairs, state in zip(cases, read(*lines), strict=True):
        assert state
        assert dict(state["answers"]) == dict(pairs)
        assert state["whole"]


@settings(max_examples=5)
@given(st.lists(st.text(max_size=60) | st.text("a=.~&#sv%<>\"'", max_size=60), min_size=50))
def test_rubbish_never_throws_and_never_gets_through(texts: list[str]) -> None:
    """Only small letters, digits and hyphens come out, whatever went in."""
    for state in read(*texts, *(f"a={text}" for text in texts)):
        if state:
            names = [name for pair in state["answers"] for name in pair]
            through = "".join([*names, state["start"], state["version"], state["journey"]])
            assert set(through) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("text", "answers", "whole"),
    [
        ("a=x.y~<script>alert(1)</script>.z", [["x", "y"]], False),
        ("a=x.y~__proto__.z", [["x", "y"]], False),
        ("a=x.y~half", [["x", "y"]], False),
        ("a=x.y~p.q.r", [["x", "y"]], False),
        ("a=x.y~long." + "z" * 81, [["x", "y"]], False),
        ("a=x%2Ey%7Ep.q", [["x", "y"], ["p", "q"]], True),
        ("a=x.y:~:text=words", [["x", "y"]], True),
        ("a=x.y~~", [["x", "y"]], True),
    ],
)
def test_what_does_not_fit_is_left_out_and_told(text: str, answers: list[Any], whole: bool) -> None:
    """Script, prototypes, halves; addresses that another program has escaped are understood."""
    (state,) = read(text)
    assert state
    assert (state["answers"], state["whole"]) == (answers, whole)


def test_what_is_no_answers_is_none() -> None:
    """A place on the page, nothing, or something that is not even text."""
    assert read("", "#", "#sources", "#source-1", "b=x.y", None, 7, {"a": "x.y"}) == [None] * 8


def test_a_line_longer_than_any_route_is_cut() -> None:
    """A megabyte in the address does not stop the page."""
    (state,) = read("a=" + "~".join(f"q{n}.a" for n in range(200_000)))
    assert state
    assert not state["whole"]
    assert len(state["answers"]) < 2000


# What an answer changes

TREE = tree_of(
    {
        "plan": {"final": "told", "draft": "age", "none": "next-steps/ask"},
        "told": {"yes": "age-later", "no": "next-steps/write"},
        "age-later": {"young": "next-steps/write", "old": "next-steps/wait"},
        "age": {"young": "next-steps/wait", "old": "next-steps/wait"},
    },
    {"plan": "plan?", "told": "told?", "age-later": "age?", "age": "age?"},
)

CHANGE = """
  const { answered, consequences, empty, fitting, together } = await load("state.mjs");
  const { treeFrom } = await load("tree.mjs");
  const tree = treeFrom(data.tree);
  const answers = new Map(data.answers);
  const next = answered(tree, { ...empty(), answers }, data.question, data.answer);
  return { ...consequences(tree, next), changed: next.changed };
"""


def change(answers: dict[str, str], question: str, answer: str) -> dict[str, Any]:
    data = {
        "tree": browser_tree(TREE),
        "answers": list(answers.items()),
        "question": question,
        "answer": answer,
    }
    return run(CHANGE, data)  # type: ignore[no-any-return]


RENAMED = """
  const { empty, fitting } = await load("state.mjs");
  const { treeFrom } = await load("tree.mjs");
  const kept = { ...empty(), answers: new Map(data.answers) };
  const { state, unknown } = fitting(treeFrom(data.tree), kept);
  return { answers: [...state.answers], unknown };
"""


def test_an_answer_kept_under_an_old_name_is_still_known() -> None:
    """A question that got another id keeps what was answered; one that went does not."""
    tree = browser_tree(TREE, {"which-plan?": "plan?"})
    found = run(RENAMED, {"tree": tree, "answers": [["which-plan?", "final"], ["gone?", "yes"]]})
    assert found == {"answers": [["plan?", "final"]], "unknown": 1}


def test_a_changed_answer_keeps_what_is_still_asked() -> None:
    """The age is asked with a draft too; whether the council was told is not."""
    found = change({"plan?": "final", "told?": "yes", "age?": "old"}, "plan?", "draft")
    assert found == {"kept": ["age?"], "gone": ["told?"], "changed": ["plan?", "final"]}


def test_a_changed_answer_may_leave_nothing_to_ask() -> None:
    """Then all the later answers are told to be gone."""
    found = change({"plan?": "final", "told?": "yes", "age?": "old"}, "plan?", "none")
    assert found == {"kept": [], "gone": ["told?", "age?"], "changed": ["plan?", "final"]}


def test_a_new_answer_is_no_change() -> None:
    """Nothing is told where nothing was known before."""
    assert change({"plan?": "final"}, "told?", "yes")["changed"] is None


def test_questions_that_are_passed_over_are_told() -> None:
    """After going back a page, the same answer leads past what was answered since."""
    found = change({"plan?": "final", "told?": "yes"}, "plan?", "final")
    assert found == {"kept": ["told?"], "gone": [], "changed": ["plan?", "final"]}
