"""Our modules as they are served: small, named by content, and never half of two versions."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from build_tools.finish import Built
from build_tools.finish.scripts import FOLDER, pack_scripts

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<script type="module" src="../assets/javascripts/main.mjs"></script>
</head><body></body></html>"""
FILES = {
    "main.mjs": '// The first.\nimport { one } from "./one.mjs";\nimport("./late.mjs");\none();\n',
    "one.mjs": 'export const one = () => new URL("tree.json", import.meta.url); // a comment\n',
    "late.mjs": 'import { one } from "./one.mjs";\nexport const name = "other.json";\none();\n',
    "tree.json": "{}",
}


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """One page, three modules, and the file that one of them fetches."""
    for name, text in FILES.items():
        file = tmp_path / FOLDER / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "page").mkdir()
    (tmp_path / "page/index.html").write_text(PAGE, "utf-8")
    (tmp_path / "404.html").write_text(PAGE.replace("../", "/below/"), "utf-8")
    return Built(tmp_path, tmp_path, dt.date(2026, 11, 24))


def served(built: Built) -> dict[str, tuple[str, str]]:
    """Name without its hash -> (its name, what it holds)."""
    files = sorted((built.folder / FOLDER).iterdir())
    return {re.sub(r"\.[0-9a-f]{8}(?=\.)", "", f.name): (f.name, f.read_text()) for f in files}


def test_every_name_says_what_the_file_holds(built: Built) -> None:
    """Eight digits of its hash, in every module and in what a module fetches."""
    pack_scripts(built)
    names = [name for name, _ in served(built).values()]
    assert all(re.fullmatch(r"\w+\.[0-9a-f]{8}\.(mjs|json)", name) for name in names)


def test_modules_find_each_other_by_the_new_names(built: Built) -> None:
    """By import, by late import and by address; other words in quotes are left alone."""
    pack_scripts(built)
    files = served(built)
    assert f'"./{files["one.mjs"][0]}"' in files["main.mjs"][1]
    assert f'"./{files["late.mjs"][0]}"' in files["main.mjs"][1]
    assert f'"{files["tree.json"][0]}"' in files["one.mjs"][1]
    assert '"other.json"' in files["late.mjs"][1]


def test_a_change_deep_down_changes_every_name_above(built: Built) -> None:
    """So a page never mixes two versions."""
    changed = Built(built.folder.parent / "changed", built.root, built.today)
    for file in built.folder.rglob("*.*"):
        copy = changed.folder / file.relative_to(built.folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    (changed.folder / FOLDER / "tree.json").write_text('{"a": 1}')
    pack_scripts(built)
    pack_scripts(changed)
    before, after = served(built), served(changed)
    assert {name for name in before if before[name][0] != after[name][0]} == set(before)


def test_comments_are_not_served(built: Built) -> None:
    """They are for us."""
    pack_scripts(built)
    assert not any("comment" in text or "//" in text for _, text in served(built).values())


@pytest.mark.parametrize(("page", "start"), [("page/index.html", "../"), ("404.html", "/below/")])
def test_a_page_loads_by_the_new_names_and_all_at_once(built: Built, page: str, start: str) -> None:
    """What a module imports is asked for with the page; what comes late is not."""
    pack_scripts(built)
    files = served(built)
    text = (built.folder / page).read_text()
    assert f'src="{start}{FOLDER}/{files["main.mjs"][0]}"' in text
    assert re.findall(r'modulepreload" href="([^"]+)"', text) == [
        f"{start}{FOLDER}/{files['one.mjs'][0]}"
    ]
