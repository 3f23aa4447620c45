"""A breath: its rhythm, how full it is at a moment, what is said under it, and its picture.

Seconds throughout, from the start of the first inhale.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import cos, pi
from typing import NamedTuple

from quietread.core.frame import Runs
from quietread.core.theme import Depth, Theme, mix
from quietread.errors import SettingError

CAUTION = (
    "Breathe softly, not deeply. If you feel light-headed or uneasy, let it go and breathe as you like. "
    "This is a pause in reading, not health advice."
)
"""Over-breathing is the one real risk (docs/breath.md)."""

MOST = 6
"""Breaths in one pause: a minute of the default."""
LIMITS = ((2.0, 10.0), (0.0, 7.0), (2.0, 12.0), (0.0, 7.0))
"""Least and most seconds of in, hold, out and hold."""
ALLOWED = "in 2-10, hold 0-7, out 2-12 and hold 0-7 seconds, 2 to 12 breaths a minute"


class Pattern(NamedTuple):
    """The rhythm of one breath."""

    inhale: float
    hold: float
    exhale: float
    rest: float
    """The hold after breathing out."""
    most: int = MOST
    """Breaths a pause may have in this rhythm."""

    @property
    def phases(self) -> tuple[tuple[str, float], ...]:
        """What one does, in a word, and for how long; holds of no length left out."""
        return tuple(one for one in zip(("in", "stay", "out", "rest"), self, strict=False) if one[1])

    @property
    def cycle(self) -> float:
        """Seconds a whole breath takes."""
        return sum(self[:4])

    @property
    def per_minute(self) -> float:
        """Breaths a minute."""
        return 60 / self.cycle

    @property
    def holds(self) -> bool:
        """Whether the breath is ever held: that asks for caution."""
        return self.hold > 0 or self.rest > 0


PRESETS = {
    "easy": Pattern(4, 0, 6, 0),
    "light": Pattern(3.5, 0, 5, 0),
    "even": Pattern(5.5, 0, 5.5, 0),
    "long": Pattern(4, 0, 8, 0),
    "box": Pattern(4, 4, 4, 4),
    "478": Pattern(4, 7, 8, 0, most=4),
}
"""The rhythms with a name. Why these: docs/breath.md."""


def pattern(preset: str | Sequence[object]) -> Pattern:
    """A rhythm by name or as [in, hold, out, hold] in seconds. SettingError says what is allowed."""
    if isinstance(preset, str):
        if preset in PRESETS:
            return PRESETS[preset]
        names = ", ".join(PRESETS)
        raise SettingError(f'"{preset}" is no rhythm: {names} or [in, hold, out, hold]: {ALLOWED}')
    seconds = [float(one) for one in preset if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(preset) != 4 or len(seconds) != 4:
        raise SettingError(f"four numbers are wanted: {ALLOWED}")
    listed = f"[{', '.join(f'{one:g}' for one in seconds)}]"
    if not all(least <= one <= most for one, (least, most) in zip(seconds, LIMITS, strict=True)):
        raise SettingError(f"{listed} is out of range: {ALLOWED}")
    inhale, hold, exhale, rest = seconds
    custom = Pattern(inhale, hold, exhale, rest)
    if not 2 <= custom.per_minute <= 12:
        raise SettingError(f"{listed} makes {custom.per_minute:.3g} breaths a minute: {ALLOWED}")
    return custom


def phase(pattern: Pattern, t: float) -> tuple[str, float]:
    """What one does at `t`, and for how long already; the end of a phase belongs to the next."""
    within = t % pattern.cycle
    for name, length in pattern.phases:
        if within < length:
            return name, within
        within -= length
    return "in", 0.0


def fullness(pattern: Pattern, t: float) -> float:
    """How full the breath is at `t`, 0 to 1: half a cosine a phase, with no speed at the turns."""
    name, within = phase(pattern, t)
    if name == "in":
        return (1 - cos(pi * within / pattern.inhale)) / 2
    if name == "out":
        return (1 + cos(pi * within / pattern.exhale)) / 2
    return 1.0 if name == "stay" else 0.0


def word(pattern: Pattern, t: float, words: str = "breathe") -> str:
    """What stands under the breath at `t`. `words` is the setting: `breathe`, `rest` or `none`."""
    if words != "breathe":
        return "rest" if words == "rest" else ""
    name, _ = phase(pattern, t)
    return f"breathe {name}" if name in ("in", "out") else name


def still_word(pattern: Pattern, words: str = "breathe") -> str:
    """What stands under a breath that does not move: "in four, out six", in 24 cells at most."""
    if words != "breathe":
        return word(pattern, 0, words)
    exact = [f"{name} {round(length, 1):g}" for name, length in pattern.phases]
    tellings = (
        ", ".join(f"{name} {spoken(length)}" for name, length in pattern.phases),
        ", ".join(exact),
        " ".join(exact),
        "-".join(one.split()[1] for one in exact),
    )
    return next(told for told in tellings if len(told) <= 24)


def plain_words(pattern: Pattern, words: str = "breathe") -> str:
    """The pause as a line of plain text."""
    told = ", ".join(f"{name} for {spoken(length)}" for name, length in pattern.phases)
    asked = {"breathe": f" Breathe {told}, if you like.", "rest": " Rest a little, if you like."}
    return f"Pause.{asked.get(words, '')} Enter reads on."


_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905


def spoken(seconds: float) -> str:
    """Up to twelve seconds in words: `four`, `five and a half`, `4.2`."""
    whole, part = divmod(seconds, 1)
    if part == 0:
        return _NUMBERS[int(whole)]
    return f"{_NUMBERS[int(whole)]} and a half" if part == 0.5 and whole else f"{seconds:g}"


class Moment(NamedTuple):
    """What is to be seen at one moment of a pause."""

    stage: str
    """`leaving` (the page just read), `breath`, `coming` (the next page) or `over`."""
    fade: float = 0.0
    """How much of what is seen has gone into the background, 0 to 1."""
    fullness: float = 0.0
    word: str = ""


EIGHTHS = " ▁▂▃▄▅▆▇█"
EXPONENT = 1.6
"""Of the window: the higher, the more the swell gathers in the middle."""


class Scene(NamedTuple):
    """Where a breath is drawn on a screen."""

    left: int
    top: int
    width: int
    """Cells of every row; even for swell and line."""
    hill: int
    """Rows of the picture: more than 1 for the swell, 1 for the line, 0 for the word alone."""
    height: int
    """Rows of picture, word and hint, as far as the screen goes."""

    @property
    def form(self) -> str:
        """`swell`, `line` or `words`."""
        return "swell" if self.hill > 1 else "line" if self.hill else "words"

    def place(self, word: str) -> tuple[int, int]:
        """Column and row of the screen at which the word begins; the middle for none."""
        text = _word(word).center(self.width)
        indent = len(text) - len(text.lstrip()) if word else self.width // 2
        return self.left + indent, self.top + min(self.hill + 1 if self.hill else 0, self.height - 1)

    def rows(self, moment: Moment, theme: Theme, depth: Depth, *, hint: str = "") -> tuple[Runs, ...]:
        """What stands there, row for row, each `width` cells; `theme` is faded as far as the moment says."""
        ramp = theme.ramp(max(1, self.hill), depth)
        drawn: list[Runs] = []
        if self.form == "swell":
            above = swell(moment.fullness, self.width, self.hill)
            drawn = [((text, style),) for text, style in zip(above, reversed(ramp), strict=True)]
            if theme.kind != "ansi" and depth == "truecolor":
                drawn[-1] = _melting(above[-1], ramp[0], theme.bg)
        elif self.form == "line":
            drawn = [((line(moment.fullness, self.width), ramp[0]),)]
        said = ("", _word(moment.word), hint) if drawn else (_word(moment.word), "", "", hint)
        drawn += [((text.center(self.width)[: self.width], "muted"),) for text in said]
        return tuple(drawn[: self.height])


def scene(cols: int, rows: int, measure: int, *, shape: str = "swell", blocks: bool = True) -> Scene:
    """The place for a breath on a screen with a text of `measure` cells.

    `shape` is the setting. `blocks`: whether the terminal draws block glyphs, and one cell wide.
    """
    base = round(0.56 * rows)
    if not blocks or shape == "words" or rows < 8 or cols < 30:
        width = max(1, min(cols, 64))
        return Scene((cols - width) // 2, base, width, 0, max(1, min(4, rows - base)))
    width = max(24, min(64, measure // 2 * 2))
    hill = 1 if shape == "line" or rows < 16 else max(2, min(8, round(0.21 * rows)))
    top = base - hill + 1
    return Scene((cols - width) // 2, top, width, hill, min(hill + 3, rows - top))


@cache
def _window(width: int) -> tuple[float, ...]:
    """How much each column of the swell takes part, 0 to 1: a raised cosine."""
    return tuple(((1 - cos(2 * pi * (x + 0.5) / width)) / 2) ** EXPONENT for x in range(width))


def swell(fullness: float, width: int, rows: int) -> tuple[str, ...]:
    """The rows of the swell from the top. Empty, it is a horizon an eighth of a row high."""
    heights = [1 + round((8 * rows - 1) * fullness * part) for part in _window(width)]
    return tuple(
        "".join(EIGHTHS[min(8, max(0, height - 8 * row))] for height in heights)
        for row in reversed(range(rows))
    )


def line(fullness: float, width: int) -> str:
    """The swell in one row: a line that grows from the middle by half cells."""
    whole, half = divmod(round(2 * (3 + (width / 2 - 3) * fullness)), 2)
    return ("╺" * half + "━" * (2 * whole) + "╸" * half).center(width)


def changed(before: Sequence[Runs], after: Sequence[Runs]) -> tuple[tuple[int, int], ...]:
    """The rows that differ, each with one past the last column that does."""
    found = []
    for row, pair in enumerate(zip(before, after, strict=True)):
        was, now = ([(char, style) for text, style in runs for char in text] for runs in pair)
        if was != now:
            differ = (one != other for one, other in zip(was, now, strict=True))
            found.append((row, 1 + max(column for column, other in enumerate(differ) if other)))
    return tuple(found)


def _melting(text: str, colour: str, ground: str) -> Runs:
    """A row whose ends go into the background, in two steps of three cells."""
    far, near = mix(ground, colour, 1 / 3), mix(ground, colour, 2 / 3)
    return (text[:3], far), (text[3:6], near), (text[6:-6], colour), (text[-6:-3], near), (text[-3:], far)


def _word(word: str) -> str:
    """The word with its room: "breathe" stays where it is when in turns to out."""
    return word.ljust(11) if word.startswith("breathe") else word
