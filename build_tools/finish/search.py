"""The search index: Pagefind over the finished pages, as parents speak.

The served pages are left alone. Pagefind reads copies in which what matters most weighs more,
what every page repeats is left out, and the words that parents use for the page are added.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import lxml.html
from lxml.html import HtmlElement
from lxml.html.builder import E

from build_tools.finish import Built, kept
from build_tools.search_words import SearchWords, load_search_words

FOLDER = "pagefind"
"""Where the index lies in the site, beside the pages."""

WORDS = "assets/search.json"
"""What the search page needs besides the index: the pages, and what parents say for them."""

TITLES = "assets/titles.json"
"""The address and title of each page: all that the page for unknown addresses has to load."""

FRAGMENT, SIGNATURE = ".pf_fragment", b"pagefind_dcd"

LEFT_OUT = (
    "questions",
    "embed",
    "sheets",
    "search",
    "sources",
    "about/cases",
    "about/findings",
    "about/letters-and-law",
)
"""Pages that are not results: steps need the answers before them, and what is for maintainers."""

REPEATED = (
    "sup",
    "nav",
    "*[contains(@class, 'foot')]",
    "*[contains(@class, 'place')]",
    "*[contains(@class, 'helpers')]",
    "*[contains(@class, 'again')]",
    "ul[contains(@class, 'answers')]",
    "p[contains(@class, 'letter-files')]",
)
"""Parts of a page that other pages have too."""

WEIGHTS = {"not-yet": "0.2", "expect": "0.5", "letter": "0.5"}
"""Class of a part -> what its words weigh; 1 is plain. A wrong door is named to be left alone."""

TITLE, SAID, ANSWERS, DESCRIPTION, HEADING = "8", "10", "3", "4", "3"

KINDS = {"stages": "Step", "next-steps": "Next step", "letters": "Letter", "help": "Help"}


def index_search(built: Built) -> None:
    """Write the search index, the words it is asked with, and every page's title."""
    words = load_search_words(built.root)
    copies = dict(_copies(built, words))
    recipe = json.dumps(copies, sort_keys=True).encode()
    archive = kept(built.root, f"search-{version('pagefind')}-2", recipe, lambda: _index(copies))
    with zipfile.ZipFile(io.BytesIO(archive)) as bundle:
        bundle.extractall(built.folder / FOLDER)
    pages = json.loads((built.folder / FOLDER / PAGES).read_bytes())
    for page in pages:
        page["said"] = words.pages.get(page["address"].strip("/") or "index", ())
    (built.folder / FOLDER / PAGES).unlink()
    tag = hashlib.sha256(archive).hexdigest()[:8]
    data = {"tag": tag, "small": words.small, "same": words.same, "pages": pages}
    _write(built.folder / WORDS, data)
    _write(built.folder / TITLES, {page["address"]: page["title"] for page in pages})


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _copies(built: Built, words: SearchWords) -> Iterator[tuple[str, str]]:
    """(path in the site, the page as Pagefind should read it) of each page to be found."""
    answers = _answers_leading_to(built.folder / "data/tree.json")
    for path in built.pages():
        relative = path.relative_to(built.folder).as_posix()
        address = relative.removesuffix("index.html").strip("/") or "index"
        if relative == "404.html" or _is_left_out(address):
            continue
        said = words.pages.get(address, ())
        page = lxml.html.document_fromstring(path.read_bytes())
        yield relative, copy_for_search(page, address, said, answers.get(address, ()))


def _is_left_out(address: str) -> bool:
    return any(address == name or address.startswith(f"{name}/") for name in LEFT_OUT)


