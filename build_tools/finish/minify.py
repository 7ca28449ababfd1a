"""Our modules joined by Rollup, and made smaller by Terser: few files, and short names inside.

Both come from npm. Where one of them or Node.js is missing the modules stay as they were written,
which work as well and weigh more.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from build_tools.finish import kept

TOOLS = {"rollup": "dist/es/rollup.js", "terser": "main.js"}
"""Package -> its module."""
_PACKAGES = "node_modules"
_SCRIPT = Path(__file__).with_name("minify.mjs")


def can_minify(root: Path) -> bool:
    """Whether Node.js and both packages are here."""
    packages = (root / _PACKAGES / name / "package.json" for name in TOOLS)
    return shutil.which("node") is not None and all(path.is_file() for path in packages)


def minified(root: Path, modules: Mapping[str, str], entries: Iterable[str]) -> dict[str, str]:
    """Name -> text of each file that is to be served in place of `modules`.

    Modules lie side by side and import each other by `./name`. `entries` are those that pages and
    workers ask for; they keep their names, and so do the exports of each. Other modules may be
    joined. One call of Node.js for all, and none where the same was asked before. Raises
    ValueError where a module cannot be read; the message says which and why.
    """
    if not modules or not can_minify(root):
        return dict(modules)
    versions = [
        json.loads((root / _PACKAGES / name / "package.json").read_bytes())["version"]
        for name in TOOLS
    ]
    asked = json.dumps({"modules": modules, "entries": sorted(entries)})
    source = json.dumps([versions, _SCRIPT.read_text("utf-8"), asked]).encode()
    found: dict[str, str] = json.loads(kept(root, "modules", source, lambda: _run(root, asked)))
    return found


def _run(root: Path, asked: str) -> bytes:
    addresses = ((root / _PACKAGES / name / path).resolve() for name, path in TOOLS.items())
    done = subprocess.run(
        ["node", str(_SCRIPT), *(address.as_uri() for address in addresses)],
        input=asked.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise ValueError(f"A module cannot be read: {done.stderr.decode().strip()}")
    return done.stdout
