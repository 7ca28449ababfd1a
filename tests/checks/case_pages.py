"""Reads the pages in cases/: each explains one rule and shows it bad and good.

A page begins with `# CODE rule-name` and a paragraph. Each `## Bad: …` or `## Good: …` is a
case: it changes the small project (tests/fixtures/small) and says what the checks then find.
What changes stands in fenced blocks:

    ```edit docs/index.md            lines of a file: - goes, + comes, two spaces stay;
    - old line                       an empty line begins the next place in the file
    + new line
    ```
    ```new docs/extra.md             a new file, or the whole new text of one
    ```delete docs/extra.md          a file taken away
    ```expect                        every finding, one a line: CODE file:line:column
    ```

`repeat n = 1 to 9: some text (n), (n+1)` stands for nine lines with the numbers filled in.
The warnings that the small project has by itself, about mkdocs.yml, are left out of what is
expected unless the case changes mkdocs.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import Edit

CASES = Path(__file__).parent / "cases"

_TITLE = re.compile(r"# (?P<code>\S+) (?P<name>\S+)\n\n(?P<about>.+?)\n\n(?=## )", re.DOTALL)
_CASE = re.compile(r"^## (Bad|Good): (.+)\n", re.MULTILINE)
_BLOCK = re.compile(r"^```(edit|new|delete|expect) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_REPEAT = re.compile(r"^repeat n = (\d+) to (\d+): ?(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One example: `edits` by file, and every finding expected as `CODE file:line:column`."""

    bad: bool
    words: str
    edits: dict[str, Edit]
    expected: tuple[str, ...]


@dataclass(frozen=True)
class CasePage:
    """The page of one rule."""

    file: str
    code: str
    name: str
    about: str
    cases: tuple[Case, ...]


def every_page() -> tuple[CasePage, ...]:
    """All case pages, in file order."""
    return tuple(read(path) for path in sorted(CASES.glob("*.md")))


def read(path: Path) -> CasePage:
    """One page. AssertionError, naming the file, where it does not have the form."""
    text = path.read_text("utf-8")
    title = _TITLE.match(text)
    assert title, f"{path.name} does not begin with `# CODE rule-name` and a paragraph"
    parts = _CASE.split(text[title.end() :])[1:]
    cases = tuple(
        _case(kind == "Bad", words, body)
        for kind, words, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    )
    return CasePage(path.name, title["code"], title["name"], title["about"], cases)


def _case(bad: bool, words: str, body: str) -> Case:
    edits: dict[str, Edit] = {}
    expected: list[str] = []
    for kind, file, block in _BLOCK.findall(body):
        if kind == "expect":
            expected += block.splitlines()
        elif kind == "edit":
            edits[file] = list(_replacements(block))
        else:
            edits[file] = _repeated(block) if kind == "new" else None
    return Case(bad, words, edits, tuple(expected))


def _replacements(block: str) -> Iterator[tuple[str, str]]:
    for place in block.strip("\n").split("\n\n"):
        lines = place.split("\n")
        odd = [line for line in lines if line[:2].rstrip() not in ("", "-", "+")]
        assert not odd, f"neither `- `, `+ ` nor two spaces begin this line: {odd}"
        old = [line[2:] for line in lines if line[0] != "+"]
        new = [line[2:] for line in lines if line[0] != "-"]
        yield _text(old), _repeated(_text(new))


def _text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _repeated(text: str) -> str:
    def lines(found: re.Match[str]) -> str:
        first, last = int(found[1]), int(found[2])
        return "\n".join(
            found[3].replace("(n)", str(n)).replace("(n+1)", str(n + 1))
            for n in range(first, last + 1)
        )

    return _REPEAT.sub(lines, text)
