"""The letters as they stand, their pages, their files, and the reading of them."""

from __future__ import annotations

import io
import itertools
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
import yaml
from docx.oxml.ns import qn

from build_tools import letters
from build_tools.word_skeleton import docx_skeleton
from build_tools.yaml_source import split_front_matter
from decision_tree.letter import (
    Heading,
    Letter,
    LetterError,
    NumberedList,
    Value,
    clean,
    fill,
    letter_from_dict,
    to_docx,
    to_html,
    to_text,
)

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "decision_tree/letters"
READ = letters.read_letters(FOLDER)
FORMS = [
    (letter_id, variant)
    for letter_id, data in READ.items()
    for variant in letter_from_dict(data).variant_names()
]
PROMISED = (
    *("ask-for-a-meeting", "after-the-meeting", "school-complaint", "school-complaint-panel"),
    *("section-f-not-delivered", "council-complaint", "council-complaint-stage-2"),
    *("early-review", "ask-for-an-assessment", "ask-for-records", "disagreement-resolution"),
    *("ombudsman-complaint", "department-for-education", "judicial-review-pre-action"),
    *("health-section-g", "disability-discrimination", "vague-wording", "no-school-place"),
)


def text_of(letter_id: str, variant: str = "") -> str:
    return to_text(fill(letter_from_dict(READ[letter_id]), {}, variant))


def page_of(letter_id: str) -> tuple[dict[str, str], str]:
    """(front matter, body) of a letter's page."""
    text = (ROOT / f"docs/letters/{letter_id}.md").read_text("utf-8")
    front, body, _ = split_front_matter(text)
    return yaml.safe_load(front), body


# --------------------------------------------------------------------- the letters as they stand


def test_every_promised_letter_is_there():
    """The addresses of the letters are promises, so none may vanish and none is unplanned."""
    assert sorted(READ) == sorted(PROMISED)


def test_nothing_is_wrong_with_any_letter():
    """No letter has an unknown or unused field, a broken template, too many words, uncited law."""
    assert letters.load_letters(FOLDER, ROOT)[1] == []


def test_every_field_tells_a_parent_what_to_type():
    """A field has a label, a hint, whether it is needed, and an example or what to choose from."""
    for entry in yaml.safe_load((FOLDER / "fields.yaml").read_text("utf-8")):
        assert entry["label"], entry["name"]
        assert entry["hint"], entry["name"]
        assert isinstance(entry["required"], bool), entry["name"]
        shown = entry.get("example") or entry.get("options")
        assert shown or all(column["example"] for column in entry["columns"]), entry["name"]


def test_every_declared_field_is_used_by_some_letter():
    """A field that no letter asks for is a leftover in the file that volunteers edit."""
    declared = {entry["name"] for entry in yaml.safe_load((FOLDER / "fields.yaml").read_text())}
    used = {field["name"] for data in READ.values() for field in data["fields"]}
    assert declared == used


def test_every_source_behind_a_letter_is_known():
    """A letter cites only what the site's list of sources holds."""
    known = yaml.safe_load((ROOT / "decision_tree/sources.yaml").read_text("utf-8"))
    cited = {cite["source"] for data in READ.values() for cite in data.get("cites", ())}
    assert cited - set(known) == set()


@pytest.mark.parametrize(("letter_id", "variant"), FORMS)
def test_every_case_that_a_letter_names_is_cited(letter_id: str, variant: str):
    """A judgment named by its number in a letter is among the sources of that variant."""
    known = yaml.safe_load((ROOT / "decision_tree/sources.yaml").read_text("utf-8"))
    cited = letter_from_dict(READ[letter_id]).cites_for(variant)
    titles = " ".join(known[cite.source]["title"] for cite in cited)
    for number in re.findall(r"\[20\d\d\] \w+ \d+", text_of(letter_id, variant)):
        assert number in titles


