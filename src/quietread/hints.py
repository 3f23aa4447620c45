"""What a newcomer is told, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quietread.core.keys import Key

HINTED = 3
"""Pages, and breaths, of the first run on which the way on is named."""


class Hints:
    """What a newcomer is told on the first pages and breaths, and what this run has said once."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._pages = self._breaths = 0
        self._said: set[str] = set()
        self.notice = ""
        """What the shelf is to say when it is shown first."""

    def begin(self) -> None:
        """The first screen has just been answered."""
        self._pages = self._breaths = HINTED

    @property
    def on_page(self) -> str:
        """The keys that the status row names on this page, "" for none."""
        keys = ("read.on", "read on"), ("mark.sentence", "mark"), ("help", "keys")
        return self._hint(*keys, between=" ") if self._pages else ""

    @property
    def way_out(self) -> str:
        """The key to the shelf, for a Related page that has nothing else to offer."""
        return self._hint(("back", "the shelf"))

    def turned(self) -> str:
        """Another page is shown; the keys that the status row names there."""
        self._pages = max(0, self._pages - 1)
        return self.on_page

    def on_breath(self) -> str:
        """The way on, under the breath that begins now; "" once it is known."""
        self._breaths -= 1
        return self._hint(("read.on", "read on")) if self._breaths >= 0 else ""

    def noticed(self) -> str:
        """The notice, once."""
        said, self.notice = self.notice, ""
        return said

    def first_time(self, what: str) -> bool:
        """Whether this is the first time in this run that something is to be said."""
        first = what not in self._said
        self._said.add(what)
        return first

    def _hint(self, *named: tuple[str, str], between: str = "  ") -> str:
        from quietread.core.keys import hint

        return hint(self._key, *named, between=between)
