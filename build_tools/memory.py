"""What earlier loads made of each text, so that only what has changed is read again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar, cast

from build_tools.kept import KEPT_FILE, Kept

T = TypeVar("T")


class Memory:
    """Results by key, such as a file's name and its text. What nobody asks for is forgotten.

    What is kept is shared between loads, so nobody may change it. `kept` is what lasts longer,
    from one run to the next.
    """

    def __init__(self, kept: Kept | None = None) -> None:
        self.kept = kept or Kept()
        self._earlier: dict[Hashable, object] = {}
        self._now: dict[Hashable, object] = {}

    @classmethod
    def of(cls, root: Path) -> Memory:
        """One that begins with what earlier runs in the project under `root` have saved."""
        return cls(Kept(root / KEPT_FILE))

    def turn(self) -> None:
        """Begin a new load: what the last one did not ask for is forgotten."""
        self._earlier, self._now = self._now, {}

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for this key, in this load or in the last; made now if need be."""
        if key not in self._now:
            self._now[key] = self._earlier[key] if key in self._earlier else make()
        return cast(T, self._now[key])
