"""Our modules made smaller by Terser: without comments, and with short names inside.

Terser comes from npm. Where it or Node.js is missing the modules stay as they were written, which
work as well and weigh more.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from build_tools.finish import kept

TERSER = "node_modules/terser"
_SCRIPT = Path(__file__).with_name("minify.mjs")


def minified(root: Path, modules: Mapping[str, str]) -> dict[str, str]:
    """Name -> text of each module, smaller; exported names and those of files stay as they are.

    One call of Node.js for all of them, and none where the same was asked before. Raises
    ValueError where a module cannot be read; the message says which and why.
    """
    package = root / TERSER / "package.json"
    if not modules or not package.is_file() or not shutil.which("node"):
        return dict(modules)
    version = json.loads(package.read_bytes())["version"]
    source = json.dumps([version, _SCRIPT.read_text("utf-8"), modules]).encode()
    found: dict[str, str] = json.loads(kept(root, "terser", source, lambda: _run(root, modules)))
    return found


def _run(root: Path, modules: Mapping[str, str]) -> bytes:
    done = subprocess.run(
        ["node", str(_SCRIPT), (root / TERSER / "main.js").resolve().as_uri()],
        input=json.dumps(modules).encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise ValueError(f"Terser cannot read a module: {done.stderr.decode().strip()}")
    return done.stdout
