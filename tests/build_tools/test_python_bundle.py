"""The engine's files: named by their content, light enough, and with nothing missing in them."""

from __future__ import annotations

import gzip
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from build_tools import python_bundle
from build_tools.compile import compile_site
from build_tools.deadlines import bank_holidays
from build_tools.load import load
from build_tools.python_bundle import browser_pack, engine_files, hashed_name, in_wasm
from decision_tree import in_browser
from tests.decision_tree.records import RECORD

ROOT = Path(__file__).parents[2]
MOST_GZIP = 4_800_000
"""Bytes that the whole engine may weigh in gzip."""


@pytest.fixture(scope="module")
def pack() -> dict[str, object]:
    """What the real site packs for the browser."""
    return browser_pack(compile_site(load(ROOT), bank_holidays(2026)))


@pytest.fixture(scope="module")
def files(pack: dict[str, object]) -> dict[str, bytes]:
    """The real site's engine."""
    return engine_files(ROOT, pack)


def test_every_file_but_the_list_is_named_by_its_content(files: dict[str, bytes]) -> None:
    """So a browser may keep each of them for good."""
    named = [path for path in files if not path.endswith(("engine.json", "about.txt"))]
    for path in named:
        hash_in_name = re.search(r"-([0-9a-f]{12})\.", path)
        assert hash_in_name
        assert path.endswith(
            hashed_name(Path(path).name.replace(hash_in_name[0], "."), files[path])
        )


def test_the_list_names_files_that_are_there(files: dict[str, bytes]) -> None:
    """With their true sizes."""
    parts = json.loads(files[python_bundle.MANIFEST])["parts"]
    for part in parts.values():
        assert len(files[f"{python_bundle.FOLDER}/{part['name']}"]) == part["bytes"]


def test_the_engine_is_light_enough(files: dict[str, bytes]) -> None:
    """All of it, as a host without Brotli sends it."""
    assert sum(len(gzip.compress(content, 9)) for content in files.values()) <= MOST_GZIP


def test_the_same_input_gives_the_same_bytes(
    tmp_path: Path, pack: dict[str, object], files: dict[str, bytes]
) -> None:
    """Made again from nothing, every name is as it was."""
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    assert engine_files(tmp_path, pack) == files


def test_python_stands_in_a_sound_wasm_file() -> None:
    """Node takes it for WebAssembly, and Python for a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("a.txt", "a" * 1000)
    wrapped = in_wasm(stream.getvalue())
    script = "WebAssembly.compile(require('fs').readFileSync(0)).then(() => console.log('sound'))"
    done = subprocess.run(["node", "-e", script], input=wrapped, capture_output=True, check=True)
    assert done.stdout == b"sound\n"
    with zipfile.ZipFile(io.BytesIO(wrapped)) as parts:
        assert parts.read("a.txt") == b"a" * 1000


def test_no_import_is_missing(pack: dict[str, object], tmp_path: Path) -> None:
    """Every letter in every variant comes out of the trimmed engine as it does here."""
    library = tmp_path / "python.zip"
    library.write_bytes(python_bundle.python_zip(ROOT))
    text = json.dumps(pack)
    in_browser.start(text)
    calls = [(name, json.dumps(given)) for name, given in every_call(pack)]
    script = (
        "import json\nfrom decision_tree import in_browser\n"
        "in_browser.start(open('/pack.json').read())\n"
        "json.dumps([in_browser.call(*c) for c in json.loads(open('/calls.json').read())])"
    )
    given = {"/pack.json": text.encode(), "/calls.json": json.dumps(calls).encode()}
    there = json.loads(python_bundle.run_inside(ROOT, given, script, library))
    assert there == [in_browser.call(*one) for one in calls]


def every_call(pack: dict[str, object]) -> list[tuple[str, dict[str, object]]]:
    """Calls for each letter and variant of the site, with something typed in every field."""
    calls: list[tuple[str, dict[str, object]]] = [("walk", {"answers": {}}), ("deadline_rules", {})]
    calls += [
        (name, {"record": RECORD, "terms": [{"first": "2026-09-01", "last": "2026-12-18"}]})
        for name in ("record_totals", "record_summary", "record_to_csv")
    ]
    calls += [("calendar", {"dates": {"tribunal-order": "2026-12-01"}, "today": "2026-12-02"})]
    letters = pack["letters"]
    assert isinstance(letters, dict)
    for data in letters.values():
        letter = in_browser.letter_from_dict(data)
        values = {
            field.name: [{column.name: "x" for column in field.columns}]
            if field.columns
            else field.example or "x"
            for field in letter.fields
        }
        for variant in letter.variant_names():
            given = {"letter": letter.id, "variant": variant}
            calls.append(("letter_fields", given))
            calls.append(("letter", given))
            calls += [(name, {**given, "values": values}) for name in ("letter", "docx")]
    return calls


def test_without_pyodide_the_engine_is_left_out(tmp_path: Path) -> None:
    """There are no files, and a sentence says why."""
    assert engine_files(tmp_path, {}) == {}
    assert "node_modules/pyodide is missing" in python_bundle.why_not(tmp_path)


def test_what_fails_inside_is_said(tmp_path: Path) -> None:
    """The build stops with Python's own words."""
    with pytest.raises(python_bundle.BundleError, match="ZeroDivisionError"):
        python_bundle.run_inside(ROOT, {}, "1 / 0")
