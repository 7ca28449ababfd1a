"""Build the whole site from a copy of the project, so that a test never touches `site/`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from build_tools.settings import WANTED

ROOT = Path(__file__).parents[2]
SHARED = ("node_modules", "build/cache")
"""What the copy shares with the project: what npm installed, and what finish keeps by content."""


def build_copy(folder: Path, settings: Mapping[str, str] | None = None) -> Path:
    """Copy the project into `folder`, build it, and return the folder of the finished site.

    `settings` are environment variables such as SITE_URL; those that this machine may have
    set are taken away first.
    """
    for name in _tracked():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    (ROOT / "build/cache").mkdir(parents=True, exist_ok=True)
    (folder / "build").mkdir()
    for name in SHARED:
        if (ROOT / name).exists():
            (folder / name).symlink_to((ROOT / name).resolve(), target_is_directory=True)
    unset = {variable for variable, _ in WANTED.values()}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    run = subprocess.run(
        [sys.executable, "-m", "build_tools", "--root", str(folder), "site"],
        env={**kept, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", **(settings or {})},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


def _tracked() -> list[str]:
    """Every file that git tracks, or would."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
