"""How wide text is, in cells, as terminals draw it.

The figures are those of `rich.cells`, which Textual lays out with, so that page and terminal agree. It is
imported only when a text holds a character that is not known to be one cell wide: most essays start
without it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

_NARROW = frozenset(
    chr(code)
    for first, last in (
        (0x20, 0x7E),
        (0xA0, 0xAC),
        (0xAE, 0x2FF),
        (0x370, 0x482),
        (0x48A, 0x590),
        (0x1E00, 0x200A),
        (0x2010, 0x2027),
        (0x2030, 0x205E),
        (0x2070, 0x20CF),
        (0x2190, 0x21FF),
        (0x2580, 0x25FC),
    )
    for code in range(first, last + 1)
)
"""Characters known to be one cell wide: Latin, Greek, Cyrillic, punctuation, currency, arrows and blocks.
(A set, because a pattern of so many ranges takes five times as long to make.)"""

_JOINED = re.compile("(?:[^\u200d]|\u200d.?)\ufe0f*(?:\u200d.?\ufe0f*)*", re.DOTALL)
"""A character with what a zero width joiner or an emoji variation selector ties to it."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‛′", "'"),
        **dict.fromkeys("“”‟″", '"'),
        **dict.fromkeys("‐‒–", "-"),
        **dict.fromkeys("—―", "--"),
        **dict.fromkeys("•●○", "*"),
        **dict.fromkeys("▌█┃│", "|"),
        **dict.fromkeys("━─", "-"),
        "…": "...",
        "·": ".",
        "›": ">",
        "‹": "<",
        "←": "<",
        "→": ">",
        "↑": "^",
        "↓": "v",
    }
)


def edges(text: str, *, narrow: bool = True) -> Sequence[int]:
    """The cell each character begins at, and where the text ends: `len(text) + 1` numbers.

    Characters drawn together (a base and its combining marks, a joined emoji) take their cells at the
    first of them, so a cut before any number's first occurrence is never inside such a cluster.
    `narrow`: whether the terminal draws what may be either (Unicode's East Asian "ambiguous": Greek and
    Cyrillic letters, some accented ones) one cell wide; if not, two.
    """
    if not narrow and not text.isascii():
        return _wide_edges(text)
    if _NARROW.issuperset(text):
        return range(len(text) + 1)
    from rich.cells import cell_len, get_character_cell_size

    if "\u200d" not in text and "\ufe0f" not in text:
        return list(accumulate(map(get_character_cell_size, text), initial=0))
    widths = [0] * len(text)
    for found in _JOINED.finditer(text):
        widths[found.start()] = cell_len(found[0])
    return list(accumulate(widths, initial=0))


def _wide_edges(text: str) -> Sequence[int]:
    from unicodedata import east_asian_width

    extra = accumulate((east_asian_width(char) == "A" for char in text), initial=0)
    return [cell + more for cell, more in zip(edges(text), extra, strict=True)]


def cells(text: str) -> int:
    """How many cells `text` takes on a terminal's row, as Textual counts them."""
    if _NARROW.issuperset(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """As much of `text` as fits into `width` cells; a wide character that would not fit whole is dropped."""
    if len(text) <= width and _NARROW.issuperset(text):
        return text
    return text[: bisect_right(edges(text), max(0, width)) - 1] if width > 0 else ""


def in_ascii(row: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """A row of texts and their styles in `plain_signs`; room left between them gives way to what has grown."""
    drawn: list[tuple[str, str]] = []
    grown = 0
    for text, style in row:
        plain = plain_signs(text)
        room = len(plain) - len(plain.lstrip(" ")) if drawn else 0
        less = min(grown, max(0, room - 2))
        grown += cells(plain) - cells(text) - less
        drawn.append((plain[less:], style))
    return tuple(drawn)


def plain_signs(text: str) -> str:
    """`text` with ASCII in place of the signs an East Asian terminal draws two cells wide.

    For terminals that print an em dash over two cells. Quotes, dashes, dots, bars and arrows change;
    letters never do. The text may grow: "—" becomes "--" and "…" becomes "...".
    """
    return text.translate(_SIGNS)
