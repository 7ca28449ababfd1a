"""The Python engine of the site: Pyodide from its npm package, trimmed and with our own code.

Every file is named by its content, so that a browser may keep it for good. `engine.json` says
which they are and how large; it is the one file a browser asks for anew. The standard library
holds only what `build_tools.bundle.exercise` really imports when it runs inside Pyodide.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2
import markupsafe

import decision_tree
from build_tools import bundle
from build_tools.compile import Site
from build_tools.finish import kept
from build_tools.letters import kept_skeleton

FOLDER = "assets/engine"
MANIFEST = f"{FOLDER}/engine.json"
PYODIDE = "node_modules/pyodide"
LEFT_OUT = (
    "The Python engine is left out of the site, so letters are not filled in and dates not "
    "counted in the browser: {reason}. With Node.js 20 or newer, run `npm ci --ignore-scripts`."
)
_HEADER = b"\0asm\x01\0\0\0"
_SECTION = b"python"


class BundleError(RuntimeError):
    """The engine cannot be made; the message says why."""


def why_not(root: Path) -> str:
    """Why the engine cannot be made here, in a plain sentence; empty where it can."""
    if not (root / PYODIDE / "pyodide.asm.wasm").is_file():
        return LEFT_OUT.format(reason=f"{PYODIDE} is missing")
    if not shutil.which("node"):
        return LEFT_OUT.format(reason="Node.js is missing")
    return ""


def browser_pack(site: Site) -> dict[str, Any]:
    """What the engine needs to know, as `decision_tree.in_browser.read_pack` takes it."""
    sources = site.project.sources
    return {
        "tree": site.data["tree.json"],
        "letters": site.data["letters.json"]["letters"],
        "deadlines": site.data["deadlines.json"],
        "sources": {
            cite.source: {"title": sources[cite.source].title, "url": sources[cite.source].url}
            for deadline in site.project.rules.deadlines.values()
            for cite in deadline.cites
        },
        "skeleton": base64.b64encode(kept_skeleton(site.project.root)).decode("ascii"),
    }


def engine_files(root: Path, pack: Mapping[str, Any]) -> dict[str, bytes]:
    """Every file of the engine: path under the site's source -> its bytes.

    `pack` is what `decision_tree.in_browser.read_pack` takes. Empty where `why_not` has a
    reason. Raises BundleError where Pyodide does not run.
    """
    if why_not(root):
        return {}
    parts = {
        "loader": ("pyodide.mjs", _loader(root)),
        "runtime": ("pyodide.asm.mjs", (root / PYODIDE / "pyodide.asm.mjs").read_bytes()),
        "wasm": ("pyodide.asm.wasm", (root / PYODIDE / "pyodide.asm.wasm").read_bytes()),
        "python": ("python.wasm", in_wasm(python_zip(root))),
        "pack": ("pack.json", _json(pack)),
    }
    named = {part: (hashed_name(name, data), data) for part, (name, data) in parts.items()}
    described = {part: _described(part, name, data) for part, (name, data) in named.items()}
    manifest = {"parts": described, "lock": _lock(root)}
    files = {f"{FOLDER}/{name}": data for name, data in named.values()}
    return {**files, MANIFEST: _json(manifest), f"{FOLDER}/about.txt": _about(root)}


def _described(part: str, name: str, data: bytes) -> dict[str, Any]:
    """What the worker needs to know of one file."""
    # Checked by the browser where it need not start before the last byte has come.
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode("ascii")
    check = {"integrity": f"sha256-{digest}"} if part in ("python", "pack") else {}
    return {"name": name, "bytes": len(data), **check}


def hashed_name(name: str, data: bytes) -> str:
    """`pyodide.asm.wasm` as `pyodide.asm-1a2b3c4d5e6f.wasm`."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}{dot}{ending}"


