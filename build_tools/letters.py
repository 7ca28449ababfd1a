"""Letters at build time: read the templates, draw them on their pages, write the downloads.

`decision_tree.letter` fills a letter and writes its shapes; this module feeds it from the
hand-edited files.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta

import decision_tree.letter
from build_tools.finding import Finding, Place, Rule
from build_tools.finish import kept
from build_tools.kept import digest
from build_tools.memory import Memory
from build_tools.project import LETTERS
from build_tools.shapes import LIMIT, NAME, WORDS, ListOf, Record, Text, TextOr, did_you_mean, fit
from build_tools.yaml_source import (
    LARGEST_PAGE,
    SYNTAX,
    Document,
    parse,
    read_text,
    split_front_matter,
)
from decision_tree.letter import (
    DATE,
    FIELD_TYPES,
    FilledLetter,
    Letter,
    LetterError,
    environment,
    fields_for,
    fill,
    letter_from_dict,
    to_docx,
    to_html,
    to_text,
)

FIELDS_FILE = "fields.yaml"
ENDING = ".j2"
MOST_WORDS = 450
"""Words in a letter whose blanks are empty, counted from its To line to its signature."""

UNKNOWN_FIELD = Rule(
    "LETT001",
    "unknown-field",
    "A field that is not declared is never asked for, so the letter would fail for a parent.",
)
UNUSED_FIELD = Rule(
    "LETT002",
    "unused-field",
    "A parent would be asked to type something that the letter does not say.",
)
BROKEN_TEMPLATE = Rule(
    "LETT003", "broken-template", "A template that cannot be filled gives a parent no letter."
)
TOO_LONG = Rule(
    "LETT004", "letter-too-long", "A letter that fits on a page is read; a longer one is filed."
)
UNCITED_LAW = Rule(
    "LETT005",
    "uncited-law",
    "Whoever gets the letter looks the law up first, so each line of law must have its source.",
)
NO_LAW = Rule(
    "LETT008",
    "letter-without-law",
    "A parent who is told that they have no such right must be able to look it up.",
)

_NAME = Text(pattern="[a-z]+(?:_[a-z0-9]+)*", like="child_name")
_TRUTH = Text(one_of=("true", "false"))
_VARIANT_NAME = Text(pattern="[a-z0-9]+(?:-[a-z0-9]+)*", like="ehc-plan")
_COLUMN = Record({"name": _NAME, "label": WORDS, "example": WORDS}, {}, "column")
_WORDING = {"label": WORDS, "hint": WORDS, "example": WORDS, "blank": WORDS, "required": _TRUTH}
_FIELD = Record(
    {
        "name": _NAME,
        "label": WORDS,
        "type": Text(one_of=FIELD_TYPES),
        "hint": WORDS,
        "required": _TRUTH,
    },
    {
        "shared": _TRUTH,
        "example": WORDS,
        "blank": WORDS,
        "options": ListOf(WORDS),
        "columns": ListOf(_COLUMN),
        "earliest": LIMIT,
        "latest": LIMIT,
        "after": _NAME,
        "day": NAME,
    },
    "field",
)
_OVERRIDE = TextOr(Record({"name": _NAME}, _WORDING, "field of a letter"))
_VARIANT = Record({"name": _VARIANT_NAME, "title": WORDS}, {}, "variant")
_CITE = Record(
    {"source": WORDS}, {"pinpoint": WORDS, "variants": ListOf(_VARIANT_NAME)}, "citation"
)
LETTER = Record(
    {"title": WORDS, "to": WORDS, "subject": WORDS, "fields": ListOf(_OVERRIDE)},
    {"copy": WORDS, "warning": WORDS, "variants": ListOf(_VARIANT), "cites": ListOf(_CITE)},
    "letter",
)
FIELDS = ListOf(_FIELD)


# --------------------------------------------------------------------------------------- reading


def read_letters(folder: Path) -> dict[str, dict[str, Any]]:
    """Every letter in `folder` by id, in the shape that `letter_from_dict` takes.

    Raises LetterError with every finding, one a line, where a file cannot be used.
    """
    letters, findings = load_letters(folder, folder.parent.parent)
    if findings:
        lines = (f"{f.place.file}:{f.place.line}: {f.message}. {f.help}" for f in findings)
        raise LetterError("\n".join(lines))
    return letters


def load_letters(
    folder: Path, root: Path, memory: Memory | None = None
) -> tuple[dict[str, dict[str, Any]], list[Finding]]:
    """(every letter that can be used, everything that is wrong with any). Never raises.

    Files are named in findings from `root`, which must hold `folder`. Where not every field can
    be read, letters are not held to the fields, which would only say the same again.
    """
    memory = memory or Memory()
    fields_text, findings = read_text(folder / FIELDS_FILE, root)
    file = (folder / FIELDS_FILE).relative_to(root).as_posix()
    fields, problems = memory.recall((file, fields_text), lambda: _fields(fields_text, file))
    fields = None if findings else fields
    findings += problems
    letters = {}
    for path in sorted(folder.glob(f"*{ENDING}")):
        text, unreadable = read_text(path, root, LARGEST_PAGE)
        file = path.relative_to(root).as_posix()
        make = partial(_letter, text, file, fields)
        key = f"letter {file} {digest(text)} {fields is None or digest(fields_text)}"
        letter, problems = memory.kept.recall(key, make)
        findings += unreadable or problems
        if letter is not None:
            letters[path.stem] = letter
    return letters, findings


def place_in_letter(root: Path, letter: str, *path: str) -> Place:
    """Where something stands in a letter's front matter, such as "cites", "0", "source"."""
    file = f"{LETTERS}/{letter}{ENDING}"
    front, _, _ = split_front_matter(read_text(root / file, root)[0])
    return parse(front, file, first_line=2).at(*path)