@pytest.mark.parametrize(
    ("letter_id", "variant", "never"),
    [
        ("school-complaint", "special-or-private-ehc-plan", "Section 66"),
        ("school-complaint", "special-or-private-sen-support", "Section 66"),
        ("school-complaint", "special-or-private-sen-support", "ection 42"),
        ("school-complaint", "state-sen-support", "ection 42"),
        ("school-complaint-panel", "maintained", "Independent School Standards"),
        ("school-complaint-panel", "other", "egulations"),
        ("ask-for-a-meeting", "sen-support", "ection 42"),
        ("ask-for-records", "academy-or-private", "Pupil Information"),
        ("ask-for-records", "council-or-nhs", "Pupil Information"),
        ("no-school-place", "over-16", "ection 19"),
        ("no-school-place", "no-ehc-plan", "ection 42"),
        ("health-section-g", "section-g", "ection 42(2)"),
        ("department-for-education", "academy", "ection 496"),
        ("ask-for-a-meeting", "special-or-private-sen-support", "ection 66"),
        ("council-complaint", "late-review", "ection 42"),
        ("department-for-education", "private-school", "ection 49"),
        ("department-for-education", "college", "ection 49"),
    ],
)
def test_a_variant_never_names_law_that_does_not_bind_there(
    letter_id: str, variant: str, never: str
):
    """A letter that quotes the wrong law to a school or a council is turned away."""
    assert never not in text_of(letter_id, variant)


@pytest.mark.parametrize(("letter_id", "variant"), FORMS)
def test_no_letter_states_what_is_not_law(letter_id: str, variant: str):
    """Proposals, unseen figures and guessed periods stay out of every letter."""
    text = text_of(letter_id, variant).lower()
    unsure = ("£", "support plan (isp", "five weeks to", "compensation", "6,000", "15 days")
    assert not [words for words in unsure if words in text]


@pytest.mark.parametrize(("letter_id", "variant"), FORMS)
def test_the_power_over_trusts_is_asked_about_and_never_demanded(letter_id: str, variant: str):
    """Section 497C is the minister's choice: one letter asks about it, and none insists."""
    text = text_of(letter_id, variant)
    asked = "please consider your power in section 497C" in text
    assert (
        ("497C" in text)
        is asked
        is ((letter_id, variant) == ("department-for-education", "academy"))
    )


def test_the_letter_before_claim_follows_annex_a_and_warns():
    """All thirteen headings are there in order, and nobody meets the letter without its warning."""
    letter = letter_from_dict(READ["judicial-review-pre-action"])
    headings = [b.line[0].text for b in fill(letter, {}).body if isinstance(b, Heading)]
    assert [int(words.split(".")[0]) for words in headings] == list(range(1, 14))
    data = READ["judicial-review-pre-action"]
    assert "legal advice" in data["warning"]
    assert page_of("judicial-review-pre-action")[1].lstrip().startswith("**Get legal advice")


# ------------------------------------------------------------------------------------- the pages


@pytest.mark.parametrize("letter_id", PROMISED)
def test_every_letter_has_its_page(letter_id: str):
    """Each page names its letter, says when to send it and tells what reply to expect."""
    front, body = page_of(letter_id)
    assert front["letter"] == letter_id
    assert len(front["description"]) < 155
    headings = re.findall(r"(?m)^## (.*)$", body)
    assert headings == [
        *("When to send it", "Who to send it to", "The letter", "What to enclose"),
        "What to expect",
    ]


def test_the_list_of_letters_names_each_once():
    """A letter that the list leaves out would be hard to find."""
    links = re.findall(r"\]\(([a-z0-9-]+)\.md\)", page_of("index")[1])
    assert sorted(links) == sorted(PROMISED)


@pytest.mark.parametrize("letter_id", PROMISED)
def test_a_page_draws_every_variant_with_its_sources(letter_id: str):
    """Each variant stands under its own heading, in its own frame, with files and citations."""
    drawn = letters.letter_markdown(READ[letter_id], "../../downloads/")
    letter = letter_from_dict(READ[letter_id])
    assert drawn.count(f'<div class="letter" data-letter="{letter_id}"') == max(
        1, len(letter.variants)
    )
    for variant in letter.variants:
        assert f"### {variant.title} {{#variant-{variant.name}}}" in drawn
    for name in letter.variant_names():
        stem = letters.download_stem(letter_id, name)
        assert f'href="../../downloads/{stem}.docx"' in drawn
        for cite in letter.cites_for(name):
            assert f"[@{cite.source}" in drawn
    assert "{{" not in drawn
    assert "downloads" not in letters.letter_markdown(READ[letter_id])


