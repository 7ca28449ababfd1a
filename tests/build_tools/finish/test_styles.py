"""Pages carry the styles of their kind, and what is linked for paper stays linked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from build_tools.finish import Built
from build_tools.finish.styles import inline_styles

HEAD = (
    '<!doctype html><html lang="en"><head><title>A</title>\n'
    '<link rel="stylesheet" href="{up}theme.css">\n<link rel="stylesheet" href="{up}site.css">\n'
    '<link rel="stylesheet" href="{up}print.css" media="print">\n</head>'
)


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """Two kinds of page, two stylesheets, and one for paper."""
    (tmp_path / "a").mkdir()
    pages = {
        "index.html": ("", "home", "<p>Front</p>"),
        "a/index.html": ("../", "stage", "<h1 class='x'>A</h1>"),
        "404.html": ("/sub/path/", "home", "<ul><li>Lost</li></ul>"),
    }
    for name, (up, kind, body) in pages.items():
        page = f'{HEAD.format(up=up)}<body class="kind-{kind}">{body}</body></html>'
        (tmp_path / name).write_text(page)
    (tmp_path / "theme.css").write_text("p{margin:1px}h1{margin:1px}li{margin:1px}.z{margin:1px}")
    (tmp_path / "site.css").write_text("p{margin:2px}.x{margin:2px}.made{margin:2px}")
    (tmp_path / "print.css").write_text("p{margin:0}")
    return Built(tmp_path, tmp_path, dt.date(2026, 11, 24))


def style_of(built: Built, name: str) -> str:
    """What stands in the page's one style element."""
    text = (built.folder / name).read_text()
    assert text.count("<style>") == 1
    return text.partition("<style>")[2].partition("</style>")[0]


def test_a_page_carries_what_its_kind_uses_in_the_order_linked(built: Built) -> None:
    """Pages of one kind carry the same, so that a host can name few hashes."""
    inline_styles(built)
    assert style_of(built, "index.html") == "p{margin:1px}li{margin:1px}p{margin:2px}"
    assert style_of(built, "404.html") == style_of(built, "index.html")
    assert style_of(built, "a/index.html") == "h1{margin:1px}.x{margin:2px}"


def test_only_the_stylesheet_for_paper_stays_a_file(built: Built) -> None:
    """Nothing links to what went into the pages."""
    inline_styles(built)
    assert [path.name for path in built.folder.glob("*.css")] == ["print.css"]
    text = (built.folder / "a/index.html").read_text()
    assert text.count("stylesheet") == 1
    assert '<link rel="stylesheet" href="../print.css" media="print">' in text


def test_what_a_script_may_make_keeps_its_styles(built: Built) -> None:
    """A tag or class that stands in a string of one of our modules, but not in a comment."""
    scripts = built.folder / "assets/javascripts"
    scripts.mkdir(parents=True)
    (scripts / "main.mjs").write_text('h("li", { class: "made" }); // it\'s not "z"\n')
    inline_styles(built)
    assert ".made{margin:2px}" in style_of(built, "a/index.html")
    assert "li{margin:1px}" in style_of(built, "a/index.html")
    assert ".z{" not in style_of(built, "a/index.html")


def test_a_stylesheet_that_scripts_load_stays_a_file_too(built: Built) -> None:
    """A page that links it carries its rules; another loads it when a tool is opened."""
    page = built.folder / "index.html"
    site = '<link rel="stylesheet" href="site.css">'
    linked = f'{site}\n<link rel="stylesheet" href="tools.css">'
    page.write_text(page.read_text().replace(site, linked))
    (built.folder / "tools.css").write_text("p{margin:3px}")
    inline_styles(built)
    assert style_of(built, "index.html").endswith("p{margin:2px}p{margin:3px}")
    assert (built.folder / "tools.css").is_file()


def test_a_stylesheet_that_is_not_there_is_an_error(built: Built) -> None:
    """Rather than a page without its look."""
    (built.folder / "site.css").unlink()
    with pytest.raises(ValueError, match=r"site\.css is not a file"):
        inline_styles(built)
