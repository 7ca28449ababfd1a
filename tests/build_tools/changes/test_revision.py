"""Revision: the files of the base, and plain words where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.changes.revision import RevisionError, files_at, name_of
from tests.conftest import SmallProject
from tests.git import committed, git

PAGE = "docs/next-steps/ask-first.md"


def test_the_files_are_those_of_the_revision(small_project: SmallProject) -> None:
    """What was edited, added or deleted since is not there, committed or not."""
    root = committed(small_project())
    before = (root / PAGE).read_bytes()
    (root / PAGE).write_text("edited")
    (root / "docs/new.md").write_text("new")
    (root / "docs/index.md").unlink()
    with files_at(root, "base") as folder:
        assert (folder / PAGE).read_bytes() == before
        assert (folder / "docs/index.md").is_file()
        assert not (folder / "docs/new.md").exists()


def test_the_folder_is_gone_afterwards(small_project: SmallProject) -> None:
    """A report leaves nothing behind, and no worktree in git either."""
    root = committed(small_project())
    with files_at(root, "base") as folder:
        assert folder.is_dir()
    assert not folder.exists()
    assert git(root, "worktree", "list").count("\n") == 0


def test_a_project_in_a_folder_of_its_repository(small_project: SmallProject) -> None:
    """The project need not be the whole repository."""
    root = small_project()
    committed(root.parent)
    with files_at(root, "base") as folder:
        assert (folder / PAGE).is_file()


def test_links_are_left_out(small_project: SmallProject) -> None:
    """A link in the base is not followed to a file of this machine."""
    root = small_project()
    (root / "docs/link.md").symlink_to("/etc/hostname")
    committed(root)
    with files_at(root, "base") as folder:
        assert not (folder / "docs/link.md").exists()
        assert not (folder / "docs/link.md").is_symlink()


def test_a_base_without_the_files(small_project: SmallProject) -> None:
    """From before there was a tree: an empty folder, and no error."""
    root = small_project()
    git(root, "init", "--quiet")
    git(root, "commit", "--quiet", "--allow-empty", "--message=empty")
    with files_at(root, "HEAD") as folder:
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize("revision", ["no-such-branch", "--help", "", "base:docs/index.md"])
def test_a_revision_that_is_none(revision: str, small_project: SmallProject) -> None:
    """Git's own words say what it did not find; nothing is taken for an option."""
    root = committed(small_project())
    with pytest.raises(RevisionError), files_at(root, revision):
        pass


def test_no_repository(tmp_path: Path) -> None:
    """A folder that git knows nothing of."""
    with pytest.raises(RevisionError, match="not a git repository"):
        name_of(tmp_path, "HEAD")


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed, that is what is said."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="git is not installed"):
        name_of(tmp_path, "HEAD")