def test_a_drawn_letter_is_one_block_of_html():
    """No blank line inside the frame, so that Markdown leaves the letter as it is."""
    drawn = letters.letter_markdown(READ["council-complaint"])
    for frame in re.findall(r'<div class="letter".*?</div>', drawn, re.DOTALL):
        assert "\n\n" not in frame


# ------------------------------------------------------------------------------------ the files


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("downloads")
    for name, content in letters.letter_downloads(READ, docx_skeleton()).items():
        (folder / name).write_bytes(content)
    return folder


def test_every_form_has_its_two_files(downloads: Path):
    """A letter is taken away as a Word file or as plain text, one of each a variant."""
    stems = {letters.download_stem(letter_id, variant) for letter_id, variant in FORMS}
    expected = {f"{stem}{ending}" for stem in stems for ending in (".docx", ".txt")}
    assert {path.name for path in downloads.iterdir()} == expected


def test_writing_the_files_again_changes_nothing(downloads: Path):
    """The same letters give the same bytes, so a new build does not look like a change."""
    for name, content in letters.letter_downloads(READ, docx_skeleton()).items():
        assert content == (downloads / name).read_bytes()


def test_a_skeleton_that_is_kept_is_the_one_that_is_made(tmp_path: Path):
    """Made, and then taken from what was kept, it is the same Word file."""
    assert letters.kept_skeleton(tmp_path) == letters.kept_skeleton(tmp_path) == docx_skeleton()


def test_the_skeleton_is_a4_and_in_british_english():
    """The Word file prints on the paper that people have, and spells as they do."""
    document = docx.Document(io.BytesIO(docx_skeleton()))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    with zipfile.ZipFile(io.BytesIO(docx_skeleton())) as parts:
        styles = parts.read("word/styles.xml").decode()
        assert 'w:lang w:val="en-GB"' in styles
        assert "en-US" not in styles
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_skeleton_names_every_part_it_has_and_no_other():
    """A part that is listed and missing, or there and unlisted, makes Word offer to repair."""
    with zipfile.ZipFile(io.BytesIO(docx_skeleton())) as parts:
        names = set(parts.namelist())
        listed = set(re.findall(r'PartName="/([^"]+)"', parts.read("[Content_Types].xml").decode()))
        links = parts.read("word/_rels/document.xml.rels").decode()
        linked = {f"word/{target}" for target in re.findall(r'Target="([^"]+)"', links)}
    assert {name for name in names if not name.endswith(".rels")} - {
        "[Content_Types].xml"
    } == listed
    assert linked <= names


def test_every_style_that_a_letter_uses_is_in_the_skeleton():
    """A paragraph in a style that is not there would lose its look in Word."""
    styles = set()
    with zipfile.ZipFile(io.BytesIO(docx_skeleton())) as parts:
        known = set(re.findall(r'w:styleId="(\w+)"', parts.read("word/styles.xml").decode()))
        numbers = set(re.findall(r'w:numId="(\d+)"', parts.read("word/numbering.xml").decode()))
    used_numbers = set()
    for letter_id, variant in FORMS:
        filled = fill(letter_from_dict(READ[letter_id]), {}, variant)
        with zipfile.ZipFile(io.BytesIO(to_docx(filled, docx_skeleton()))) as parts:
            document = parts.read("word/document.xml").decode()
        styles |= set(re.findall(r'w:(?:pStyle|tblStyle) w:val="(\w+)"', document))
        used_numbers |= set(re.findall(r'w:numId w:val="(\d+)"', document))
    assert styles <= known
    assert used_numbers <= numbers


