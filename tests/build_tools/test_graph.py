"""The shape of the tree: order, loops, what is reached, how long routes are."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.graph import Graph
from decision_tree.model import NOT_SURE, Tree, outcome_of
from tests.strategies import ANSWERS, routes_by_hand, sound_trees, tree_of, trees

END = "next-steps/write"
DIAMOND = tree_of(
    {
        "a": {"yes": "b", "no": "c", "not-sure": "next-steps/find-out"},
        "b": {"yes": "d", "no": "next-steps/wait"},
        "c": {"yes": "d", "no": "d"},
        "d": {"yes": "next-steps/write"},
        "alone": {"yes": "d", "no": "next-steps/alone"},
    }
)


def targets(tree: Tree, step: str) -> set[str]:
    """The steps that a step leads to."""
    return set(tree.steps[step].go.values()) & tree.steps.keys()


def ends(tree: Tree, sure: bool = False) -> set[str | None]:
    """The outcomes that routes end at; `sure` leaves out those with an "I am not sure"."""
    return {
        outcome_of(tree.steps[route[-1][0]].go[route[-1][1]])
        for route in routes_by_hand(tree)
        if not (sure and any(answer == NOT_SURE for _, answer in route))
    }


def led_to(tree: Tree, start: str) -> set[str]:
    """Every step that some answers lead to from `start`, worked out in the plainest way."""
    found: set[str] = set()
    while True:
        more = {t for step in found | {start} for t in targets(tree, step)} - found
        if not more:
            return found
        found |= more


# What is reached


def test_a_step_leads_to_each_next_step_once() -> None:
    """Two answers to one step count once; outcomes and unknown targets are left out."""
    tree = tree_of({"a": {"1": "b", "2": "b", "3": END, "4": "nowhere"}, "b": {"1": END}})
    assert Graph(tree).after == {"a": ("b",), "b": ()}


def test_what_nothing_leads_to_is_not_reachable() -> None:
    """Neither the step, nor the outcome that only this step leads to."""
    graph = Graph(DIAMOND)
    assert graph.reachable == {"a", "b", "c", "d"}
    assert graph.reachable_outcomes == {"find-out", "wait", "write"}


def test_targets_that_are_not_there_lead_nowhere() -> None:
    """No exception and no step: a rule reports them."""
    graph = Graph(tree_of({"a": {"1": "nowhere", "2": "b"}, "b": {"1": "nowhere"}}))
    assert (graph.order, graph.loops, graph.reachable_outcomes) == (("a", "b"), (), frozenset())
    assert (graph.shortest, graph.longest) == ({"a": 2, "b": 1}, {"a": 2, "b": 1})
    assert graph.shortest_routes() == {}


def test_without_a_first_step_nothing_is_reachable() -> None:
    """A first step that is not there is no exception: a rule reports it."""
    graph = Graph(Tree("nowhere", {}, dict(DIAMOND.steps)))
    assert (graph.reachable, graph.reachable_outcomes) == (frozenset(), frozenset())
    assert (graph.lengths, list(graph.routes())) == (Counter(), [])


def test_an_empty_tree_has_no_shape() -> None:
    """Nothing in, nothing out."""
    graph = Graph(Tree("", {}, {}))
    assert (graph.order, graph.loops, graph.longest, graph.reachable) == ((), (), {}, frozenset())


@given(trees())
def test_reachable_is_what_stands_on_a_route(tree: Tree) -> None:
    """A step is reachable if some route passes it, and an outcome if some route ends there."""
    graph = Graph(tree)
    assert graph.reachable == {step for route in routes_by_hand(tree) for step, _ in route}
    assert graph.reachable_outcomes == ends(tree)


@given(trees())
def test_surely_reachable_is_what_needs_no_not_sure(tree: Tree) -> None:
    """An outcome counts if some route ends there on which the parent is always sure."""
    assert Graph(tree).surely_reachable_outcomes == ends(tree, sure=True)


@given(trees(loops=True))
def test_leads_to_follows_any_answers(tree: Tree) -> None:
    """One step leads to another if some answers do, in trees with loops as well."""
    graph = Graph(tree)
    for start in tree.steps:
        reached = led_to(tree, start)
        assert {goal for goal in tree.steps if graph.leads_to(start, goal)} == reached


# Order and loops


@given(trees())
def test_the_order_puts_each_step_before_those_it_leads_to(tree: Tree) -> None:
    """Every step stands in it once, whatever the order in the file."""
    order = Graph(tree).order
    assert sorted(order) == sorted(tree.steps)
    assert all(
        order.index(step) < order.index(after) for step in order for after in targets(tree, step)
    )


@given(trees())
def test_a_tree_that_only_leads_on_has_no_loop(tree: Tree) -> None:
    """Ways that come together again are no loop."""
    assert Graph(tree).loops == ()


@given(trees(loops=True))
def test_there_is_a_loop_or_an_order(tree: Tree) -> None:
    """Steps that cannot be put in order go round somewhere."""
    graph = Graph(tree)
    assert bool(graph.loops) != bool(graph.order)


@given(trees(loops=True))
def test_a_loop_is_a_way_round(tree: Tree) -> None:
    """Each step of it leads to the next one, and it ends where it began."""
    for loop in Graph(tree).loops:
        assert loop[0] == loop[-1]
        assert len(set(loop)) == len(loop) - 1
        assert all(there in targets(tree, here) for here, there in pairwise(loop))


@given(trees(loops=True))
def test_loops_share_no_step(tree: Tree) -> None:
    """So there are never more of them than a volunteer can mend."""
    steps = [step for loop in Graph(tree).loops for step in loop[1:]]
    assert len(steps) == len(set(steps))


@pytest.mark.parametrize(
    ("steps", "loops"),
    [
        ({"a": {"1": "a"}}, [{"a"}]),
        ({"a": {"1": "b"}, "b": {"1": "a"}}, [{"a", "b"}]),
        ({"a": {"1": "b"}, "b": {"1": "c", "2": END}, "c": {"1": "b"}}, [{"b", "c"}]),
        ({"a": {"1": "a", "2": "b"}, "b": {"1": "b"}}, [{"b"}, {"a"}]),
        ({"a": {"1": END}, "x": {"1": "y"}, "y": {"1": "x"}}, [{"x", "y"}]),
    ],
    ids=["itself", "two", "further on", "two loops", "out of reach"],
)
def test_loops_are_found(steps: dict[str, dict[str, str]], loops: list[set[str]]) -> None:
    """The way round and nothing that only leads to it, wherever it is in the tree."""
    found = [set(loop) for loop in Graph(tree_of(steps)).loops]
    assert sorted(map(sorted, found)) == sorted(map(sorted, loops))


def test_a_very_long_route_is_no_trouble() -> None:
    """Thousands of steps one after another do not exhaust the stack."""
    steps = {f"s{n}": {"1": f"s{n + 1}", "2": END} for n in range(5_000)}
    graph = Graph(tree_of(steps | {"s5000": {"1": "s0"}}))
    assert len(graph.loops[0]) == 5_002


# How long routes are


@given(trees())
def test_lengths_count_the_routes(tree: Tree) -> None:
    """For each number of answers, as many as there are when routes are listed one by one."""
    assert Graph(tree).lengths == Counter(len(route) for route in routes_by_hand(tree))


GIVEN = st.dictionaries(
    st.integers(0, 6).map("question-{}".format),
    st.sets(st.sampled_from(ANSWERS), min_size=1),
    max_size=3,
)


@given(trees(loops=False), GIVEN, GIVEN)
def test_arrivals_are_those_of_the_routes(
    tree: Tree, when: dict[str, set[str]], unless: dict[str, set[str]]
) -> None:
    """An outcome is arrived at if some route gives what is wanted and nothing that is not."""
    wanted = set()
    for route in routes_by_hand(tree):
        said = [(tree.steps[step].question, answer) for step, answer in route]
        given_ = {question for question, answer in said if question in when}
        fits = all(answer in when.get(question, {answer}) for question, answer in said)
        if fits and given_ == set(when) and not any(a in unless.get(q, ()) for q, a in said):
            wanted.add(outcome_of(tree.steps[route[-1][0]].go[route[-1][1]]))
    found = Graph(tree).arrivals(when, unless)
    assert set(found) == wanted
    assert all(outcome_of(tree.steps[r[-1][0]].go[r[-1][1]]) == o for o, r in found.items())


@given(trees(loops=True))
def test_arrivals_end_where_there_is_a_loop(tree: Tree) -> None:
    """A tree that goes round in a circle is an error of its own; the others still end."""
    assert set(Graph(tree).arrivals({}, {})) == Graph(tree).reachable_outcomes


@given(trees())
def test_routes_are_all_routes(tree: Tree) -> None:
    """Each once, as pairs of step and answer."""
    assert Counter(Graph(tree).routes()) == Counter(routes_by_hand(tree))


@given(trees())
def test_longest_and_shortest_are_those_of_the_routes(tree: Tree) -> None:
    """From the first step: the most and the fewest answers that anybody gives."""
    graph = Graph(tree)
    lengths = [len(route) for route in routes_by_hand(tree)]
    assert graph.longest[tree.first] == max(lengths)
    assert graph.shortest[tree.first] == min(lengths)


def test_longest_and_shortest_are_known_for_every_step() -> None:
    """The step's own answer counts, so the last question has one to go."""
    graph = Graph(DIAMOND)
    assert graph.longest == {"a": 3, "b": 2, "c": 2, "d": 1, "alone": 2}
    assert graph.shortest == {"a": 1, "b": 1, "c": 2, "d": 1, "alone": 1}


