"""The site, built once for every test that asks for it, served once, and one browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from build_tools.load import load
from build_tools.project import Project
from tests.site.browsing import chromium
from tests.site.building import ROOT, build_copy
from tests.site.pages import BuiltSite
from tests.site.serving import serving


@pytest.fixture(scope="session")
def project() -> Project:
    """The real project as it was read."""
    return load(ROOT)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The finished site, built with none of its settings set."""
    return BuiltSite(build_copy(tmp_path_factory.mktemp("project")))


@pytest.fixture(scope="session")
def site_folder(built_site: BuiltSite) -> Path:
    """Where the finished site's files are."""
    return built_site.folder


@pytest.fixture(scope="session")
def site_address(site_folder: Path) -> Iterator[str]:
    """Where the finished site is served, without a slash at the end."""
    with serving(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with chromium() as started:
        yield started
