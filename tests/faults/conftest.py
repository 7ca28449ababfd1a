"""Prints the score of the faults after the tests."""

from __future__ import annotations

import pytest

SCORE = pytest.StashKey[dict[str, tuple[int, int]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SCORE] = {}


@pytest.fixture(scope="session")
def score(pytestconfig: pytest.Config) -> dict[str, tuple[int, int]]:
    """Kind -> (found, put in), to be filled by the tests."""
    return pytestconfig.stash[SCORE]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """One line, whatever the verbosity."""
    scores = config.stash.get(SCORE, {}).values()
    if scores:
        found, put_in = (sum(column) for column in zip(*scores, strict=True))
        terminalreporter.write_line(
            f"faults found where they are: {found} of {put_in}, {len(scores)} kinds"
        )
