"""The project as it stood at a git revision, in a folder of its own."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

READ = ("decision_tree", "docs", "tests/journeys", "mkdocs.yml")
"""What a report needs of a revision."""


class RevisionError(Exception):
    """Why a revision could not be read, in words."""


@contextmanager
def files_at(root: Path, revision: str) -> Iterator[Path]:
    """A temporary folder with the project's files as they stood at `revision`.

    Raises RevisionError where git is missing, `root` is in no repository or git does not know
    the revision.
    """
    name_of(root, revision)
    there = _git(root, "ls-tree", "--name-only", "-z", revision, "--", *READ).split(b"\0")
    wanted = [name.decode() for name in there if name]
    with tempfile.TemporaryDirectory(prefix="plan-not-followed-") as folder:
        if wanted:
            _unpack(_git(root, "archive", "--format=tar", revision, "--", *wanted), Path(folder))
        yield Path(folder)


def name_of(root: Path, revision: str) -> str:
    """The short hash of a revision. RevisionError where there is none."""
    # The two dashes keep a revision that looks like an option from being taken for one.
    found = _git(
        root, "rev-parse", "--short", "--verify", "--end-of-options", f"{revision}^{{commit}}"
    )
    return found.decode().strip()


def _git(root: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("git is not installed, and the report reads the base from it") from None
    if done.returncode:
        raise RevisionError(done.stderr.decode("utf-8", "replace").strip() or "git refused")
    return done.stdout


def _unpack(archive: bytes, folder: Path) -> None:
    """Plain files only: a link in the base can lead nowhere that matters to a report."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isfile() else None
            if content is None or ".." in PurePosixPath(member.name).parts:
                continue
            path = folder / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read())
