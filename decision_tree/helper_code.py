"""A short code for a parent's route: read out on the phone, typed in by a helper at /helper/.

It holds no personal data, only which answers were tapped. `helper-code.mjs` and
`helper.mjs` do the same in pages without the engine; a test holds them to this:

- The alphabet has 23 characters, none of which looks like another. 23 is a prime, so that the
  check character finds every single wrong character and every swap of two neighbours.
- A code is: three characters for the tree it was made with, the route, one check character.
- The route is one number. It is put together from digits, the first digit lowest, each with its
  own base: first 0 (base 2) where the route began at the first step, or 1 and then the place of
  its first step among the steps in the order of tree.json (base: their number). Then, for each
  step passed, the place of the answer among its question's answers, plus 1 (base: their number
  plus 1). Where the route stopped before an outcome, a 0 ends it.
- The number is written in the alphabet, lowest character first, without needless characters.
- The check character makes the sum of (place in the code, from 1) times (place in the alphabet),
  over the whole code, divisible by 23.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from decision_tree.model import Answer, Tree, outcome_of
from decision_tree.walk import walk

ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
BASE = len(ALPHABET)
TREE_CHARACTERS = 3
GROUP = 4
LONGEST = BASE - 1
"""Characters. In a longer code the check character would not count."""


PROBLEMS: Mapping[str, str] = MappingProxyType(
    {
        "empty": "Type the code that the parent reads out.",
        "strange": f"A code never holds ?. It uses only these: {' '.join(ALPHABET)}. Ask again.",
        "short": "This code is too short. Ask the parent to read out all of it.",
        "long": "This code is too long. Ask the parent to read it out again.",
        "slip": "A character of this code is wrong. Ask the parent to read it out again.",
        "old": (
            "This code was made before the questions on this site last changed, so it no longer "
            "says which answers were given. Ask the parent to open the page again, and to read out "
            "the new code or the answers."
        ),
    }
)
"""What can be wrong with a code, in words for the helper; ? stands for a character of it."""


class CodeError(ValueError):
    """A code cannot be read: `why` is a key of PROBLEMS, `what` the character that is meant."""

    def __init__(self, why: str, what: str = "") -> None:
        super().__init__(PROBLEMS[why].replace("?", what))
        self.why = why
        self.what = what


@dataclass(frozen=True, slots=True)
class Told:
    """The route in a code: where it began, and each (step, answer) in order."""

    start: str
    trail: tuple[tuple[str, str], ...]


def tree_mark(tree: Tree) -> str:
    """Three characters that change when a step, an answer or where it leads changes."""
    shape = {
        "first": tree.first,
        "steps": [
            [step.id, step.question, [[a.id, step.go.get(a.id)] for a in _answers(tree, step.id)]]
            for step in tree.steps.values()
        ],
    }
    digest = hashlib.sha256(json.dumps(shape, separators=(",", ":")).encode()).digest()
    return _written(int.from_bytes(digest[:8], "big") % BASE**TREE_CHARACTERS, TREE_CHARACTERS)


def encode(tree: Tree, answers: Mapping[str, str], start: str | None = None) -> str:
    """The code of the route that `answers` take, in groups of four. KeyError: unknown `start`."""
    route = walk(tree, answers, start)
    digits = [(0, 2)]
    if start and start != tree.first:
        digits = [(1, 2), (list(tree.steps).index(start), len(tree.steps))]
    for step, answer in route.trail:
        names = [a.id for a in _answers(tree, step)]
        digits.append((names.index(answer) + 1, len(names) + 1))
    number = 0  # where the route stopped, the 0 that ends it adds nothing
    for digit, base in reversed(digits):
        number = number * base + digit
    plain = tree_mark(tree) + _written(number)
    return grouped(plain + _check(plain))


def decode(tree: Tree, code: str) -> Told:
    """The route in a code, however it was typed. Raises CodeError, in words, where it has none."""
    plain = tidy(code)
    if plain[:TREE_CHARACTERS] != tree_mark(tree):
        raise CodeError("old")
    number = _read(plain[TREE_CHARACTERS:-1])
    number, elsewhere = divmod(number, 2)
    step = tree.first
    if elsewhere:
        number, place = divmod(number, len(tree.steps))
        step = list(tree.steps)[place]
    start, trail = step, list[tuple[str, str]]()
    while number:
        names = [answer.id for answer in _answers(tree, step)]
        number, place = divmod(number, len(names) + 1)
        target = tree.steps[step].go.get(names[place - 1]) if place else None
        if target is None:
            raise CodeError("slip")
        trail.append((step, names[place - 1]))
        if outcome_of(target):
            break
        step = target
    if number:
        raise CodeError("slip")
    return Told(start, tuple(trail))


def tidy(code: str) -> str:
    """The characters of a code alone. Raises CodeError where they cannot be one."""
    plain = "".join(code.upper().replace("-", "").split())
    if not plain:
        raise CodeError("empty")
    strange = next((character for character in plain if character not in ALPHABET), "")
    if strange:
        raise CodeError("strange", strange)
    if len(plain) < TREE_CHARACTERS + 2:
        raise CodeError("short")
    if len(plain) > LONGEST:
        raise CodeError("long")
    if _check(plain[:-1]) != plain[-1]:
        raise CodeError("slip")
    return plain


def grouped(plain: str) -> str:
    """In groups of four with a hyphen between, as one reads it out."""
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))


def _answers(tree: Tree, step: str) -> tuple[Answer, ...]:
    return tree.question_at(step).answers


def _written(number: int, width: int = 1) -> str:
    text = ""
    while number or len(text) < width:
        number, place = divmod(number, BASE)
        text += ALPHABET[place]
    return text


def _read(text: str) -> int:
    number = 0
    for character in reversed(text):
        number = number * BASE + ALPHABET.index(character)
    return number


def _check(plain: str) -> str:
    """The character that makes the weighted sum of the whole code divisible by BASE."""
    total = sum(place * ALPHABET.index(c) for place, c in enumerate(plain, 1))
    weight = len(plain) + 1
    return ALPHABET[-total * pow(weight, -1, BASE) % BASE]
