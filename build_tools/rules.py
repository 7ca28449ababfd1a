"""Every rule of the build with its page: what `explain` prints and the site publishes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from build_tools import in_time, letters, settings, shapes, tolerances, yaml_source
from build_tools.checks import rule_modules
from build_tools.finding import Rule

if TYPE_CHECKING:
    from build_tools.rule_pages import RulePage

ELSEWHERE = (yaml_source, shapes, in_time, settings, letters, tolerances)
"""Modules that find problems before the rules in checks/ look, or after."""

FOLDER = "about/findings"
"""Where the pages of the rules are on the site."""

EDITED_IN = "build_tools/checks/pages"
"""Where they are written."""

FAMILIES = {
    "TREE": "The tree",
    "PAGE": "Pages",
    "CITE": "Citations",
    "LETT": "Letters",
    "WORD": "Words",
    "DATE": "Dates",
    "TIME": "Time limits",
    "YAML": "Files that cannot be read",
    "ADDR": "Addresses that were published",
    "SITE": "Settings and accepted findings",
}
"""What the first four letters of a code stand for, in the order of the list."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule and its page. `finds` says in a line what it finds."""

    rule: Rule
    page: RulePage
    finds: str

    @property
    def path(self) -> str:
        """The page's path under docs/, with .md."""
        return f"{FOLDER}/{self.rule.name}.md"


@cache
def every_rule() -> Mapping[str, Rule]:
    """Code -> rule, in order of code."""
    modules = (*rule_modules(), *ELSEWHERE)
    rules = {
        thing.code: thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, Rule)
    }
    return dict(sorted(rules.items()))


@cache
def explained() -> Mapping[str, Explained]:
    """Code -> rule with its page. KeyError where a rule has none: a test holds that all have."""
    # Imported here because checking only asks for the rules, and not for their pages.
    from build_tools.rule_pages import every_page

    pages = {page.code: page for page in every_page()}
    return {
        code: Explained(rule, pages[code], _first_sentence(pages[code].about))
        for code, rule in every_rule().items()
    }


def find(name: str, among: Iterable[Explained]) -> Explained | None:
    """The rule that goes by this code or name, in any case."""
    wanted = name.strip().casefold()
    return next(
        (it for it in among if wanted in (it.rule.code.casefold(), it.rule.name)),
        None,
    )


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.?!])\s", " ".join(text.split()), maxsplit=1)[0]
