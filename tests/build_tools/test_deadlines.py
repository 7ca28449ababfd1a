"""How the build reads the time limits and publishes them."""

from __future__ import annotations

from pathlib import Path

from build_tools.compile import compile_site
from build_tools.deadlines import (
    DayField,
    bank_holidays,
    day_fields,
    in_school_days,
    kept_bank_holidays,
    published,
    rules_of,
)
from build_tools.load import load
from build_tools.render import render
from build_tools.yaml_source import parse
from tests.conftest import SmallProject

LIMITS = """\
triggers:
  letter:
    ask: When was the letter sent?
    short: the letter
deadlines:
  answer:
    name: The council answers
    who: council
    rule: It has 2 weeks.
    kind: law
    count: [{from: letter, length: 2 weeks after}]
    by: 5pm
    note: Holidays count.
    missed: Write again.
    cites: [{source: act, pinpoint: section 1(1)}]
"""
FILE = "decision_tree/deadlines.yaml"
PAGE = "docs/next-steps/write-now.md"
NAMED = [("read_on:", "deadlines:\n  - answer\nread_on:")]


def test_a_page_draws_the_limits_that_it_names(small_project: SmallProject) -> None:
    """In "By when": the rule in words, what it rests on, its source, and marks for scripts."""
    root = small_project({FILE: LIMITS, PAGE: NAMED})
    text = render(compile_site(load(root)))["next-steps/write-now.md"].decode()
    when = text.partition('<section class="when"')[2].partition("</section>")[0]
    assert '<details class="count" data-module="dates" data-deadlines="answer"' in when
    assert (
        '<label for="your-letter" id="your-letter-label">When was the letter sent?</label>' in when
    )
    assert '<input type="text" id="your-letter" name="letter"' in when
    assert 'data-deadline="answer" data-triggers="letter"' in when
    assert "**The council answers.** It has 2 weeks. By 5pm. Holidays count. This is law." in when
    assert "[@act, section 1(1)]" in when


def test_a_page_without_a_section_by_when_draws_its_limits_too(
    small_project: SmallProject,
) -> None:
    """Such as one that says how to find out a date."""
    elsewhere = [*NAMED, ("## By when", "## How to tell")]
    root = small_project({FILE: LIMITS, PAGE: elsewhere})
    text = render(compile_site(load(root)))["next-steps/write-now.md"].decode()
    assert text.count('data-deadline="answer"') == 1
    assert text.index("## How to tell") < text.index('data-deadline="answer"')


MORE = """\
  chased:
    ask: When did you chase it?
    short: chasing it
    hint: The last time.
deadlines:
  meeting:
    name: The school meets you
    who: school
    rule: In 5 school days.
    kind: request
    count:
      - {from: letter, length: 5 school days after}
      - {from: chased, length: 1 week after}
    missed: Write again.
    cites: []
"""


def test_each_day_is_asked_for_once() -> None:
    """With its hint; a day that a heading asks for has that heading's words."""
    rules = rules_of(parse(LIMITS.replace("deadlines:\n", MORE), FILE))
    limits = list(rules.deadlines.values())
    chased = DayField("chased", "When did you chase it?", hint="The last time.")
    letter = DayField("letter", "When was the letter sent?")
    assert day_fields(limits, rules) == (letter, chased)
    under = DayField("letter", "The day", labelledby="day-letter")
    assert day_fields(limits, rules, "letter") == (under, chased)
    assert in_school_days(limits)
    assert not in_school_days([rules.deadlines["answer"]])


def test_the_dates_page_draws_every_limit(small_project: SmallProject) -> None:
    """Under the question for the day that it is counted from, each with an address."""
    page = "---\ntitle: Dates\ndescription: All.\n---\nAll.\n\n<!-- deadlines -->\n"
    root = small_project({FILE: LIMITS, "docs/help/dates.md": page})
    text = render(compile_site(load(root)))["help/dates.md"].decode()
    assert "## When was the letter sent? {#day-letter}" in text
    assert '<li id="answer" data-deadline="answer"' in text


def test_the_open_data_holds_what_was_written(small_project: SmallProject) -> None:
    """With the bank holidays that were given."""
    project = load(small_project({FILE: LIMITS}))
    data = published(project.deadlines_document, bank_holidays(2026))
    assert data["deadlines"]["answer"]["count"] == [{"from": "letter", "length": "2 weeks after"}]
    assert data["bank_holidays"]["last"] == "2031-12-31"


def test_bank_holidays_are_on_weekdays_and_the_substitutes_count() -> None:
    """26 December 2026 is a Saturday, so Monday 28 is the holiday."""
    days = bank_holidays(2026)["days"]
    assert "2026-12-26" not in days
    assert days["2026-12-28"] == "Boxing Day"
    assert min(days) == "2014-01-01"


def test_kept_bank_holidays_are_the_same_days(tmp_path: Path) -> None:
    """Worked out the first time and read the second; another year has days of its own."""
    for year in (2026, 2026, 2027):
        assert kept_bank_holidays(tmp_path, year) == bank_holidays(year)


def test_entries_that_do_not_fit_are_left_out() -> None:
    """They have a finding already, and the rest can still be checked."""
    document = parse(LIMITS + "  broken: {name: x}\n", FILE)
    assert list(rules_of(document).deadlines) == ["answer"]


def test_a_project_may_do_without(small_project: SmallProject) -> None:
    """Then there are no limits and no findings."""
    project = load(small_project())
    assert {finding.code for finding in project.findings} == {"SITE001"}
    assert not project.rules.deadlines
