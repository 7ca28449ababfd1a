"""Redirects: each old address at the end of its chain."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from build_tools.load import load
from build_tools.redirects import Addresses, moved_as_data
from tests.conftest import SmallProject

Make = Callable[[list[str], Mapping[str, str]], Addresses]
HERE = "/stages/tell-the-council/"


@pytest.fixture
def addresses(small_project: SmallProject) -> Make:
    """A function from what was published and what has moved to the addresses of the project."""

    def make(published: list[str], moved: Mapping[str, str]) -> Addresses:
        root = small_project(
            {
                "decision_tree/published.txt": "\n".join(published),
                "decision_tree/redirects.yaml": "".join(f"{o}: {n}\n" for o, n in moved.items()),
            }
        )
        return Addresses(load(root))

    return make


@pytest.mark.parametrize(
    ("address", "moved", "end"),
    [
        ("/a/", {"/a/": HERE}, HERE),
        ("/a/", {"/a/": "/b/", "/b/": "/c/", "/c/": HERE}, HERE),
        ("/a/#x", {"/a/#x": "/b/#y", "/b/": HERE}, f"{HERE}#y"),
        ("/a/#x", {"/a/#x": "/b/#y", "/b/#y": f"{HERE}#z", "/b/": "/"}, f"{HERE}#z"),
        ("/a/#x", {"/a/#x": "/b/#y", "/b/": f"{HERE}#z"}, f"{HERE}#z"),
        ("/a/", {"/a/": "/a/"}, None),
        ("/a/", {"/a/": "/b/", "/b/": "/c/", "/c/": "/b/"}, None),
        ("/a/#x", {"/a/#x": "/b/#x", "/b/": "/a/#x"}, None),
    ],
)
def test_a_chain_is_followed_to_its_end(
    address: str, moved: dict[str, str], end: str | None, addresses: Make
) -> None:
    """Pages and places on them; a circle has no end."""
    assert addresses([], moved).follow(address) == end


def test_a_step_that_vanished_is_at_the_front_door(addresses: Make) -> None:
    """Unless the list says where it is better found."""
    found = addresses(
        [
            "/questions/gone/",
            "/questions/gone/#sources",
            "/questions/led/",
            "/questions/which-plan/",
        ],
        {"/questions/led/": HERE},
    )
    assert found.moved == {"/questions/gone/": "/", "/questions/led/": HERE}
    assert not any(found.is_lost(address) for address, _ in found.project.published)


def test_what_the_site_publishes_of_it(addresses: Make) -> None:
    """Each kind by itself, every chain as short as can be."""
    found = addresses(
        ["/a/", "/a/#x", "/b/", "/letters/a.txt", "question q", "letter l", "/questions/gone/"],
        {
            "/a/": "/b/",
            "/b/": HERE,
            "/a/#x": "/#first-question",
            "/letters/a.txt": "/letters/b.txt",
            "question q": "question which-plan",
            "letter l": "letter m",
        },
    )
    assert moved_as_data(found) == {
        "pages": {"/a/": HERE, "/b/": HERE, "/questions/gone/": "/"},
        "files": {"/letters/a.txt": "/letters/b.txt"},
        "anchors": {"/a/#x": "/#first-question"},
        "questions": {"q": "which-plan"},
        "letters": {"l": "m"},
    }


def test_what_is_not_on_record_yet(addresses: Make) -> None:
    """All that is there and was never published, in order."""
    found = addresses(["/", "/gone/"], {})
    assert "/" not in found.unrecorded
    assert HERE in found.unrecorded
    assert list(found.unrecorded) == sorted(found.unrecorded)
