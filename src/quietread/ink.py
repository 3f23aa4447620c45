"""First ink: the opening page, painted straight onto the terminal while Textual is still being imported.

That takes longer than all else at the start together. Textual then takes the standing screen over
(`ui.takeover`) and not one cell changes. Where its first frame cannot be foretold there is no ink.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Self

from quietread.core.frame import Picture
from quietread.core.wrap import cells

ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l"
"""Alternate screen, no cursor, no wrapping at the margin: as Textual's driver will want it."""
LEAVE = "\x1b[?7h\x1b[?1049l\x1b[?25h"
TOGETHER = "\x1b[?2026h", "\x1b[?2026l"
"""What stands between is shown at once."""


def possible(environ: Mapping[str, str], *, depth: str, track: bool) -> bool:
    """Whether the first frame can be foretold: only in these depths Textual's colours and ours come out alike."""
    unlike = track or depth not in ("truecolor", "256") or environ.get("NO_COLOR")
    unwanted = environ.get("QUIETREAD_INK") == "0" or "TEXTUAL_DRIVER" in environ
    return not (unlike or unwanted) and terminals()


def terminals() -> bool:
    """Whether keys come from a terminal and ink goes to one, where Textual looks for them."""
    return os.name == "posix" and os.isatty(0) and os.isatty(2)


def paint(picture: Picture, cols: int, sgr: Callable[[str], str]) -> str:
    """The bytes that draw every cell of `picture`; `sgr`: the sequence that sets style words after a reset."""
    drawn = [TOGETHER[0]]
    for number, row in enumerate(picture.rows, 1):
        width = sum(cells(text) for text, _ in row)
        drawn.append(f"\x1b[{number};1H")
        drawn += [sgr(style) + text for text, style in row]
        drawn.append(sgr("text") + " " * (cols - width))
    drawn.append("\x1b[0m" + TOGETHER[1])
    return "".join(drawn)


class Ink:
    """Holds the terminal from the first ink until Textual has it, and gives it back as it was.

    Entering sets the modes Textual will set, writes `question` (which leaves no trace on the screen) and shows
    `page`; with neither it does nothing. Leaving leaves the alternate screen, too, if nobody took it over.
    """

    def __init__(self, page: str = "", question: bytes = b"") -> None:
        self.page = page
        self.question = question
        self.standing = False
        """Whether the page stands, and nobody has taken it over."""
        self._modes: list[Any] | None = None

    def __enter__(self) -> Self:
        if not (self.page or self.question):
            return self
        import termios

        try:
            self._modes = termios.tcgetattr(0)
            termios.tcsetattr(0, termios.TCSANOW, _as_textual_wants(self._modes))
        except termios.error:
            self._modes = None
        begun = False
        try:
            if self.question and self._modes is not None:  # else the answers would be echoed
                os.write(2, self.question)
            if self.page:
                self.standing = True
                _write(ENTER + self.page)
            begun = True
        finally:
            if not begun:  # a signal ends the process here, and nobody else will leave what was not entered
                self._leave()
        return self

    def __exit__(self, *error: object) -> None:
        self._leave()

    def _leave(self) -> None:
        if self.standing:
            self.standing = False
            _write(LEAVE)
        self.restore()

    def restore(self) -> None:
        """Put the modes back as they were."""
        if self._modes is not None:
            import termios

            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(0, termios.TCSANOW, self._modes)


def _as_textual_wants(modes: list[Any]) -> list[Any]:
    """The modes Textual's driver will set: then its setting them loses no key."""
    import termios

    wanted = [*modes[:6], list(modes[6])]
    wanted[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    wanted[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    wanted[6][termios.VMIN] = 1
    return wanted


def _write(data: str) -> None:
    """Write it where Textual will write."""
    if sys.__stderr__ is not None:
        sys.__stderr__.write(data)
        sys.__stderr__.flush()
