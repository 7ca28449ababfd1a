"""Law in time: which version of a source, a time limit or an outcome stands on a day.

An entry may have `from` and `until`, the first and the last day on which it stands. A later version
has a name of its own and `instead_of:` the name that everything else goes on using.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from build_tools.dates import in_words, parse_date
from build_tools.finding import Finding, Place, Rule
from build_tools.yaml_source import Document, Path_
from decision_tree.deadlines import Rules

if TYPE_CHECKING:
    from build_tools.project import Page

RULE = Rule(
    "DATE007",
    "bad-period",
    "Without sound days nobody can tell which version a parent is to be shown.",
)

SOURCE, LIMIT, OUTCOME = "source", "time limit", "outcome"
KEYS = ("from", "until", "instead_of")
ENVIRONMENT = "AS_AT"
"""The variable that chooses the day where no argument does, such as 2029-09-01."""

ONE_DAY = dt.timedelta(days=1)
Where = Callable[[str], tuple[Document, Path_]]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: dt.date = dt.date.min
    last: dt.date = dt.date.max

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        first, last = in_words(self.first.isoformat()), in_words(self.last.isoformat())
        if self.last == dt.date.max:
            return f"from {first} on"
        return f"until {last}" if self.first == dt.date.min else f"from {first} to {last}"


ALWAYS = Period()


def gaps(need: Period, have: Iterable[Period]) -> Iterator[Period]:
    """The stretches of `need` that nothing in `have` covers, in order."""
    day = need.first
    for period in sorted(have):
        if period.first > need.last:
            break
        if period.first > day:
            yield Period(day, period.first - ONE_DAY)
        if period.last >= need.last:
            return
        day = max(day, period.last + ONE_DAY)
    yield Period(day, need.last)


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its own name, the name it goes by (`of`), when it stands, and where it is."""

    kind: str
    id: str
    of: str
    period: Period
    document: Document = field(repr=False, compare=False)
    path: Path_ = ()

    def at(self, key: str) -> Place:
        """Where the value of `key` stands in its file."""
        return self.document.at(*self.path, key)


@dataclass(frozen=True, slots=True)
class InTime:
    """The day that a project is loaded as at, and what it holds for other days.

    `versions` are of whatever has more than one, or dates; `staged` are outcome pages that stand
    on another day; `limits` are all versions of the time limits by their own names, with their
    places in `limits_document`.
    """

    day: dt.date
    versions: tuple[Version, ...] = ()
    staged: tuple[Page, ...] = ()
    limits: Rules = field(default_factory=lambda: Rules({}, {}))
    limits_document: Document = field(default_factory=lambda: Document("", {}))

    def of(self, kind: str) -> dict[str, list[Version]]:
        """The versions of one kind by the name they go by, the earliest first."""
        found: dict[str, list[Version]] = {}
        for version in sorted(self.versions, key=lambda v: (v.period, v.id)):
            if version.kind == kind:
                found.setdefault(version.of, []).append(version)
        return found

    def period_of(self, kind: str, file: str, path: Path_ = ()) -> Period:
        """When the entry at a place stands: always, where it has no dates."""
        for version in self.versions:
            if (version.kind, version.document.file, version.path) == (kind, file, path):
                return version.period
        return ALWAYS

    def standing(self, kind: str) -> dict[str, str]:
        """The name that versions go by -> the own name of the one that stands, or ""."""
        return {
            of: next((v.id for v in reversed(versions) if self.day in v.period), "")
            for of, versions in self.of(kind).items()
        }

    @property
    def later_days(self) -> list[dt.date]:
        """The days after this one on which something else comes to stand."""
        starts = {version.period.first for version in self.versions}
        ends = {v.period.last for v in self.versions if v.period.last != dt.date.max}
        return sorted(day for day in starts | {end + ONE_DAY for end in ends} if day > self.day)


def day_chosen() -> dt.date:
    """The day in the environment's AS_AT, else today. ValueError where that is no day."""
    return dt.date.fromisoformat(os.environ.get(ENVIRONMENT) or dt.date.today().isoformat())


