"""Themes: which colour plays which role, and how a run of text in given style words looks.

A **style** is words with spaces between: at most one colour (a role of `INK`, or `#rrggbb` for the swell;
nothing said: `text`) and any of `WORDS`. It is what pictures are made of; `look` turns it into colours and
attributes, once, for the page and for the first ink alike. A word that is an http(s) address says where the
text leads and changes nothing about its look (`address`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from quietread.core.colour import Depth, codes, contrast, mix, shown
from quietread.errors import SettingError

KINDS = ("dark", "light", "ansi")
"""`ansi` has no colours of its own: the terminal's, with bold, underline and reverse."""

ROLES = ("bg", "text", "soft", "muted", "rule", "accent", "mark", "mark_bg", "swell_lo", "swell_hi")
"""Every role a theme gives a colour to."""

INK = ("text", "soft", "muted", "accent", "mark", "rule")
"""The roles text can be set in."""

SETTLING = ("tint1", "tint2", "tint3", "tint4")
"""The fifths of the tint, on its way to a sentence that has just been kept."""

WORDS = ("tint", *SETTLING, "strong", "em", "strike", "link", "cursor", "label", "chosen", "hit", "code")
"""What can be said of text besides its colour. On the tint nothing but `text` stands."""

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
"""Pairs that have to be told apart, and the least contrast: WCAG 2 AAA (1.4.6) for every word that is read,
AA (1.4.3) for what focus mode dims on purpose, 3:1 (1.4.11) for shapes."""

DEPTHS: tuple[Depth, ...] = ("truecolor", "256")
"""Where the targets hold; of the sixteen colours nobody but the terminal knows what they look like."""

INHERITS = {
    "soft": "text",
    "muted": "text",
    "rule": "muted",
    "accent": "text",
    "mark": "accent",
    "mark_bg": "bg",
    "swell_lo": "muted",
    "swell_hi": "text",
}
"""What stands in for a role a theme does not give, or gives wrongly; without `bg` and `text` there is none."""


class Look(NamedTuple):
    """How cells look: colours as `#rrggbb` (None: the terminal's own) and attributes."""

    fg: str | None
    bg: str | None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False
    strike: bool = False


class Theme(NamedTuple):
    """A palette. Every role is `#rrggbb`, or "" throughout in a theme of kind `ansi`."""

    name: str
    kind: str
    """One of `KINDS`."""
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
        """One style for each row of the swell, from the bottom; flat, in the middle of the two colours of the
        swell, where there are too few to go from one to the other.
        """
        if self.kind == "ansi":
            return ("text",) * rows
        if depth != "truecolor" or rows == 1:
            return (mix(self.swell_lo, self.swell_hi, 0.5),) * rows
        return tuple(mix(self.swell_lo, self.swell_hi, row / (rows - 1)) for row in range(rows))

    def faded(self, amount: float) -> Theme:
        """The same theme with everything `amount` (0 to 1) of the way gone into the background."""
        if self.kind == "ansi":
            return self
        return self._replace(**{role: mix(self.colour(role), self.bg, amount) for role in ROLES})


def address(style: str) -> str:
    """Where text in these style words leads, "" if nowhere a terminal could open."""
    return next((word for word in style.split() if word.startswith(_ADDRESS)), "") if "://" in style else ""


TERMINAL = Theme("terminal", "ansi")
"""The theme that needs nothing: there even if no theme file can be read."""


@lru_cache(maxsize=512)
def _look(theme: Theme, style: str) -> Look:
    words = [word for word in style.split() if not word.startswith(_ADDRESS)]
    unknown = [word for word in words if word not in INK and word not in WORDS and not word.startswith("#")]
    if unknown:
        raise ValueError(f"no such style word: {unknown[0]}")
    return _plain_look(words) if theme.kind == "ansi" else _coloured_look(theme, words)


