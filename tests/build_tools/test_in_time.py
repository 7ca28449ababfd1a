"""Law in time: on each day the law of that day, and what does not fit together is found."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.checks import check
from build_tools.checks.not_in_force import RULE as NOT_IN_FORCE
from build_tools.cli import main
from build_tools.finding import WARNING, Finding
from build_tools.in_time import ALWAYS, ONE_DAY, Period, gaps
from build_tools.load import load
from build_tools.memory import Memory
from build_tools.pipeline import prepare
from build_tools.rule_pages import Edit
from tests.conftest import SMALL, SmallProject

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 24)
CHANGE = dt.date(2029, 9, 1)
EVE = CHANGE - ONE_DAY

LIMITS = """\
triggers:
  letter:
    ask: When was the letter sent?
    short: the letter
deadlines:
  answer:
    until: 2029-08-31
    name: The council answers
    who: council
    rule: It has 2 weeks.
    kind: law
    count: [{from: letter, length: 2 weeks after}]
    missed: Write again.
    cites: [{source: act}]
  answer-from-2029:
    instead_of: answer
    from: 2029-09-01
    name: The council answers
    who: council
    rule: It has 4 weeks.
    kind: law
    count: [{from: letter, length: 4 weeks after}]
    missed: Write again.
    cites: [{source: act}]
"""
SOURCES = (SMALL / "decision_tree/sources.yaml").read_text("utf-8")
NEW_SOURCE = SOURCES.replace(
    "act:\n", "act-2029:\n  instead_of: act\n  from: 2029-09-01\n"
).replace("An Act 2014", "An Act 2028")
PAGE = (SMALL / "docs/next-steps/write-now.md").read_text("utf-8")
LATER = "docs/next-steps/write-now-from-2029.md"

STAGED: dict[str, Edit] = {
    "decision_tree/deadlines.yaml": LIMITS,
    "decision_tree/sources.yaml": f"{SOURCES}  until: 2029-08-31\n\n{NEW_SOURCE}",
    "docs/next-steps/write-now.md": PAGE.replace(
        "read_on:", "deadlines: [answer]\nuntil: 2029-08-31\nread_on:"
    ),
    LATER: PAGE.replace(
        "read_on:", "deadlines: [answer]\ninstead_of: write-now\nfrom: 2029-09-01\nread_on:"
    ).replace("Write today.", "Use the new form."),
}
"""A change of the law on 1 September 2029: a source, a time limit and a page."""

BEFORE, AFTER = ("Write today.", "It has 2 weeks."), ("Use the new form.", "It has 4 weeks.")


def errors(root: Path, day: dt.date) -> list[tuple[str, str, int]]:
    """The errors as at a day, as (code, file, line)."""
    found = check(load(root, as_at=day), TODAY)
    return [(f.code, f.place.file, f.place.line) for f in found if f.severity != WARNING]


# What is built


@pytest.mark.parametrize(
    ("day", "says", "not_yet"),
    [(TODAY, BEFORE, AFTER), (EVE, BEFORE, AFTER), (CHANGE, AFTER, BEFORE)],
)
def test_a_page_says_what_holds_on_the_day(
    day: dt.date, says: tuple[str, ...], not_yet: tuple[str, ...], small_project: SmallProject
) -> None:
    """Until the eve the old words and limit, from the day on the new, at one address."""
    root = small_project(STAGED)
    assert prepare(root, TODAY, as_at=day).ok
    text = (root / "build/docs/next-steps/write-now.md").read_text("utf-8")
    assert all(words in text for words in says)
    assert not any(words in text for words in not_yet)
    assert not (root / "build" / LATER).exists()


@pytest.mark.parametrize(
    ("day", "length", "title"),
    [(EVE, "2 weeks after", "An Act 2014"), (CHANGE, "4 weeks after", "An Act 2028")],
)
def test_the_open_data_is_that_of_the_day(
    day: dt.date, length: str, title: str, small_project: SmallProject
) -> None:
    """One entry under the first name, without the dates: the engine counts what holds."""
    root = small_project(STAGED)
    assert prepare(root, TODAY, as_at=day).ok
    data = root / "build/docs/data"
    limits = json.loads((data / "deadlines.json").read_text("utf-8"))["deadlines"]
    sources = json.loads((data / "sources.json").read_text("utf-8"))["sources"]
    assert list(limits) == ["answer"]
    assert limits["answer"]["count"] == [{"from": "letter", "length": length}]
    assert not {"from", "until", "instead_of"} & set(limits["answer"])
    assert list(sources) == ["act"]
    assert sources["act"]["title"].startswith(title)


def test_the_day_counts_even_with_a_memory(small_project: SmallProject) -> None:
    """What was kept from one day is not taken for another, and nothing is read twice."""
    root, memory = small_project(STAGED), Memory()
    old, new, again = (load(root, memory, day) for day in (EVE, CHANGE, EVE))
    page = "write-now"
    assert [p.outcomes[page].file.endswith("2029.md") for p in (old, new, again)] == [0, 1, 0]
    assert [p.rules.deadlines["answer"].rule[7] for p in (old, new, again)] == ["2", "4", "2"]
    assert again.outcomes[page] is old.outcomes[page]
    assert load(root, memory, CHANGE).outcomes[page] is new.outcomes[page]


def test_a_place_is_that_of_the_version(small_project: SmallProject) -> None:
    """What is wrong with the later version is found on its own lines."""
    wrong = LIMITS[: LIMITS.rindex("source: act")] + "source: axt}]\n"
    root = small_project({**STAGED, "decision_tree/deadlines.yaml": wrong})
    assert errors(root, EVE) == []
    assert errors(root, CHANGE) == [("CITE001", "decision_tree/deadlines.yaml", 24)]


def test_check_looks_at_the_days_to_come(
    small_project: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error that only the later law has fails today, with the day in the message."""
    broken = str(STAGED[LATER]).replace("[@act]", "[@axt]")
    root = small_project({**STAGED, LATER: broken})
    words = ["--root", str(root), "--today", str(TODAY), "--as-at", str(TODAY), "check"]
    assert main([*words, "--format", "line"]) == 1
    out = capsys.readouterr().out
    assert f"{LATER}:" in out
    assert "(as at 2029-09-01)" in out


