"""What the theme brings and no page loads: its script, its search, and maps for its authors."""

from __future__ import annotations

import shutil

from build_tools.finish import Built

UNUSED = (
    "assets/javascripts/bundle.*",
    "assets/javascripts/lunr",
    "assets/javascripts/workers",
    "assets/stylesheets/*.map",
    "assets/stylesheets/palette.*",
    "assets/images/favicon.png",
)


def drop_unused(built: Built) -> None:
    """Take the theme's unused files away: a mirror, a stick and a host carry less."""
    for pattern in UNUSED:
        for path in built.folder.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
