"""What must hold of the repository itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import material
import pytest

from build_tools.load import load

ROOT = Path(__file__).parents[1]


def tracked(*patterns: str) -> list[Path]:
    """Files that git tracks, or would."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


def imports_of(path: Path) -> set[str]:
    """The top-level names of the packages that a module imports."""
    return {name.split(".")[0] for name in modules_of(path)}


def modules_of(path: Path) -> set[str]:
    """The full names of the modules that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize(
    "path", sorted((ROOT / "decision_tree").glob("*.py")), ids=lambda p: p.name
)
def test_decision_tree_imports_only_what_runs_in_a_browser(path: Path) -> None:
    """The core imports the standard library, Jinja2, MarkupSafe and itself."""
    allowed = {"decision_tree", "jinja2", "markupsafe", *sys.stdlib_module_names}
    assert imports_of(path) <= allowed


def test_walk_and_model_import_the_standard_library_only() -> None:
    """The walk needs nothing installed."""
    for name in ("walk", "model"):
        imports = imports_of(ROOT / f"decision_tree/{name}.py")
        assert imports <= {"decision_tree", *sys.stdlib_module_names}


def test_one_module_uses_the_network() -> None:
    """The weekly look at links asks others; nothing else does, and serve only listens."""
    network = {
        "urllib",
        "urllib.request",
        "http",
        "http.client",
        "requests",
        "ftplib",
        "smtplib",
        "ssl",
    }
    for folder in ("decision_tree", "build_tools"):
        for path in (ROOT / folder).rglob("*.py"):
            if path != ROOT / "build_tools/links.py":
                assert not modules_of(path) & network, path


def test_the_theme_has_the_stylesheet_that_the_page_names() -> None:
    """The stylesheet's name changes with the theme: the page must name the one installed."""
    page = (ROOT / "overrides/main.html").read_text("utf-8")
    names = re.findall(r"assets/stylesheets/(main\.[0-9a-f]+\.min\.css)", page)
    folder = Path(material.__file__).parent / "templates/assets/stylesheets"
    assert names
    assert all((folder / name).is_file() for name in names)


def test_every_command_in_the_readme_exists() -> None:
    """A newcomer can run what the README shows."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    shown = re.findall(
        r"(?:`|^ +)make ([a-z]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert {"serve", "test"} <= set(shown)
    assert set(shown) <= targets


def test_every_folder_in_the_readme_exists() -> None:
    """The map of rooms is the house as it stands."""
    rooms = re.findall(
        r"^\| `([a-z_/-]+/)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert rooms
    assert [room for room in rooms if not (ROOT / room).is_dir()] == []


@pytest.mark.parametrize("name", ["site", "test"])
def test_every_locked_requirement_has_hashes(name: str) -> None:
    """Each requirement is one version with at least one hash, for every system."""
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==", entry), entry[:60]
        assert "--hash=sha256:" in entry, entry[:60]


def test_nothing_tracked_names_a_registry_or_a_machine() -> None:
    """Lock files and settings name no package registry's host and no path of one machine."""
    hosts = r"pypi\.[o]rg|pythonhoste[d]\.|npmj[s]\.(org|com)|debia[n]\.org"
    paths = r"(^|[^A-Za-z0-9_.])/(wor[k]|hom[e]|Use[r]s)/"
    for path in tracked():
        text = path.read_text("utf-8", errors="ignore")
        found = re.search(f"{hosts}|{paths}", text, re.MULTILINE)
        assert found is None, f"{path.relative_to(ROOT)}: {found and found[0]}"


def test_no_generated_folder_is_tracked() -> None:
    """What a build makes can be deleted: git does not track it."""
    made = ("build/", "site/", ".venv/", "node_modules/")
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]
    assert [name for name in names if name.startswith(made)] == []


def test_links_between_the_documents_of_the_repository_lead_somewhere() -> None:
    """README, CONTRIBUTING and the others link to files that are there."""
    for path in tracked("*.md"):
        if path.is_relative_to(ROOT / "docs") or {"pages", "fixtures"} & set(path.parts):
            continue
        for link in re.findall(r"\]\(([^)#\s]+)\)", path.read_text("utf-8")):
            if not link.startswith("http"):
                assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_that_no_lawyer_has_reviewed_the_site_is_said_while_it_is_true() -> None:
    """The foot of every page says it until a page is reviewed, and not a day longer."""
    said = "No lawyer has reviewed it yet" in (ROOT / "overrides/main.html").read_text("utf-8")
    reviewed = [page.path for page in load(ROOT).pages if page.meta.get("reviewed_by")]
    assert said is not bool(reviewed)


def test_there_is_a_record_of_published_addresses() -> None:
    """Without it no address could be missed; `python -m build_tools addresses` keeps it."""
    on_record = {address for address, _ in load(ROOT).published}
    assert {"/", "/stages/ombudsman/", "/questions/which-plan/", "question which-plan"} <= on_record
