"""Colours and themes: which colour plays which role, and how a run of text in given style words looks.

Colours are `#rrggbb`. They are rounded as Rich rounds them, step for step, because Rich writes the full screen
and the first ink has to look the same before Rich is loaded.

A **style** is words with spaces between: at most one colour (a role of `INK`, or `#rrggbb` for the swell;
nothing said: `text`) and any of `WORDS`. It is what pictures are made of, for the page and for the first ink
alike. A word that is an http(s) address says where the text leads and changes nothing about its look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from colorsys import rgb_to_hls
from functools import lru_cache
from typing import Literal, NamedTuple

from quietread.errors import SettingError

Depth = Literal["truecolor", "256", "16", "none"]
"""How many colours a terminal takes; `none`: no escape sequence at all."""

CUBE = (0, 95, 135, 175, 215, 255)
"""The levels of xterm's colour cube."""


def rgb(colour: str) -> tuple[int, int, int]:
    """The parts of `#rrggbb`, 0 to 255 each."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def hexed(parts: Iterable[int]) -> str:
    """`#rrggbb`, in small letters, from three parts."""
    return "#{:02x}{:02x}{:02x}".format(*parts)


def mix(one: str, other: str, amount: float) -> str:
    """The colour `amount` (0 to 1) of the way from `one` to `other`, straight through sRGB."""
    return hexed(round(a + (b - a) * amount) for a, b in zip(rgb(one), rgb(other), strict=True))


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2 defines it."""
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
    """The number, 16 to 255, that Rich writes."""
    parts = rgb(colour)
    red, green, blue = (part / 255 for part in parts)
    _, lightness, saturation = rgb_to_hls(red, green, blue)
    if saturation < 0.15:
        grey = round(lightness * 25)
        return {0: 16, 25: 231}.get(grey, 231 + grey)
    high, middle, low = (round(part / 95 if part < 95 else 1 + (part - 95) / 40) for part in parts)
    return 16 + 36 * high + 6 * middle + low


def from_256(number: int) -> str:
    """What xterm shows for a number from 16 to 255."""
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


KINDS = ("dark", "light", "ansi")
"""`ansi` has no colours of its own: the terminal's, with bold, underline and reverse."""

INK = ("text", "soft", "muted", "accent", "mark", "rule")
"""The roles text can be set in."""

TINTS = {"tint": 1.0, "tint1": 0.2, "tint2": 0.4, "tint3": 0.6, "tint4": 0.8}
"""How much there is of the tint of what is kept, which comes in step by step. On it stands only `text`."""

WORDS = (*TINTS, "strong", "em", "strike", "link", "cursor", "label", "chosen", "hit", "code")
"""What can be said of text besides its colour."""
_ADDRESS = ("http://", "https://")

TARGETS = (
    ("text", "bg", 7.0),
    ("soft", "bg", 4.5),
    ("muted", "bg", 7.0),
    ("accent", "bg", 7.0),
    ("mark", "bg", 4.5),
    ("text", "mark_bg", 7.0),
    ("swell_lo", "bg", 3.0),
    ("swell_hi", "bg", 3.0),
)
"""Pairs, and the least contrast: WCAG 2 AAA (1.4.6) for every word that is read, AA (1.4.3) for what focus mode
dims on purpose, 3:1 (1.4.11) for shapes."""

DEPTHS: tuple[Depth, ...] = ("truecolor", "256")
"""Where the targets hold; what sixteen colours look like only the terminal knows."""

INHERITS = {
    **dict.fromkeys(("soft", "muted", "accent", "swell_hi"), "text"),
    **dict.fromkeys(("rule", "swell_lo"), "muted"),
    "mark": "accent",
    "mark_bg": "bg",
}
"""What stands in for a role that is missing or wrong; for `bg` and `text` nothing does."""


class Look(NamedTuple):
    """How cells look: colours (None: the terminal's own) and attributes."""

    fg: str | None
    bg: str | None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False
    strike: bool = False


class Theme(NamedTuple):
    """A palette: every role a colour, or "" in a theme of kind `ansi`."""

    name: str
    kind: str
    bg: str = ""
    text: str = ""
    soft: str = ""
    muted: str = ""
    rule: str = ""
    accent: str = ""
    mark: str = ""
    mark_bg: str = ""
    swell_lo: str = ""
    swell_hi: str = ""

    def colour(self, role: str) -> str:
        """The colour of one of `ROLES`."""
        value: str = getattr(self, role)
        return value

    def look(self, style: str) -> Look:
        """How text in these style words looks."""
        return _look(self, style)

    def ramp(self, rows: int, depth: Depth) -> tuple[str, ...]:
        """One style for each row of the swell, from the bottom; all alike where colours are few."""
        if self.kind == "ansi":
            return ("text",) * rows
        flat = depth != "truecolor" or rows == 1
        amounts = (0.5 if flat else row / (rows - 1) for row in range(rows))
        return tuple(mix(self.swell_lo, self.swell_hi, amount) for amount in amounts)

    def faded(self, amount: float) -> Theme:
        """The theme with everything `amount` (0 to 1) of the way gone into the background."""
        if self.kind == "ansi":
            return self
        return self._replace(**{role: mix(self.colour(role), self.bg, amount) for role in ROLES})


