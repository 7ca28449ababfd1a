"""What is done to the finished pages, whichever site generator wrote them.

Each step is one module with a function that takes `Built` and changes files under its folder.
A slow step keeps what it made, by content, with `kept`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CACHE = "build/cache/finish"


@dataclass(frozen=True, slots=True)
class Built:
    """A site as MkDocs or Zensical left it: `folder` holds its pages, `root` is the project."""

    folder: Path
    root: Path
    today: dt.date

    def pages(self) -> tuple[Path, ...]:
        """Every HTML page, in path order."""
        return tuple(sorted(self.folder.rglob("*.html")))


Step = Callable[[Built], None]


def steps() -> tuple[Step, ...]:
    """In this order: new pages and pictures; marks on links; the search index; old addresses;
    styles, which see all that stands on the pages; scripts; policy hashes; the service worker's
    list; smaller copies of files. What comes later sees what came before, and nothing changes a
    page after its hash was taken.
    """
    # Imported here because the steps import this module, and because checking needs none.
    from build_tools.finish.cards import draw_cards
    from build_tools.finish.compress import compress
    from build_tools.finish.embeds import write_embeds
    from build_tools.finish.fingerprints import fingerprint
    from build_tools.finish.hosting import write_host_files
    from build_tools.finish.measured import show_weights
    from build_tools.finish.moved import lead_on
    from build_tools.finish.offline import write_offline
    from build_tools.finish.policy import add_policy
    from build_tools.finish.scripts import pack_scripts
    from build_tools.finish.search import index_search
    from build_tools.finish.sheets import write_sheets
    from build_tools.finish.structured import add_structured_data
    from build_tools.finish.styles import inline_styles
    from build_tools.finish.unused import drop_unused

    return (
        index_search,
        lead_on,
        add_structured_data,
        write_embeds,
        write_sheets,
        draw_cards,
        inline_styles,
        drop_unused,
        pack_scripts,
        fingerprint,
        add_policy,
        show_weights,
        write_offline,
        write_host_files,
        compress,
    )


def finish(built: Built) -> None:
    """Run every step over the built site."""
    for step in steps():
        step(built)
    forget(built.root)


def kept(root: Path, kind: str, source: bytes, make: Callable[[], bytes]) -> bytes:
    """`make()`, or what it gave before for the same `source`.

    `kind` names what is made and in which version: change it when `make` changes.
    """
    path = root / CACHE / kind / hashlib.sha256(source).hexdigest()
    if path.is_file():
        os.utime(path)
        return path.read_bytes()
    made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made)
    return made


DAYS_KEPT = 30


def forget(root: Path, now: float | None = None) -> None:
    """Throw away what `kept` has not been asked for in a month. `now` is in seconds."""
    oldest = (time.time() if now is None else now) - DAYS_KEPT * 24 * 60 * 60
    for path in (root / CACHE).rglob("*"):
        if path.is_file() and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
