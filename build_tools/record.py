"""The record of what was published, and where what has moved is found: read, never guessed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from build_tools.finding import Finding, Place
from build_tools.shapes import WRONG_SHAPE
from build_tools.yaml_source import SYNTAX, Document, parse, read_text

PUBLISHED_FILE = "decision_tree/published.txt"
REDIRECTS_FILE = "decision_tree/redirects.yaml"

ADDRESS = re.compile(r"/[\w./-]*(?:#[\w-]+)?|(?:question|letter) [a-z0-9-]+")
"""`/stages/ombudsman/`, `/stages/ombudsman/#when`, `/data/tree.json`, `question which-plan`."""

HEAD = """\
# Every address that this site has published, and every name that others lean on. Charities,
# councils and parents have them in letters and bookmarks, so no line is ever taken out.
# `python -m build_tools addresses` adds what is new. What has moved: redirects.yaml.
"""

Published = tuple[tuple[str, Place], ...]
"""Each address on record, with its place."""


def load_published(root: Path, findings: list[Finding]) -> Published:
    """The record. Without it, or with nothing in it, no vanished address would be found."""
    text, unreadable = read_text(root / PUBLISHED_FILE, root)
    findings += unreadable
    if not text.strip() and not unreadable:
        findings.append(SYNTAX.at(Place(PUBLISHED_FILE), "this file is empty", _RESTORE))
    return tuple(
        (line.strip(), Place(PUBLISHED_FILE, number, 1, len(line.rstrip())))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.startswith("#")
    )


def load_redirects(root: Path, findings: list[Finding]) -> Document:
    """Old address -> new address, as written. No file is the same as an empty one."""
    if not os.path.lexists(root / REDIRECTS_FILE):
        return Document(REDIRECTS_FILE, {})
    text, unreadable = read_text(root / REDIRECTS_FILE, root)
    document = parse(text, REDIRECTS_FILE)
    findings += unreadable or document.findings
    written = document.value if document.value is not None else {}
    document.value = {}
    if not isinstance(written, dict):
        findings.append(
            WRONG_SHAPE.at(Place(REDIRECTS_FILE), "this should be `old: new` lines", _HELP)
        )
        return document
    for old, new in written.items():
        if isinstance(new, str) and ADDRESS.fullmatch(new) and ADDRESS.fullmatch(old):
            document.value[old] = new
        else:
            findings.append(
                WRONG_SHAPE.at(document.key(old), f"`{old}: {new}` is not a redirect", _HELP)
            )
    return document


_RESTORE = "Restore it as it last was: every line in it is a promise to somebody."
_HELP = "Write two addresses, such as `/stages/old-name/: /stages/new-name/`."


def written(addresses: Iterable[str]) -> str:
    """The record as a file: what it is, then one address a line, in order."""
    return HEAD + "".join(f"{address}\n" for address in sorted(set(addresses)))
