"""Checks and compiles the tree and the pages into the source of the site.

load -> check -> compile -> render, each callable alone. Runs on a maintainer's machine only.
"""

__version__ = "0.1.0"
"""The project's, which pyproject.toml, the open data and the pages take from here."""
