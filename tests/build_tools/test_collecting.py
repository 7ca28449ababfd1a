"""Work during which Python does not look for garbage."""

from __future__ import annotations

import gc
import weakref

import pytest

from build_tools.collecting import without_collecting


def test_the_collector_rests_meanwhile_and_is_back_afterwards() -> None:
    """Also where the work fails."""
    seen = []

    @without_collecting()
    def work() -> None:
        seen.append(gc.isenabled())
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        work()
    assert (seen, gc.isenabled()) == ([False], True)


def test_it_stays_paused_for_whoever_paused_it_before() -> None:
    """Work within work does not bring it back too soon."""
    with without_collecting():
        with without_collecting():
            pass
        assert not gc.isenabled()


def test_garbage_that_was_made_meanwhile_is_found_later() -> None:
    """Counted as old, it is still looked at when everything is."""

    class Thing:
        pass

    with without_collecting():
        thing = Thing()
        thing.itself = thing  # type: ignore[attr-defined]
        seen = weakref.ref(thing)
        del thing
    gc.collect()
    assert seen() is None