class _Words(HTMLParser):
    """The words of a letter's HTML as a reader sees them, list numbers and bullets included."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.counts = "", list[int]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ol", "ul"):
            self.counts.append(0 if tag == "ol" else -1)
        if tag == "li" and self.counts[-1] >= 0:
            self.counts[-1] += 1
            self.words += f" {self.counts[-1]}. "
        elif tag == "li":
            self.words += " \u2022 "
        elif tag in ("p", "br", "th", "td"):
            self.words += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self.counts.pop()

    def handle_data(self, data: str) -> None:
        self.words += data


def words_of_html(html: str) -> list[str]:
    reader = _Words()
    reader.feed(html)
    reader.close()
    return reader.words.split()


HOSTILE = {
    "plain": "Words",
    "markup": "<b>&amp; {{ 1 }} {% if %} ]]> | a | b | # ** _",
    "emoji": "👩‍👩‍👧‍👦 😀",
    "right to left": "ابني لا يحصل على الدعم\nשלום",
    "long": "word " * 2_000,
    "newlines": "one\ntwo\r\n\r\nthree",
    "control": "a\x00b\x08c\x0bd\x0ce\x1ff\ud800g\ufffeh",
}
CHOSEN = {
    "child_disabled": "yes",
    "school_kind": "run with the council",
    "child_consent": "My child understands this request and agrees to it.",
}


def typed(letter: Letter, text: str) -> dict[str, Value]:
    """Every field of a letter filled with `text`; where it is a choice, with a choice."""
    return {
        f.name: [{c.name: text for c in f.columns}] if f.columns else CHOSEN.get(f.name, text)
        for f in letter.fields
    }


def some_typed(letter: Letter) -> dict[str, Value]:
    """Every second field of a letter filled in, as a parent leaves it halfway."""
    return dict(list(typed(letter, "Words").items())[::2])


@pytest.fixture(scope="session")
def word_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, list[str]]]:
    """Every form of every letter empty, half filled and full: name -> (Word file, its words).

    The full ones go round the hostile texts, so that each stands in several letters.
    """
    kinds = itertools.cycle(HOSTILE.values())
    files = {}
    for letter_id, variant in FORMS:
        letter = letter_from_dict(READ[letter_id])
        for how, values in (
            ("empty", {}),
            ("some", some_typed(letter)),
            ("all", typed(letter, next(kinds))),
        ):
            filled = fill(letter, values, variant)
            words = words_of_html(to_html(filled))
            name = f"{letters.download_stem(letter_id, variant)}--{how}"
            files[name] = (to_docx(filled, docx_skeleton()), words)
    return files


@pytest.fixture(scope="session")
def in_libreoffice(
    word_files: dict[str, tuple[bytes, list[str]]], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, list[str]]:
    """The words of all those files as LibreOffice reads them, in one run of it."""
    work = tmp_path_factory.mktemp("office")
    for name, (content, _) in word_files.items():
        (work / f"{name}.docx").write_bytes(content)
    return office_text(sorted(work.glob("*.docx")), work)


def office_text(files: list[Path], work: Path) -> Mapping[str, list[str]]:
    """The words of Word files as LibreOffice reads them, by stem."""
    office = shutil.which("soffice")
    if office is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice (soffice) is not installed: it opens the Word files in CI")
    assert office, "LibreOffice (soffice) is needed in CI: apt-get install libreoffice-writer"
    profile = f"-env:UserInstallation=file://{work}/profile"
    command = [office, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run(
        [*command, "--outdir", str(work / "out"), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {
        path.stem: (work / "out" / f"{path.stem}.txt").read_text("utf-8-sig").split()
        for path in files
    }


@pytest.mark.parametrize("how", ["empty", "some", "all"])
@pytest.mark.parametrize(("letter_id", "variant"), FORMS)
def test_a_word_file_reads_in_libreoffice_as_on_the_page(
    letter_id: str,
    variant: str,
    how: str,
    word_files: dict[str, tuple[bytes, list[str]]],
    in_libreoffice: Mapping[str, list[str]],
):
    """Empty, half filled or full of hostile text, it opens with the same words in order."""
    name = f"{letters.download_stem(letter_id, variant)}--{how}"
    assert in_libreoffice[name] == word_files[name][1]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_shape_is_whole_for_every_letter(text: str):
    """Page, Word file and plain text of every form hold all of what was typed."""
    whole = [line.strip() for line in clean(text).split("\n") if line.strip()]
    for letter_id, variant in FORMS:
        letter = letter_from_dict(READ[letter_id])
        filled = fill(letter, typed(letter, text), variant)
        page = " ".join(words_of_html(to_html(filled)))
        plain = to_text(filled)
        document = docx.Document(io.BytesIO(to_docx(filled, docx_skeleton())))
        word = " ".join(t.text or "" for t in document.element.iter(qn("w:t")))
        for line in whole:
            assert line in plain
            assert " ".join(line.split()) in page
            assert line in word


# --------------------------------------------------------------------- reading, right and wrong

FIELDS = """\
- name: child_name
  label: Your child's full name
  type: text
  hint: As it stands in the plan.
  required: true
  example: Sam Taylor
