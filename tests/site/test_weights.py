"""What a visit costs, as the site says it itself."""

from __future__ import annotations

import gzip
import itertools

from build_tools.project import Project
from build_tools.weights import journey_of, weigh
from tests.site.building import ROOT
from tests.site.pages import BuiltSite


def test_a_journey_is_pages_that_lead_to_one_another(
    project: Project, built_site: BuiltSite
) -> None:
    """From the front door to a letter, each a link on the one before."""
    journey = journey_of(project)
    assert journey[0] == "/"
    assert journey[-1].startswith("/letters/")
    for page, following in itertools.pairwise(journey):
        links = {link.partition("#")[0] for link in built_site.pages[page].links}
        assert any(link.endswith(following) for link in links), (page, following)


def test_a_first_visit_is_the_page_and_what_it_asks_for(
    project: Project, built_site: BuiltSite
) -> None:
    """More than the page alone, and less than the journey."""
    weights = weigh(built_site.folder, project, ROOT)
    page = (built_site.folder / "index.html").read_bytes()
    assert len(page) < weights.first["plain"] < weights.journey["plain"]
    assert len(gzip.compress(page, 9)) < weights.first["gz"]
    assert weights.first["br"] < weights.first["gz"] < weights.first["plain"]


def test_the_table_on_the_page_is_this_builds(built_site: BuiltSite, project: Project) -> None:
    """Measured each time, never written by hand."""
    page = built_site.pages["/about/publishing/"].document
    cells = [cell.text_content() for cell in page.xpath("//article//tr/td[2]")]
    for _, much in weigh(built_site.folder, project, ROOT).rows():
        assert much in cells
