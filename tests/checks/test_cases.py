"""Every example on every rule's page brings exactly the findings that it shows."""

from __future__ import annotations

import datetime as dt

import pytest

from build_tools.checks import check
from build_tools.load import load
from build_tools.rule_pages import Example, as_expected, every_page
from build_tools.settings import NOT_SET, SETTINGS_FILE
from tests.conftest import SmallProject

TODAY = dt.date(2026, 11, 24)

EXAMPLES = [
    pytest.param(example, id=f"{page.file}: {'Bad' if example.bad else 'Good'}: {example.words}")
    for page in every_page()
    for example in page.examples
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example: Example, small_project: SmallProject) -> None:
    """The findings, their places, messages and help are those on the page, and no others.

    What is found is what the page's `expect` block must hold, line for line.
    """
    findings = check(load(small_project(example.edits), as_at=TODAY), TODAY)
    if SETTINGS_FILE not in example.edits:
        findings = [finding for finding in findings if finding.code != NOT_SET.code]
    found = "\n".join(sorted(map(as_expected, findings)))
    assert found == "\n".join(sorted(example.expected))
