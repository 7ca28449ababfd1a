"""Worked dates: each row is a time limit, the days given, and the last day that the law gives.

The names on the left are those of the facts that the rows come from.
"""

from __future__ import annotations

from datetime import date

import pytest

from decision_tree.counting import SchoolDays
from tests.decision_tree.limits import counted, deadline, limits

TERMS = SchoolDays(
    ((date(2026, 11, 2), date(2026, 12, 18)), (date(2027, 1, 5), date(2027, 3, 25))),
    closed=frozenset({date(2026, 12, 4)}),
)

WORKED = [
    # ------------------------------------------- the SEND Tribunal: appeals
    ("tribunal-time-limit", "tribunal-appeal", ("2026-09-25", "2026-11-23"), "2026-12-23"),
    ("tribunal-august-christmas", "tribunal-appeal", ("2026-10-27",), "2027-01-04"),
    ("tribunal-month-counting", "tribunal-appeal", ("2026-12-31",), "2027-03-01"),
    ("tribunal-august-christmas", "tribunal-appeal", ("2027-06-15",), "2027-09-01"),
    ("tribunal-august-not-excluded", "tribunal-appeal", ("2027-07-15",), "2027-09-15"),
    ("tribunal-month-counting", "tribunal-appeal", ("2026-10-01",), "2026-12-01"),
    ("tribunal-month-counting", "tribunal-appeal", (None, "2026-11-29"), "2027-01-04"),
    ("ipsea-example", "tribunal-appeal", ("2026-10-01", "2026-11-29"), "2027-01-04"),
    (
        "tribunal-no-later-certificate",
        "tribunal-appeal",
        ("2027-01-15", "2027-01-20"),
        "2027-03-15",
    ),
    ("tribunal-next-working-day", "tribunal-appeal", ("2027-01-27",), "2027-03-30"),
    ("tribunal-1-january", "tribunal-appeal", ("2027-11-01",), "2028-01-04"),
    ("tribunal-24-december", "tribunal-appeal", ("2026-10-24",), "2026-12-24"),
    ("tribunal-2-january", "tribunal-appeal", ("2026-11-02",), "2027-01-04"),
    ("tribunal-1-august", "tribunal-appeal", ("2027-06-01",), "2027-09-01"),
    ("tribunal-31-july-saturday", "tribunal-appeal", ("2027-05-31",), "2027-08-02"),
    ("tribunal-31-august", "tribunal-appeal", ("2026-06-30",), "2026-09-01"),
    ("mediation-contact-adviser-deadline", "mediation-adviser", ("2027-01-12",), "2027-03-12"),
    ("mediation-no-christmas", "mediation-adviser", ("2026-10-27",), "2026-12-27"),
    ("tribunal-onward-appeal", "permission-to-appeal-on", ("2027-01-11",), "2027-02-08"),
    ("tribunal-onward-appeal", "permission-to-appeal-on", ("2026-12-10",), "2027-01-15"),
    ("tribunal-onward-appeal", "permission-to-appeal-on", ("2027-07-20",), "2027-09-17"),
    ("tribunal-la-response", "council-answers-appeal", ("2027-01-11",), "2027-02-22"),
    ("tribunal-la-response", "council-answers-appeal", ("2026-12-14",), "2027-02-02"),
    # ------------------------------------------- mediation
    ("certificate-3-working-days", "certificate-without-mediation", ("2026-12-23",), "2026-12-30"),
    ("certificate-3-working-days", "certificate-after-mediation", ("2027-03-24",), "2027-03-31"),
    ("mediation-health-first-step", "nhs-body-told", ("2027-01-08",), "2027-01-13"),
    ("mediation-la-must-take-part", "mediation-arranged", ("2026-12-01",), "2026-12-31"),
    ("mediation-la-must-take-part", "mediation-arranged-by-nhs", ("2027-02-01",), "2027-03-03"),
    ("mediation-agreement-binding", "mediation-promise-other", ("2027-01-04",), "2027-01-18"),
    ("mediation-agreement-binding", "mediation-promise-plan", ("2027-01-04",), "2027-02-08"),
    ("mediation-agreement-binding", "mediation-promise-school", ("2027-01-04",), "2027-01-18"),
    ("mediation-agreement-binding", "mediation-promise-draft-plan", ("2027-01-04",), "2027-02-08"),
    ("mediation-agreement-binding", "mediation-promise-final-plan", ("2027-01-04",), "2027-03-22"),
    ("mediation-agreement-binding", "mediation-promise-assessment", ("2027-01-04",), "2027-01-18"),
    (
        "mediation-agreement-binding",
        "mediation-promise-assessment-plan",
        ("2027-01-04",),
        "2027-04-12",
    ),
    # ------------------------------------------- Tribunal orders
    ("tribunal-order-deadlines", "order-sections-b-and-f", ("2026-12-01",), "2027-01-05"),
    ("tribunal-order-deadlines", "order-school-only", ("2026-12-01",), "2026-12-15"),
    ("tribunal-order-deadlines", "order-draft-plan", ("2026-12-01",), "2027-01-05"),
    ("tribunal-order-deadlines", "order-final-plan", ("2026-12-01",), "2027-02-16"),
    ("tribunal-order-deadlines", "order-assessment-starts", ("2026-12-01",), "2026-12-15"),
    ("tribunal-order-deadlines", "order-assessment-refusal", ("2026-12-01",), "2027-02-09"),
    ("tribunal-order-deadlines", "order-assessment-plan", ("2026-12-01",), "2027-03-09"),
    ("tribunal-order-deadlines", "order-keep-plan", ("2026-12-01",), "2026-12-01"),
    ("conceded-appeal-deadlines", "conceded-plan", ("2026-12-01",), "2027-01-05"),
    ("conceded-appeal-deadlines", "conceded-school-only", ("2026-12-01",), "2026-12-15"),
    ("conceded-appeal-deadlines", "conceded-draft-plan", ("2026-12-01",), "2027-01-05"),
    ("conceded-appeal-deadlines", "conceded-final-plan", ("2026-12-01",), "2027-02-16"),
    ("conceded-appeal-deadlines", "conceded-assessment-starts", ("2026-12-01",), "2026-12-15"),
    ("conceded-appeal-deadlines", "conceded-assessment-refusal", ("2026-12-01",), "2027-02-09"),
    ("conceded-appeal-deadlines", "conceded-assessment-plan", ("2026-12-01",), "2027-03-09"),
    ("extended-powers-response", "recommendation-answer", ("2026-12-01",), "2027-01-05"),
    # ------------------------------------------- plans, reviews, assessments
    ("review-2-4-8-12", "review-report", ("2026-11-26",), "2026-12-10"),
    ("review-2-4-8-12", "review-decision", ("2026-11-26",), "2026-12-24"),
    ("review-2-4-8-12", "review-changes", ("2026-11-26",), "2026-12-24"),
    ("review-2-4-8-12", "review-final-plan", ("2026-11-26",), "2027-02-18"),
    ("review-2-4-8-12", "final-plan-after-notice", ("2026-12-24",), "2027-02-18"),
    ("review-12-months", "review-due", ("2026-03-02",), "2027-03-02"),
    ("transfer-6-weeks", "review-due", ("2026-03-02", "2027-01-15"), "2027-04-15"),
    ("transfer-6-weeks", "review-due", ("2026-11-02", "2027-01-15"), "2027-11-02"),
    ("transfer-6-weeks", "new-council-says", ("2027-01-04",), "2027-02-15"),
    ("transfer-reg15", "plan-transfer", ("2027-01-04",), "2027-01-22"),
    ("phase-transfer", "phase-transfer", ("2027-09-01",), "2027-02-14"),
    ("phase-transfer", "phase-transfer-to-college", ("2027-09-01",), "2027-03-30"),
    ("ehcna-6-weeks", "assessment-decision", ("2027-01-04",), "2027-02-15"),
    ("ehcna-6-weeks", "assessment-decision", ("2026-11-30",), "2027-01-11"),
    ("ehcna-16-20-weeks", "assessment-no-plan", ("2027-01-04",), "2027-04-26"),
    ("ehcna-16-20-weeks", "assessment-final-plan", ("2027-01-04",), "2027-05-24"),
    ("draft-15-days", "comment-on-draft", ("2026-12-01",), "2026-12-15"),
    ("reassessment", "reassessment-answer", ("2026-12-01",), "2026-12-16"),
    ("reassessment", "reassessment-final-plan", ("2026-12-01",), "2027-03-09"),
    # ------------------------------------------- discrimination and court
    ("discrimination-time-limit", "discrimination-tribunal", ("2027-03-10",), "2027-09-09"),
    ("discrimination-no-august", "discrimination-tribunal", ("2027-02-20",), "2027-08-19"),
    ("discrimination-no-christmas", "discrimination-tribunal", ("2027-06-28",), "2027-12-27"),
    ("discrimination-county-court", "discrimination-county-court", ("2027-03-10",), "2027-09-09"),
    ("jr-time-limit", "judicial-review", ("2027-01-10",), "2027-04-09"),
    ("jr-pre-action", "answer-to-letter-before-claim", ("2027-01-04",), "2027-01-18"),
    # ------------------------------------------- councils and the Ombudsman
    ("lgsco-12-months", "ombudsman", ("2026-12-01",), "2027-11-30"),
    ("lgsco-12-months", "ombudsman", ("2027-01-12",), "2028-01-11"),
    ("lgsco-review", "ombudsman-review", ("2026-12-10",), "2027-01-09"),
    ("twelve-weeks", "twelve-weeks", ("2026-11-30",), "2027-02-22"),
    ("code-times", "stage-1-confirmed", ("2026-11-30",), "2026-12-07"),
    ("code-times", "stage-1-answer", ("2026-11-30",), "2026-12-21"),
    ("code-times", "stage-1-confirmed", ("2027-01-11",), "2027-01-18"),
    ("code-times", "stage-1-answer", ("2027-01-11",), "2027-02-01"),
    ("code-times", "stage-1-answer-extended", ("2027-01-11",), "2027-02-15"),
    ("code-times", "stage-2-confirmed", ("2027-01-11",), "2027-01-18"),
    ("code-times", "stage-2-answer", ("2027-01-11",), "2027-02-15"),
    ("code-times", "stage-2-answer-extended", ("2027-01-11",), "2027-03-15"),
    ("letter-reply-dates", "urgent-answer", ("2026-12-23",), "2027-01-04"),
    ("letter-reply-dates", "council-answer", ("2026-11-23",), "2026-12-07"),
    # ------------------------------------------- NHS and social care
    ("nhs-complaint", "nhs-complaint", ("2026-12-01",), "2027-11-30"),
    ("nhs-complaint", "nhs-confirmed", ("2026-12-24",), "2026-12-31"),
    ("nhs-complaint", "nhs-explains", ("2026-08-31",), "2027-02-28"),
    ("phso", "health-ombudsman", ("2026-12-01",), "2027-11-30"),
    ("social-care-adult", "adult-care-complaint", ("2026-12-01",), "2027-11-30"),
    ("social-care-adult", "adult-care-confirmed", ("2026-12-24",), "2026-12-31"),
    ("social-care-adult", "adult-care-explains", ("2026-08-31",), "2027-02-28"),
    ("ch-statutory-procedure", "social-care-stage-1-answer", ("2027-01-04",), "2027-01-18"),
    ("ch-statutory-procedure", "social-care-stage-1-longest", ("2027-01-04",), "2027-02-01"),
    ("ch-statutory-procedure", "social-care-stage-2-result", ("2027-01-04",), "2027-02-08"),
    ("ch-statutory-procedure", "social-care-stage-2-longest", ("2027-01-04",), "2027-04-07"),
    ("ch-statutory-procedure", "social-care-ask-for-panel", ("2027-01-04",), "2027-02-01"),
    ("ch-statutory-procedure", "social-care-panel-meets", ("2027-01-04",), "2027-02-15"),
    ("ch-statutory-procedure", "social-care-panel-reports", ("2027-01-04",), "2027-01-11"),
    ("ch-statutory-procedure", "social-care-council-replies", ("2027-01-04",), "2027-01-25"),
    # ------------------------------------------- schools, records, ages
    ("ey-complaints", "nursery-answer", ("2026-11-30",), "2026-12-28"),
    ("fe-12-months", "college-to-government", ("2027-01-12",), "2028-01-11"),
    ("do-not-drift-3-months", "school-complaint", ("2026-12-01",), "2027-02-28"),
    ("subject-access", "personal-data", ("2027-01-31",), "2027-02-28"),
    ("subject-access", "personal-data-longest", ("2026-12-01",), "2027-03-01"),
    ("data-complaint", "data-complaint-confirmed", ("2026-12-01",), "2026-12-31"),
    ("foi", "information-from-council", ("2026-12-01",), "2026-12-31"),
    ("rights-at-16", "rights-move-to-young-person", ("2010-03-04",), "2026-06-26"),
    ("rights-at-16", "rights-move-to-young-person", ("2010-09-01",), "2027-06-25"),
    ("rights-at-16", "rights-move-to-young-person", ("2011-08-31",), "2027-06-25"),
    ("rights-at-16", "rights-move-to-young-person", ("2011-09-01",), "2028-06-30"),
]


