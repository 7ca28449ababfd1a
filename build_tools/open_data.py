"""The open data as it is published under /data/: each file with its licence, version and schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from build_tools import __version__
from build_tools.change_log import Change, load_changes
from build_tools.compile import Site
from build_tools.schemas import LICENCE, SCHEMA_ENDING


def published(site: Site) -> dict[str, Any]:
    """File name under data/ -> its content. A schema says of itself what it is, and stays."""
    changes, _ = load_changes(site.project.root)
    version = data_version((s.read_on for s in site.project.sources.values()), changes)
    return {
        name: data if name.endswith(SCHEMA_ENDING) else labelled(name, data, version)
        for name, data in site.data.items()
    }


def data_version(read_on: Iterable[str], changes: Iterable[Change]) -> str:
    """The project's version, `+`, and the newest day in ISO text on which a source was read or the
    words changed: the same for the same content, whenever it is built.
    """
    days = [*read_on, *(change.start for change in changes)]
    return f"{__version__}+{max(days)}" if days else __version__


def labelled(name: str, data: dict[str, Any], version: str) -> dict[str, Any]:
    """The data with what somebody who finds it alone needs to know, first."""
    schema = name.removesuffix(".json") + SCHEMA_ENDING
    return {"$schema": schema, "license": LICENCE, "version": version, **data}
