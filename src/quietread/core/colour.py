"""Colours as `#rrggbb`: contrast, mixing, and what a terminal with fewer of them makes of one.

The rounding to 256 follows Rich, step for step, because Rich writes the colours of the full screen and the
first ink has to look the same before Rich is loaded.
"""

from __future__ import annotations

from colorsys import rgb_to_hls
from typing import Literal

RGB = tuple[int, int, int]
Depth = Literal["truecolor", "256", "16", "none"]
"""How many colours a terminal takes; `none` takes no escape sequence at all."""

CUBE = (0, 95, 135, 175, 215, 255)
"""The six levels of xterm's colour cube."""


def rgb(colour: str) -> RGB:
    """The parts of `#rrggbb`, 0 to 255 each."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def hexed(parts: RGB) -> str:
    """`#rrggbb`, in small letters."""
    return "#{:02x}{:02x}{:02x}".format(*parts)


def mix(one: str, other: str, amount: float) -> str:
    """The colour `amount` (0 to 1) of the way from `one` to `other`, straight through sRGB."""
    red, green, blue = (round(a + (b - a) * amount) for a, b in zip(rgb(one), rgb(other), strict=True))
    return hexed((red, green, blue))


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2 defines it."""
    red, green, blue = (
        level / 12.92 if level <= 0.03928 else ((level + 0.055) / 1.055) ** 2.4
        for level in (part / 255 for part in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def is_light(colour: str) -> bool:
    """Whether black reads better on it than white."""
    return contrast(colour, "#000000") > contrast(colour, "#ffffff")


def to_256(colour: str) -> int:
    """The number, 16 to 255, Rich writes for a colour where there are 256."""
    parts = rgb(colour)
    red, green, blue = (part / 255 for part in parts)
    _, lightness, saturation = rgb_to_hls(red, green, blue)
    if saturation < 0.15:
        grey = round(lightness * 25)
        return {0: 16, 25: 231}.get(grey, 231 + grey)
    high, middle, low = (round(part / 95 if part < 95 else 1 + (part - 95) / 40) for part in parts)
    return 16 + 36 * high + 6 * middle + low


def from_256(number: int) -> str:
    """What xterm shows for one of its colours from 16 to 255; of the others only the terminal knows."""
    if number > 231:
        return hexed((8 + 10 * (number - 232),) * 3)
    high, rest = divmod(number - 16, 36)
    middle, low = divmod(rest, 6)
    return hexed((CUBE[high], CUBE[middle], CUBE[low]))


def shown(colour: str, depth: Depth) -> str:
    """The colour as a terminal of that depth, `truecolor` or `256`, shows it."""
    return from_256(to_256(colour)) if depth == "256" else colour


def codes(colour: str, depth: Depth, *, behind: bool = False) -> str:
    """The SGR parameters for a colour of the text, or behind it: `38;2;1;2;3`."""
    ground = "48" if behind else "38"
    if depth == "truecolor":
        return ";".join((ground, "2", *map(str, rgb(colour))))
    if depth == "256":
        return f"{ground};5;{to_256(colour)}"
    from rich.color import Color, ColorSystem  # no first ink has sixteen colours

    return ";".join(Color.parse(colour).downgrade(ColorSystem.STANDARD).get_ansi_codes(foreground=not behind))