ROLES = Theme._fields[2:]
TERMINAL = Theme("terminal", "ansi")
"""There even if no theme file can be read."""


def address(style: str) -> str:
    """Where text in these style words leads, "" if nowhere a terminal could open."""
    return next((word for word in style.split() if word.startswith(_ADDRESS)), "") if "://" in style else ""


@lru_cache(maxsize=512)
def _look(theme: Theme, style: str) -> Look:
    said = [word for word in style.split() if not word.startswith(_ADDRESS)]
    if unknown := [word for word in said if word not in INK and word not in WORDS and word[0] != "#"]:
        raise ValueError(f"no such style word: {unknown[0]}")
    words = set(said)
    bold, italic = not words.isdisjoint(("strong", "label", "chosen")), "em" in words
    if theme.kind == "ansi":  # nothing is struck through: that is not among the attributes kept here
        found = {"hit", "cursor"} <= words  # of all places found the one the reader is at
        return Look(
            None,
            None,
            bold=bold or found or not words.isdisjoint(("link", "accent")),
            italic=italic,
            underline=not words.isdisjoint(("link", *TINTS)),
            reverse=not words.isdisjoint(("cursor", "label", "hit")),
        )
    ink = next((word for word in said if word in INK or word[0] == "#"), "text")
    if ink == "text":
        ink = "accent" if "link" in words else "muted" if "code" in words else ink
    fg, bg = theme.colour(ink) if ink in INK else ink, theme.bg
    tint = next((amount for tint, amount in TINTS.items() if tint in words), 0)
    if tint:
        fg, bg = theme.text, mix(theme.bg, theme.mark_bg, tint)
    if "hit" in words:
        fg, bg = theme.bg, theme.muted
    if "label" in words:
        fg, bg = theme.bg, theme.accent
    underline = not words.isdisjoint(("cursor", "link"))
    return Look(fg, bg, bold=bold, italic=italic, underline=underline, strike="strike" in words)


@lru_cache(maxsize=512)
def sgr(look: Look, depth: Depth) -> str:
    """The parameters of the SGR sequence for a look, from a reset state: `1;38;5;250`, or ""."""
    if depth == "none":
        return ""
    found = [code for on, code in zip(look[2:], "13479", strict=True) if on]
    grounds = ((look.fg, False), (look.bg, True))
    return ";".join(found + [codes(colour, depth, behind=behind) for colour, behind in grounds if colour])


def check(theme: Theme) -> tuple[str, ...]:
    """Every pair of roles that misses its target, in words."""
    missed = []
    for front, back, target in TARGETS if theme.kind != "ansi" else ():
        for depth in DEPTHS:
            ratio = contrast(shown(theme.colour(front), depth), shown(theme.colour(back), depth))
            if ratio < target:
                where = " in 256 colours" if depth == "256" else ""
                missed.append(f"{front} on {back} has contrast {ratio:.2f}:1{where}, under {target:g}:1")
                break
    return tuple(missed)


def from_toml(data: Mapping[str, object], name: str, path: str) -> tuple[Theme | None, tuple[str, ...]]:
    """A theme from the data of its file, and what is wrong with it, a line each.

    `name` is the file's stem, `path` is for the problems. Only without `kind`, `bg` or `text` is there none.
    """
    problems: list[str] = []

    def wrong(key: str, message: str) -> None:
        from quietread.core.text import line

        problems.append(line(str(SettingError(message, path=path, key=key))))

    kind = data.get("kind")
    if kind not in KINDS:
        wrong("kind", f"{f'{kind!r} is not a kind of theme' if kind else 'missing'}: dark, light or ansi")
        return None, tuple(problems)
    roles = () if kind == "ansi" else ROLES
    of_terminal = "an ansi theme takes its colours from the terminal"
    allowed = f"roles are {', '.join(roles)}" if roles else of_terminal
    for key in data:
        if key != "kind" and key not in roles:
            wrong(key, f"not used: {allowed}")
    colours: dict[str, str] = {}
    for role in roles:
        colour, stand_in = _colour(data.get(role)), INHERITS.get(role, "")
        if not colour:
            said = f'{data[role]!r} is not a colour like "#1e4e79"' if role in data else "missing"
            wrong(role, f"{said}, {stand_in} stands in" if stand_in else said)
        colours[role] = colour or colours.get(stand_in, "")
    lacking = roles and not (colours["bg"] and colours["text"])
    return None if lacking else Theme(name, str(kind), **colours), tuple(problems)


def _colour(value: object) -> str:
    """`#rrggbb` in small letters from any usual way to write it, "" if it is none."""
    digits = value.strip().removeprefix("#").lower() if isinstance(value, str) else ""
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits}" if len(digits) == 6 and set(digits) <= set("0123456789abcdef") else ""
