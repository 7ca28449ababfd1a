"""The types that our modules state in comments hold."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.browser.node import ROOT

COMPILER = ROOT / "node_modules/.bin/tsc"


def test_types_hold() -> None:
    """TypeScript's own compiler, at its strictest, finds nothing."""
    if not COMPILER.exists() and not os.environ.get("CI"):
        pytest.skip("TypeScript is not installed: make test installs it.")
    command = [COMPILER, "--project", "tests/browser/tsconfig.json"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
