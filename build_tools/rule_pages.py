"""Reads checks/pages/: each page explains one rule and shows it bad and good.

The examples are the rule's tests, the published help page, and what `explain` prints.

A page begins with `# CODE rule-name` and a paragraph. Each `## Bad: …` or `## Good: …` is an
example: it changes the small project (tests/fixtures/small) and says what the checks then find.
What changes stands in fenced blocks:

    ```edit docs/index.md            lines of a file: - goes, + comes, two spaces stay;
    - old line                       an empty line begins the next place in the file
    + new line
    ```
    ```new docs/extra.md             a new file, or the whole new text of one
    ```delete docs/extra.md          a file taken away
    ```expect                        every finding: CODE file:line:column, and under it,
                                     two spaces in, its message and its help
    ```

`repeat n = 1 to 9: some text (n), (n+1)` stands for nine lines with the numbers filled in.
The warnings that the small project has by itself, about mkdocs.yml, are left out of what is
expected unless the example changes mkdocs.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from build_tools.finding import Finding

PAGES = Path(__file__).parent / "checks" / "pages"

Replacements = list[tuple[str, str]]
Edit = str | Replacements | None
"""What happens to a file: its whole new text, (old, new) replacements, or None to delete it."""

_TITLE = re.compile(r"# (?P<code>\S+) (?P<name>\S+)\n\n(?P<about>.+?)\n\n(?=## )", re.DOTALL)
_EXAMPLE = re.compile(r"^## (Bad|Good): (.+)\n", re.MULTILINE)
_BLOCK = re.compile(r"^```(edit|new|delete|expect) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_REPEAT = re.compile(r"^(\+ )?repeat n = (\d+) to (\d+): ?(.*)$", re.MULTILINE)


MOST_LINES = 16
"""Lines of one block that are shown to a reader."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader sees it; `mark` is + where it comes, - where it goes, or empty."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: `kind` is edit, new, delete or expect; `file` what it changes."""

    kind: str
    file: str
    text: str

    @property
    def lines(self) -> Sequence[Line]:
        """Its lines with their marks; where there are very many, the first and the last."""
        edit = self.kind == "edit"
        lines = [
            Line(line[0], line) if edit and line[:1] in ("+", "-") else Line("", line)
            for line in self.text.splitlines()
        ]
        left_out = len(lines) - MOST_LINES
        if left_out < 2:
            return lines
        half = MOST_LINES // 2
        return [*lines[:half], Line("", f"… {left_out} lines more …"), *lines[-half:]]


@dataclass(frozen=True)
class Example:
    """One change to the small project: `note` says more about it, and may be empty."""

    bad: bool
    words: str
    note: str
    blocks: tuple[Block, ...]

    @property
    def changes(self) -> tuple[Block, ...]:
        """The blocks that change a file."""
        return tuple(block for block in self.blocks if block.kind != "expect")

    @cached_property
    def edits(self) -> dict[str, Edit]:
        """What to do, by file."""
        return {block.file: _edit(block) for block in self.changes}

    @cached_property
    def expected(self) -> tuple[str, ...]:
        """Every finding that the example brings, as `as_expected` writes them."""
        text = "".join(block.text for block in self.blocks if block.kind == "expect")
        return tuple(part.rstrip("\n") for part in re.split(r"^(?=\S)", text, flags=re.M) if part)


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of one rule."""

    file: str
    code: str
    name: str
    about: str
    examples: tuple[Example, ...]

    def shown(self, bad: bool) -> Sequence[Example]:
        """The bad examples, or the good ones."""
        return [example for example in self.examples if example.bad == bad]


def as_expected(finding: Finding) -> str:
    """A finding as an `expect` block writes it."""
    place = finding.place
    where = f"{finding.code} {place.file}:{place.line}:{place.column}"
    return f"{where}\n  {finding.message}\n  {finding.help}"


def every_page() -> tuple[RulePage, ...]:
    """All pages, in file order."""
    return tuple(read(path) for path in sorted(PAGES.glob("*.md")))


def read(path: Path) -> RulePage:
    """One page. ValueError, naming the file, where it does not have the form."""
    text = path.read_text("utf-8")
    title = _TITLE.match(text)
    if not title:
        raise ValueError(f"{path.name} does not begin with `# CODE rule-name` and a paragraph")
    parts = _EXAMPLE.split(text[title.end() :])[1:]
    examples = tuple(
        _example(kind == "Bad", words, body)
        for kind, words, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    )
    return RulePage(path.name, title["code"], title["name"], title["about"], examples)


def _example(bad: bool, words: str, body: str) -> Example:
    note = body.partition("```")[0].strip()
    blocks = (Block(kind, file, _repeated(text)) for kind, file, text in _BLOCK.findall(body))
    return Example(bad, words, note, tuple(blocks))


def _edit(block: Block) -> Edit:
    if block.kind == "edit":
        return list(_replacements(block.text))
    return block.text if block.kind == "new" else None


def _replacements(text: str) -> Iterator[tuple[str, str]]:
    for place in text.strip("\n").split("\n\n"):
        lines = place.split("\n")
        odd = [line for line in lines if line[:2].rstrip() not in ("", "-", "+")]
        if odd:
            raise ValueError(f"neither `- `, `+ ` nor two spaces begin this line: {odd}")
        old = [line[2:] for line in lines if line[0] != "+"]
        new = [line[2:] for line in lines if line[0] != "-"]
        yield _joined(old), _joined(new)


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _repeated(text: str) -> str:
    def lines(found: re.Match[str]) -> str:
        mark, first, last, line = found[1] or "", int(found[2]), int(found[3]), found[4]
        return "\n".join(
            mark + line.replace("(n)", str(n)).replace("(n+1)", str(n + 1))
            for n in range(first, last + 1)
        )

    return _REPEAT.sub(lines, text)
