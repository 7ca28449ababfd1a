"""What every test may ask for: the small project, whole or with something changed in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import hypothesis
import pytest

from build_tools.rule_pages import Edit
from build_tools.settings import WANTED

# The built site, one for every test that opens it, wherever the test stands.
pytest_plugins = ("tests.site.fixtures",)

hypothesis.settings.register_profile("same every time", derandomize=True, deadline=None)
hypothesis.settings.load_profile("same every time")

SMALL = Path(__file__).parent / "fixtures" / "small"

Edits = Mapping[str, Edit]
SmallProject = Callable[..., Path]


@pytest.fixture
def small_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallProject:
    """A function that copies the small project, applies edits and returns the copy's root.

    Settings that this machine may have in its environment are taken away.
    """
    for variable, _ in WANTED.values():
        monkeypatch.delenv(variable, raising=False)

    def make(edits: Edits | None = None) -> Path:
        root = tmp_path / "small"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(SMALL, root, ignore=shutil.ignore_patterns("build", "site"))
        for file, edit in (edits or {}).items():
            apply(edit, root / file)
        return root

    return make


def apply(edit: Edit, path: Path) -> None:
    """Change one file. Text to replace must stand in it exactly once."""
    if edit is None:
        path.unlink()
        return
    if isinstance(edit, str):
        path.parent.mkdir(parents=True, exist_ok=True)
        text = edit
    else:
        text = path.read_text("utf-8")
        for old, new in edit:
            times = text.count(old)
            assert times == 1, f"{path.name} holds this {times} times, not once:\n{old}"
            text = text.replace(old, new)
    path.write_text(text, "utf-8", newline="")
