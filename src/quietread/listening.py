"""Listening to the terminal before the full screen does: its answers are taken out, keys are left.

The question goes out before Textual is imported and the answers are taken after it, so that waiting costs
nothing. An answer that comes later still would be taken for keys: `ui.takeover` goes on asking here.
"""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from quietread.core.asking import Asked, given_up, heard

PATIENCE = 0.15
"""Seconds a terminal is given to answer, the import of Textual among them."""
PAUSE = 0.1
"""Seconds after which the beginning of an answer that does not go on is taken for a key."""
CHUNK = 4096


class Listening:
    """One question, and what comes in answer to it on a terminal whose modes let every byte through.

    `tell` is given the answers, in the thread that read them, when there is news.
    """

    def __init__(self, wanted: frozenset[str], tell: Callable[[Mapping[str, str]], None]) -> None:
        """To be made when the question is written."""
        self._asked = Asked(wanted)
        self._tell = tell
        self._until = time.monotonic() + PATIENCE
        self._keys = b""

    @property
    def done(self) -> bool:
        """Whether nothing is left: every answer is there, and no key came with them."""
        return self._asked.complete and not self._keys and not self._asked.held

    @property
    def answers(self) -> Mapping[str, str]:
        """What has been answered, "" for what has not."""
        return self._asked.answers

    def wait(self) -> None:
        """Take the answers, until there are no more, or the terminal has had its time."""
        while not self._asked.over and (left := self._until - time.monotonic()) > 0 and self._take(left):
            pass
        self.take()

    def take(self) -> None:
        """Take what is there already."""
        while self._take(0):
            pass
        self._tell(self.answers)

    def keys(self) -> bytes:
        """What was typed meanwhile, in its order; to be asked for once."""
        keys, self._keys = self._keys, b""
        return keys

    def hear(self, data: bytes) -> bytes:
        """What of this is typed; b"" for `data`: nothing more came for a while."""
        before = self.answers
        self._asked, keys = heard(self._asked, data) if data else given_up(self._asked)
        if self.answers != before:
            self._tell(self.answers)
        return keys

    def _take(self, seconds: float) -> bool:
        """Take what comes within so many seconds; whether anything did."""
        with suppress(OSError):  # the terminal is gone: whoever reads next will say so
            if select.select([0], [], [], max(0.0, seconds))[0]:
                data = os.read(0, CHUNK)
                self._asked, keys = heard(self._asked, data)
                self._keys += keys
                return bool(data)
        return False
