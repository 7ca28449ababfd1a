"""How findings are shown: in full, one line each, as GitHub annotations, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from build_tools.finding import ERROR, Finding, Place
from build_tools.yaml_source import read_text


def as_text(findings: Iterable[Finding], root: Path) -> str:
    """Each finding in full, with its line and carets, then where to read more, and a count."""
    found = list(findings)
    lines = _Lines(root)
    parts = [_full(finding, lines) for finding in found]
    return "\n".join([*parts, *_more(found), _count(found)])


def _full(finding: Finding, lines: _Lines) -> str:
    out = [f"{finding.severity}[{finding.code}] {finding.name}: {finding.message}"]
    out += _shown(finding.place, "", "^", lines)
    for other, words in finding.also:
        out += _shown(other, f"  ({words})", "-", lines)
    out += [f"why:  {finding.why}", f"help: {finding.help}", ""]
    return "\n".join(out)


def _shown(place: Place, words: str, mark: str, lines: _Lines) -> list[str]:
    """Where something is, with its line and what it spans underlined."""
    number = str(place.line)
    gutter = " " * len(number)
    out = [f"{gutter}--> {_where(place)}{words}"]
    source = lines.at(place)
    if source.strip():
        underlined = mark * max(1, min(place.width, len(source) - place.column + 1, 80))
        out += [f"{gutter} |", f"{number} | {source[:160]}"]
        if place.column < 150:
            out.append(f"{gutter} | {' ' * (place.column - 1)}{underlined}")
    return out


def _more(found: list[Finding]) -> list[str]:
    """How to read more about what was found."""
    codes = list(dict.fromkeys(finding.code for finding in found))
    if not codes:
        return []
    others = f" (or {', '.join(codes[1:])})" if codes[1:] else ""
    return [f"More, with examples: make explain CODE={codes[0]}{others}", ""]


def as_lines(findings: Iterable[Finding], root: Path) -> str:
    """One line each: file:line:column: severity[code] message. help"""
    return "\n".join(
        f"{_where(f.place)}: {f.severity}[{f.code}] {f.name}: {f.message}. {f.help}"
        for f in findings
    )


def as_github(findings: Iterable[Finding], root: Path) -> str:
    """GitHub annotations, shown beside the line in a pull request."""
    return "\n".join(
        f"::{f.severity} file={_escaped(f.place.file, ':,')},line={f.place.line},"
        f"col={f.place.column},title={_escaped(f'{f.code} {f.name}', ':,')}"
        f"::{_escaped(f'{f.message}. {f.why} {f.help} More: make explain CODE={f.code}')}"
        for f in findings
    )


def as_json(findings: Iterable[Finding], root: Path) -> str:
    """A list of {code, name, severity, file, line, column, message, why, help}."""
    return json.dumps(
        [
            {
                "code": f.code,
                "name": f.name,
                "severity": f.severity,
                "file": f.place.file,
                "line": f.place.line,
                "column": f.place.column,
                "message": f.message,
                "why": f.why,
                "help": f.help,
            }
            for f in findings
        ],
        indent=2,
        ensure_ascii=False,
    )


FORMATS: Mapping[str, Callable[[Iterable[Finding], Path], str]] = {
    "text": as_text,
    "line": as_lines,
    "github": as_github,
    "json": as_json,
}


def _count(findings: list[Finding]) -> str:
    errors = sum(finding.severity == ERROR for finding in findings)
    warnings = len(findings) - errors
    return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"


def _where(place: Place) -> str:
    return f"{place.file}:{place.line}:{place.column}"


def _escaped(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


class _Lines:
    """The lines of the files that findings point at, each file read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, list[str]] = {}

    def at(self, place: Place) -> str:
        if place.file not in self.files:
            text, _ = read_text(self.root / place.file, self.root)
            self.files[place.file] = text.split("\n")
        lines = self.files[place.file]
        return lines[place.line - 1] if place.line <= len(lines) else ""
