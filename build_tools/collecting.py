"""Work that makes many objects and no garbage, without Python's looking through them for some."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Pause garbage collection, and count what was made meanwhile as old, since it is kept."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        # Set aside and taken back, everything is in the oldest generation, which is looked
        # through least often. Garbage among it is still found then.
        gc.freeze()
        gc.unfreeze()
        gc.enable()
