"""The first screen of the first start: what this is, and one choice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from quietread.core.frame import Picture, Runs, framed, geometry, gutter, lines, no_room
from quietread.core.keys import Key, hint

KINDS = ("moving", "still", "none")
"""The values of `pause.kind`, in the order they are offered."""

ABOUT = "This reader shows one section at a time. Between sections it leaves a breath. Follow it, or skip it."
KEYS = (
    (("read.on", "read on"), ("read.back", "back")),
    (("mark.sentence", "keep a sentence"), ("help", "all keys")),
)
"""Two columns of commands, and what is said of them."""
CHOICES = ("a moving breath, about ten seconds", "a still breath, nothing moves", "no pause")


def welcome_picture(cols: int, rows: int, chosen: int, key: Key, *, narrow: bool = True) -> Picture:
    """Draw it. On a low screen the empty rows go first, then everything but the choice."""
    shape = geometry(cols, rows, 66)
    if shape.tiny:
        return no_room(shape)

    about: list[Runs] = [(shape.margin, (row, "text")) for row in lines(ABOUT, shape.measure)]
    keys: list[Runs] = [(shape.margin, (row, "muted")) for row in _keys(key, shape.measure)]
    choices: list[Runs] = [
        (
            *gutter(shape, at == chosen),
            (f"{at + 1}  ", "muted"),
            (words, "text chosen" if at == chosen else "text"),
        )
        for at, words in enumerate(CHOICES)
    ]
    begin: list[Runs] = [(shape.margin, (hint(key, ("choose", "begin"), between="  "), "muted"))]
    name: list[Runs] = [(shape.margin, ("quietread", "accent strong"))]
    room = rows - shape.top
    for groups in (
        [name, about, keys, choices, begin],
        [name, about, choices, begin],
        [about, choices],
        [choices],
    ):
        if sum(map(len, groups)) <= room:
            break
    spaced = sum(map(len, groups)) + len(groups) - 1 <= room
    body: list[Runs] = []
    at = 0
    for group in groups:
        if spaced and body:
            body.append(())
        if group is choices:
            at = len(body) + chosen
        body += group
    return framed(shape, body, (shape.left, at), narrow=narrow)


def _keys(key: Key, measure: int) -> list[str]:
    """Two columns of keys, or one where two are too wide."""
    left, right = ([(key(name), words) for name, words in column if key(name)] for column in KEYS)
    if quits := key("quit"):
        right = (
            [*right[:-1], (right[-1][0], f"{right[-1][1]}, {quits} leaves")] if right else [(quits, "leave")]
        )
    first, second = _column(left), _column(right)
    apart = max(22, max(map(len, first), default=0) + 4)
    beside = [f"{one:<{apart}}{other}".rstrip() for one, other in zip_longest(first, second, fillvalue="")]
    return beside if max(map(len, beside), default=0) <= measure else [*first, *second]


def _column(named: Sequence[tuple[str, str]]) -> list[str]:
    width = max((len(shown) for shown, _ in named), default=0)
    return [f"{shown:<{width}}  {words}" for shown, words in named]
