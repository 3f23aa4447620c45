"""Everything that moves. No other module has a timer, so stopping here stops all of it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.screen import Screen

from quietread.core.pause import Clock


class Motion:
    """One thing that moves on a screen. Frozen, no time passes; a machine that slept does not make it jump."""

    def __init__(self, screen: Screen[None], fps: int, move: Callable[[float], None]) -> None:
        """`move` is called with the seconds since the start, about `fps` times a second; never for 0."""
        self._move = move
        now = monotonic()
        self._clock = Clock(now, now)
        self._period = 1 / fps if fps else 0.0
        self._timer = screen.set_interval(self._period, self._tick) if fps else None

    @property
    def elapsed(self) -> float:
        """Seconds it has been moving."""
        return self._clock.elapsed

    def freeze(self) -> None:
        """Stand still until `resume`."""
        if self._timer is not None:
            self._timer.pause()

    def resume(self) -> None:
        """Go on where it stopped."""
        self._clock = self._clock.resume(monotonic())
        if self._timer is not None:
            self._timer.resume()

    def stop(self) -> None:
        """End it for good."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _tick(self) -> None:
        self._clock = self._clock.tick(monotonic(), self._period)
        self._move(self._clock.elapsed)


class Rest:
    """A short while, in seconds, in which something is not to be done."""

    def __init__(self, length: float) -> None:
        self._length = length
        self._end = 0.0

    def begin(self) -> None:
        """Start to count, from now."""
        self._end = monotonic() + self._length

    @property
    def lasts(self) -> bool:
        """Whether the time is not over yet."""
        return monotonic() < self._end
