"""Records for the tests: two lines of Section F and some weeks of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from decision_tree.record import Entry, Line, Record

THERAPY = {
    "id": "therapy",
    "what": "Speech and language therapy",
    "how_much": "1 hour",
    "how_often": "each week",
    "by": "a qualified therapist",
}
READING = {"id": "reading", "what": "1:1 reading"}


def entry(day: str, promised: str, delivered: str, **more: str) -> dict[str, str]:
    """An entry as a page gives it, of the therapy line unless `line` says otherwise."""
    return {"line": "therapy", "day": day, "promised": promised, "delivered": delivered, **more}


RECORD: dict[str, Any] = {
    "lines": [THERAPY, READING],
    "entries": [
        entry("2026-11-02", "60", "0", reason="No therapist in post", who="Ms Ali, SENCO"),
        entry("2026-11-09", "1h", "0", reason="No therapist in post", who="Ms Ali, SENCO"),
        entry("2026-11-16", "60", "45"),
        entry("2027-01-11", "60", "90"),
        entry("2026-11-02", "5 x", "0", line="reading"),
        entry("2026-11-02", "2:30", "30 min", line="reading", until="2026-11-06", reason="Strike"),
    ],
}

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(
    lambda text: " ".join(text.split())
)
DAYS = st.dates(date(2014, 1, 1), date(2031, 12, 31))


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any record whose lines differ in their words, in the order of its days."""
    whats = draw(st.lists(WORDS.filter(bool), min_size=1, max_size=4, unique=True))
    lines = tuple(Line(f"line-{n}", what, draw(WORDS)) for n, what in enumerate(whats, 1))
    entries = draw(
        st.lists(
            st.builds(
                Entry,
                st.sampled_from([line.id for line in lines]),
                DAYS,
                st.just(date(2031, 12, 31)),
                st.integers(0, 5000),
                st.integers(0, 5000),
                WORDS,
                WORDS,
            ),
            max_size=12,
        )
    )
    return Record(lines, tuple(sorted(entries, key=lambda one: one.day)))
