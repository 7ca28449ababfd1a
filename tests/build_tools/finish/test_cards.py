"""Social cards and icons: of the right size, with every title on them, the same each time."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from PIL import Image

from build_tools.finish import Built
from build_tools.finish.cards import (
    FOLDER,
    GENERAL,
    LINES,
    SIZE,
    STYLES,
    card,
    colours_in,
    draw_cards,
    drawable,
    fitted,
)

LOOK = ":root { --paper: #fff; --ink: #111; --deep: #0a4a4a; --on-deep: #fff; --sun: #f0b23c; "
LOOK += "--sea: #0a4a4a; } @media (prefers-color-scheme: dark) { :root { --paper: #000; } }"
PAGE = "<article><h1>Complain to the <em>Ombudsman</em></h1></article>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one stage, and one address that only leads on."""
    folder = tmp_path / "site"
    for name, text in {
        STYLES: LOOK,
        "stages/ombudsman/index.html": PAGE,
        "stages/old/index.html": "<main><h1>This page has moved</h1></main>",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def draw(site: Path) -> set[str]:
    """The pictures that one site gets."""
    draw_cards(Built(site, site.parent, dt.date(2026, 11, 24)))
    return {path.relative_to(site).as_posix() for path in site.rglob("*.png")}


def test_a_stage_gets_a_card_and_the_site_its_icons(site: Path) -> None:
    """An old address gets none."""
    icons = {"assets/images/icon-32.png", "assets/images/touch-180.png"}
    assert draw(site) == {f"{FOLDER}/stages-ombudsman.png", GENERAL} | icons


@pytest.mark.parametrize(
    ("name", "size"),
    [
        (f"{FOLDER}/stages-ombudsman.png", SIZE),
        (GENERAL, SIZE),
        ("assets/images/icon-32.png", (32, 32)),
        ("assets/images/touch-180.png", (180, 180)),
    ],
)
def test_each_has_the_size_it_is_asked_for(name: str, size: tuple[int, int], site: Path) -> None:
    """Other sizes are cut off or scaled by those who show them."""
    draw(site)
    with Image.open(site / name) as picture:
        assert picture.size == size


def test_a_site_with_another_look_goes_without(tmp_path: Path) -> None:
    """There is nothing to take the colours from."""
    assert draw(tmp_path) == set()


def test_colours_are_those_of_light_pages() -> None:
    """As the stylesheet has them first."""
    assert colours_in(LOOK)["paper"] == "#fff"


def test_other_words_and_other_colours_make_another_card() -> None:
    """And the same make the same bytes."""
    colours = colours_in(LOOK)
    first = card("Your next step", "Ask first", colours)
    assert first == card("Your next step", "Ask first", colours)
    assert first != card("Your next step", "Ask again", colours)
    assert first != card("Your next step", "Ask first", {**colours, "paper": "#eee"})


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Ask for “help”", "Ask for “help”"),
        ("Café – £5…", "Cafe - GBP 5..."),
        ("Ask 日本 now", "Ask now"),
    ],
)
def test_letters_that_the_font_lacks_leave_no_boxes(text: str, drawn: str) -> None:
    """They are written another way, or left out."""
    assert drawable(text) == drawn


@pytest.mark.parametrize("words", [1, 8, 20, 100])
def test_a_title_of_any_length_has_room(words: int) -> None:
    """Short ones are large; what never fits is cut off, and says so."""
    size, lines = fitted(" ".join(["council"] * words))
    assert len(lines) <= LINES[size]
    assert (lines[-1].endswith("...")) is (words == 100)


def test_a_card_is_small_enough_to_send() -> None:
    """Under 40 kB: few colours."""
    picture = card("Your next step", "Ask the council for what is in the plan", colours_in(LOOK))
    assert len(picture) < 40_000
    assert Image.open(io.BytesIO(picture)).format == "PNG"
