"""Every example on every rule's page brings exactly the findings that it says."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from build_tools.checks import check
from build_tools.load import load
from build_tools.settings import NOT_SET, SETTINGS_FILE
from tests.checks.case_pages import Case, every_page
from tests.conftest import SmallProject

TODAY = dt.date(2026, 11, 24)

CASES = [
    pytest.param(case, id=f"{page.file}: {'Bad' if case.bad else 'Good'}: {case.words}")
    for page in every_page()
    for case in page.cases
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: Case, small_project: SmallProject) -> None:
    """The findings, with their places, are those on the page and no others."""
    findings = check(load(small_project(case.edits)), TODAY)
    if SETTINGS_FILE not in case.edits:
        findings = [finding for finding in findings if finding.code != NOT_SET.code]
    found = [f"{f.code} {f.place.file}:{f.place.line}:{f.place.column}" for f in findings]
    assert Counter(found) == Counter(case.expected)