# Which day


def test_the_environment_chooses_the_day(
    small_project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`make test AS_AT=2029-09-01` reaches every test that loads the project."""
    root = small_project(STAGED)
    monkeypatch.setenv("AS_AT", "2029-09-01")
    assert load(root).in_time.day == CHANGE
    assert load(root, as_at=EVE).in_time.day == EVE


def test_a_day_that_does_not_exist_is_refused(
    small_project: SmallProject,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The command line says which variable is wrong, and how to write it."""
    monkeypatch.setenv("AS_AT", "soon")
    with pytest.raises(SystemExit):
        main(["--root", str(small_project()), "check"])
    assert "AS_AT is no day: write it as 2029-09-01" in capsys.readouterr().err


# What does not fit together


@pytest.mark.parametrize("day", [TODAY, EVE, CHANGE])
def test_a_change_that_is_staged_well_has_no_finding(
    day: dt.date, small_project: SmallProject
) -> None:
    """Neither before, nor on the eve, nor on the day."""
    assert errors(small_project(STAGED), day) == []


def changed(file: str, old: str, new: str) -> dict[str, Edit]:
    """The staged change with something else in one file."""
    text = str(STAGED[file])
    assert text.count(old) == 1
    return {**STAGED, file: text.replace(old, new)}


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line"),
    [
        ("decision_tree/deadlines.yaml", "from: 2029-09", "from: 2029-08", "DATE005", 17),
        ("decision_tree/deadlines.yaml", "from: 2029-09", "from: 2029-10", "DATE006", 7),
        ("decision_tree/sources.yaml", "from: 2029-09", "from: 2029-08", "DATE005", 16),
        ("decision_tree/sources.yaml", "from: 2029-09", "from: 2029-10", "DATE006", 12),
        (LATER, "from: 2029-09", "from: 2029-08", "DATE005", 10),
        ("docs/next-steps/write-now.md", "2029-08-31", "2029-08-30", "DATE006", 9),
        (LATER, "instead_of: write-now", "instead_of: write-mow", "DATE007", 9),
    ],
)
def test_overlaps_and_gaps_are_found_today(
    file: str, old: str, new: str, code: str, line: int, small_project: SmallProject
) -> None:
    """At the date that is wrong, years before it comes."""
    found = errors(small_project(changed(file, old, new)), TODAY)
    assert (code, file, line) in found
    assert {wrong for wrong, _, _ in found} == {code}


def test_a_gap_that_is_over_is_not_found(small_project: SmallProject) -> None:
    """A site built after it can no longer mislead anybody on those days."""
    root = small_project(changed("decision_tree/deadlines.yaml", "from: 2029-09", "from: 2029-10"))
    assert NOT_IN_FORCE.code in {code for code, _, _ in errors(root, dt.date(2029, 9, 30))}
    assert errors(root, dt.date(2029, 10, 1)) == []


def test_a_later_page_may_cite_what_begins_with_it(small_project: SmallProject) -> None:
    """And what ended before it it may not."""
    own = NEW_SOURCE.replace("act-2029:\n  instead_of: act\n", "new-act:\n")
    page = str(STAGED[LATER]).replace("[@act]", "[@new-act]")
    edits = {**STAGED, "decision_tree/sources.yaml": f"{SOURCES}\n{own}", LATER: page}
    assert errors(small_project(edits), TODAY) == errors(small_project(edits), CHANGE) == []
    edits["docs/next-steps/write-now.md"] = str(edits["docs/next-steps/write-now.md"]).replace(
        "[@act]", "[@new-act]"
    )
    found = errors(small_project(edits), TODAY)
    assert [code for code, _, _ in found] == [NOT_IN_FORCE.code]


# The real project


@cache
def real(day: dt.date) -> list[Finding]:
    return check(load(ROOT, as_at=day), dt.date.today())


@pytest.mark.parametrize("day", [TODAY, CHANGE], ids=str)
def test_the_real_project_is_whole_on_the_day(day: dt.date) -> None:
    """Today and when the next law is to come: no error."""
    assert [finding for finding in real(day) if finding.severity != WARNING] == []


# Sums over days

days = st.dates(dt.date(2029, 1, 1), dt.date(2029, 3, 1))
periods: st.SearchStrategy[Period] = st.tuples(days, days).map(lambda two: Period(*sorted(two)))


def days_of(period: Period) -> range:
    """Its days, as numbers."""
    return range(period.first.toordinal(), period.last.toordinal() + 1)


@given(periods, st.lists(periods, max_size=5))
def test_gaps_are_the_days_that_nothing_covers(need: Period, have: list[Period]) -> None:
    """Each day of the need is in a gap or in a period, never in both, and gaps are in order."""
    found = list(gaps(need, have))
    in_gaps = [day for gap in found for day in days_of(gap)]
    covered = {day for period in have for day in days_of(period)}
    assert in_gaps == [day for day in days_of(need) if day not in covered]


def test_all_time_has_an_end_that_is_no_day_of_ours() -> None:
    """Without dates nothing is missing, and a period without an end leaves no gap after it."""
    assert list(gaps(ALWAYS, [ALWAYS])) == []
    assert list(gaps(ALWAYS, [Period(CHANGE)])) == [Period(dt.date.min, EVE)]