def days_of_fields(root: Path) -> Iterator[tuple[str, Place]]:
    """Each trigger that a field names as its `day`, and where. Never raises."""
    file = f"{LETTERS}/{FIELDS_FILE}"
    document = parse(read_text(root / file, root)[0], file)
    entries = document.value if isinstance(document.value, list) else []
    for number, entry in enumerate(entries):
        if isinstance(entry, dict) and isinstance(entry.get("day"), str):
            yield entry["day"], document.at(str(number), "day")


def _fields(text: str, file: str) -> tuple[dict[str, dict[str, Any]] | None, list[Finding]]:
    """(declared fields by name, or None where one cannot be read, what is wrong with the file)."""
    document = parse(text, file)
    kept, misshapen = fit(FIELDS, document)
    fields = {entry["name"]: _typed(entry) for entry in kept or [] if _whole(entry)}
    findings = [*document.findings, *misshapen, *_unknown_after(fields, kept or [], document)]
    unread = any(finding.code == SYNTAX.code for finding in document.findings)
    return None if unread or not all(map(_whole, kept or [])) else fields, findings


def _unknown_after(
    fields: Mapping[str, Mapping[str, Any]], entries: list[Any], document: Document
) -> Iterator[Finding]:
    """Fields that cannot come before one that is not there, or that holds no date."""
    dates = [name for name, field in fields.items() if field["type"] == DATE]
    for index, entry in enumerate(entries):
        if "after" in entry and entry["after"] not in dates:
            yield UNKNOWN_FIELD.at(
                document.at(str(index), "after"),
                f"there is no date field `{entry['after']}` in {FIELDS_FILE}",
                f"Name one that is there.{did_you_mean(entry['after'], dates)}",
            )


def _whole(entry: Mapping[str, Any]) -> bool:
    return all(key in entry for key in _FIELD.required)


