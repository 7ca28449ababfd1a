"""What a volunteer writes in a template for other volunteers stays there."""

from __future__ import annotations

from tests.site.pages import BuiltSite

MARKS = ("{#", "#}", "{%", "%}")


def test_no_page_shows_a_mark_of_a_template(built_site: BuiltSite) -> None:
    """A comment or a statement in the wrong brackets would be read by parents.

    The pages about findings show such marks as examples.
    """
    seen = [
        (address, mark)
        for address, page in built_site.pages.items()
        if not address.startswith("/about/findings/")
        for mark in MARKS
        if mark in page.document.xpath("string(//body)")
    ]
    assert seen == []
