"""Our modules as they are served: small, named by content, and never half of two versions."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from pathlib import Path

import pytest

from build_tools.finish import Built, minify
from build_tools.finish.minify import TOOLS, can_minify, minified
from build_tools.finish.scripts import FOLDER, pack_scripts

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<script type="module" src="../assets/javascripts/main.mjs"></script>
</head><body></body></html>"""
ROOT = Path(__file__).parents[3]
FILES = {
    "main.mjs": '// The first.\nimport { one } from "./one.mjs";\nimport("./late.mjs");\none();\n'
    "export const needlesslyLong = (alsoLong) => alsoLong + 1;\n",
    "one.mjs": 'export const one = () => new URL("tree.json", import.meta.url); // a comment\n',
    "late.mjs": 'import { one } from "./one.mjs";\nconsole.log("other.json", one());\n',
    "worker.mjs": 'import { deep } from "./deep.mjs";\nself.onmessage = deep;\n',
    "deep.mjs": "export const deep = () => 'deep';\n",
    "tree.json": "{}",
}


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """One page, five modules, and the file that one of them fetches."""
    (tmp_path / "node_modules").mkdir()
    for name in TOOLS:
        package = ROOT / "node_modules" / name
        if package.is_dir():
            (tmp_path / "node_modules" / name).symlink_to(package.resolve(), True)
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
    for name in ("assets", "page"):
        shutil.copytree(built.folder / name, changed.folder / name)
    (changed.folder / FOLDER / "tree.json").write_text('{"a": 1}')
    pack_scripts(built)
    pack_scripts(changed)
    before, after = served(built), served(changed)
    same = {name for name in before if before[name][0] == after[name][0]}
    assert same == {"worker.mjs"}


@pytest.fixture
def tools() -> None:
    """A volunteer may lack them, and skips the test; the server that decides what lands may not."""
    if not can_minify(ROOT) and not os.environ.get("CI"):
        pytest.skip("Rollup or Terser is not installed: make test installs them.")


@pytest.mark.usefixtures("tools")
def test_what_one_module_alone_imports_comes_with_it(built: Built) -> None:
    """In one file; what two import, and what comes late, are files of their own."""
    pack_scripts(built)
    assert set(served(built)) == {"main.mjs", "one.mjs", "late.mjs", "worker.mjs", "tree.json"}
    assert "deep" in served(built)["worker.mjs"][1]


@pytest.mark.usefixtures("tools")
def test_what_is_for_us_alone_is_not_served(built: Built) -> None:
    """Comments and long names inside; exported names are what other modules know."""
    pack_scripts(built)
    files = served(built)
    assert not any("comment" in text or "//" in text for _, text in files.values())
    assert "alsoLong" not in files["main.mjs"][1]
    assert "needlesslyLong" in files["main.mjs"][1]


@pytest.mark.usefixtures("tools")
def test_the_same_modules_start_no_node(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made is kept by what it was made from; a change makes it anew."""
    modules = {name: text for name, text in FILES.items() if name.endswith(".mjs")}
    first = minified(built.root, modules, ["main.mjs"])
    monkeypatch.setattr(minify, "_run", lambda *_: b'{"made": "anew"}')
    assert minified(built.root, modules, ["main.mjs"]) == first
    assert minified(built.root, {"other.mjs": "1;"}, ["other.mjs"]) == {"made": "anew"}


@pytest.mark.usefixtures("tools")
def test_a_module_that_cannot_be_read_stops_the_build(built: Built) -> None:
    """With the reason, and nothing of it is kept."""
    for _ in range(2):
        with pytest.raises(ValueError, match=r"one\.mjs:1:13: Unexpected token"):
            minified(built.root, {"one.mjs": "export const = 1;"}, ["one.mjs"])


def test_without_the_tools_modules_are_served_as_written(
    built: Built, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """By their new names all the same, and they find each other."""
    pack_scripts(Built(built.folder, tmp_path_factory.mktemp("bare"), built.today))
    files = served(built)
    assert "// The first." in files["main.mjs"][1]
    assert f'from "./{files["one.mjs"][0]}"' in files["main.mjs"][1]
    assert files["one.mjs"][0] in (built.folder / "page/index.html").read_text()


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
