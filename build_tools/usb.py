"""A copy of the finished site whose links lead to files, so that it reads without any server.

The same copy, put on a server, is a mirror: a link to `stages/ombudsman/index.html` works there
too. What only a server can do (scripts that are modules) says so while it is read from files.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import shutil
import zipfile
from pathlib import Path

from build_tools.finish.cards import FOLDER as CARDS

LEFT_OUT = (".br", ".gz")
"""Endings of copies that only a server would send."""

FOR_SERVERS = "404.html"
"""Shown by a server at any address, so its links must stay as they are."""

README = """\
This is a copy of the site, to read from a stick or to put on a server.

To read it: open index.html in a browser. Everything can be read and every question answered.
Search, keeping your answers, counting dates and filling in letters need a server.

To put it on a server: upload all of these files as they are. Address and folder do not matter.
_headers (Cloudflare Pages, Netlify) and _host/ (nginx) hold the security headers.
How, and what to set: about/publishing/index.html
"""

NOTICE = """\
<p class="from-files"><strong>You are reading a copy of this site from files.</strong> You can read
every page, answer every question and copy every letter. Searching, keeping answers, counting dates
and filling in letters do not work here: they need the site on a server.</p>
"""

_LINK = re.compile(r'\b(href|src|data-to)="([^"]*)"')
_REFRESH = re.compile(
    r'<noscript>(<meta http-equiv="refresh" content="0; url=)([^"]*)(">)</noscript>'
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\?|$", re.IGNORECASE)
_POLICY = re.compile(r"(style-src|img-src) 'self'")
_TOOL = re.compile(r"<form\b|<noscript>")
_MAIN = re.compile(r"<main\b[^>]*>\n?")
_END = re.compile(r"</head>")


def write_usb(site: Path, out: Path) -> None:
    """Write the copy of the finished `site` to `out`, in place of what was there."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(site, out, ignore=shutil.ignore_patterns(*(f"*{e}" for e in LEFT_OUT)))
    # Social cards are fetched from the address that a page gives, which is the site's own.
    shutil.rmtree(out / CARDS, ignore_errors=True)
    for page in sorted(out.rglob("*.html")):
        name = page.relative_to(out).as_posix()
        if name != FOR_SERVERS:
            text = page.read_text("utf-8")
            page.write_text(page_from_files(text, name, out), "utf-8", newline="")
    (out / "README.txt").write_text(README, "utf-8")


def page_from_files(text: str, name: str, folder: Path) -> str:
    """The page `name`, such as `stages/ombudsman/index.html`, as it is in the copy."""

    def link(found: re.Match[str]) -> str:
        return f'{found[1]}="{to_file(found[2], name, folder)}"'

    def refresh(found: re.Match[str]) -> str:
        # A browser with scripts would skip it, and the script that leads on needs a server.
        return f"{found[1]}{to_file(found[2], name, folder)}{found[3]}"

    text = _LINK.sub(link, _REFRESH.sub(refresh, text))
    # Some browsers do not count a file beside the page as its own.
    text = _POLICY.sub(r"\1 'self' file:", text)
    if _TOOL.search(text) or name == "index.html":
        text = _MAIN.sub(lambda found: found[0] + NOTICE, text, count=1)
        text = _END.sub(f"{_script(name, folder)}</head>", text, count=1)
    return text


def to_file(address: str, name: str, folder: Path) -> str:
    """A relative address on page `name` as one that leads to a file; any other as it is."""
    if _ELSEWHERE.match(address):
        return address
    path, mark, rest = _cut(address)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    if not (folder / target / "index.html").is_file():
        return address
    return f"{path.rstrip('/')}/index.html{mark}{rest}"


def _cut(address: str) -> tuple[str, str, str]:
    """(path, `?` or `#`, what comes after it)."""
    found = re.search(r"[?#]", address)
    if not found:
        return address, "", ""
    return address[: found.start()], found[0], address[found.end() :]


def _script(name: str, folder: Path) -> str:
    """What takes the notice away where the copy stands on a server: only there does it run."""
    (script,) = (folder / "assets/javascripts").glob("served*.mjs")
    address = posixpath.relpath(script.relative_to(folder).as_posix(), posixpath.dirname(name))
    return f'<script type="module" src="{address}"></script>\n'


def write_archive(folder: Path, archive: Path) -> str:
    """Pack `folder` into `archive`, with its checksum in a file beside it. Returns the checksum.

    The same files give the same bytes. The checksum is in the form that `sha256sum -c` reads.
    """
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                _add(bundle, path.relative_to(folder).as_posix(), path.read_bytes())
    checksum = hashlib.sha256(archive.read_bytes()).hexdigest()
    line = f"{checksum}  {archive.name}\n"
    archive.with_name(f"{archive.name}.sha256").write_text(line, "utf-8", newline="")
    return checksum


def _add(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    bundle.writestr(entry, content)
