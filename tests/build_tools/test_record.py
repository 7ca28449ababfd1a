"""The record of published addresses, and the list of what has moved, as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.finding import Finding
from build_tools.record import (
    PUBLISHED_FILE,
    REDIRECTS_FILE,
    load_published,
    load_redirects,
    written,
)


def write(root: Path, file: str, text: str | bytes) -> Path:
    """A project of one file."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """Each address once, in order, with the line it stands on."""
    text = written(["/b/", "/a/#x", "question a", "/b/"])
    published = load_published(write(tmp_path, PUBLISHED_FILE, text), [])
    lines = text.split("\n")
    assert [address for address, _ in published] == ["/a/#x", "/b/", "question a"]
    assert [lines[place.line - 1] for _, place in published] == ["/a/#x", "/b/", "question a"]


def test_comments_empty_lines_and_windows_line_ends(tmp_path: Path) -> None:
    """They are no addresses."""
    root = write(tmp_path, PUBLISHED_FILE, "# what\r\n\r\n/a/ \r\n")
    assert [address for address, _ in load_published(root, [])] == ["/a/"]


def test_without_redirects_nothing_has_moved(tmp_path: Path) -> None:
    """The file may be missing."""
    findings: list[Finding] = []
    assert load_redirects(tmp_path, findings).value == {}
    assert findings == []


@pytest.mark.parametrize("text", [None, "", "\n \n"])
def test_without_its_record_no_project_is_sound(text: str | None, tmp_path: Path) -> None:
    """Or an address could vanish and nobody would see it."""
    findings: list[Finding] = []
    root = tmp_path if text is None else write(tmp_path, PUBLISHED_FILE, text)
    assert load_published(root, findings) == ()
    assert [(f.code, f.place.file) for f in findings] == [("YAML001", PUBLISHED_FILE)]


def test_a_folder_in_place_of_a_record_is_found(tmp_path: Path) -> None:
    """And not taken for a file that is not there."""
    findings: list[Finding] = []
    for file in (PUBLISHED_FILE, REDIRECTS_FILE):
        (tmp_path / file).mkdir(parents=True)
    load_published(tmp_path, findings)
    load_redirects(tmp_path, findings)
    assert [f.message for f in findings] == ["this is a folder, not a file"] * 2


def test_a_file_of_comments_is_an_empty_list(tmp_path: Path) -> None:
    """So the file can wait, explained, for its first line."""
    findings: list[Finding] = []
    root = write(tmp_path, REDIRECTS_FILE, "# old: new\n")
    assert load_redirects(root, findings).value == {}
    assert findings == []


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("/a/: https://www.gov.uk/\n", "TREE002", 1),
        ("/b/: /c/\n/a/: [/b/]\n", "TREE002", 2),
        ("a: /b/\n", "TREE002", 1),
        ("question A: question b\n", "TREE002", 1),
        ("- /a/\n", "TREE002", 1),
        ("/a/: /b/\n/a/: /c/\n", "YAML002", 2),
        ("/a/: {\n", "YAML001", 2),
        (b"\xff", "YAML001", 1),
    ],
)
def test_what_is_no_redirect_is_a_finding(
    text: str | bytes, code: str, line: int, tmp_path: Path
) -> None:
    """With its line, and the rest is kept."""
    findings: list[Finding] = []
    load_redirects(write(tmp_path, REDIRECTS_FILE, text), findings)
    assert [(finding.code, finding.place.line) for finding in findings] == [(code, line)]


def test_a_record_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    """It is not taken for an empty one."""
    findings: list[Finding] = []
    load_published(write(tmp_path, PUBLISHED_FILE, b"\xff"), findings)
    assert [finding.code for finding in findings] == ["YAML001"]
