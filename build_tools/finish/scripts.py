"""Our own modules as they are served: few and small (see minify.py), and named by what they hold.

A name that changes with the content may be kept by a browser for good, and a page never gets
one half of the modules from one version of the site and the other half from the next.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.finish import Built
from build_tools.finish.minify import minified

FOLDER = "assets/javascripts"

_LITERAL = re.compile(r'"([\w./-]+\.(?:mjs|json|css))"')
_IMPORT = re.compile(r'\b(?:from|import)\s*"(\./[\w.-]+)"')
_ANY_IMPORT = re.compile(r'\b(?:from\s*|import\s*\(?\s*)"\./([\w.-]+)"')
_LOADED = re.compile(rf'<script type="module" src="[^"]*?{FOLDER}/([\w.-]+)"')
_MODULE = re.compile(
    r'<(?:script type="module" src|link rel="modulepreload" href)="([^"]*?)(assets/[^"]*)">'
)
_IN_PAGE = re.compile(r'\b(src|href)="([^"]*?)(assets/[^"]+)"')
_ASKED_FOR = re.compile(r'\bdata-module="(\w+)"')
"""What main.mjs loads once the page is there: a module beside it, without its ending."""


@dataclass
class _Names:
    """What each file is called now: path in the site -> new path."""

    folder: Path
    modules: Mapping[str, str]
    """Path in the site -> text, for each of our modules."""
    given: dict[str, str] = field(default_factory=dict)

    def new(self, path: str) -> str:
        """The new path of a file, which is renamed now if it has not been."""
        if path not in self.given:
            content = self._content(path)
            stem, dot, ending = path.rpartition(".")
            name = f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}{dot}{ending}"
            self.given[path] = name
            (self.folder / name).write_bytes(content)
            (self.folder / path).unlink(missing_ok=True)
        return self.given[path]

    def _content(self, path: str) -> bytes:
        if path not in self.modules:
            return (self.folder / path).read_bytes()
        here = posixpath.dirname(path)

        def renamed(match: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(here, match[1]))
            if target not in self.modules and not self._is_file(target):
                return match[0]
            before = "./" if match[1].startswith("./") else ""
            return f'"{before}{posixpath.relpath(self.new(target), here)}"'

        return _LITERAL.sub(renamed, self.modules[path]).encode()

    def _is_file(self, path: str) -> bool:
        return path in self.given or (self.folder / path).is_file()


def pack_scripts(built: Built) -> None:
    """Shrink and rename our modules, and what they fetch by a fixed name, and lead pages there."""
    folder = built.folder / FOLDER
    written = {file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.mjs"))}
    served = minified(built.root, written, _entries(built, written))
    for name in written:
        (folder / name).unlink()
    names = _Names(built.folder, {f"{FOLDER}/{name}": text for name, text in served.items()})
    for name in served:
        names.new(f"{FOLDER}/{name}")
    closures = {path: _imports(built.folder, path) for path in names.given.values()}
    for page in built.pages():
        text = page.read_text("utf-8")
        changed = _led_on(text, names.given, closures)
        if changed != text:
            page.write_text(changed, "utf-8", newline="")


def _entries(built: Built, modules: Mapping[str, str]) -> set[str]:
    """The modules that a page loads, and those that no other one imports, such as a worker's."""
    imported = {name for text in modules.values() for name in _ANY_IMPORT.findall(text)}
    pages = (page.read_text("utf-8") for page in built.pages())
    loaded = {name for text in pages for name in _LOADED.findall(text)}
    return {name for name in modules if name in loaded or name not in imported}


def _imports(folder: Path, path: str) -> list[str]:
    """What a module needs before it can run, nearest first."""
    found: list[str] = []
    waiting = [path]
    while waiting:
        here = waiting.pop(0)
        if not here.endswith(".mjs"):
            continue
        for name in _IMPORT.findall((folder / here).read_text("utf-8")):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(here), name))
            if target not in found:
                found.append(target)
                waiting.append(target)
    return found


def _led_on(text: str, names: Mapping[str, str], closures: Mapping[str, list[str]]) -> str:
    """The page with the new names, and with what its modules need on its way at once."""

    def renamed(match: re.Match[str]) -> str:
        name = names.get(match[3])
        return f'{match[1]}="{match[2]}{name}"' if name else match[0]

    def named(match: re.Match[str]) -> str:
        name = names.get(f"{FOLDER}/{match[1]}.mjs", match[1])
        return f'data-module="{posixpath.basename(name).removesuffix(".mjs")}"'

    text = _ASKED_FOR.sub(named, _IN_PAGE.sub(renamed, text))
    before = {path: start for start, path in _MODULE.findall(text)}
    needs = dict.fromkeys(name for path in before for name in closures.get(path, ()))
    start = next(iter(before.values()), "")
    links = (
        f'<link rel="modulepreload" href="{start}{name}">\n' for name in needs if name not in before
    )
    return text.replace("</head>", f"{''.join(links)}</head>", 1)
