"""Asking the terminal, and telling its answers from the keys that come with them.

It is asked for the colour of its background (OSC 11), for its cursor before and after a dash (CPR, twice:
how far the dash has moved it is how wide it is drawn), and last for its device attributes (DA1), which
every terminal gives: whatever has not been answered before them will not be. The question goes out before
Textual is imported and the answers are taken after it, so that waiting costs nothing. What comes later still
would be taken for keys: `ui.takeover` goes on asking here.
"""

from __future__ import annotations

import os
import re
import select
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple

from quietread.core.terminal import ASKED, BACKGROUND, DASH
from quietread.core.theme import hexed

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


_WHERE = b"\x1b[6n"
_ASKED = {
    # ended by BEL: urxvt ends its answer as the question was, and leaves the second half of an ST out
    BACKGROUND: b"\x1b]11;?\x07",
    DASH: b"\x1b7"
    + _WHERE
    + "—".encode()
    + _WHERE
    + b"\x1b8\x1b[K",  # the cursor saved, back, the dash wiped
}
_ATTRIBUTES = b"\x1b[c"

_ANSWER = re.compile(
    rb"\x1b\]11;(?P<colour>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|\x1b\[\d+;(?P<column>\d+)R"
    rb"|\x1b\[\?[\d;]*(?P<attributes>c)"
)
_BEGUN = re.compile(rb"\x1b(?:\](?:1(?:1(?:;[^\x07\x1b]*\x1b?)?)?)?|\[(?:\?[\d;]*|\d+(?:;\d*)?)?)?\Z")
"""The end of what has come, if it may be the beginning of an answer."""
_COLOUR = re.compile(r"(?i)rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})(?:/[0-9a-f]{1,4})?")
LONGEST = 64
"""Bytes of an answer; what goes on for longer is none."""


def question(wanted: frozenset[str]) -> bytes:
    """What is written to ask for these things, wherever the cursor stands; b"" for nothing."""
    asked = b"".join(_ASKED[one] for one in ASKED if one in wanted)
    return asked + _ATTRIBUTES if asked else b""


class Asked(NamedTuple):
    """What has been answered so far."""

    wanted: frozenset[str] = frozenset()
    held: bytes = b""
    """What came last and may be the beginning of an answer."""
    background: str = ""
    """`#rrggbb`, "" if it was not answered."""
    columns: tuple[int, ...] = ()
    """Where the cursor was before the dash, and after it."""
    over: bool = False
    """Whether nothing more will be answered; an answer that comes all the same is still none of the keys."""

    @property
    def dash(self) -> str:
        """`narrow` or `wide`, "" if that is not known."""
        moved = self.columns[-1] - self.columns[0] if self.columns else 0
        # three: a terminal that does not take UTF-8 for what it is
        return {1: "narrow", 2: "wide", 3: "wide"}.get(moved, "")

    @property
    def answers(self) -> dict[str, str]:
        """What was asked for, and the answer, "" for none."""
        found = {BACKGROUND: self.background, DASH: self.dash}
        return {one: found[one] for one in self.wanted}

    @property
    def complete(self) -> bool:
        """Whether everything has been answered."""
        return self.over and all(self.answers.values())


def heard(asked: Asked, data: bytes) -> tuple[Asked, bytes]:
    """Take what the terminal sent; what of it is no answer, in its order."""
    data = asked.held + data
    keys = b""
    at = 0
    for found in _ANSWER.finditer(data):
        told = _told(asked, found)
        if told is not None:
            keys += data[at : found.start()]
            asked, at = told, found.end()
    begun = _BEGUN.search(data, at)
    held = begun[0] if begun and len(begun[0]) <= LONGEST else b""
    return asked._replace(held=held), keys + data[at : len(data) - len(held)]


def given_up(asked: Asked) -> tuple[Asked, bytes]:
    """No more came for a while: what was held back is a key."""
    return asked._replace(held=b""), asked.held


def _told(asked: Asked, found: re.Match[bytes]) -> Asked | None:
    """With this answer; None for one to a question that was not asked."""
    if found["attributes"]:
        return None if asked.over else asked._replace(over=True)
    if found["column"]:
        if DASH not in asked.wanted or len(asked.columns) == 2:
            return None
        return asked._replace(columns=(*asked.columns, int(found["column"])))
    if BACKGROUND not in asked.wanted or asked.background:
        return None
    return asked._replace(background=colour(found["colour"].decode("ascii", "replace")))


def colour(told: str) -> str:
    """`#rrggbb` from X11's `rgb:ffff/8080/0`, one to four digits each; "" if it is something else."""
    found = _COLOUR.fullmatch(told.strip())
    if found is None:
        return ""
    return hexed(round(255 * int(part, 16) / (16 ** len(part) - 1)) for part in found.groups())
