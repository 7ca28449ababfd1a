"""Links in HTML, as Zensical takes them: from the file that they stand in."""

from __future__ import annotations

import pytest

from build_tools.next_engine import from_the_source


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("questions/a.md", '<a href="../b/">', '<a href="b/">'),
        ("questions/a.md", '<a class="x" href="../../">', '<a class="x" href="../">'),
        ("questions/a.md", '<a href="../../help/x/#y">', '<a href="../help/x/#y">'),
        ("letters/a.md", '<a href="../a.docx" download>', '<a href="a.docx" download>'),
        ("about/map.md", '<img src="tree.svg" alt="">', '<img src="map/tree.svg" alt="">'),
        ("index.md", '<a href="./stages/">', '<a href="stages/">'),
        ("stages/index.md", '<a href="../">', '<a href="../">'),
        ("a.md", '<a href="https://example.org/">', '<a href="https://example.org/">'),
        ("a.md", '<a href="#here">', '<a href="#here">'),
        ("a.md", '<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'),
        ("a.md", "[words](b.md)", "[words](b.md)"),
    ],
)
def test_a_link_leads_to_the_same_place(path: str, before: str, after: str) -> None:
    """Written from the page's address before, from its source file afterwards."""
    assert from_the_source(before, path) == after
