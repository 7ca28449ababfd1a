"""Paths: which end elsewhere, counted as if each were walked."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.changes import paths
from build_tools.changes.paths import MAY_END_ANYWHERE, STOPS, compare
from decision_tree.model import Tree
from tests.strategies import ANSWERS, OUTCOMES, routes_by_hand, sound_trees, tree_of

WRITE, WAIT, FIND = OUTCOMES


def ends_by_hand(tree: Tree, said: dict[str, str]) -> set[str]:
    """Where answers can lead, every answer being possible where nothing is said."""
    ends, waiting = set(), [tree.first]
    while waiting:
        at = waiting.pop()
        if at not in tree.steps:
            ends.add(at)
            continue
        step = tree.steps[at]
        if step.question not in said:
            waiting += step.go.values()
        else:
            waiting.append(step.go.get(said[step.question], STOPS + step.question))
    return ends


def by_hand(old: Tree, new: Tree) -> Counter[tuple[str, tuple[str, ...]]]:
    """(end, ends now) -> how many paths, walked one by one."""
    found: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for route in routes_by_hand(old):
        step, answer = route[-1]
        before = old.steps[step].go[answer]
        after = ends_by_hand(new, {old.steps[s].question: a for s, a in route})
        if after != {before}:
            found[before, tuple(sorted(after))] += 1
    return found


@st.composite
def two_trees(draw: st.DrawFn) -> tuple[Tree, Tree]:
    """Two trees of their own, or one and the same with some answers led elsewhere."""
    old = draw(sound_trees())
    if draw(st.booleans()):
        return old, draw(sound_trees())
    steps = {step.id: dict(step.go) for step in old.steps.values()}
    for _ in range(draw(st.integers(0, 3))):
        go = steps[draw(st.sampled_from(sorted(steps)))]
        go[draw(st.sampled_from(ANSWERS))] = draw(st.sampled_from(OUTCOMES))
    return old, tree_of(steps, {step.id: step.question for step in old.steps.values()})


@given(two_trees())
def test_counts_are_those_of_walking_every_path(both: tuple[Tree, Tree]) -> None:
    """Group by group, the numbers are what walking each path alone gives."""
    old, new = both
    found = compare(old, new)
    forth, back = by_hand(old, new), by_hand(new, old)
    assert {(g.before, g.after): g.paths for g in (*found.moved, *found.gone)} == forth
    assert {(g.before, g.after): g.paths for g in found.new} == {
        key: paths for key, paths in back.items() if all(end.startswith(STOPS) for end in key[1])
    }
    assert found.before == sum(1 for _ in routes_by_hand(old))


@given(two_trees())
def test_an_example_is_a_path_of_its_group(both: tuple[Tree, Tree]) -> None:
    """What is shown ended where the group says, and ends where it says."""
    old, new = both
    for group in compare(old, new).moved:
        said = dict(group.example)
        assert (ends_by_hand(old, said), ends_by_hand(new, said)) == (
            {group.before},
            set(group.after),
        )


@given(sound_trees())
def test_a_tree_is_like_itself(tree: Tree) -> None:
    """No change, no path that changed."""
    assert not compare(tree, tree).changed


def test_steps_may_be_called_otherwise() -> None:
    """A path is its questions and answers; what the steps are called changes nothing for it."""
    old = tree_of({"a": {"yes": "b", "no": WAIT}, "b": {"yes": WRITE}}, {"a": "one", "b": "two"})
    new = tree_of({"x": {"yes": "y", "no": WAIT}, "y": {"yes": WRITE}}, {"x": "one", "y": "two"})
    assert not compare(old, new).changed


def test_an_order_changed_changes_no_path() -> None:
    """The same two questions in the other order lead the same answers to the same ends."""
    old = tree_of(
        {
            "a": {"yes": "b1", "no": "b2"},
            "b1": {"yes": WRITE, "no": WAIT},
            "b2": {"yes": WAIT, "no": FIND},
        },
        {"a": "one", "b1": "two", "b2": "two"},
    )
    new = tree_of(
        {
            "b": {"yes": "a1", "no": "a2"},
            "a1": {"yes": WRITE, "no": WAIT},
            "a2": {"yes": WAIT, "no": FIND},
        },
        {"b": "two", "a1": "one", "a2": "one"},
    )
    assert not compare(old, new).changed


def test_a_new_question_that_changes_nothing() -> None:
    """A question put between, all of whose answers lead on as before, moves nobody."""
    old = tree_of({"a": {"yes": WRITE, "no": WAIT}})
    new = tree_of({"b": {"yes": "a", "no": "a"}, "a": {"yes": WRITE, "no": WAIT}})
    assert (compare(old, new).moved, compare(old, new).new) == ((), ())


def test_an_answer_that_went_and_one_that_came() -> None:
    """Whoever gave the old answer is asked again; whoever gives the new one is new."""
    old, new = (
        tree_of({"a": {"yes": WRITE, "no": WAIT}}),
        tree_of({"a": {"yes": WRITE, "other": FIND}}),
    )
    found = compare(old, new)
    assert [(g.before, g.after, g.paths) for g in found.gone] == [(WAIT, ("?a?",), 1)]
    assert [(g.before, g.example) for g in found.new] == [(FIND, (("a?", "other"),))]
    assert found.moved == ()


def layered(depth: int, last: str = WRITE) -> Tree:
    """Two steps a layer, every answer leading to either of the next: 3 ** depth paths or so."""
    steps = {}
    for layer in range(depth):
        onward = [f"s{layer + 1}{side}" for side in "lr"] if layer < depth - 1 else [last, WAIT]
        for side in "lr":
            steps[f"s{layer}{side}"] = {"yes": onward[0], "no": onward[1], "not-sure": onward[1]}
    asks = {name: f"question-{name[:-1]}" for name in steps}
    return tree_of({k: steps[k] for k in ("s0l", *(s for s in steps if s != "s0l"))}, asks)


def test_more_paths_than_can_be_walked() -> None:
    """Of more than a million million paths, a third end elsewhere, and the number is exact."""
    found = compare(layered(30), layered(30, FIND))
    assert found.before == 3**30 > 10**12
    assert [(g.before, g.after, g.paths) for g in found.moved] == [(WRITE, (FIND,), 3**29)]


@pytest.mark.parametrize("limit", ["MOST_WAITING", "MOST_VISITED"])
def test_too_many_new_questions_are_said_to_be_too_many(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit a path counts as moved, and where to is left open."""
    monkeypatch.setattr(paths, limit, 0)
    old = tree_of({"a": {"yes": "b"}, "b": {"yes": WRITE}})
    new = tree_of({"c": {"yes": "b", "no": "d"}, "b": {"yes": WRITE}, "d": {"yes": WAIT}})
    assert [g.after for g in compare(old, new).moved] == [(MAY_END_ANYWHERE,)]


def test_trees_without_steps() -> None:
    """Where one tree is empty, all the paths of the other came or went."""
    empty, some = Tree("", {}, {}), tree_of({"a": {"yes": WRITE}})
    assert not compare(empty, empty).changed
    assert [g.paths for g in compare(some, empty).gone + compare(some, empty).moved] == [1]
