"""What holds of every time limit, whichever the day; and what is refused."""

from __future__ import annotations

import dataclasses
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_tree.counting import SchoolDays, count
from decision_tree.days import DayError
from decision_tree.deadlines import Deadline, rules_from_dict
from tests.decision_tree.limits import counted, deadline, limits

NAMES = sorted(limits().rules.deadlines)
DAYS = st.dates(date(2016, 1, 1), date(2029, 12, 31))
TERMS = SchoolDays(
    tuple((date(year, month, 3), date(year, month + 2, 20)) for year in range(2015, 2032)
          for month in (1, 4, 9))
)  # fmt: skip
ONE_DAY = timedelta(days=1)


def last_day(rule: Deadline, day: date, school: SchoolDays | None = TERMS) -> date:
    """The last day, or the earliest one where only that is certain, all triggers on one day."""
    days = dict.fromkeys(rule.triggers, day)
    found = count(rule, days, limits().calendar, limits().rules, school)
    last = found.day or found.earliest
    assert last is not None
    return last


@given(st.sampled_from(NAMES), DAYS, st.integers(0, 400))
def test_a_later_trigger_never_gives_an_earlier_deadline(name: str, day: date, more: int) -> None:
    """Whatever the rule, waiting never shortens a time limit."""
    rule = deadline(name)
    assert last_day(rule, day) <= last_day(rule, day + timedelta(days=more))


@given(st.sampled_from(NAMES), DAYS)
def test_a_deadline_never_comes_before_its_trigger(name: str, day: date) -> None:
    """But for dates that a year fixes, no limit ends before it starts."""
    rule = deadline(name)
    if any(one.length.before for one in rule.counts):
        return
    assert last_day(rule, day) >= day


@given(st.sampled_from(NAMES), DAYS)
def test_what_the_tribunal_moves_ends_on_a_working_day(name: str, day: date) -> None:
    """A moved day is never a day off, and an appeal never ends in August or Christmas week."""
    rule = deadline(name)
    if not rule.move:
        return
    last = last_day(rule, day)
    assert limits().calendar.is_working(last)
    raw = last_day(dataclasses.replace(rule, move=""), day)
    assert last >= raw
    if rule.move == "tribunal appeal" and raw.month == 8:
        assert (last.month, last.day <= 4) == (9, True)


@given(st.sampled_from(NAMES), DAYS)
def test_without_term_dates_a_school_deadline_is_never_later_than_with_them(
    name: str, day: date
) -> None:
    """The range that is given without the school's dates is safe."""
    rule = deadline(name)
    without = count(
        rule, dict.fromkeys(rule.triggers, day), limits().calendar, limits().rules, None
    )
    with_terms = last_day(rule, day)
    if without.earliest:
        assert without.earliest <= with_terms
    if without.latest:
        assert with_terms <= without.latest


@given(DAYS)
def test_month_ends_and_leap_years(day: date) -> None:
    """Months later is the same number, or that month's last day; starting with it, a day less."""
    after = last_day(dataclasses.replace(deadline("tribunal-appeal"), move=""), day)
    months = (after.year - day.year) * 12 + after.month - day.month
    assert months == 2
    assert after.day == day.day or (after + ONE_DAY).day == 1
    starting = last_day(deadline("ombudsman"), day)
    assert starting + ONE_DAY in (
        day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else starting + ONE_DAY,
    )


def test_the_29th_of_february() -> None:
    """A leap day's year ends on 28 February, so counting the day itself ends on the 27th."""
    assert counted("ombudsman", "2028-02-29").day == date(2029, 2, 27)
    assert counted("tribunal-appeal", "2027-12-29").day == date(2028, 2, 29)
    assert counted("tribunal-appeal", "2026-12-29").day == date(2027, 3, 1)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_no_time_zone_shifts_a_day(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same days come out wherever the phone thinks it is."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        found = [counted(name, *("2027-03-27",) * 2, school=TERMS).day for name in NAMES]
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found == [counted(name, *("2027-03-27",) * 2, school=TERMS).day for name in NAMES]


def test_past_the_known_bank_holidays_it_refuses() -> None:
    """Five years ahead is as far as it goes, and it says so."""
    with pytest.raises(DayError, match=r"bank holidays only from .* to 31 December 2031"):
        counted("ombudsman", "2031-06-01")
    with pytest.raises(DayError, match="bank holidays only"):
        counted("stage-1-answer", "2031-12-29")


def test_before_the_known_bank_holidays_it_refuses() -> None:
    """A day from before the law began is a mistake."""
    with pytest.raises(DayError, match="bank holidays only"):
        counted("order-school-only", "2013-05-01")


def test_the_age_at_which_rights_move_needs_no_bank_holidays() -> None:
    """It lies years ahead for a young child, and is certain all the same."""
    assert counted("rights-move-to-young-person", "2020-05-01").day == date(2036, 6, 27)


def test_terms_that_stop_too_soon_are_said() -> None:
    """It never guesses past the last term that it knows."""
    school = SchoolDays(((date(2026, 11, 2), date(2026, 12, 18)),))
    with pytest.raises(DayError, match="stop on 18 December 2026") as refused:
        counted("school-record", "2026-12-10", school=school)
    assert refused.value.field == "terms"


def test_without_a_day_it_asks_for_one() -> None:
    """No trigger, no sum."""
    with pytest.raises(DayError, match="Tell us a day to count from"):
        counted("tribunal-appeal")


def test_a_count_that_never_ends_is_refused() -> None:
    """A school that closes every day of its term has no fifteenth school day."""
    first, last = date(2026, 1, 1), date(2031, 12, 31)
    every = frozenset(first + timedelta(days=n) for n in range((last - first).days + 1))
    with pytest.raises(DayError, match="never comes to an end"):
        counted("school-record", "2026-01-05", school=SchoolDays(((first, last),), every))


def test_the_sooner_of_two_is_a_range_without_term_dates() -> None:
    """A school's twenty days are not certain, but its sixty working days are the latest."""
    found = counted("information-from-school", "2026-11-23")
    assert (found.day, found.earliest, found.latest) == (
        None,
        date(2026, 12, 21),
        date(2027, 2, 18),
    )
    assert "Thursday 18 February 2027 at the latest" in found.sum


def rule_of(length: str) -> Deadline:
    """A rule with one length, from a day called `from`."""
    plain = {"name": "n", "who": "council", "rule": "r", "kind": "law", "missed": "m", "cites": []}
    return rules_from_dict(
        {"triggers": {}, "deadlines": {"d": {**plain, "count": [{"from": "f", "length": length}]}}}
    ).deadlines["d"]


@pytest.mark.parametrize(
    ("length", "start", "last"),
    [
        ("1 day after", "2026-12-01", "2026-12-02"),
        ("1 week starting with", "2026-12-01", "2026-12-07"),
        ("1 month starting with", "2026-12-01", "2026-12-31"),
        ("1 working day after", "2026-12-24", "2026-12-29"),
        ("2 working days starting with", "2026-12-26", "2026-12-30"),
        ("before 1 March of that year", "2028-09-01", "2028-02-29"),
    ],
)
def test_other_lengths(length: str, start: str, last: str) -> None:
    """Each form that deadlines.yaml may use is counted, in the singular as well."""
    days = {"f": date.fromisoformat(start)}
    found = count(rule_of(length), days, limits().calendar, limits().rules)
    assert found.day == date.fromisoformat(last)
