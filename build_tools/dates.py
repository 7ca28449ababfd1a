"""Dates as they are written, and as a parent reads them."""

from __future__ import annotations

import datetime as dt


def parse_date(text: str) -> dt.date | None:
    """An ISO date, or None where the text is not one."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def in_words(iso: str) -> str:
    """ "2026-11-23" as "23 November 2026"; anything else as it stands."""
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"