@pytest.mark.parametrize(
    ("name", "days", "last"),
    [row[1:] for row in WORKED],
    ids=[
        f"{fact}: {name} from {' and '.join(filter(None, days))}" for fact, name, days, _ in WORKED
    ],
)
def test_a_worked_date(name: str, days: tuple[str | None, ...], last: str) -> None:
    """The engine comes to the day that was worked out by hand."""
    assert counted(name, *days).day == date.fromisoformat(last)


SCHOOL = [
    ("records-15-days", "school-record", "2026-11-23", "2026-12-15"),
    ("suspension-numbers", "education-after-permanent-exclusion", "2026-11-23", "2026-11-30"),
    ("suspension-numbers", "education-during-suspension", "2026-12-02", "2026-12-10"),
    ("exclusion-review", "exclusion-review", "2026-12-14", "2027-01-19"),
    ("s19-15-days", "education-when-ill", "2027-01-05", "2027-01-25"),
    ("letter-reply-dates", "school-reply", "2026-12-01", "2026-12-09"),
    ("letter-reply-dates", "school-meeting", "2026-12-01", "2026-12-16"),
    ("foi", "information-from-school", "2026-11-23", "2027-01-06"),
]


@pytest.mark.parametrize(("name", "start", "last"), [row[1:] for row in SCHOOL])
def test_a_worked_date_in_school_days(name: str, start: str, last: str) -> None:
    """With the school's own dates, school days come to one day."""
    assert counted(name, start, school=TERMS).day == date.fromisoformat(last)


