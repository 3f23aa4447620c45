"""A terminal of our own: what a program writes is drawn, and every sequence can be looked at."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pyte

_SEQUENCE = re.compile(
    r"\x1b\[[<-?]?[0-9;:]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^X][^\x1b]*\x1b\\|\x1b[ -/]*[0-Z\\-~]"
)
_MODE = re.compile(r"\x1b\[\?([0-9;]+)([hl])")
_QUERY = re.compile(r"\x1b\[\?([0-9]+)\$p")
ALTERNATE, TOGETHER = 1049, 2026
COLOUR = "\x1b]11;?\x07"


class Screen(pyte.Screen):
    """A screen whose answers are kept for whoever gives them."""

    answers = ""

    def write_process_input(self, data: str) -> None:
        """Something to say to the program."""
        self.answers += data


class Terminal:
    """An emulated terminal that knows what pyte does not: the alternate screen, private modes, kitty's keys.

    Entering the alternate screen clears it, also when it is entered again: so do xterm and urxvt.
    """

    def __init__(self, cols: int, rows: int) -> None:
        self.screen = Screen(cols, rows)
        self.stream = pyte.Stream(self.screen)
        self.modes = {7, 25}
        """Private modes that are set; 7 is wrapping at the margin, 25 the cursor."""
        self.kitty = 0
        """Keyboard protocols pushed and not popped."""
        self.replies = ""
        """What the terminal has to say to the program at once."""
        self.background = ""
        """The colour it tells, as `rgb:ffff/ffff/ffff`; "": it does not tell."""
        self.after: Callable[[str], None] = lambda sequence: None
        """Called with each sequence or run of text, once it has been obeyed."""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._normal: Any = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The rows as text."""
        return tuple(self.screen.display)

    @property
    def text(self) -> str:
        """The screen as running text, white space folded."""
        return " ".join(" ".join(self.lines).split())

    def cells(self) -> list[list[Any]]:
        """Every cell with its colours and attributes."""
        return [self.row(number) for number in range(self.screen.lines)]

    def row(self, number: int) -> list[Any]:
        """The cells of one row."""
        return [self.screen.buffer[number][column] for column in range(self.screen.columns)]

    def resize(self, cols: int, rows: int) -> None:
        """Another size; the program has to draw anew."""
        self.screen.resize(rows, cols)

    def feed(self, data: bytes) -> None:
        """Obey what a program wrote."""
        text = self._rest + self._decoder.decode(data)
        at = 0
        while at < len(text):
            found = _SEQUENCE.search(text, at)
            escape = text.find("\x1b", at)
            if escape < 0:
                escape = len(text)
            if found is None or found.start() > at:
                end = found.start() if found else escape
                if end > at:
                    self._obey(text[at:end])
                    at = end
                    continue
                break
            self._obey(found[0])
            at = found.end()
        self._rest = text[at:]

    def _obey(self, piece: str) -> None:
        if found := _MODE.fullmatch(piece):
            for mode in map(int, found[1].split(";")):
                (self._set if found[2] == "h" else self._unset)(mode)
        elif piece == COLOUR:
            if self.background:
                self.screen.write_process_input(f"\x1b]11;{self.background}\x07")
        elif found := _QUERY.fullmatch(piece):
            self.replies += f"\x1b[?{found[1]};{2 if int(found[1]) == TOGETHER else 0}$y"
        elif re.fullmatch(r"\x1b\[>[0-9]*u", piece):
            self.kitty += 1
        elif re.fullmatch(r"\x1b\[<[0-9]*u", piece):
            self.kitty -= 1
        elif not piece.startswith(("\x1b]", "\x1bP", "\x1b_", "\x1b[>", "\x1b[=")):
            self.stream.feed(piece)
        self.after(piece)

    def answers(self) -> str:
        """What it has to say to those who ask for its colours, its cursor or its attributes; once."""
        said, self.screen.answers = self.screen.answers, ""
        return said

    def _set(self, mode: int) -> None:
        self.modes.add(mode)
        if mode == ALTERNATE:
            if self._normal is None:
                self._normal = deepcopy(self.screen.buffer), deepcopy(self.screen.cursor)
            self.screen.erase_in_display(2)
        elif mode in (7, 25):
            self.screen.set_mode(mode, private=True)

    def _unset(self, mode: int) -> None:
        self.modes.discard(mode)
        if mode == ALTERNATE and self._normal is not None:
            self.screen.buffer, self.screen.cursor = self._normal
            self._normal = None
        elif mode in (7, 25):
            self.screen.reset_mode(mode, private=True)

    @property
    def trouble(self) -> list[str]:
        """What a program that has ended should have left otherwise."""
        wrong = [f"mode {mode} is set" for mode in sorted(self.modes - {7, 25})]
        wrong += [f"mode {mode} is not set" for mode in sorted({7, 25} - self.modes)]
        return wrong + (["the keyboard protocol is not ours"] if self.kitty else [])
