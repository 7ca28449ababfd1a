"""Words cut into lines that fit a width, whatever font a device has."""

from __future__ import annotations

NARROW = frozenset("iljtfrI.,:;'’!|()[] ")
WIDE = frozenset("mwMW%@—…›→")
PER_EM = {"narrow": 0.4, "wide": 1.0, "capital": 0.78, "other": 0.64}
"""Widths of letters in the widest of the common system fonts, in parts of the font's size."""


def width_of(text: str, size: float) -> float:
    """How wide a line of text is at most, in pixels."""
    return size * sum(PER_EM[_kind(letter)] for letter in text)


def _kind(letter: str) -> str:
    if letter in NARROW:
        return "narrow"
    if letter in WIDE:
        return "wide"
    return "capital" if letter.isupper() else "other"


def in_lines(text: str, width: float, size: float) -> list[str]:
    """The words of a text in lines of at most `width`; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