- name: reply_by
  label: The reply date
  type: date
  hint: Choose a day.
  required: true
  shared: false
"""
FRONT = """\
title: Sample
to: the council
subject: About {{ child_name }}
fields: [child_name]
cites: [{source: act}]
"""


def load(tmp_path: Path, front: str = FRONT, body: str = "Dear all\n", fields: str = FIELDS):
    """What loading one sample letter gives: the letters, and `code line message` of findings."""
    folder = tmp_path / "decision_tree/letters"
    folder.mkdir(parents=True)
    (folder / "fields.yaml").write_text(fields, "utf-8")
    (folder / "sample.j2").write_text(f"---\n{front}---\n{body}", "utf-8")
    read, findings = letters.load_letters(folder, tmp_path)
    return read, [f"{f.code} {f.place.line} {f.message}" for f in findings]


def test_a_sound_letter_is_read_with_its_fields(tmp_path: Path):
    """Front matter, declared fields and body make one letter, with truth values as such."""
    read, findings = load(tmp_path)
    assert findings == []
    assert read["sample"]["fields"][0]["required"] is True
    assert "Subject: About [your child's full name]" in to_text(
        fill(letter_from_dict(read["sample"]), {})
    )


def test_a_letter_words_a_field_in_its_own_way(tmp_path: Path):
    """A hint can be a letter's own; so can the label of a field that is not shared."""
    front = FRONT.replace("[child_name]", "\n  - child_name\n  - name: reply_by\n    label: Mine")
    read, findings = load(tmp_path, front, "By {{ reply_by }}.\n")
    assert findings == []
    assert read["sample"]["fields"][1]["label"] == "Mine"
    assert read["sample"]["fields"][1]["shared"] is False


@pytest.mark.parametrize(
    ("change", "body", "expected"),
    [
        (
            ("[child_name]", "[child_nam]"),
            "Dear all\n",
            "LETT001 5 `child_nam` is not declared in fields.yaml",
        ),
        (
            ("[child_name]", "\n  - name: child_name\n    label: Other"),
            "Dear all\n",
            "LETT001 6 `child_name` is asked once for every letter",
        ),
        (("", ""), "Dear all\n\n{{ chld }}\n", "LETT001 10 the letter uses `chld`"),
        (
            ("[child_name]", "[child_name, reply_by]"),
            "Dear all\n",
            "LETT002 5 `reply_by` is listed, but no variant of the letter uses it",
        ),
        (("", ""), "Dear all\n\n{% if %}\n", "LETT003 10 "),
        (("", ""), "| A | B |\n| c |\n", "LETT003 9 a table row has 1 cells"),
        (("", ""), "word " * 450, "LETT004 2 this letter has 4"),
        (("", ""), "Section 42(2) says so.\n", "LETT005 8 this letter names section 42(2)"),
        (
            ("cites: [{source: act}]\n", ""),
            "Dear all\n",
            "LETT008 2 no entry under `cites:` backs this letter",
        ),
        (("title:", "titel:"), "Dear all\n", "TREE001 2 `titel` "),
        (("title:", "title: a: b"), "Dear all\n", "YAML001 2 "),
        (("to: the council\n", ""), "Dear all\n", "TREE002 2 this letter has no `to`"),
    ],
)
def test_each_rule_fires_at_its_place(
    tmp_path: Path, change: tuple[str, str], body: str, expected: str
):
    """Each thing that can be wrong with a letter is one finding, with its line, in words."""
    read, findings = load(tmp_path, FRONT.replace(*change) if change[0] else FRONT, body)
    assert any(found.startswith(expected) for found in findings), findings
    assert read == {}