def _coloured_look(theme: Theme, words: list[str]) -> Look:
    ink = next((word for word in words if word in INK or word[0] == "#"), "text")
    if ink == "text" and "link" in words:
        ink = "accent"
    elif ink == "text" and "code" in words:
        ink = "muted"
    fg, bg = theme.colour(ink) if ink in INK else ink, theme.bg
    if "tint" in words:
        fg, bg = theme.text, theme.mark_bg
    elif settling := [step for step, word in enumerate(SETTLING, 1) if word in words]:
        fg, bg = theme.text, mix(theme.bg, theme.mark_bg, settling[0] / (len(SETTLING) + 1))
    if "hit" in words:
        fg, bg = theme.bg, theme.muted
    if "label" in words:
        fg, bg = theme.bg, theme.accent
    return Look(
        fg,
        bg,
        bold=any(word in words for word in ("strong", "label", "chosen")),
        italic="em" in words,
        underline="cursor" in words or "link" in words,
        strike="strike" in words,
    )


def _plain_look(words: list[str]) -> Look:
    """Without colour; nothing is struck through, because that is not among the attributes kept here."""
    here = "hit" in words and "cursor" in words  # of all places found the one the reader is at
    return Look(
        None,
        None,
        bold=here or any(word in words for word in ("strong", "label", "chosen", "link", "accent")),
        italic="em" in words,
        underline=any(word in words for word in ("link", "tint", *SETTLING)),
        reverse=any(word in words for word in ("cursor", "label", "hit")),
    )


@lru_cache(maxsize=512)
def sgr(look: Look, depth: Depth) -> str:
    """The parameters of the SGR sequence for a look, as Rich writes them: `1;38;5;250;48;5;16`, or "".

    They count from a reset state; whoever writes them resets behind the run.
    """
    if depth == "none":
        return ""
    said = zip((look.bold, look.italic, look.underline, look.reverse, look.strike), "13479", strict=True)
    found = [code for on, code in said if on]
    if look.fg:
        found.append(codes(look.fg, depth))
    if look.bg:
        found.append(codes(look.bg, depth, behind=True))
    return ";".join(found)


def check(theme: Theme) -> tuple[str, ...]:
    """Every pair of roles that misses its target, in words; before and after rounding to 256 colours."""
    if theme.kind == "ansi":
        return ()
    missed = []
    for front, back, target in TARGETS:
        for depth in DEPTHS:
            ratio = contrast(shown(theme.colour(front), depth), shown(theme.colour(back), depth))
            if ratio < target:
                where = " in 256 colours" if depth == "256" else ""
                missed.append(f"{front} on {back} has contrast {ratio:.2f}:1{where}, under {target:g}:1")
                break
    return tuple(missed)


def from_toml(data: Mapping[str, object], name: str, path: str) -> tuple[Theme | None, tuple[str, ...]]:
    """A theme from the data of its file, and what is wrong with it, a line each.

    `name` is the file's stem, `path` is for the problems. A role that is missing or wrong is a problem, and
    its nearest relation stands in; only without `kind`, `bg` or `text` is there no theme.
    """
    problems: list[str] = []

    def wrong(key: str, message: str) -> None:
        from quietread.core.text import line

        problems.append(line(str(SettingError(message, path=path, key=key))))

    kind = data.get("kind")
    if kind not in KINDS:
        wrong(
            "kind",
            f"{kind!r} is not a kind of theme: dark, light or ansi"
            if kind
            else "missing: dark, light or ansi",
        )
        return None, tuple(problems)
    for key in data:
        if key != "kind" and (key not in ROLES or kind == "ansi"):
            allowed = (
                "an ansi theme takes its colours from the terminal"
                if kind == "ansi"
                else f"roles are {', '.join(ROLES)}"
            )
            wrong(key, f"not used: {allowed}")
    if kind == "ansi":
        return Theme(name, "ansi"), tuple(problems)
    colours: dict[str, str] = {}
    for role in ROLES:
        stand_in = INHERITS.get(role, "")
        said = data.get(role)
        colour = _colour(said)
        if not colour:
            instead = f", {stand_in} stands in" if stand_in else ""
            wrong(
                role,
                f'{said!r} is not a colour like "#1e4e79"{instead}' if role in data else f"missing{instead}",
            )
        colours[role] = colour or colours.get(stand_in, "")
    if not (colours["bg"] and colours["text"]):
        return None, tuple(problems)
    return Theme(name, str(kind), **colours), tuple(problems)


def _colour(value: object) -> str:
    """`#rrggbb` in small letters from any usual way to write it, "" if it is none."""
    if not isinstance(value, str):
        return ""
    digits = value.strip().removeprefix("#").lower()
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits}" if len(digits) == 6 and all(digit in "0123456789abcdef" for digit in digits) else ""
