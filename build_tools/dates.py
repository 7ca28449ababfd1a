"""Dates as a parent reads them."""

from __future__ import annotations

import datetime as dt


def in_words(iso: str) -> str:
    """ "2026-11-23" as "23 November 2026"; anything else as it stands."""
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"


def month_in_words(iso: str) -> str:
    """ "2027-05-23" as "May 2027"; anything else as it stands."""
    try:
        return f"{dt.date.fromisoformat(iso):%B %Y}"
    except ValueError:
        return iso