def copy_for_search(
    page: HtmlElement, address: str, said: tuple[str, ...], answers: tuple[str, ...]
) -> str:
    """The page with nothing but what finds it: its own words, weighed, and what parents say.

    `said` are the words for this page, `answers` what a parent taps on the way to it.
    """
    (article,) = page.xpath("//article")[:1]
    for part in article.xpath(" | ".join(f".//{name}" for name in REPEATED)):
        part.drop_tree()
    for name, weight in WEIGHTS.items():
        for part in article.find_class(name):
            part.set("data-pagefind-weight", weight)
    for heading in article.xpath(".//h2 | .//h3"):
        heading.set("data-pagefind-weight", HEADING)
    title = _title(page)
    for heading in article.xpath(".//h1"):
        heading.drop_tree()
    description = "".join(page.xpath("//meta[@name='description']/@content"))
    kind = KINDS.get(address.partition("/")[0], "Page")
    body = E.body(
        E.main(
            E.h1(title, {"data-pagefind-weight": TITLE, "data-pagefind-meta": "title"}),
            E.p(description, {"data-pagefind-weight": DESCRIPTION, "data-pagefind-meta": "about"}),
            E.p(kind, {"data-pagefind-ignore": "", "data-pagefind-meta": "kind"}),
            *(E.p(phrase, {"data-pagefind-weight": SAID}) for phrase in said),
            *(E.p(answer, {"data-pagefind-weight": ANSWERS}) for answer in answers),
            article,
            {"data-pagefind-body": ""},
        )
    )
    return str(lxml.html.tostring(E.html(E.head(), body, lang="en"), encoding="unicode"))


def _title(page: HtmlElement) -> str:
    """The page's heading; the front page's is its question, so it goes by the site's name."""
    (heading,) = page.xpath("//article//h1")[:1]
    return " ".join(heading.text_content().split())


def _answers_leading_to(tree_file: Path) -> Mapping[str, tuple[str, ...]]:
    """Address of an outcome -> what a parent taps just before it, from the published tree."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    tree = json.loads(tree_file.read_bytes())
    for step in tree["steps"].values():
        question = tree["questions"][step["ask"]]
        for answer in question["answers"]:
            words = f"{answer['say']} {answer['hint']}".strip()
            found[step["go"][answer["id"]]][words] = None
    return {target: tuple(words) for target, words in found.items()}


def _index(copies: Mapping[str, str]) -> bytes:
    """What Pagefind makes of the copies, as an archive. Its ready-made widgets are left out."""
    with tempfile.TemporaryDirectory() as folder:
        site, out = Path(folder, "site"), Path(folder, "out")
        for relative, text in copies.items():
            path = site / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        command = [sys.executable, "-m", "pagefind", "--silent", "--site", str(site)]
        subprocess.run([*command, "--output-path", str(out)], check=True)
        return _archive(out)


PAGES = "pages.json"
"""In the archive: what to show of each page, in place of Pagefind's fragments."""

WIDGETS = ("ui", "highlight", "worker", "unknown")


def _archive(folder: Path) -> bytes:
    """Pagefind's files without its widgets; its fragments become one small list."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != FRAGMENT and not _is_widget(path):
                _add(bundle, path.relative_to(folder).as_posix(), path.read_bytes())
        pages = [_shown(path) for path in sorted(folder.rglob(f"*{FRAGMENT}"))]
        _add(bundle, PAGES, json.dumps(pages, ensure_ascii=False).encode())
    return buffer.getvalue()


def _is_widget(path: Path) -> bool:
    return any(name in path.stem for name in WIDGETS)


def _add(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    # A fixed date: the same index is the same bytes.
    bundle.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)


def _shown(fragment: Path) -> dict[str, str]:
    """What Pagefind kept of a page, by the id that it gives in its results."""
    text = gzip.decompress(fragment.read_bytes()).removeprefix(SIGNATURE)
    kept_of_page = json.loads(text)
    meta = kept_of_page["meta"]
    return {
        "id": fragment.name.removesuffix(FRAGMENT),
        "address": kept_of_page["url"].removeprefix("/"),
        "kind": meta["kind"],
        "title": meta["title"],
        "about": meta.get("about", ""),
    }
