"""Links that stand by themselves are marked; links within words are not."""

from __future__ import annotations

import markdown
import pytest


def marked(text: str) -> list[str]:
    """The words of the links that are marked in some Markdown."""
    page = markdown.markdown(text, extensions=["md_in_html", "build_tools.lone_links"])
    parts = page.split('class="alone"')[1:]
    return [part.partition(">")[2].partition("<")[0] for part in parts]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("- [A](a.md)\n- [B](b.md)", ["A", "B"]),
        ("[A](a.md)", ["A"]),
        ("[A](a.md) · [B](b.md).", ["A", "B"]),
        ('<div markdown="1">\n\n- [A](a.md)\n\n</div>', ["A"]),
        ("- [A](a.md)\n    - [B](b.md)", ["A", "B"]),
        ("- [A](a.md): what it says", []),
        ("See [A](a.md).", []),
        ("**Now:** [A](a.md)", []),
    ],
)
def test_a_link_is_marked_where_no_words_stand_beside_it(text: str, alone: list[str]) -> None:
    """In lists, paragraphs and blocks of HTML; punctuation is not words."""
    assert marked(text) == alone
