"""Which page offers which letter, in which form, and on which law: worked out from the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.project import LetterUse, Page, Project
from decision_tree.letter import Cite, lower_first

WRONG_DOORS = "Do not go there yet"
"""The heading of an outcome's list of where not to go."""


@dataclass(frozen=True, slots=True)
class OfferedLetter:
    """A letter, or one variant of it, as a page offers it. `cites` is the law behind it.

    `button` is what it goes by there: its form is named only beside another form of it.
    `main` says that the page offers it first, and not only by a link in its words.
    """

    page: Page
    variant: str
    variant_title: str
    button: str
    main: bool
    cites: tuple[Cite, ...]

    @property
    def target(self) -> str:
        """Where it stands, as a path under docs/ with an anchor where a variant is meant."""
        return self.page.path + (f"#variant-{self.variant}" if self.variant else "")


@dataclass(frozen=True, slots=True)
class LawRow:
    """One row of the table for maintainers: what an outcome has people send, and its law.

    `letter` is None where something else is sent; then `sends` says what.
    """

    outcome: Page
    letter: OfferedLetter | None
    sends: str
    cites: tuple[Cite, ...]


def offers_of(page: Page, project: Project) -> tuple[OfferedLetter, ...]:
    """The letters that a page offers, those in its front matter first."""
    forms = Counter(use.letter for use in page.letter_uses if use.main)
    return tuple(_offered(use, project, forms[use.letter] > 1) for use in page.letter_uses)


def _offered(use: LetterUse, project: Project, several: bool) -> OfferedLetter:
    page = project.letter_pages[use.letter]
    letter = project.unfilled_letters[str(page.meta["letter"])]
    title = next((v.title for v in letter.variants if v.name == use.variant), "")
    cites = letter.cites_for(use.variant) if use.variant else letter.cites
    button = _button(page, title if several else "")
    return OfferedLetter(page, use.variant, title, button, use.main, cites)


def _button(letter: Page, form: str) -> str:
    return f"{letter.title} ({lower_first(form)})" if form else letter.title


def buttons_on(page: Page, project: Project) -> Iterator[str]:
    """What the letters that a page offers first go by; those that do not exist are left out."""
    uses = [use for use in page.letter_uses if use.main and use.letter in project.letter_pages]
    forms = Counter(use.letter for use in uses)
    for use in uses:
        letter = project.letter_pages[use.letter]
        variants = project.letters.get(str(letter.meta.get("letter")), {}).get("variants", ())
        titles = {str(variant["name"]): str(variant["title"]) for variant in variants}
        yield _button(letter, titles.get(use.variant, "") if forms[use.letter] > 1 else "")


def offering(letter: Page, pages: Mapping[str, Page]) -> tuple[Page, ...]:
    """The pages that offer a letter, in any form."""
    return tuple(
        page for page in pages.values() if any(use.letter == letter.id for use in page.letter_uses)
    )


def law_rows(project: Project) -> Iterator[LawRow]:
    """Every outcome with everything it has people send, so that a gap would show."""
    for page in project.outcomes.values():
        if "sends" in page.meta or not page.letter_uses:
            yield LawRow(page, None, str(page.meta.get("sends", "")), _law_on(page, project))
        for letter in offers_of(page, project):
            yield LawRow(page, letter, "", letter.cites)


def _law_on(page: Page, project: Project) -> tuple[Cite, ...]:
    """The law and official pages behind what a page says to do, each once.

    They are what it cites before it turns to the wrong doors; else all that it cites.
    """
    primary = [c for c in page.citations if project.sources[c.source].kind == "primary"]
    doors = next((b.place.line for b in page.blocks if b.text == WRONG_DOORS), 0)
    near = [c for c in primary if c.place.line < doors] or primary
    return tuple(Cite(name) for name in dict.fromkeys(c.source for c in near))
