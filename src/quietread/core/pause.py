"""What happens between two sections: the text goes, a breath or more, the next text comes."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, nextafter
from typing import NamedTuple

from quietread.core.breath import MOST, Moment, Pattern, fullness, pattern, still_word, word
from quietread.core.parts import Part
from quietread.core.settings import Settings
from quietread.core.terminal import Terminal

STEP, STEPS = 0.06, 4
"""Seconds one step of a fade stands, and how many it has."""
FADE = STEP * STEPS
BEFORE, AFTER = 0.5, 0.3
"""Seconds of stillness before the first inhale and after the last exhale."""
GUARD = 0.2
"""Seconds after a section has come in which Space, → and PgDn do nothing: the key may be repeating itself."""
LATE = 1.0
"""Seconds a tick may be late before the time is taken for one in which the machine slept."""
SHORT = 60
"""Words: after a section shorter than this there is no pause."""
WHEN_YOU_LIKE = "read on when you like"
"""Stands where the word stood, while the next section waits."""


class Pause(NamedTuple):
    """A pause: from the last look at one section to the first at the next."""

    pattern: Pattern
    breaths: int = 1
    words: str = "breathe"
    """`breathe`, `rest` or `none`."""
    moving: bool = True
    """If not, one picture stands until a key is pressed."""
    fades: bool = True
    """Whether texts and swell step in and out."""
    waits: bool = False
    """Whether the end of the breath is not yet the end of the pause."""

    @property
    def start(self) -> float:
        """When the first inhale begins, in seconds from the start of the pause."""
        return (FADE if self.fades else 0.0) + BEFORE

    @property
    def stop(self) -> float:
        """When the last exhale ends; `inf` if nothing moves."""
        return self.start + self.pattern.cycle * self.taken if self.moving else inf

    @property
    def end(self) -> float:
        """When the pause ends; `inf` if only a key ends it."""
        if self.waits:
            return inf
        return self.stop + AFTER + (FADE if self.fades else 0.0)

    @property
    def taken(self) -> int:
        """The breaths asked for, within what the rhythm allows."""
        return max(1, min(self.breaths, self.pattern.most))

    def longer(self) -> Pause:
        """One breath more, up to the most the rhythm allows."""
        return self._replace(breaths=min(self.taken + 1, self.pattern.most))

    def at(self, t: float) -> Moment:
        """What is to be seen `t` seconds in."""
        if not self.moving:
            return Moment("breath", 0.0, 0.5, still_word(self.pattern, self.words))
        if t >= self.end:
            return Moment("over")
        if self.fades and t < FADE:
            return Moment("leaving", _step(t))
        if t >= self.stop + AFTER and not self.waits:
            return Moment("coming", 1 - _step(t - self.stop - AFTER))
        if t >= self.stop:
            return Moment("breath", self._veil(t), 0.0, self._last_word())
        inhaled = max(0.0, t - self.start)
        said = word(self.pattern, inhaled, self.words)
        return Moment("breath", self._veil(t), fullness(self.pattern, inhaled), said)

    def _last_word(self) -> str:
        if self.waits and self.words == "breathe":
            return WHEN_YOU_LIKE
        return word(self.pattern, nextafter(self.pattern.cycle, 0), self.words)

    def _veil(self, t: float) -> float:
        """The horizon steps in and out inside the two stillnesses, so that no moment begins with a jolt."""
        if not self.fades:
            return 0.0
        if t < 2 * FADE:
            return 1 - _step(t - FADE)
        leaving = t - (self.stop + AFTER - FADE)
        return _step(leaving) if leaving >= 0 and not self.waits else 0.0


def wanted(settings: Settings, terminal: Terminal, breaths: int) -> Pause:
    """A pause as the settings and the terminal want it."""
    moving = settings.pause == "moving"
    return Pause(
        pattern(settings.pause_preset),
        breaths,
        settings.pause_words,
        moving=moving,
        fades=moving and not terminal.ssh and terminal.depth in ("truecolor", "256"),
        waits=settings.waits,
    )


def _step(t: float) -> float:
    """How far a fade that began `t` seconds ago has gone: a quarter at once, all of it in the last step."""
    return min(STEPS, int(t / STEP) + 1) / STEPS


def breaths_before(
    parts: Sequence[Part], index: int, kind: str, breaths: int, *, at_the_end: int | None = None
) -> int:
    """Breaths in the pause before a part that is reached by reading on, 0 for none.

    `index` may be one past the last part: the Related page, before which the author asks for `at_the_end`.
    What the author asks for goes before `breaths`, a setting of the reader's, but not before a `kind` of none.
    """
    if kind == "none" or index <= 0 or not parts:
        return 0
    asked = parts[index].breaths if index < len(parts) else at_the_end
    if asked is not None:
        return min(asked, MOST)
    return breaths if parts[index - 1].words >= SHORT else 0


class Clock(NamedTuple):
    """The time of a pause, told from the ticks of a monotonic clock; sleep and lost focus do not count."""

    origin: float
    """When the pause began, moved on by all that does not count."""
    last: float

    @property
    def elapsed(self) -> float:
        """Seconds into the pause."""
        return self.last - self.origin

    def tick(self, now: float, period: float) -> Clock:
        """The clock at `now`; ticks are due every `period` seconds, and one far too late ends a sleep."""
        return self.resume(now) if now - self.last - period > LATE else self._replace(last=now)

    def resume(self, now: float) -> Clock:
        """Going on at `now` from where it stood."""
        return Clock(self.origin + now - self.last, now)
