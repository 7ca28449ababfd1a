"""What a finding is: one problem, at one place, in words a volunteer can act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"

UNREADABLE = "YAML001"
"""The code of a file that could not be read (build_tools/yaml_source.py)."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Somewhere in a file: path from the repository's root, 1-based line and column.

    `width` is how many characters the carets underline.
    """

    file: str
    line: int = 1
    column: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, found. `why` says what it would do to a parent, `help` how to mend it."""

    code: str
    name: str
    severity: str
    place: Place
    message: str
    why: str
    help: str
    also: tuple[tuple[Place, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its stable code, its name, how grave it is and why it exists.

    `acceptable` says that the site can be built in spite of what it finds, so that a person may
    accept a finding for a time (decision_tree/tolerances.yaml).
    """

    code: str
    name: str
    why: str
    severity: str = ERROR
    acceptable: bool = False

    def at(
        self, place: Place, message: str, help: str, also: Iterable[tuple[Place, str]] = ()
    ) -> Finding:
        """A finding of this rule at `place`."""
        return Finding(
            self.code, self.name, self.severity, place, message, self.why, help, tuple(also)
        )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Errors before warnings, then by file, line, column and code; each once.

    What could not be read comes first, as other findings may only follow from it.
    """
    return sorted(
        dict.fromkeys(findings),
        key=lambda f: (
            f.severity != ERROR,
            f.code != UNREADABLE,
            f.place,
            f.code,
            f.message,
        ),
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding must stop the build."""
    return any(finding.severity == ERROR for finding in findings)
