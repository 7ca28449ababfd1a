"""What was published and where it is found now: chains made short, circles left out."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from build_tools.addresses import promised
from build_tools.project import Project

FRONT_DOOR = "/"
STEP_PAGES = "/questions/"
MOVED_JSON = "moved.json"


@dataclass(frozen=True)
class Addresses:
    """The addresses of a project: on record, there now, and led elsewhere."""

    project: Project

    @cached_property
    def there(self) -> frozenset[str]:
        """Every address and id that the project has."""
        return promised(self.project)

    @cached_property
    def given(self) -> Mapping[str, str]:
        """What redirects.yaml says, as written."""
        given: Mapping[str, str] = self.project.redirects.value
        return given

    @cached_property
    def vanished_steps(self) -> tuple[str, ...]:
        """Pages of steps on record that are not there, and that nothing leads elsewhere."""
        return tuple(
            address
            for address, _ in self.project.published
            if address.startswith(STEP_PAGES)
            and "#" not in address
            and address not in self.there
            and address not in self.given
        )

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Old address -> where it is now. A step that has vanished is at the front door."""
        ends = {old: last for old in self.given if (last := self.follow(old)) is not None}
        return ends | dict.fromkeys(self.vanished_steps, FRONT_DOOR)

    def follow(self, address: str) -> str | None:
        """The last address of a chain of redirects; None where it goes round in a circle."""
        seen = {address}
        while (onward := self._onward(address)) is not None:
            if onward in seen:
                return None
            seen.add(onward)
            address = onward
        return address

    def _onward(self, address: str) -> str | None:
        if address in self.given:
            return self.given[address]
        page, mark, anchor = address.partition("#")
        if not mark or page not in self.given:
            return None
        moved = self.given[page]
        return moved if "#" in moved else f"{moved}#{anchor}"

    def is_lost(self, address: str) -> bool:
        """Whether somebody who has this address would find nothing.

        The anchors of a page that is not there are lost with it, and not one by one.
        """
        page, mark, _ = address.partition("#")
        if address in self.there or address in self.moved:
            return False
        return not mark or page in self.there

    def led_to(self, address: str) -> str:
        """Where an address that is gone leads now; "" where it leads nowhere."""
        page, mark, _ = address.partition("#")
        if mark and page not in self.there and address not in self.moved:
            return self.moved.get(page, FRONT_DOOR if page.startswith(STEP_PAGES) else "")
        default = FRONT_DOOR if page.startswith(STEP_PAGES) and not mark else ""
        return self.moved.get(address, default)

    @cached_property
    def unrecorded(self) -> tuple[str, ...]:
        """What is there and not on record yet, in order."""
        on_record = {address for address, _ in self.project.published}
        return tuple(sorted(self.there - on_record))


def moved_as_data(addresses: Addresses) -> dict[str, Any]:
    """What the site publishes of it, as `/data/moved.json`: each kind, old -> new.

    `pages` and `files` are whole addresses, `anchors` places on pages that are still there
    or have moved, `questions` and `letters` ids.
    """
    found: dict[str, dict[str, str]] = {
        kind: {} for kind in ("pages", "files", "anchors", "questions", "letters")
    }
    for old, new in sorted(addresses.moved.items()):
        kind, _, name = old.partition(" ")
        if name:
            found[f"{kind}s"][name] = new.removeprefix(f"{kind} ")
        else:
            found[_kind(old)][old] = new
    return found


def _kind(address: str) -> str:
    if "#" in address:
        return "anchors"
    return "files" if posixpath.splitext(address)[1] else "pages"
