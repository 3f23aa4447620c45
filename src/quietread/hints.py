"""What a newcomer is told, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quietread.core.keys import Key

HINTED = 3
"""Pages, and breaths, of the first run on which the way on is named."""


class Hints:
    """Counts down what is said in the first run, and remembers what this run has said once."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._pages = 0
        self._breaths = 0
        self._said: set[str] = set()
        self.notice = ""
        """What the shelf is to say when it is shown first."""

    def begin(self) -> None:
        """The first screen has just been answered."""
        self._pages = self._breaths = HINTED

    @property
    def on_page(self) -> str:
        """The keys that the status row names on this page, "" for none."""
        if not self._pages:
            return ""
        from quietread.core.keys import hint

        return hint(self._key, ("read.on", "read on"), ("mark.sentence", "mark"), ("help", "keys"))

    @property
    def way_out(self) -> str:
        """The key to the shelf, for a Related page that has nothing else to offer."""
        from quietread.core.keys import hint

        return hint(self._key, ("back", "the shelf"), between="  ")

    def turned(self) -> str:
        """Another page is shown; the keys that the status row names there."""
        self._pages = max(0, self._pages - 1)
        return self.on_page

    def on_breath(self) -> str:
        """The way on, under the breath that begins now; "" once it is known."""
        self._breaths = max(-1, self._breaths - 1)
        if self._breaths < 0:
            return ""
        from quietread.core.keys import hint

        return hint(self._key, ("read.on", "read on"), between="  ")

    def noticed(self) -> str:
        """The notice, once."""
        said, self.notice = self.notice, ""
        return said

    def first_time(self, what: str) -> bool:
        """Whether this is the first time in this run that something is to be said."""
        if what in self._said:
            return False
        self._said.add(what)
        return True