def test_a_date_that_comes_after_no_date_is_a_finding(tmp_path: Path):
    """A field's `after` names another date field."""
    fields = FIELDS.replace("  type: date\n", "  type: date\n  after: child_name\n")
    _, findings = load(tmp_path, fields=fields)
    assert findings == ["LETT001 10 there is no date field `child_name` in fields.yaml"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("- name: [", "YAML001 2 this is not valid YAML"),
        (FIELDS.replace("name: child_name", "nmae: child_name"), "TREE00"),
    ],
)
def test_fields_that_cannot_be_read_are_said_once(tmp_path: Path, fields: str, expected: str):
    """Not again of each letter that names one; and no letter goes missing because of it."""
    read, findings = load(tmp_path, fields=fields)
    assert all(found.startswith(expected) for found in findings)
    assert findings
    assert list(read) == ["sample"]


def test_a_cited_law_is_silent(tmp_path: Path):
    """A line of law whose section is among the citations is no finding."""
    cites = "cites: [{source: cfa-2014-s42, pinpoint: section 42(2)}]"
    front = FRONT.replace("cites: [{source: act}]", cites)
    assert load(tmp_path, front, "Section 42(2) says so.\n")[1] == []


def test_a_letter_without_front_matter_is_a_finding(tmp_path: Path):
    """A volunteer who forgets the first lines is told what to write."""
    folder = tmp_path / "decision_tree/letters"
    folder.mkdir(parents=True)
    (folder / "fields.yaml").write_text(FIELDS, "utf-8")
    (folder / "bare.j2").write_text("Dear all\n", "utf-8")
    _, findings = letters.load_letters(folder, tmp_path)
    assert [(f.code, f.message) for f in findings] == [
        ("LETT003", "this letter has no front matter")
    ]


def test_reading_for_use_refuses_with_every_finding(tmp_path: Path):
    """Where letters are needed at once, one error names file, line, problem and remedy."""
    folder = tmp_path / "decision_tree/letters"
    folder.mkdir(parents=True)
    (folder / "fields.yaml").write_text(FIELDS, "utf-8")
    (folder / "sample.j2").write_text(f"---\n{FRONT}---\n{{{{ chld }}}}\n", "utf-8")
    with pytest.raises(LetterError, match=r"sample\.j2:8: the letter uses `chld`"):
        letters.read_letters(folder)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Section 42(2) of the Act", ("section 42(2)",)),
        ("under section\n19(3A)", ("section 19(3A)",)),
        ("rule 54.5 of the Civil Procedure Rules", ("rule 54.5",)),
        ("regulation 13(1) and Article 15", ("regulation 13(1)", "article 15")),
        ("Section F, part 13 and stage 1", ()),
        ("section 42(2), and section 42(2) again", ("section 42(2)",)),
    ],
)
def test_the_law_that_a_text_names_is_found(text: str, expected: tuple[str, ...]):
    """Numbered sections, regulations, articles, rules and paragraphs are law; Section F is not."""
    assert letters.laws_named(text) == expected


def test_numbered_asks_are_never_split():
    """No letter's list of asks is broken in two by a condition in its template."""
    for letter_id, variant in FORMS:
        blocks = fill(letter_from_dict(READ[letter_id]), {}, variant).blocks
        for before, after in itertools.pairwise(blocks):
            assert not (isinstance(before, NumberedList) and isinstance(after, NumberedList))
