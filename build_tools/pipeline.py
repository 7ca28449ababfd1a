"""The whole line on one screen: load, check, compile, render, the site generator, finish."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from build_tools.checks import check
from build_tools.compile import compile_site
from build_tools.deadlines import kept_bank_holidays
from build_tools.finding import Finding, has_errors
from build_tools.finish import Built, finish
from build_tools.load import load
from build_tools.memory import Memory
from build_tools.python_bundle import browser_pack, engine_files, why_not
from build_tools.render import OUTPUT, render, write

SITE = "site"
FRESH_SITE = "build/site"


@dataclass(frozen=True, slots=True)
class Result:
    """What was found, which files of the site's source were written, and what was left out."""

    findings: list[Finding]
    changed: list[str]
    left_out: str = ""

    @property
    def ok(self) -> bool:
        return not has_errors(self.findings)


def prepare(
    root: Path, today: dt.date, memory: Memory | None = None, as_at: dt.date | None = None
) -> Result:
    """Write the source of the site under build/docs/; nothing is written if there are errors.

    With the `memory` of an earlier call only what has changed is read and checked again. Dates
    are judged on `today`; the law is that of `as_at` (see build_tools.in_time).
    """
    memory = memory or Memory.of(root)
    project = load(root, memory, as_at)
    findings = check(project, today)
    memory.kept.save()
    if has_errors(findings):
        return Result(findings, [])
    site = compile_site(project, kept_bank_holidays(root, today.year))
    files = render(site) | engine_files(root, browser_pack(site))
    return Result(findings, write(files, root / OUTPUT), why_not(root))


def build_site(root: Path, today: dt.date, finished: bool = True) -> int:
    """Run MkDocs over build/docs/ into a new folder, finish it, then swap it in.

    Returns the exit code. Without `finished` the pages stay as MkDocs wrote them.
    """
    # Imported here because checking alone does not need MkDocs.
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    fresh, site, old = root / FRESH_SITE, root / SITE, root / "build/old-site"
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    try:
        with contextlib.chdir(root):
            build(load_config(str(root / "mkdocs.yml"), site_dir=str(fresh), strict=True))
    except (Abort, MkDocsException) as problem:
        print(f"MkDocs could not build the site: {problem}", file=sys.stderr)
        return 1
    if finished:
        finish(Built(fresh, root, today))
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    return 0