def in_wasm(data: bytes) -> bytes:
    """`data` as the custom section of an empty WebAssembly module.

    Hosts compress WebAssembly and leave zip files as they are, and Python reads a zip file that
    has something before it.
    Source: https://webassembly.github.io/spec/core/binary/modules.html#custom-section
    """
    content = _leb(len(_SECTION)) + _SECTION + data
    return _HEADER + b"\0" + _leb(len(content)) + content


def _leb(number: int) -> bytes:
    """An unsigned number as WebAssembly writes it, seven bits to a byte."""
    parts = []
    while number >= 0x80:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*parts, number])


def python_zip(root: Path) -> bytes:
    """The standard library that we import, Jinja2 and decision_tree, compiled, as a zip file.

    Kept by the content of everything that goes into it, because making it takes seconds.
    """
    files = {f"/app/{name}": content for name, content in python_sources().items()}
    tools = Path(bundle.__file__).parent
    for name in ("exercise", "inside"):
        files[f"/tools/{name}.py"] = (tools / f"{name}.py").read_bytes()
    script = (
        "import sys; sys.path[:0] = ['/app', '/tools']\n"
        "import exercise, inside\nexercise.run()\ninside.bundle()"
    )
    seen = hashlib.sha256(script.encode())
    for name, content in sorted(files.items()):
        seen.update(name.encode() + content)
    for name in ("pyodide.asm.wasm", "python_stdlib.zip"):
        seen.update((root / PYODIDE / name).read_bytes())
    return kept(root, "python-1", seen.digest(), lambda: _made(root, files, script))


def python_sources() -> dict[str, bytes]:
    """The packages that run in the browser: path -> source."""
    packages = (decision_tree, jinja2, markupsafe)
    return {
        f"{package.__name__}/{path.name}": path.read_bytes()
        for package in packages
        for path in sorted(Path(package.__file__ or "").parent.glob("*.py"))
    }


def _made(root: Path, files: Mapping[str, bytes], script: str) -> bytes:
    return base64.b64decode(run_inside(root, files, script))


def run_inside(
    root: Path, files: Mapping[str, bytes], script: str, library: Path | None = None
) -> str:
    """What the last line of `script` gives, run in Pyodide in Node beside `files`.

    `library` takes the place of Pyodide's standard library. Raises BundleError with what Python
    said where the script fails.
    """
    encoded = {path: base64.b64encode(data).decode("ascii") for path, data in files.items()}
    command = ["node", str(Path(bundle.__file__).parent / "run.mjs"), str(root / PYODIDE)]
    done = subprocess.run(
        [*command, *([str(library)] if library else [])],
        input=json.dumps({"files": encoded, "script": script}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BundleError(f"Python in Pyodide stopped: {done.stderr.strip()[-2000:]}")
    return done.stdout


def _loader(root: Path) -> bytes:
    """Pyodide's loader, without the pointer to a source map that we do not ship."""
    lines = (root / PYODIDE / "pyodide.mjs").read_text("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("//# sourceMappingURL=")).encode()


def _lock(root: Path) -> dict[str, Any]:
    """Pyodide's list of packages that it could load, with none in it."""
    lock = json.loads((root / PYODIDE / "pyodide-lock.json").read_bytes())
    return {"info": lock["info"], "packages": {}}


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _about(root: Path) -> bytes:
    """What the engine is made of, whose it is, and where its source is."""
    pyodide = json.loads((root / PYODIDE / "package.json").read_bytes())
    parts = (
        ("Pyodide", pyodide["version"], "MPL-2.0", "https://github.com/pyodide/pyodide"),
        ("Python, in it", "3.14", "PSF-2.0", "https://github.com/python/cpython"),
        ("Jinja2", version("jinja2"), "BSD-3-Clause", "https://github.com/pallets/jinja"),
        (
            "MarkupSafe",
            version("markupsafe"),
            "BSD-3-Clause",
            "https://github.com/pallets/markupsafe",
        ),
    )
    lines = [f"{name} {number}, {licence}: {source}" for name, number, licence, source in parts]
    return ("Python for the browser is made of:\n\n" + "\n".join(lines) + "\n").encode()
