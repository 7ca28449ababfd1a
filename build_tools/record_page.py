"""The page of the record of missed help: what stands on it without JavaScript."""

from __future__ import annotations

from build_tools.project import Page, Project

PAGE = "record.md"

BLANK = "record/blank-record.csv"
"""The empty record as a file: path under docs/."""

TABLE = "missed"
"""The field of letters that the record fills in."""

ROWS = 22
"""Rows of the blank table, so that its sheet of A4 is full."""


def blank_record() -> bytes:
    """An empty record for a spreadsheet: the headings of its columns, as an import wants them."""
    # Imported here because most who ask for this page's names do without the record itself.
    from decision_tree.record import Record
    from decision_tree.record_csv import to_csv

    return to_csv(Record((), ())).encode()


def has_table(project: Project, page: Page) -> bool:
    """Whether the letter of a page has the table that the record fills in."""
    letter = project.letters.get(str(page.meta.get("letter")), {})
    return any(field["name"] == TABLE for field in letter.get("fields", ()))


def letters_with_table(project: Project) -> list[Page]:
    """The pages of those letters, in the order of their titles."""
    pages = (page for page in project.letter_pages.values() if has_table(project, page))
    return sorted(pages, key=lambda page: page.title)
