"""Checks and compiles the tree and the pages into the source of the site.

load -> check -> compile -> render, each callable alone. Runs on a maintainer's machine only.
"""
