"""What the rule about the length of a page counts is what a parent gets to read."""

from __future__ import annotations

import copy

from lxml import html

from build_tools.checks.page_too_long import MOST, words_shown
from build_tools.project import Project
from tests.site.pages import BuiltPage, BuiltSite

SOURCES = "the-law-behind-this"

NEVER_READ = "//sup[@class='cite'] | //script | //details/*[not(self::summary)]"
"""Citation marks, and what is folded away until a parent asks for it."""


def words_above_the_sources(page: BuiltPage) -> int:
    """The words of an outcome before "The law behind this", as they stand in the built page."""
    (article,) = copy.deepcopy(page.document).xpath("//article")
    for part in article.xpath(f"{NEVER_READ} | //*[@id='{SOURCES}']/following::*"):
        part.drop_tree()
    (heading,) = article.xpath(f"//*[@id='{SOURCES}']")
    heading.drop_tree()
    text = html.tostring(article, encoding="unicode", method="text")
    return sum(any(map(str.isalnum, word)) for word in text.split())


def test_the_rule_counts_the_words_that_are_shown(built_site: BuiltSite, project: Project) -> None:
    """On every outcome page, so that none can pass the rule and still be too long."""
    shown = {
        outcome: words_above_the_sources(built_site.pages[f"/next-steps/{outcome}/"])
        for outcome in project.outcomes
    }
    assert min(shown.values()) > 100
    assert {page.id: words_shown(page, project) for page in project.outcomes.values()} == shown


def test_no_outcome_is_longer_than_its_kind_may_be(built_site: BuiltSite, project: Project) -> None:
    """Counted in the pages as built, not as written."""
    long = {
        page.id: words
        for page in project.outcomes.values()
        for words in (words_above_the_sources(built_site.pages[f"/next-steps/{page.id}/"]),)
        if words > MOST[page.kind]
    }
    assert long == {}
