"""What a record of missed provision comes to: for each line, each term and in all; and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_tree.days import in_words
from decision_tree.record import Entry, Line, Record


@dataclass(frozen=True, slots=True)
class Total:
    """Minutes. `missed` is what was promised and not given, never less than nothing."""

    promised: int = 0
    delivered: int = 0
    missed: int = 0

    def __add__(self, other: Total) -> Total:
        return Total(
            self.promised + other.promised,
            self.delivered + other.delivered,
            self.missed + other.missed,
        )

    @property
    def words(self) -> str:
        """3 hours given of 10 hours promised: 7 hours missed."""
        return (
            f"{in_hours(self.delivered)} given of {in_hours(self.promised)} promised: "
            f"{in_hours(self.missed)} missed"
        )


def total_by_line(lines: Sequence[Line], entries: Iterable[Entry]) -> dict[str, Total]:
    """What each line comes to. Help given on top on one day makes up for another day."""
    promised: Counter[str] = Counter()
    delivered: Counter[str] = Counter()
    for entry in entries:
        promised[entry.line] += entry.promised
        delivered[entry.line] += entry.delivered
    return {
        line.id: Total(
            promised[line.id],
            delivered[line.id],
            max(promised[line.id] - delivered[line.id], 0),
        )
        for line in lines
    }


def whole(totals: Mapping[str, Total]) -> Total:
    """All lines together. What one line was given on top makes up for no other line."""
    return sum(totals.values(), Total())


@dataclass(frozen=True, slots=True)
class Term:
    """A term by its `name`, from its first to its last day."""

    name: str
    first: date
    last: date


OUTSIDE = "Outside these terms"


def by_term(record: Record, terms: Sequence[Term]) -> dict[str, list[Entry]]:
    """The entries of each term by its name, an entry counting where it begins; OUTSIDE last."""
    found: dict[str, list[Entry]] = {term.name: [] for term in terms}
    outside: list[Entry] = []
    for entry in record.entries:
        term = next((t for t in terms if t.first <= entry.day <= t.last), None)
        (found[term.name] if term else outside).append(entry)
    return found | ({OUTSIDE: outside} if outside else {})


# ---------------------------------------------------------------------------------------- words


def in_hours(minutes: int) -> str:
    """90 as `1 hour 30 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours:,} hour{'s' * (hours != 1)}"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} minute{'s' * (rest != 1)}")
    return " ".join(parts)


def missed_rows(record: Record) -> list[dict[str, str]]:
    """A row for each line with something missed, for the table in a letter."""
    totals = total_by_line(record.lines, record.entries)
    entries: dict[str, list[Entry]] = {line.id: [] for line in record.lines}
    for entry in record.entries:
        entries[entry.line].append(entry)
    return [
        _row(line, totals[line.id], entries[line.id])
        for line in record.lines
        if totals[line.id].missed
    ]


def _row(line: Line, total: Total, entries: Sequence[Entry]) -> dict[str, str]:
    short = [entry for entry in entries if entry.delivered < entry.promised]
    return {
        "says": line.whole,
        "happening": f"{total.words} (up to {in_words(max(entry.until for entry in entries))})",
        "since": in_words(short[0].day),
        "reason": _reasons(short),
    }


def _reasons(entries: Iterable[Entry]) -> str:
    """The three reasons that were given most often, each with who said it."""
    said = Counter((e.reason, e.who) for e in entries if e.reason or e.who)
    return "; ".join(
        f"{reason} ({who})" if reason and who else reason or f"said by {who}"
        for (reason, who), _ in said.most_common(3)
    )


def summary_text(record: Record) -> str:
    """What the record comes to, in a few plain sentences; empty where it holds no entry."""
    if not record.entries:
        return ""
    totals = total_by_line(record.lines, record.entries)
    first, last = record.entries[0].day, max(entry.until for entry in record.entries)
    sentences = [f"From {in_words(first)} to {in_words(last)}: {whole(totals).words}."]
    sentences += [
        f"{line.what}: {totals[line.id].words}."
        for line in record.lines
        if totals[line.id].promised or totals[line.id].delivered
    ]
    return "\n".join(sentences)