def test_a_tree_with_a_loop_has_no_lengths() -> None:
    """They would be endless; the loop is reported instead."""
    graph = Graph(tree_of({"a": {"1": "a", "2": END}}))
    assert (graph.longest, graph.shortest, graph.lengths) == ({}, {}, Counter())
    assert list(graph.routes()) == []


@given(trees())
def test_the_shortest_route_to_an_outcome(tree: Tree) -> None:
    """To every outcome that is reached, with as few answers as any route there."""
    fewest: dict[str | None, int] = {}
    for route in routes_by_hand(tree):
        step, answer = route[-1]
        end = outcome_of(tree.steps[step].go[answer])
        fewest[end] = min(len(route), fewest.get(end, len(route)))
    found = Graph(tree).shortest_routes()
    assert {end: len(route) for end, route in found.items()} == fewest
    assert set(found.values()) <= set(routes_by_hand(tree))


@given(sound_trees(), st.data())
def test_outcomes_with_some_answers_are_those_of_the_routes(tree: Tree, data: st.DataObject):
    """Routes that give all the answers, and say "I am not sure" only where that is one of them."""
    offered = {q.id: st.sampled_from([a.id for a in q.answers]) for q in tree.questions.values()}
    answers = data.draw(st.fixed_dictionaries({}, optional=offered))
    expected = set()
    for route in routes_by_hand(tree):
        said = {tree.steps[step].question: answer for step, answer in route}
        unasked = {answer for question, answer in said.items() if question not in answers}
        if answers.items() <= said.items() and NOT_SURE not in unasked:
            expected.add(outcome_of(tree.steps[route[-1][0]].go[route[-1][1]]))
    assert Graph(tree).outcomes_with(answers) == expected


