"""A kept sentence as a picture: SVG with nothing in it but shapes and text, in the colours of a theme."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import category, east_asian_width
from xml.sax.saxutils import escape, quoteattr

from quietread.core.frame import lines
from quietread.core.theme import Theme
from quietread.core.wrap import runs_right_to_left

WIDTH, LEAST_HEIGHT = 1200, 630
"""Pixels; the shape in which most places show a link. A long quote makes a higher one."""
MARGIN = 140
"""Pixels beside the text, and above it."""
BAR, BAR_APART = 8, 36
"""Pixels: the bar of a kept sentence, and how far from the text it begins."""
SIZES = ((60, 5), (52, 7), (46, 9), (40, 12), (34, 10**6))
"""Sizes of the letters in pixels, and how many rows of that size a card takes."""
LEADING = 1.5
LIKELY = 0.92
"""Share of the reckoned width that a row is likely to take: only for placing it in the middle."""
SMALL = 27
"""Pixels; title and author."""
HILL = (560, 84)
"""Width and height of the swell under the text, in pixels."""
FONTS = (
    "Charter, 'Iowan Old Style', Palatino, 'Palatino Linotype', Georgia, 'Noto Serif', 'DejaVu Serif', serif"
)

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped (section 2.2)."""
_WORD = re.compile("[!-\u2e7f]+")
"""What is only cut if it fits nowhere; Chinese and Japanese, which come after these, end rows anywhere."""
_NARROW, _WIDE = frozenset("iljtfrI.,;:'’‘!|()[]-·"), frozenset("mwMWQ@%&—…æœ")


class Words(NamedTuple):
    """What stands on a card."""

    quote: str
    title: str = ""
    author: str = ""
    lang: str = ""


def card(words: Words, theme: Theme) -> str:
    """The card as an SVG document, always the same for the same words. The theme has to have colours."""
    quote, title, author, lang = (_NOT_XML.sub("\ufffd", one) for one in words)
    room = WIDTH - 2 * MARGIN
    size, blocks = _set(quote, room)
    (under,) = _rows([", ".join(filter(None, (title, author)))], SMALL, room)
    gap = 0.6 * size
    quoted = sum(map(len, blocks)) * size * LEADING + (len(blocks) - 1) * gap
    told = 60 + len(under) * SMALL * LEADING if under != [""] else 0.0
    wide, high = HILL
    below = high + 70
    height = max(LEAST_HEIGHT, math.ceil(2 * MARGIN - 50 + quoted + told + below))
    top = (height - below - quoted - told) / 2

    left = (WIDTH - LIKELY * max(_widest(blocks) * size, _widest([under]) * SMALL)) / 2
    x, bar, turned = left, left - BAR_APART, ""
    if runs_right_to_left(quote):
        x, bar, turned = WIDTH - left, WIDTH - left + BAR_APART - BAR, ' direction="rtl"'
    texts = ""
    y = top + size * (LEADING + 0.68) / 2
    for rows in blocks:
        texts += _text(rows, x, y, size, f'fill="{theme.text}" font-size="{size}"{turned}')
        y += len(rows) * size * LEADING + gap
    if under != [""]:
        look = f'fill="{theme.muted}" font-size="{SMALL}" font-style="italic"{turned}'
        texts += _text(under, x, top + quoted + 60 + SMALL, SMALL, look)

    foot, base = (WIDTH - wide) / 2, height - 46
    # the breath at its fullest, in the same window as in the terminal: a raised cosine to the power of 1.6
    steps = ((at / 70, ((1 - math.cos(2 * math.pi * at / 70)) / 2) ** 1.6) for at in range(71))
    crest = " ".join(f"L{_n(foot + along * wide)} {_n(base - high * up)}" for along, up in steps)
    spoken = f" xml:lang={quoteattr(lang)}" if lang else ""
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" font-family="{FONTS}"{spoken}>
  <title>{escape(" ".join(quote.split()))}</title>
  <rect width="{WIDTH}" height="{height}" fill="{theme.bg}" />
  <rect x="{_n(bar)}" y="{_n(top)}" width="{BAR}" height="{_n(quoted)}" rx="{BAR // 2}" fill="{theme.mark}" />{texts}
  <defs>
    <linearGradient id="breath" x1="0" y1="1" x2="0" y2="0">
      <stop offset="0" stop-color="{theme.swell_lo}" />
      <stop offset="1" stop-color="{theme.swell_hi}" />
    </linearGradient>
  </defs>
  <path d="M{_n(foot)} {base} {crest} Z" fill="url(#breath)" />
  <rect x="{_n(foot)}" y="{base}" width="{wide}" height="3" fill="{theme.swell_lo}" />
</svg>
"""


def _text(rows: Sequence[str], x: float, y: float, size: int, look: str) -> str:
    """Rows from `x` and the baseline `y` on."""
    spans = (
        f'\n    <tspan x="{_n(x)}" y="{_n(y + at * size * LEADING)}">{escape(row)}</tspan>'
        for at, row in enumerate(rows)
    )
    return f"\n  <text {look}>{''.join(spans)}\n  </text>"


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _set(quote: str, room: int) -> tuple[int, list[list[str]]]:
    """The largest size in which the quote is not too many rows, and those rows, a list for each paragraph."""
    blocks = [" ".join(block.split()) for block in quote.split("\n") if block.strip()] or [""]
    longest = max((_ems(word) for block in blocks for word in _WORD.findall(block)), default=0.0)
    for size, most in SIZES:
        found = _rows(blocks, size, room)
        if sum(map(len, found)) <= most and longest * size <= room:
            break
    return size, found


def _rows(blocks: Sequence[str], size: int, room: int) -> list[list[str]]:
    """The rows of each block, none wider than `room` pixels, and as even in length as their number allows."""
    measure = max(8, int(room / size * 3))
    while measure > 1 and _widest(found := _wrapped(blocks, measure)) * size > room:
        measure -= 1
    fewest = sum(map(len, found))
    while measure > 8 and sum(map(len, narrower := _wrapped(blocks, measure - 1))) == fewest:
        if _widest(narrower) * size > room:
            break
        found, measure = narrower, measure - 1
    return found


def _wrapped(blocks: Sequence[str], measure: int) -> list[list[str]]:
    return [lines(block, measure) or [""] for block in blocks]


def _widest(blocks: Sequence[Sequence[str]]) -> float:
    return max(_ems(row) for rows in blocks for row in rows)


def _ems(text: str) -> float:
    """About how wide a text is, in ems: rather too wide, because nobody knows which of the fonts there is.

    The figures are those of DejaVu Serif, the widest of them, rounded up by kinds of letters.
    """
    return sum(map(_em, text))


def _em(char: str) -> float:
    kind = category(char)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if east_asian_width(char) in "WF":
        return 1.0
    if char in _NARROW:
        return 0.42
    if char in _WIDE:
        return 1.05
    return 1.0 if kind[0] == "S" else 0.34 if char == " " else 0.88 if char.isupper() else 0.65