def _typed(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A field with truth values instead of the words true and false."""
    truths = {key: entry[key] == "true" for key in ("required", "shared") if key in entry}
    return {**entry, **truths}


def _letter(
    text: str, file: str, fields: Mapping[str, dict[str, Any]] | None
) -> tuple[dict[str, Any] | None, list[Finding]]:
    """(the letter, or None where it cannot be used, what is wrong with it)."""
    front, body, body_line = split_front_matter(text)
    document = parse(front, file, first_line=2)
    kept, misshapen = fit(LETTER, document)
    problems = [*document.findings, *misshapen]
    if not problems and kept is None:
        problems.append(_no_front_matter(document))
    if problems:
        return None, problems
    if fields is None:
        return {**kept, "id": Path(file).stem, "body": body, "fields": []}, []
    chosen, problems = _choose_fields(kept["fields"], fields, document)
    data = {**kept, "id": Path(file).stem, "body": body, "fields": chosen}
    problems = problems or list(_check_letter(data, document, body_line))
    return (None if problems else data), problems


def _no_front_matter(document: Document) -> Finding:
    return BROKEN_TEMPLATE.at(
        Place(document.file),
        "this letter has no front matter",
        "Begin with `---`, then title, to, subject and fields, then `---`.",
    )


def _choose_fields(
    entries: Iterable[str | dict[str, str]],
    fields: Mapping[str, dict[str, Any]],
    document: Document,
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """The declared fields that a letter names, with its own wording for them."""
    chosen, findings = [], []
    for index, entry in enumerate(entries):
        own = {"name": entry} if isinstance(entry, str) else entry
        declared = fields.get(own["name"])
        place = document.at("fields", str(index))
        if declared is None:
            findings.append(_unknown_field(own["name"], fields, place))
        elif declared.get("shared", True) and "label" in own:
            findings.append(_label_of_shared(own["name"], place))
        else:
            chosen.append({**declared, **_typed(own)})
    return chosen, findings


def _unknown_field(name: str, fields: Iterable[str], place: Place) -> Finding:
    return UNKNOWN_FIELD.at(
        place,
        f"`{name}` is not declared in {FIELDS_FILE}",
        f"Declare it there, or use one that is.{did_you_mean(name, fields)}",
    )


def _label_of_shared(name: str, place: Place) -> Finding:
    return UNKNOWN_FIELD.at(
        place,
        f"`{name}` is asked once for every letter, so one letter cannot ask it differently",
        f"Make a field of its own, or set `shared: false` for it in {FIELDS_FILE}.",
    )


# -------------------------------------------------------------------------------------- checking


def _check_letter(data: Mapping[str, Any], document: Document, line: int) -> Iterator[Finding]:
    """What is wrong with one letter, once its front matter fits."""
    try:
        parsed = environment().parse(data["body"])
    except jinja2.TemplateSyntaxError as problem:
        yield _unreadable(problem, data["body"], document.file, line)
        return
    letter = letter_from_dict(data)
    known = {"variant", "note", *(field.name for field in letter.fields)}
    unknown = sorted(meta.find_undeclared_variables(parsed) - known)
    for name in unknown:
        yield UNKNOWN_FIELD.at(
            Place(document.file, _line_of(name, data["body"], line)),
            f"the letter uses `{name}`, which its front matter does not list",
            f"Add it under `fields:`.{did_you_mean(name, known)}",
        )
    if not unknown:
        yield from _check_filled(letter, document, line)


def _unreadable(problem: jinja2.TemplateSyntaxError, body: str, file: str, line: int) -> Finding:
    message = problem.message or ""
    unclosed = re.search(r"needs to be closed is '(\w+)'", message)
    if not unclosed:
        return BROKEN_TEMPLATE.at(
            Place(file, problem.lineno + line - 1),
            f"the template cannot be read from here: {message.rstrip('.')}",
            "Look here and above for a `{{ … }}` or `{% … %}` that is misspelt or not closed.",
        )
    tag = unclosed[1]
    open_at: list[int] = []
    for found in re.finditer(rf"{{%-?\s*(end)?{tag}\b", body):
        if not found[1]:
            open_at.append(found.start())
        elif open_at:
            open_at.pop()
    start = open_at[-1] if open_at else 0
    return BROKEN_TEMPLATE.at(
        Place(file, body.count("\n", 0, start) + line, start - body.rfind("\n", 0, start), 2),
        f"`{{% {tag} … %}}` begins here and is never ended",
        f"Write `{{% end{tag} %}}` where it ends.",
    )


def _line_of(name: str, body: str, first_line: int) -> int:
    before = re.split(rf"\b{re.escape(name)}\b", body, maxsplit=1)[0]
    return before.count("\n") + first_line


@lru_cache(maxsize=256)
def blank(letter: Letter, variant: str) -> FilledLetter:
    """The letter with nothing typed: checked, drawn and offered as files, but filled once."""
    return fill(letter, {}, variant)


def _check_filled(letter: Letter, document: Document, line: int) -> Iterator[Finding]:
    used: set[str] = set()
    for variant in letter.variant_names():
        try:
            used |= {field.name for field in fields_for(letter, variant)}
            text = to_text(blank(letter, variant))
        except LetterError as problem:
            place = Place(document.file, _line_of_failure(problem, letter.body, line))
            yield BROKEN_TEMPLATE.at(place, str(problem), "Mend the letter there.")
            return
        yield from _check_text(letter, variant, text, document, line)
    for index, field in enumerate(letter.fields):
        if field.name not in used:
            yield UNUSED_FIELD.at(
                document.at("fields", str(index)),
                f"`{field.name}` is listed, but no variant of the letter uses it",
                "Use it in the letter, or take it out of `fields:`.",
            )


def _line_of_failure(problem: BaseException, body: str, line: int) -> int:
    """The line of a letter that stopped it from being filled, as near as can be told."""
    while problem.__cause__:
        problem = problem.__cause__
    inside = [
        frame.lineno
        for frame in traceback.extract_tb(problem.__traceback__)
        if frame.filename == "<template>" and frame.lineno
    ]
    if inside:
        return inside[-1] + line - 1
    # What is left is a table whose rows differ in length.
    width = 0
    for number, text in enumerate(body.split("\n"), line):
        cells = text.count("|") if text.startswith("|") else 0
        if width and cells and cells != width:
            return number
        width = width if text.startswith("{%") else cells
    return line


def _check_text(
    letter: Letter, variant: str, text: str, document: Document, line: int
) -> Iterator[Finding]:
    which = f"variant `{variant}`" if variant else "this letter"
    words = len(text.split())
    if words >= MOST_WORDS:
        yield TOO_LONG.at(
            document.at("title"),
            f"{which} has {words} words before anything is filled in",
            f"Keep it under {MOST_WORDS}: one issue, one side of paper.",
        )
    if not letter.cites_for(variant):
        yield NO_LAW.at(
            document.at("title"),
            f"no entry under `cites:` backs {which}",
            "Name the law it leans on, or the official page that explains the procedure.",
        )
    pinpoints = [cite.pinpoint for cite in letter.cites_for(variant)]
    for law in laws_named(text):
        if not any(law in pinpoint for pinpoint in pinpoints):
            yield UNCITED_LAW.at(
                _place_of_law(law, letter.body, document, line),
                f"{which} names {law}, and no entry under `cites:` has that pinpoint",
                f"Add its source under `cites:` with `pinpoint: {law}`.",
                [(document.key("cites"), "what the letter cites")] if letter.cites else (),
            )


def _place_of_law(law: str, body: str, document: Document, line: int) -> Place:
    """Where the letter names it; the front matter where no line of the text does."""
    words = r"\s+".join(map(re.escape, law.split()))
    named = re.search(rf"{words}(?![\w(])", body, re.IGNORECASE)
    if not named:
        return document.at("cites")
    before = body[: named.start()]
    width = len(named[0].split("\n")[0])
    return Place(document.file, before.count("\n") + line, len(before) - before.rfind("\n"), width)


_LAW = re.compile(
    r"\b(section|regulation|article|rule|paragraph)\s+(\d+[A-Z]*(?:\.\d+)?(?:\(\w+\))*)",
    re.IGNORECASE,
)


def laws_named(text: str) -> tuple[str, ...]:
    """Each `section 42(2)` and its like that a text names, once."""
    return tuple(dict.fromkeys(f"{kind.lower()} {number}" for kind, number in _LAW.findall(text)))


# ----------------------------------------------------------------------------- drawing on a page


def letter_markdown(letter: Mapping[str, Any], downloads: str = "") -> str:
    """The letter for its page: each variant as HTML with readable blanks, and its sources.

    A variant stands under a heading of its own, `### ... {#variant-<name>}`. `downloads` is the
    address, with a closing slash, of the folder of `letter_downloads`; without it no
    links to files are drawn.
    """
    source = letter_from_dict(letter)
    parts = [_variant_markdown(source, name, downloads) for name in source.variant_names()]
    return "\n\n".join(parts) + "\n"


def _variant_markdown(letter: Letter, name: str, downloads: str) -> str:
    title = next((v.title for v in letter.variants if v.name == name), "")
    attribute = f' data-variant="{name}"' if name else ""
    parts = [
        f"### {title} {{#variant-{name}}}" if title else "",
        f'<div class="letter" data-letter="{letter.id}"{attribute}>\n'
        f"{to_html(blank(letter, name))}\n</div>",
        _download_links(letter.id, name, downloads),
        _law_line(letter, name),
    ]
    return "\n\n".join(part for part in parts if part)


def _download_links(letter_id: str, variant: str, downloads: str) -> str:
    if not downloads:
        return ""
    stem = f"{downloads}{download_stem(letter_id, variant)}"
    return (
        f'<p class="letter-files">Take it with you: <a href="{stem}.docx" download>Word file'
        f'</a> or <a href="{stem}.txt" download>plain text</a>.</p>'
    )


def _law_line(letter: Letter, variant: str) -> str:
    marks = [
        f"[@{cite.source}, {cite.pinpoint}]" if cite.pinpoint else f"[@{cite.source}]"
        for cite in letter.cites_for(variant)
    ]
    return f"What this letter leans on:{''.join(f' {mark}' for mark in marks)}" if marks else ""


# ------------------------------------------------------------------------------------- downloads


def download_stem(letter_id: str, variant: str = "") -> str:
    """What the files of a letter, or of one variant, are called before the ending."""
    return f"{letter_id}-{variant}" if variant else letter_id


def kept_skeleton(root: Path) -> bytes:
    """The empty Word file that letters are written into, made once for each way of making it."""
    # Imported here, and in its like, because it takes longer to load than a letter to check.
    from importlib.metadata import version

    makers = (Path(__file__).with_name("word_skeleton.py"), Path(decision_tree.letter.__file__))
    source = version("python-docx").encode() + b"".join(path.read_bytes() for path in makers)
    return kept(root, "word-skeleton-1", source, _skeleton)


def _skeleton() -> bytes:
    # Imported here because python-docx takes a tenth of a second to load.
    from build_tools.word_skeleton import docx_skeleton

    return docx_skeleton()


def letter_downloads(letters: Mapping[str, Mapping[str, Any]], skeleton: bytes) -> dict[str, bytes]:
    """Every letter with its blanks as .docx and .txt: file name -> its bytes.

    A letter without variants is `<id>.docx`, one with variants `<id>-<variant>.docx` each.
    `skeleton` is the Word file to write into, as `kept_skeleton` gives it.
    """
    files = {}
    for data in letters.values():
        letter = letter_from_dict(data)
        for variant in letter.variant_names():
            stem = download_stem(letter.id, variant)
            files[f"{stem}.docx"] = _as_docx(letter, variant, skeleton)
            files[f"{stem}.txt"] = to_text(blank(letter, variant)).encode("utf-8")
    return files


@lru_cache(maxsize=256)
def _as_docx(letter: Letter, variant: str, skeleton: bytes) -> bytes:
    """A letter with its blanks as a Word file, packed once while we serve."""
    return to_docx(blank(letter, variant), skeleton)
