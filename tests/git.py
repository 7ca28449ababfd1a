"""A git repository for tests that need one, with nothing of this machine's settings in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(root: Path, *words: str) -> str:
    """Run git in `root`; returns what it printed."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"]
    done = subprocess.run(
        ["git", *who, "-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null", *words],
        cwd=root,
        env={**clean, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def committed(root: Path) -> Path:
    """Make `root` a repository whose first commit, `base`, holds all its files."""
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=base")
    git(root, "tag", "base")
    return root
