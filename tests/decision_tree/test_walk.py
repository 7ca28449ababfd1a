"""Where answers lead, whichever answers they are."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from decision_tree.model import Tree, outcome_of, tree_from_dict, tree_to_dict
from decision_tree.walk import Route, walk
from tests.strategies import Answers, answered, routes_by_hand, sound_trees, tree_of

TREE = tree_of(
    {
        "plan": {"final": "told", "none": "told-without-a-plan", "not-sure": "next-steps/find-out"},
        "told": {"yes": "how-long", "no": "next-steps/tell"},
        "told-without-a-plan": {"yes": "next-steps/ask", "no": "next-steps/meet"},
        "how-long": {"weeks": "next-steps/complain", "days": "next-steps/wait"},
    },
    asks={"plan": "plan?", "told": "told?", "told-without-a-plan": "told?", "how-long": "long?"},
)

CASES = {
    "nothing said yet": ({}, [], "plan"),
    "one answer": ({"plan?": "final"}, ["plan"], "told"),
    "an outcome at once": ({"plan?": "not-sure"}, ["plan"], "next-steps/find-out"),
    "to the end": (
        {"plan?": "final", "told?": "yes", "long?": "days"},
        ["plan", "told", "how-long"],
        "next-steps/wait",
    ),
    "the same question on another route": (
        {"plan?": "none", "told?": "yes"},
        ["plan", "told-without-a-plan"],
        "next-steps/ask",
    ),
    "answers to what is not asked": (
        {"plan?": "none", "told?": "no", "long?": "days", "age?": "9"},
        ["plan", "told-without-a-plan"],
        "next-steps/meet",
    ),
    "a later answer without the earlier ones": ({"long?": "days"}, [], "plan"),
    "an answer that is not offered": ({"plan?": "perhaps", "told?": "yes"}, [], "plan"),
    "an empty answer": ({"plan?": ""}, [], "plan"),
    "a later answer that is not offered": (
        {"plan?": "final", "told?": "maybe"},
        ["plan"],
        "told",
    ),
}


@pytest.mark.parametrize(("answers", "trail", "end"), CASES.values(), ids=CASES)
def test_where_answers_lead(answers: Answers, trail: list[str], end: str) -> None:
    """The steps passed, and the step or the outcome where the answers stop."""
    route = walk(TREE, answers)
    assert [step for step, _ in route.trail] == trail
    assert (f"next-steps/{route.outcome}" if route.outcome else route.step) == end


def test_the_trail_says_what_was_answered() -> None:
    """Pairs of step and answer, in the order they were asked."""
    route = walk(TREE, {"told?": "no", "plan?": "final"})
    assert route == Route((("plan", "final"), ("told", "no")), None, "tell")


@pytest.mark.parametrize(
    ("start", "end"), [("told", "wait"), ("how-long", "wait"), ("told-without-a-plan", "ask")]
)
def test_a_walk_can_begin_anywhere(start: str, end: str) -> None:
    """A link opens a step as it stands, and answers to earlier questions do not matter."""
    route = walk(TREE, {"told?": "yes", "long?": "days"}, start)
    assert (route.trail[0][0], route.outcome) == (start, end)


def test_a_step_that_is_not_there_is_an_error() -> None:
    """An unknown start, and a target that names no step."""
    with pytest.raises(KeyError):
        walk(TREE, {}, "nowhere")
    with pytest.raises(KeyError):
        walk(tree_of({"a": {"1": "nowhere"}}), {"a?": "1"})


@pytest.mark.parametrize(
    "steps",
    [{"a": {"1": "a"}}, {"a": {"1": "b"}, "b": {"1": "c"}, "c": {"1": "b"}}],
    ids=["itself", "further on"],
)
def test_a_circle_is_an_error(steps: dict[str, dict[str, str]]) -> None:
    """It ends with a word about the circle, and does not go round for ever."""
    with pytest.raises(ValueError, match="circle"):
        walk(tree_of(steps), {f"{step}?": "1" for step in steps})


# Whatever the tree


@given(answered(), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(case: tuple[Tree, Answers], random) -> None:
    """Saved, shared or typed in any order, the same answers lead to the same place."""
    tree, answers = case
    pairs = list(answers.items())
    random.shuffle(pairs)
    assert walk(tree, dict(pairs)) == walk(tree, answers)


@given(answered())
def test_answers_to_what_is_not_asked_change_nothing(case: tuple[Tree, Answers]) -> None:
    """Without them the route is the same."""
    tree, answers = case
    route = walk(tree, answers)
    asked = {tree.steps[step].question for step, _ in route.trail}
    assert walk(tree, {q: a for q, a in answers.items() if q in asked}).trail == route.trail


@given(answered(), st.data())
def test_a_changed_answer_keeps_the_later_ones(
    case: tuple[Tree, Answers], data: st.DataObject
) -> None:
    """After another answer to one question, each later question still asked has its answer."""
    tree, answers = case
    trail = walk(tree, answers).trail
    assume(trail)
    step, old = data.draw(st.sampled_from(trail))
    changed = tree.steps[step].question
    new = data.draw(st.sampled_from(list(tree.steps[step].go)))
    after = walk(tree, answers | {changed: new})
    given_now = {tree.steps[at].question: answer for at, answer in after.trail}
    assert given_now.pop(changed) == new
    assert given_now.items() <= answers.items()
    earlier = trail.index((step, old))
    assert after.trail[:earlier] == trail[:earlier]
    stopped_at = after.step and tree.steps[after.step].question
    assert stopped_at not in answers or answers[stopped_at] not in tree.steps[after.step].go


@given(answered())
def test_a_walk_stops_at_one_place(case: tuple[Tree, Answers]) -> None:
    """Either at a question that has no answer it can use, or at an outcome."""
    tree, answers = case
    route = walk(tree, answers)
    assert (route.step is None) != (route.outcome is None)
    if route.step is not None:
        step = tree.steps[route.step]
        assert answers.get(step.question) not in step.go


@given(answered())
def test_a_trail_follows_the_tree(case: tuple[Tree, Answers]) -> None:
    """Each step is where the answer before it led, and no question comes twice."""
    tree, answers = case
    route = walk(tree, answers)
    at: str | None = tree.first
    for step, answer in route.trail:
        assert (step, answer) == (at, answers[tree.steps[step].question])
        at = tree.steps[step].go[answer]
    assert at == route.step or outcome_of(at or "") == route.outcome
    questions = [tree.steps[step].question for step, _ in route.trail]
    assert len(questions) == len(set(questions))


@given(sound_trees())
def test_every_route_can_be_walked(tree: Tree) -> None:
    """The answers of any route, given back, lead along it to its end."""
    for route in routes_by_hand(tree):
        answers = {tree.steps[step].question: answer for step, answer in route}
        assert walk(tree, answers).trail == route


@given(answered())
def test_a_walk_is_the_same_on_the_published_tree(case: tuple[Tree, Answers]) -> None:
    """The browser reads the tree from JSON, and must not lead a parent elsewhere."""
    tree, answers = case
    published = tree_from_dict(json.loads(json.dumps(tree_to_dict(tree))))
    assert walk(published, answers) == walk(tree, answers)


@given(answered())
def test_a_walk_changes_nothing(case: tuple[Tree, Answers]) -> None:
    """The answers are as they were, so the parent's own record is safe."""
    tree, answers = case
    before = dict(answers)
    walk(tree, answers)
    assert answers == before