def test_every_time_limit_has_a_worked_date() -> None:
    """None is left without an example worked by hand."""
    shown = {row[1] for row in (*WORKED, *SCHOOL)}
    assert shown == set(limits().rules.deadlines)


SUMS = [
    (
        ("tribunal-appeal", "2026-10-27"),
        "2 months after 27 October is 27 December; that falls between 25 December and 1 January, "
        "so Monday 4 January 2027.",
    ),
    (
        ("tribunal-appeal", "2026-12-31"),
        "2 months after 31 December is 28 February, the last day of that month; that is a Sunday, "
        "so Monday 1 March 2027.",
    ),
    (
        ("tribunal-appeal", "2027-06-15"),
        "2 months after 15 June is 15 August; that is in August, so Wednesday 1 September 2027.",
    ),
    (
        ("tribunal-appeal", "2027-07-15"),
        "2 months after 15 July is Wednesday 15 September 2027.",
    ),
    (
        ("tribunal-appeal", "2026-09-25", "2026-11-23"),
        "2 months after 25 September is 25 November (from the council's letter); 1 month after "
        "23 November is 23 December (from the certificate); the later of them is "
        "Wednesday 23 December 2026.",
    ),
    (
        ("discrimination-tribunal", "2027-03-10"),
        "6 months that start with 10 March end on Thursday 9 September 2027.",
    ),
    (
        ("judicial-review", "2027-01-10"),
        "3 months after 10 January is 10 April; to be safe, treat it as one day earlier, "
        "Friday 9 April 2027.",
    ),
    (
        ("judicial-review", "2027-01-12"),
        "3 months after 12 January is 12 April; to be safe, treat it as one day earlier, "
        "Sunday 11 April 2027. That is not a working day, and nothing says that the next one is "
        "in time, so act by Friday 9 April 2027.",
    ),
    (
        ("certificate-without-mediation", "2026-12-23"),
        "3 working days after 23 December, leaving out weekends, Christmas Day and Boxing Day, is "
        "Wednesday 30 December 2026.",
    ),
    (
        ("council-answers-appeal", "2026-12-14"),
        "30 working days after 14 December, leaving out weekends and 25 December to 1 January, is "
        "Tuesday 2 February 2027.",
    ),
    (
        ("phase-transfer", "2027-09-01"),
        "The last day before 15 February 2027 is Sunday 14 February 2027.",
    ),
    (
        ("order-keep-plan", "2026-12-01"),
        "The same day is Tuesday 1 December 2026.",
    ),
    (
        ("rights-move-to-young-person", "2010-09-01"),
        "The 16th birthday is in the school year that ends in summer 2027, and the last Friday in "
        "June is Friday 25 June 2027.",
    ),
    (
        ("school-record", "2026-11-23"),
        "15 school days after 23 November, leaving out weekends, cannot end before Monday "
        "14 December 2026. Each further day that the school is closed, such as a holiday, moves it "
        "on by a day. Give us the school's dates to count it.",
    ),
]


