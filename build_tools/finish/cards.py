"""Pictures made at build: a social card for each stage and outcome, and the icons of the site.

A card is what a page looks like where somebody passes it on: the mark, what kind of page it is, and
its title. The font comes with Pillow, so that the picture is the same on every machine.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import lxml.html
from PIL import Image, ImageDraw, ImageFont

from build_tools.finish import Built, kept

FOLDER = "assets/cards"
GENERAL = f"{FOLDER}/site.png"
"""The card of every page that has none of its own."""

KINDS = {"stages": "A step you can take", "next-steps": "Your next step"}
SIZE = (1200, 630)
"""Pixels, as the places that show cards ask for."""

ICONS = {"icon-32.png": (32, True), "touch-180.png": (180, False)}
"""Name under assets/images/ -> (pixels each way, whether its corners are round)."""

STYLES = "assets/stylesheets/site.css"
EDGE = 90
LINES = {84: 3, 72: 4, 60: 5, 48: 6}
"""Size of a title -> how many lines of it there is room for."""

Colours = Mapping[str, str]
Font = Any
"""What Pillow gives for a font: one of two types of its own, of which we ask the same."""

_COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{3,6})\b")
_NOT_IN_FONT = str.maketrans({"–": "-", "—": "-", "£": "GBP ", "…": "..."})


def draw_cards(built: Built) -> None:
    """Write the cards and icons. A site with another look than ours goes without."""
    styles = built.folder / STYLES
    if not styles.is_file():
        return
    colours = colours_in(styles.read_text("utf-8"))
    for kind, label in KINDS.items():
        for page in sorted((built.folder / kind).glob("*/index.html")):
            title = _title(page)
            if title:
                _write(built, f"{FOLDER}/{kind}-{page.parent.name}.png", label, title, colours)
    _write(built, GENERAL, "For parents in England", "When a child's plan is not followed", colours)
    for name, (pixels, round_) in ICONS.items():
        path = built.folder / "assets/images" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_png(mark(pixels, colours, round_)))


def colours_in(styles: str) -> Colours:
    """Name -> colour, such as sea -> #0a4a4a, as light pages have them: each as first written."""
    found: dict[str, str] = {}
    for name, colour in _COLOUR.findall(styles):
        found.setdefault(name, colour)
    return found


def card(label: str, title: str, colours: Colours) -> bytes:
    """The card as a PNG."""
    picture = Image.new("RGB", SIZE, colours["paper"])
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, SIZE[0], 150), fill=colours["deep"])
    draw.rectangle((0, 150, SIZE[0], 160), fill=colours["sun"])
    picture.paste(mark(110, colours, False), (EDGE - 14, 20))
    _text(draw, (EDGE + 120, 48), "Plan Not Followed", 48, colours["on-deep"])
    _text(draw, (EDGE, 205), label, 36, colours["sea"])
    size, lines = fitted(drawable(title))
    for number, line in enumerate(lines):
        place = (EDGE, 265 + number * round(size * 1.2))
        _text(draw, place, line, size, colours["ink"])
    # Few colours, so few bytes: the rest is the soft edge of letters.
    return _png(picture.quantize(64, dither=Image.Dither.NONE))


def fitted(title: str) -> tuple[int, list[str]]:
    """(size in pixels, lines): as large as there is room for; cut off where nothing else helps."""
    for size, most in LINES.items():
        lines = _wrapped(title, size)
        if len(lines) <= most and all(_width(line, size) <= SIZE[0] - 2 * EDGE for line in lines):
            return size, lines
    return size, [*lines[: most - 1], lines[most - 1] + "..."] if len(lines) > most else lines


def drawable(text: str) -> str:
    """The text in letters that the font has; without those that it has nothing like."""
    text = "".join(
        letter if _has(letter) else unicodedata.normalize("NFKD", letter)
        for letter in text.translate(_NOT_IN_FONT)
    )
    return " ".join("".join(letter for letter in text if _has(letter)).split())


def mark(pixels: int, colours: Colours, round_: bool) -> Image.Image:
    """The ladder of mark.svg with the one rung that is yours; `round_` has see-through corners."""
    # Drawn eight times as large, then made small, for soft edges.
    scale = pixels * 8 / 32
    large = Image.new("RGBA", (pixels * 8, pixels * 8), (0, 0, 0, 0) if round_ else colours["deep"])
    draw = ImageDraw.Draw(large)
    if round_:
        corner = (0, 0, pixels * 8 - 1, pixels * 8 - 1)
        draw.rounded_rectangle(corner, 7 * scale, fill=colours["deep"])
    white, sun = colours["on-deep"], colours["sun"]
    for line in ((10, 5, 10, 27), (22, 5, 22, 27), (10, 22, 22, 22), (10, 10, 22, 10)):
        _stroke(draw, line, scale, white)
    _stroke(draw, (10, 16, 22, 16), scale, sun)
    small = large.resize((pixels, pixels), Image.Resampling.BOX)
    return small if round_ else small.convert("RGB")


def _stroke(
    draw: ImageDraw.ImageDraw, line: tuple[int, int, int, int], scale: float, colour: str
) -> None:
    """An upright or level line, three units thick, with round ends."""
    x1, y1, x2, y2 = line
    box = [(x1 - 1.5) * scale, (y1 - 1.5) * scale, (x2 + 1.5) * scale, (y2 + 1.5) * scale]
    draw.rounded_rectangle(box, 1.5 * scale, fill=colour)


def _write(built: Built, path: str, label: str, title: str, colours: Colours) -> None:
    to = built.folder / path
    to.parent.mkdir(parents=True, exist_ok=True)
    source = "\n".join([label, title, *sorted(map(str, colours.items()))]).encode()
    to.write_bytes(kept(built.root, "card-1", source, partial(card, label, title, colours)))


def _title(page: Path) -> str:
    """The heading of a page; empty on one that only leads on."""
    document: Any = lxml.html.document_fromstring(page.read_text("utf-8"))
    return " ".join("".join(document.xpath("(//article//h1)[1]//text()")).split())


@cache
def _font(size: int) -> Font:
    return ImageFont.load_default(size)


@cache
def _has(letter: str) -> bool:
    """Whether the font draws a letter as anything but the box for what it lacks."""
    lacking = _font(32).getmask("\uffff")
    return letter == " " or bytes(_font(32).getmask(letter)) != bytes(lacking)


def _text(
    draw: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size: int, colour: str
) -> None:
    # The font has one weight; a line around each letter makes it a strong one.
    draw.text(place, text, colour, _font(size), stroke_width=1, stroke_fill=colour)


def _width(text: str, size: int) -> float:
    return float(_font(size).getlength(text)) + 2


def _wrapped(text: str, size: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, size) <= SIZE[0] - 2 * EDGE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
