"""The policy: nothing but our own files, and what stands in the pages by its hash."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from pathlib import Path

import pytest

from build_tools.finish import Built
from build_tools.finish.policy import Inline, add_policy, inline_in, page_policy, policy


def page_with(tmp_path: Path, head: str) -> Path:
    """A page with these elements in its head."""
    page = tmp_path / "index.html"
    page.write_text(f'<!doctype html><head><meta charset="utf-8">{head}</head>', "utf-8")
    return page


def hash_of(text: str) -> str:
    """A text as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_only_our_own_scripts_run() -> None:
    """WebAssembly may be compiled; no JavaScript is made from text."""
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy()


@pytest.mark.parametrize("weak", ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "blob:"])
def test_nothing_weak_is_allowed(weak: str) -> None:
    """No other host, and no script from a text."""
    assert weak not in policy(Inline(("'sha256-x'",), ("'sha256-y'",)), "*")


def test_what_is_not_named_is_not_allowed() -> None:
    """Fonts, media, objects and whatever browsers invent next."""
    assert policy().startswith("default-src 'none'; ")


def test_who_may_frame_is_said_only_where_it_is_heard() -> None:
    """A `<meta>` with it brings a warning, and a header without it lets anybody."""
    assert "frame-ancestors" not in policy()
    assert policy(ancestors="'none'").endswith("; frame-ancestors 'none'")


@pytest.mark.parametrize(
    ("head", "scripts", "styles"),
    [
        ("<script>go()</script>", ("go()",), ()),
        ('<script type="module">go()</script>', ("go()",), ()),
        ("<style>p{}</style>", (), ("p{}",)),
        ('<script src="a.js"></script>', (), ()),
        ('<script type="application/ld+json">{}</script>', (), ()),
        ("<script>a\r\nb</script>", ("a\nb",), ()),
        ("<script>é</script>", ("é",), ()),
    ],
    ids=["code", "module", "style", "file", "data", "line ends", "accents"],
)
def test_what_stands_in_a_page_is_allowed_by_its_hash(
    head: str, scripts: tuple[str, ...], styles: tuple[str, ...], tmp_path: Path
) -> None:
    """Code and styles, but no data, which no browser runs."""
    found = inline_in([page_with(tmp_path, head)])
    assert found == Inline(tuple(map(hash_of, scripts)), tuple(map(hash_of, styles)))


@pytest.mark.parametrize(
    ("head", "allowed"),
    [
        ('<div data-module="letter"></div>', True),
        ('<div data-module="letter.1a2b3c4d"></div>', True),
        ('<form class="search"></form>', True),
        ('<article data-module="answers"></article>', False),
    ],
)
def test_only_a_page_with_an_engine_may_compile_one(
    head: str, allowed: bool, tmp_path: Path
) -> None:
    """Letters, dates, the record and the search; no question and no page of words."""
    assert ("wasm-unsafe-eval" in page_policy(page_with(tmp_path, head))) is allowed


def test_only_a_page_that_shows_frames_may_have_one(tmp_path: Path) -> None:
    """Such as the page where an embed is made."""
    assert "frame-src" not in page_policy(page_with(tmp_path, ""))
    assert "frame-src 'self'" in page_policy(page_with(tmp_path, "<iframe></iframe>"))


def test_a_page_allows_its_own_inline_script_and_no_other(tmp_path: Path) -> None:
    """What another page needs is not allowed on this one."""
    (tmp_path / "other").mkdir()
    page_with(tmp_path / "other", "<script>other()</script>")
    assert hash_of("other()") not in page_policy(page_with(tmp_path, "<script>go()</script>"))


def test_no_script_address_is_made_from_text() -> None:
    """Where a browser has Trusted Types, our two policies are the only ones."""
    assert "require-trusted-types-for 'script'; trusted-types engine offline" in policy()


def test_the_policy_stands_before_anything_it_guards(tmp_path: Path) -> None:
    """A browser holds to it from where it stands on."""
    page = page_with(tmp_path, "<script>go()</script>")
    add_policy(Built(tmp_path, tmp_path, dt.date(2026, 11, 24)))
    text = page.read_text("utf-8")
    assert hash_of("go()") in text
    assert text.index("Content-Security-Policy") < text.index("<script>")


def test_a_page_that_cannot_take_it_stops_the_build(tmp_path: Path) -> None:
    """No page goes out without it."""
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title>")
    with pytest.raises(ValueError, match=r"index\.html"):
        add_policy(Built(tmp_path, tmp_path, dt.date(2026, 11, 24)))
