"""The whole line on one screen: load -> check -> compile -> render, then the site generator."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from build_tools.checks import check
from build_tools.compile import compile_site
from build_tools.finding import Finding, has_errors
from build_tools.load import load
from build_tools.render import OUTPUT, render, write

SITE = "site"
FRESH_SITE = "build/site"


@dataclass(frozen=True, slots=True)
class Result:
    """What was found, and which files of the site's source were written."""

    findings: list[Finding]
    changed: list[str]

    @property
    def ok(self) -> bool:
        return not has_errors(self.findings)


def prepare(root: Path, today: dt.date) -> Result:
    """Write the source of the site under build/docs/; nothing is written if there are errors."""
    project = load(root)
    findings = check(project, today)
    if has_errors(findings):
        return Result(findings, [])
    files = render(compile_site(project))
    return Result(findings, write(files, root / OUTPUT))


def build_site(root: Path) -> int:
    """Run MkDocs over build/docs/ into a new folder, then swap it in. Returns its exit code."""
    fresh, site, old = root / FRESH_SITE, root / SITE, root / "build/old-site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--clean"]
    code = subprocess.call([*command, "--site-dir", str(fresh)], cwd=root)
    if code:
        return code
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    return 0