@pytest.mark.parametrize(("given", "words"), SUMS)
def test_the_sum_is_said_in_words(given: tuple[str, ...], words: str) -> None:
    """A parent can follow the count and check it."""
    assert counted(*given).sum == words


def test_the_judicial_review_day_is_a_day_to_act_before() -> None:
    """Where the last day is no working day and nothing moves it, the day to act by is earlier."""
    assert counted("judicial-review", "2027-01-12").act_by == date(2027, 4, 9)


def test_what_others_must_do_has_no_day_to_act_by() -> None:
    """A council's last day stays what it is, on whatever day it falls."""
    assert counted("order-school-only", "2026-12-12").act_by is None


def test_an_appeal_ends_at_five() -> None:
    """The Tribunal's rules end a day at 5pm."""
    assert deadline("tribunal-appeal").by == "5pm"


BANK_HOLIDAYS = {
    2026: "1 Jan, 3 Apr, 6 Apr, 4 May, 25 May, 31 Aug, 25 Dec, 28 Dec",
    2027: "1 Jan, 26 Mar, 29 Mar, 3 May, 31 May, 30 Aug, 27 Dec, 28 Dec",
    2028: "3 Jan, 14 Apr, 17 Apr, 1 May, 29 May, 28 Aug, 25 Dec, 26 Dec",
}


@pytest.mark.parametrize("year", BANK_HOLIDAYS)
def test_the_bank_holidays(year: int) -> None:
    """date-bank-holidays-list: England's bank holidays on weekdays."""
    found = [day for day in limits().calendar.holidays if day.year == year]
    assert ", ".join(f"{day.day} {day:%b}" for day in sorted(found)) == BANK_HOLIDAYS[year]