def read_versions(
    kind: str, entries: Mapping[str, Mapping[str, Any]], where: Where, findings: list[Finding]
) -> list[Version]:
    """The versions among entries of one kind; what is wrong with their dates goes to `findings`."""
    named = {str(entry["instead_of"]) for entry in entries.values() if "instead_of" in entry}
    versions = []
    for name, entry in entries.items():
        if name not in named and not any(key in entry for key in KEYS):
            continue
        document, path = where(name)
        wrong = list(_wrong(name, entry, entries, document, path))
        findings += wrong
        if not wrong:
            first = parse_date(str(entry.get("from", ""))) or dt.date.min
            last = parse_date(str(entry.get("until", ""))) or dt.date.max
            of = str(entry.get("instead_of", name))
            versions.append(Version(kind, name, of, Period(first, last), document, path))
    return versions


def _wrong(
    name: str,
    entry: Mapping[str, Any],
    entries: Mapping[str, Mapping[str, Any]],
    document: Document,
    path: Path_,
) -> Iterator[Finding]:
    for key in ("from", "until"):
        if key in entry and parse_date(str(entry[key])) is None:
            message = f"there is no day `{entry[key]}`"
            yield RULE.at(document.at(*path, key), message, "Write it as 2029-09-01.")
    first, last = (parse_date(str(entry.get(key, ""))) for key in ("from", "until"))
    if first and last and last < first:
        message = f"{last} is before {first}, its first day"
        yield RULE.at(document.at(*path, "until"), message, "Give a later last day.")
    if "instead_of" not in entry:
        return
    place, base = document.at(*path, "instead_of"), str(entry["instead_of"])
    if base == name or base not in entries or "instead_of" in entries[base]:
        message = f"`{name}` cannot stand in for `{base}`"
        yield RULE.at(place, message, "Name the first version, which has no `instead_of` itself.")
    if "from" not in entry:
        message = f"nothing says from which day `{name}` stands in for `{base}`"
        yield RULE.at(place, message, "Add a line such as `from: 2029-09-01`.")


def document_at(
    document: Document, kind: str, under: Path_, in_time: InTime, keep: bool
) -> Document:
    """The document with every entry as it stands on the day, under the name that it goes by.

    The entries are those under the keys `under`. Where none stands, the first is there if `keep`.
    Places lead to the version that was chosen.
    """
    entries = _under(document, under)
    if not any(key in entry for entry in entries.values() for key in KEYS):
        return document
    chosen = in_time.standing(kind)
    kept: dict[str, Any] = {}
    own: dict[str, str] = {}
    for name, entry in entries.items():
        version = chosen.get(name, name) or (name if keep else "")
        if version and "instead_of" not in entry:
            own[version] = name
            kept[name] = {k: v for k, v in entries[version].items() if k not in KEYS}
    value = kept if not under else {**document.value, under[0]: kept}
    return Document(
        document.file,
        value,
        _renamed(document.keys, under, own),
        _renamed(document.values, under, own),
        document.findings,
    )


def _under(document: Document, under: Path_) -> Mapping[str, Any]:
    value = document.value if isinstance(document.value, dict) else {}
    return value.get(under[0], {}) if under else value


def _renamed(
    places: Mapping[Path_, Place], under: Path_, own: Mapping[str, str]
) -> dict[Path_, Place]:
    """Places of the entries in `own` under their new names; those of other entries go."""
    depth, renamed = len(under), {}
    for path, place in places.items():
        if path[:depth] != under or len(path) == depth:
            renamed[path] = place
        elif path[depth] in own:
            renamed[(*under, own[path[depth]], *path[depth + 1 :])] = place
    return renamed


def pages_at(pages: Iterable[Page], in_time: InTime) -> tuple[tuple[Page, ...], InTime]:
    """(the pages that stand, each at the address that it goes by; the rest as `staged`)."""
    chosen = in_time.standing(OUTCOME)
    of = {v.document.file: v for v in in_time.versions if v.kind == OUTCOME}
    shown, staged = list[Any](), list[Any]()
    for page in pages:
        version = of.get(page.file)
        if version is None and page.is_outcome and "instead_of" in page.meta:
            continue  # Its dates are unsound, which has been found.
        # Where none stands the first stays: a rule says so, and others need not.
        if version is None or (chosen[version.of] or version.of) == version.id:
            shown.append(page.standing_in(version.of) if version else page)
        else:
            staged.append(page.standing_in(version.of))
    shown.sort(key=lambda page: page.path.split("/"))
    return tuple(shown), replace(in_time, staged=tuple(staged))
