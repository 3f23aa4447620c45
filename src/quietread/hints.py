"""What a newcomer is told, and for how long."""

from __future__ import annotations

HINTED = 3
"""Pages, and breaths, of the first run on which the way on is named."""


class Hints:
    """Counts down what is said in the first run, and remembers what this run has said once."""

    def __init__(self) -> None:
        self._pages = 0
        self._breaths = 0
        self._said: set[str] = set()

    def begin(self) -> None:
        """The first screen has just been answered."""
        self._pages = self._breaths = HINTED

    @property
    def on_page(self) -> bool:
        """Whether the status row names the keys on this page."""
        return self._pages > 0

    def turned(self) -> bool:
        """Another page is shown; whether the status row names the keys there."""
        self._pages = max(0, self._pages - 1)
        return self.on_page

    def on_breath(self) -> bool:
        """Whether the way on is named under the breath that begins now."""
        self._breaths -= 1
        return self._breaths >= 0

    def first_time(self, what: str) -> bool:
        """Whether this is the first time in this run that something is to be said."""
        if what in self._said:
            return False
        self._said.add(what)
        return True
