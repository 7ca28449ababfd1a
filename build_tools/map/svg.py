"""The few shapes that the pictures are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from build_tools.map.boxes import LINE, PAD, SIZE, WIDTH, Box

PAPER, CARD, INK, SEA, LINE_COLOUR, SOFT = (
    "#fbf8f3",
    "#ffffff",
    "#1d2429",
    "#0a4a4a",
    "#8a8478",
    "#4a545b",
)
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"

Link = Callable[[str], str]
"""A page's path under docs/ -> the address that links to it from the picture."""


def picture(width: float, height: float, title: str, description: str, parts: Iterable[str]) -> str:
    """A whole SVG file, with its name and what it shows for those who do not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" aria-labelledby="name what" '
        f'font-family="{FONT}" font-size="{SIZE}" fill="{INK}">\n'
        f'<title id="name">{escape(title)}</title>\n<desc id="what">{escape(description)}</desc>\n'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def box(item: Box, x: float, y: float, link: Link | None = None) -> str:
    """A step with its rows. With `link` its words lead to their pages."""
    parts = [
        f'<rect x="{x:g}" y="{y:g}" width="{WIDTH}" height="{item.height}" rx="8" '
        f'fill="{CARD}" stroke="{LINE_COLOUR}"/>'
    ]
    asked = _lines(item.title, x, y, ' font-weight="700"')
    parts.append(_linked(asked, link, f"questions/{item.step}.md"))
    for row, top in item.rows_at():
        parts.append(
            f'<path d="M{x:g} {y + top:g}h{WIDTH}" stroke="{LINE_COLOUR}" stroke-width=".5"/>'
        )
        said = [line for line, leads in row.lines if not leads]
        led = [line for line, leads in row.lines if leads]
        parts.append(_lines(said, x, y + top))
        leads_to = _lines(led, x, y + top + LINE * len(said), f' fill="{SEA}" font-weight="600"')
        parts.append(_linked(leads_to, link, row.page))
    if item.others:
        words = f"{item.others} other answer{'s' * (item.others != 1)}"
        parts.append(_lines([words], x, y + item.height - LINE - PAD, f' fill="{SOFT}"'))
    return "\n".join(parts)


def _lines(lines: Iterable[str], x: float, top: float, more: str = "") -> str:
    first = top + PAD / 2 + LINE * 0.78
    return "\n".join(
        f'<text x="{x + PAD:g}" y="{first + LINE * n:g}"{more}>{escape(line)}</text>'
        for n, line in enumerate(lines)
    )


def _linked(words: str, link: Link | None, page: str) -> str:
    return f'<a href="{escape(link(page))}">{words}</a>' if link else words


def arrow(points: Iterable[tuple[float, float]]) -> str:
    """A line through points, with a head at its end pointing to the right."""
    path = [f"{x:g} {y:g}" for x, y in points]
    x, y = (float(number) for number in path[-1].split())
    head = f"M{x - 6:g} {y - 4:g}L{x:g} {y:g}L{x - 6:g} {y + 4:g}"
    return f'<path d="M{"L".join(path)}{head}" fill="none" stroke="{SEA}" stroke-width="1.5"/>'
