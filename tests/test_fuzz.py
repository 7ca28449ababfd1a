"""Whatever stands in a file, the check answers in words, soon, and writes only under build/."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.checks import check
from build_tools.finding import Finding
from build_tools.load import load
from tests.conftest import SMALL

TODAY = dt.date(2026, 11, 26)
FILES = (
    "decision_tree/tree.yaml",
    "decision_tree/sources.yaml",
    "decision_tree/organisations.yaml",
    "decision_tree/deadlines.yaml",
    "decision_tree/promises.yaml",
    "decision_tree/tolerances.yaml",
    "decision_tree/cases.yaml",
    "decision_tree/redirects.yaml",
    "decision_tree/search_words.yaml",
    "decision_tree/letters/fields.yaml",
    "docs/next-steps/ask-first.md",
    "mkdocs.yml",
)
PIECES = (
    *("a", "ask", "steps", ": ", "\n", "\n  ", "- ", "{", "}", "[", "]", "'", '"', "&x", "*x"),
    *("!!int", "|", ">", "#", "\t", "no", "2026-11-23", "---\n", "%", "\ufeff", "\x00", "<<: "),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(lambda pieces: "".join(pieces).encode())
BYTES = st.one_of(st.binary(max_size=200), TEXTS)


def everything(folder: Path) -> set[str]:
    """Every path under a folder but those in build/."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if "build" not in path.relative_to(folder).parts
    }


def findings(root: Path) -> list[Finding]:
    """What is found, within bounded time and with nothing written outside build/."""
    before, start = everything(root.parent), time.process_time()
    found = check(load(root), TODAY)
    assert time.process_time() - start < 5
    assert everything(root.parent) == before
    assert all(f.message and f.help and f.place.line > 0 for f in found)
    return found


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "small"
    shutil.copytree(SMALL, folder)
    (folder / "decision_tree/letters").mkdir(exist_ok=True)
    return folder


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(content=BYTES)
@pytest.mark.parametrize("file", FILES)
def test_arbitrary_bytes_are_answered_in_words(file: str, root: Path, content: bytes) -> None:
    """As a file, and as the front matter of a page: findings, never an exception."""
    path = root / file
    kept = path.read_bytes() if path.exists() else None
    path.write_bytes(b"---\n" + content + b"\n---\n\nText.\n" if file.endswith(".md") else content)
    try:
        findings(root)
    finally:
        path.write_bytes(kept) if kept is not None else path.unlink()


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{n}: &{n} [{', '.join([f'*{m}'] * 9)}]\n" for m, n in zip("abcdefgh", "bcdefghi", strict=True)
)
TREE = "decision_tree/tree.yaml"
GOOD = (SMALL / TREE).read_text("utf-8")
BITES = {
    "a bare no": (GOOD.replace("told: Yes, in writing", "told: no"), None),
    "a tab": (GOOD.replace("    ask: which-plan", "\task: which-plan", 1), "YAML001"),
    "a key twice": (GOOD + "first: which-plan\n", "YAML002"),
    "an anchor": (GOOD.replace("No plan", "&a No plan").replace("Not yet", "*a"), "YAML003"),
    "a billion laughs": (LAUGHS, "YAML003"),
    "a merge key": (GOOD.replace("    ask: Have", "    <<: {ask: x}\n    ask: Have"), "TREE001"),
    "a date": (GOOD.replace("No plan", "2026-11-23"), None),
    "a number": (GOOD.replace("No plan", "0x1F"), None),
    "a tag": (GOOD.replace("No plan", "!!python/object:os.system x"), None),
    "nested a thousand deep": ("a: " + "[" * 1000 + "]" * 1000, "YAML001"),
    "Windows line ends": (GOOD.replace("\n", "\r\n"), None),
    "more than five megabytes": (GOOD + "#" * 5_000_001, "YAML001"),
}


@pytest.mark.parametrize("name", BITES)
def test_yaml_that_bites(name: str, root: Path) -> None:
    """Read as the words it holds, or refused in words, with its code."""
    text, code = BITES[name]
    (root / TREE).write_bytes(text.encode())
    try:
        found = {f.code for f in findings(root) if f.place.file == TREE}
    finally:
        (root / TREE).write_text(GOOD, "utf-8")
    assert (code in found) if code else not found


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "cp1252"])
def test_another_encoding_is_refused(encoding: str, root: Path) -> None:
    """With what to do, not with wrong letters on a page."""
    (root / TREE).write_bytes(GOOD.replace("No plan", "No plañ").encode(encoding))
    try:
        found = [f for f in findings(root) if f.place.file == TREE]
    finally:
        (root / TREE).write_text(GOOD, "utf-8")
    assert [f.message for f in found if f.code == "YAML001"] == ["this file is not in UTF-8"]


@pytest.mark.parametrize("file", [TREE, "docs/next-steps/ask-first.md", "docs/more.md"])
def test_a_link_out_of_the_project_is_refused(file: str, root: Path) -> None:
    """Its target is neither read nor shown."""
    outside, path = root.parent / "outside.md", root / file
    outside.write_text("secret", "utf-8")
    kept = path.read_bytes() if path.exists() else None
    path.unlink(missing_ok=True)
    os.symlink(outside, path)
    try:
        found = findings(root)
    finally:
        path.unlink()
        if kept is not None:
            path.write_bytes(kept)
        outside.unlink()
    assert any("outside the project" in f.message for f in found if f.place.file == file)
    assert not any("secret" in f"{f.message}{f.help}" for f in found)


def test_a_pipe_in_place_of_a_file_is_refused(root: Path) -> None:
    """Reading it would wait for ever."""
    (root / TREE).unlink()
    os.mkfifo(root / TREE)
    try:
        found = [f for f in findings(root) if f.place.file == TREE]
    finally:
        (root / TREE).unlink()
        (root / TREE).write_text(GOOD, "utf-8")
    assert [f.message for f in found] == ["this file cannot be opened"]
