"""A letter that leans on law which no page on the way to it mentions."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import Subject
from build_tools.finding import Finding, Rule
from build_tools.letters import place_in_letter
from build_tools.project import PAGES, SOURCES_FILE, Page, Project

RULE = Rule(
    "LETT009",
    "letter-off-route",
    "A parent must be able to answer for what they send, so the pages that send it explain it.",
    acceptable=True,
)

NEEDS = (SOURCES_FILE, PAGES)
"""Files that must be readable for this rule to make sense."""


def check(subject: Subject) -> Iterator[Finding]:
    project = subject.project
    missing: dict[tuple[str, int], list[Page]] = {}
    for page in project.outcomes.values():
        for letter, number in _unexplained(page, project):
            missing.setdefault((letter, number), []).append(page)
    for (letter, number), pages in missing.items():
        source = project.letters[letter]["cites"][number]["source"]
        yield RULE.at(
            place_in_letter(project.root, letter, "cites", str(number), "source"),
            f"the letter leans on `{source}`, which is cited neither on its page nor on "
            f"{_named(pages)}",
            f"Say on the letter's page, or on each next step that offers it, what it says: "
            f"`[@{source}]`. Or take it out of the letter.",
            [(page.front.at("letters"), "offered here") for page in pages[:3]],
        )


def _unexplained(page: Page, project: Project) -> Iterator[tuple[str, int]]:
    """(letter, number of its citation) for each that the route to it does not cite."""
    stage = project.stages.get(str(page.meta.get("stage")))
    cited = {citation.source for each in (page, stage) if each for citation in each.citations}
    for use in page.letter_uses:
        home = project.letter_pages.get(use.letter)
        letter = str(home.meta.get("letter")) if home else ""
        if not use.main or home is None or letter not in project.letters:
            continue
        known = cited | {citation.source for citation in home.citations}
        for number, cite in enumerate(project.letters[letter].get("cites", ())):
            variants = cite.get("variants", ())
            applies = not variants or not use.variant or use.variant in variants
            if applies and cite["source"] in project.sources and cite["source"] not in known:
                yield letter, number


def _named(pages: list[Page]) -> str:
    """The next steps that offer it, and their stages, in words."""
    names = [f"`{page.id}`" for page in pages[:3]]
    more = f" and {len(pages) - 3} more" if len(pages) > 3 else ""
    return f"{', '.join(names)}{more} or their stage pages"