def test_outcomes_with_some_answers_end_in_a_loop() -> None:
    """Going round does not count an answer for ever."""
    tree = tree_of({"a": {"on": "b", "out": END}, "b": {"back": "a"}})
    assert Graph(tree).outcomes_with({"a?": "on"}) == set()
    assert Graph(tree).outcomes_with({"a?": "out"}) == {"write"}


@given(trees())
def test_outcomes_after_a_step_are_those_it_leads_to(tree: Tree) -> None:
    """After the first step they are all that are reached."""
    assert Graph(tree).outcomes_after(tree.first) == ends(tree)


# Asked twice


@given(trees())
def test_asked_twice_is_found_at_the_later_step(tree: Tree) -> None:
    """Exactly the steps that a step with the same question leads to, each once."""
    found = list(Graph(tree).asked_twice())
    expected = {
        later
        for earlier in tree.steps
        for later in led_to(tree, earlier)
        if tree.steps[earlier].question == tree.steps[later].question
    }
    assert Counter(later for _, later in found) == Counter(expected)


@given(trees())
def test_asked_twice_names_an_earlier_step(tree: Tree) -> None:
    """One that asks the same question and leads to the later one."""
    for earlier, later in Graph(tree).asked_twice():
        assert tree.steps[earlier].question == tree.steps[later].question
        assert later in led_to(tree, earlier)


def test_steps_without_a_question_are_not_asked_twice() -> None:
    """That they ask nothing is a finding already."""
    tree = tree_of({"a": {"1": "b"}, "b": {"1": END}}, {"a": "", "b": ""})
    assert list(Graph(tree).asked_twice()) == []
