"""A program in a terminal of our own: what it writes is drawn, and every sequence can be looked at."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, Self

import pyte

LEADER = Path(__file__).with_name("leader.py")
PROGRAM = (sys.executable, "-m", "quietread")

_SEQUENCE = re.compile(
    r"\x1b\[[<-?]?[0-9;:]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^X][^\x1b]*\x1b\\|\x1b[ -/]*[0-Z\\-~]"
)
_MODE = re.compile(r"\x1b\[\?([0-9;]+)([hl])")
_QUERY = re.compile(r"\x1b\[\?([0-9]+)\$p")
ALTERNATE, TOGETHER = 1049, 2026


class Terminal:
    """An emulated terminal that knows what pyte does not: the alternate screen, private modes, kitty's keys.

    Entering the alternate screen clears it, also when it is entered again: so do xterm and urxvt.
    """

    def __init__(self, cols: int, rows: int) -> None:
        self.screen = pyte.Screen(cols, rows)
        self.stream = pyte.Stream(self.screen)
        self.modes = {7, 25}
        """Private modes that are set; 7 is wrapping at the margin, 25 the cursor."""
        self.kitty = 0
        """Keyboard protocols pushed and not popped."""
        self.replies = ""
        """What the terminal has to say to the program."""
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
        elif found := _QUERY.fullmatch(piece):
            self.replies += f"\x1b[?{found[1]};{2 if int(found[1]) == TOGETHER else 0}$y"
        elif re.fullmatch(r"\x1b\[>[0-9]*u", piece):
            self.kitty += 1
        elif re.fullmatch(r"\x1b\[<[0-9]*u", piece):
            self.kitty -= 1
        elif not piece.startswith(("\x1b]", "\x1bP", "\x1b_", "\x1b[>", "\x1b[=")):
            self.stream.feed(piece)
        self.after(piece)

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


class Session:
    """quietread, or another program, in a pty. A context manager: what still runs at the end is killed."""

    def __init__(
        self,
        *arguments: str,
        cols: int = 80,
        rows: int = 24,
        env: dict[str, str] | None = None,
        program: Sequence[str] = PROGRAM,
        stdin: int | None = None,
    ) -> None:
        """`stdin`: a descriptor to read from in place of the terminal."""
        self.terminal = Terminal(cols, rows)
        self.raw = b""
        self.writes: list[bytes] = []
        """What came with each read."""
        self._ours, self._theirs = pty.openpty()
        self._closed: set[int] = set()
        self._set_size(cols, rows)
        self.before = termios.tcgetattr(self._theirs)
        report, said = os.pipe()
        environ = {**os.environ, "COLORTERM": "truecolor", "PYTHONUTF8": "1", **(env or {})}
        self._leader = subprocess.Popen(
            [sys.executable, "-S", str(LEADER), str(said), *program, *arguments],
            stdin=self._theirs if stdin is None else stdin,
            stdout=self._theirs,
            stderr=self._theirs,
            env={name: value for name, value in environ.items() if value},
            pass_fds=[said],
        )
        os.close(said)
        with os.fdopen(report) as lines:
            self.pid = int(lines.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._leader.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._leader.wait()
        for end in {self._ours, self._theirs} - self._closed:
            os.close(end)

    def hang_up(self) -> None:
        """The window is closed; nothing can be read after that."""
        for end in (self._theirs, self._ours):
            os.close(end)
            self._closed.add(end)

    def wait(self, seconds: float = 10) -> int:
        """The exit status of a program that has nobody to write to any more."""
        return int(self._leader.wait(seconds))

    def read(self, seconds: float) -> bool:
        """Take what comes within `seconds`; whether anything did."""
        if not select.select([self._ours], [], [], max(0.0, seconds))[0]:
            return False
        data = os.read(self._ours, 65536)
        self.raw += data
        self.writes.append(data)
        self.terminal.feed(data)
        if self.terminal.replies:
            replies, self.terminal.replies = self.terminal.replies, ""
            os.write(self._ours, replies.encode())
        return True

    def until(self, met: Callable[[], bool], seconds: float = 15) -> None:
        """Read until a condition is met. Raises AssertionError with the screen if it is not in time."""
        end = time.monotonic() + seconds
        while not met():
            left = end - time.monotonic()
            ended = self._leader.poll() is not None and not self.read(0)
            if left <= 0 or (ended and not met()):
                screen = "\n".join(self.terminal.lines)
                raise AssertionError(f"{'it ended' if ended else 'it did not come'}:\n{screen}")
            self.read(min(left, 0.05))

    def see(self, text: str, seconds: float = 15) -> None:
        """Read until `text` stands on the screen, white space folded."""
        wanted = " ".join(text.split())
        self.until(lambda: wanted in self.terminal.text, seconds)

    def see_change(self, press: str, seconds: float = 15) -> None:
        """Send keys and read until the screen is another."""
        before = self.terminal.lines
        self.send(press)
        self.until(lambda: self.terminal.lines != before, seconds)
        self.settle()

    def ready(self) -> None:
        """Read until Textual has the terminal and has drawn."""
        self.until(lambda: 2004 in self.terminal.modes)
        self.settle()

    def settle(self, quiet: float = 0.15) -> None:
        """Read until nothing has come for a while."""
        while self.read(quiet):
            pass

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self._ours, keys.encode())

    def resize(self, cols: int, rows: int) -> None:
        """Another size; the program is told by the terminal."""
        self.terminal.resize(cols, rows)
        self._set_size(cols, rows)

    def _set_size(self, cols: int, rows: int) -> None:
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def end(self, seconds: float = 10) -> int:
        """Read until the program has ended; its exit status, 128 + n for signal n."""
        deadline = time.monotonic() + seconds
        while self._leader.poll() is None:
            assert time.monotonic() < deadline, "it does not end:\n" + "\n".join(self.terminal.lines)
            self.read(0.02)
        self.settle(0.02)
        return int(self._leader.returncode)

    @property
    def modes(self) -> list[Any]:
        """The terminal's modes now, as `termios` gives them."""
        return termios.tcgetattr(self._theirs)

    @property
    def trouble(self) -> list[str]:
        """In what the terminal is not as it was before the program."""
        return self.terminal.trouble + (["the modes differ"] if self.modes != self.before else [])
