"""What hosts are told, in the words of each."""

from __future__ import annotations

import datetime as dt
import fnmatch
from pathlib import Path

import pytest

from build_tools.finish import Built
from build_tools.finish.hosting import FOR_A_YEAR, write_host_files

FILES = (
    "index.html",
    "404.html",
    "stages/ombudsman/index.html",
    "embed/stages/ombudsman/index.html",
    "data/tree.json",
    "assets/stylesheets/site.css",
    "assets/engine/engine.json",
    "assets/engine/python-ac7cfc15c42a.wasm",
    "assets/javascripts/main.0a1b2c3d.mjs",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with its host files written."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<script>go()</script>")
    write_host_files(Built(tmp_path, tmp_path, dt.date(2026, 11, 24)))
    return tmp_path


def headers_for(path: str, site: Path) -> dict[str, str]:
    """What `_headers` gives a path, as Cloudflare Pages and Netlify read it."""
    given: dict[str, str] = {}
    matches = False
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            matches = fnmatch.fnmatchcase(path, line)
        elif line.startswith("  ") and matches:
            name, _, value = line.strip().partition(": ")
            assert name not in given, f"{path} is given {name} twice"
            given[name] = value
    return given


@pytest.mark.parametrize("path", ["/", "/404.html", "/stages/ombudsman/"])
def test_nobody_may_frame_a_page(path: str, site: Path) -> None:
    """In the words of old browsers too."""
    headers = headers_for(path, site)
    assert headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    assert headers["X-Frame-Options"] == "DENY"


def test_anybody_may_frame_an_embed(site: Path) -> None:
    """Even a host page that isolates itself from others."""
    headers = headers_for("/embed/stages/ombudsman/", site)
    assert headers["Content-Security-Policy"].endswith("frame-ancestors *")
    assert "X-Frame-Options" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["/", "/stages/ombudsman/", "/embed/stages/ombudsman/"])
def test_the_policy_knows_what_stands_in_the_pages(path: str, site: Path) -> None:
    """By its hash."""
    assert "'sha256-" in headers_for(path, site)["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/assets/stylesheets/site.css", FOR_A_YEAR),
        ("/assets/engine/python-ac7cfc15c42a.wasm", FOR_A_YEAR),
        ("/assets/javascripts/main.0a1b2c3d.mjs", FOR_A_YEAR),
        ("/assets/engine/engine.json", None),
        ("/stages/ombudsman/", None),
        ("/data/tree.json", None),
    ],
)
def test_only_what_is_named_by_its_content_is_kept(path: str, kept: str | None, site: Path) -> None:
    """Anything else could show a parent an old page for a year."""
    assert headers_for(path, site).get("Cache-Control") == kept


def test_open_data_is_open(site: Path) -> None:
    """To other sites' scripts."""
    assert headers_for("/data/tree.json", site)["Access-Control-Allow-Origin"] == "*"


def test_it_is_short_enough_for_the_hosts(site: Path) -> None:
    """Cloudflare Pages takes 100 rules, and 2,000 characters a line."""
    lines = (site / "_headers").read_text("utf-8").splitlines()
    assert sum(line.startswith("/") for line in lines) <= 100
    assert max(map(len, lines)) <= 2000


@pytest.mark.parametrize("name", ["pages", "embed", "open"])
def test_nginx_is_told_the_same(name: str, site: Path) -> None:
    """Line by line, for `include`."""
    path = {"pages": "/", "embed": "/embed/stages/ombudsman/", "open": "/data/tree.json"}[name]
    lines = (site / f"_host/nginx-{name}.conf").read_text("utf-8").splitlines()
    told = dict(line.removeprefix("add_header ").split(" ", 1) for line in lines)
    assert {k: v.removesuffix(" always;").strip('"') for k, v in told.items()} == headers_for(
        path, site
    )
