"""The same site by Zensical, which follows Material for MkDocs and reads the same mkdocs.yml.

What its version does otherwise is put right here, in the copy of the source that it is given;
decisions/ lists it, with what it cannot do yet.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path

from build_tools.render import OUTPUT

FOLDER = "build/zensical"
LINK = re.compile(r"(<(?:a|img)\b[^<>]*?\s(?:href|src)=\")(?![a-z][a-z0-9+.-]*:|[/#])([^\"]+)(\")")


def build_next(root: Path) -> Path | None:
    """Build from what stands under build/docs/. Gives the folder of the site, None if it failed."""
    folder = root / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    # Copies, because it takes no link for a folder of the project.
    shutil.copytree(root / OUTPUT, folder / OUTPUT)
    shutil.copytree(root / "overrides", folder / "overrides")
    shutil.copy(root / "mkdocs.yml", folder)
    for page in (folder / OUTPUT).rglob("*.md"):
        path = page.relative_to(folder / OUTPUT).as_posix()
        page.write_text(from_the_source(page.read_text("utf-8"), path), "utf-8")
    _add_stylesheets(folder)
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--config-file", "mkdocs.yml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
    )
    if done.returncode or not (folder / "site").is_dir():
        print(done.stdout + done.stderr, file=sys.stderr)
        return None
    return folder / "site"


def from_the_source(text: str, path: str) -> str:
    """Links in HTML, which are written from the page's address, written from its source file.

    MkDocs leaves links in HTML alone; Zensical takes them all to be written from the file.
    """
    folder = posixpath.dirname(path)
    served = path.removesuffix(".md").removesuffix("index")

    def rewritten(link: re.Match[str]) -> str:
        target, mark, anchor = link[2].partition("#")
        goal = posixpath.normpath(posixpath.join(served, target))
        relative = posixpath.relpath(goal, folder or ".")
        slash = "/" if target.endswith("/") else ""
        return f"{link[1]}{relative}{slash}{mark}{anchor}{link[3]}"

    return LINK.sub(rewritten, text)


def _add_stylesheets(folder: Path) -> None:
    """The theme's own stylesheet, which Zensical has under another name."""
    import material  # type: ignore[import-untyped]

    styles = Path(str(material.__file__)).parent / "templates/assets/stylesheets"
    into = folder / OUTPUT / "assets/stylesheets"
    into.mkdir(parents=True, exist_ok=True)
    for path in styles.glob("main.*.min.css"):
        shutil.copy(path, into)
