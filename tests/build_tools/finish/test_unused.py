"""What no page loads is not published."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from build_tools.finish import Built
from build_tools.finish.unused import drop_unused

THEME = (
    "assets/javascripts/bundle.a5f9d56c.min.js",
    "assets/javascripts/bundle.a5f9d56c.min.js.map",
    "assets/javascripts/lunr/min/lunr.da.min.js",
    "assets/javascripts/workers/search.js",
    "assets/stylesheets/main.57a0d79d.min.css.map",
)
OURS = ("assets/javascripts/main.mjs", "assets/stylesheets/main.57a0d79d.min.css", "index.html")


def test_the_themes_script_goes_and_ours_stays(tmp_path: Path) -> None:
    """With its maps and its search."""
    for name in (*THEME, *OURS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    drop_unused(Built(tmp_path, tmp_path, dt.date(2026, 11, 24)))
    left = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert left == set(OURS)
