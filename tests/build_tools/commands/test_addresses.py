"""`addresses`: what is new goes on record, and nothing is ever taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.addresses import promised
from build_tools.cli import main
from build_tools.load import load
from build_tools.record import PUBLISHED_FILE
from tests.conftest import SmallProject


def run(root: Path, *words: str) -> int:
    """One command, judged as on 24 November 2026."""
    return main(["--root", str(root), "--today", "2026-11-24", "addresses", *words])


def on_record(root: Path) -> list[str]:
    """The addresses on record."""
    return [address for address, _ in load(root).published]


def test_every_address_goes_on_record(small_project: SmallProject) -> None:
    """The first time all of them; the second time the file stays as it is."""
    root = small_project()
    assert run(root) == 0
    assert on_record(root) == sorted(promised(load(root)))
    before = (root / PUBLISHED_FILE).read_bytes()
    assert run(root) == 0
    assert (root / PUBLISHED_FILE).read_bytes() == before


def test_nothing_is_taken_out(small_project: SmallProject) -> None:
    """What has moved stays on record, because somebody has it."""
    root = small_project(
        {
            PUBLISHED_FILE: "/stages/old/\n",
            "decision_tree/redirects.yaml": "/stages/old/: /stages/tell-the-council/\n",
        }
    )
    assert run(root) == 0
    assert "/stages/old/" in on_record(root)


def test_only_looking(small_project: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    """`--check` lists what is new, fails where there is any, and writes nothing."""
    root = small_project()
    assert run(root, "--check") == 1
    assert "/stages/tell-the-council/" in capsys.readouterr().out
    assert on_record(root) == ["/"]
    run(root)
    assert run(root, "--check") == 0


def test_errors_come_first(small_project: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    """A lost address is mended before more is promised."""
    root = small_project({PUBLISHED_FILE: "/stages/old/\n"})
    assert run(root) == 2
    assert "ADDR001" in capsys.readouterr().err
    assert on_record(root) == ["/stages/old/"]
