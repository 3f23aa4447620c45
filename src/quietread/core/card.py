"""A kept sentence as a picture: SVG with nothing in it but shapes and text, in the colours of a theme."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import category, east_asian_width
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from quietread.core.theme import Theme
from quietread.core.wrap import runs_right_to_left, wrap

WIDTH, LEAST_HEIGHT = 1200, 630
"""Pixels; the shape most places show a picture of a link in. A long quote makes a higher one."""
MARGIN = 140
"""Pixels beside the text, and above it."""
BAR, BAR_APART = 8, 36
"""Pixels: the bar of a kept sentence, and the space between it and the text."""
SIZES = ((60, 5), (52, 7), (46, 9), (40, 12), (34, 10**6))
"""Sizes of the letters in pixels, and how many rows of that size a card takes."""
LEADING = 1.5
LIKELY = 0.92
"""How wide a row is likely to be, of what is reckoned for the widest font: only for placing it in the middle."""
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
    under = _rows([", ".join(filter(None, (title, author)))], SMALL, room)[0]
    gap = 0.6 * size
    quoted = sum(len(rows) for rows in blocks) * size * LEADING + (len(blocks) - 1) * gap
    told = 60 + len(under) * SMALL * LEADING if under != [""] else 0.0
    below = HILL[1] + 70
    height = max(LEAST_HEIGHT, math.ceil(2 * MARGIN - 50 + quoted + told + below))
    top = (height - below - quoted - told) / 2

    svg = _svg(height, theme, lang, quote)
    mirrored = runs_right_to_left(quote)
    left = (WIDTH - LIKELY * max(_widest(blocks) * size, _widest([under]) * SMALL)) / 2
    x, bar = (WIDTH - left, WIDTH - left + BAR_APART - BAR) if mirrored else (left, left - BAR_APART)
    _shape(svg, "rect", x=bar, y=top, width=BAR, height=quoted, rx=BAR / 2, fill=theme.mark)
    y = top + size * (LEADING + 0.68) / 2
    for rows in blocks:
        y = _text(svg, rows, x, y, size, theme.text, mirrored=mirrored) + gap
    y = top + quoted + 60 + SMALL
    if under != [""]:
        _text(svg, under, x, y, SMALL, theme.muted, mirrored=mirrored, italic=True)
    _swell(svg, height, theme)
    indent(svg)
    return tostring(svg, encoding="unicode") + "\n"


def _svg(height: int, theme: Theme, lang: str, quote: str) -> Element:
    about = {"role": "img", "width": str(WIDTH), "height": str(height), "viewBox": f"0 0 {WIDTH} {height}"}
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **about, "font-family": FONTS})
    if lang:
        svg.set("xml:lang", lang)
    SubElement(svg, "title").text = " ".join(quote.split())
    _shape(svg, "rect", width=WIDTH, height=height, fill=theme.bg)
    return svg


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
    return [[block[start:end] for start, end in wrap(block, measure)] or [""] for block in blocks]


def _widest(blocks: Sequence[Sequence[str]]) -> float:
    return max(_ems(row) for rows in blocks for row in rows)


def _ems(text: str) -> float:
    """About how wide a text is, in ems: rather too wide, because nobody knows which of the fonts there is.

    The figures are those of DejaVu Serif, the widest of them, rounded up by kinds of letters.
    """
    return sum(map(_em, text))


def _em(char: str) -> float:
    if category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if east_asian_width(char) in "WF":
        return 1.0
    if char in _NARROW:
        return 0.42
    if char in _WIDE:
        return 1.05
    if category(char)[0] == "S":
        return 1.0
    return 0.34 if char == " " else 0.88 if char.isupper() else 0.65


def _text(
    svg: Element,
    rows: Sequence[str],
    x: float,
    y: float,
    size: int,
    colour: str,
    *,
    mirrored: bool,
    italic: bool = False,
) -> float:
    """Draw rows from `x` and the baseline `y` on; the baseline of the row that would follow."""
    text = _shape(svg, "text", fill=colour)
    text.set("font-size", str(size))
    if italic:
        text.set("font-style", "italic")
    if mirrored:
        text.set("direction", "rtl")
    for row in rows:
        span = _shape(text, "tspan", x=x, y=y)
        span.text = row
        y += size * LEADING
    return y


def _swell(svg: Element, height: int, theme: Theme) -> None:
    """The breath at its fullest, on its horizon."""
    wide, high = HILL
    left, base = (WIDTH - wide) / 2, height - 46
    # the same window as in the terminal: a raised cosine to the power of 1.6
    steps = [(at / 70, ((1 - math.cos(2 * math.pi * at / 70)) / 2) ** 1.6) for at in range(71)]
    points = " ".join(f"L{_n(left + x * wide)} {_n(base - high * y)}" for x, y in steps)
    colours = SubElement(
        SubElement(svg, "defs"), "linearGradient", id="breath", x1="0", y1="1", x2="0", y2="0"
    )
    for offset, colour in (("0", theme.swell_lo), ("1", theme.swell_hi)):
        SubElement(colours, "stop", {"offset": offset, "stop-color": colour})
    SubElement(svg, "path", d=f"M{_n(left)} {_n(base)} {points} Z", fill="url(#breath)")
    _shape(svg, "rect", x=left, y=base, width=wide, height=3, fill=theme.swell_lo)


def _shape(parent: Element, name: str, **about: float | str) -> Element:
    return SubElement(
        parent, name, {key: one if isinstance(one, str) else _n(one) for key, one in about.items()}
    )


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
