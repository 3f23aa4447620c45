"""A program in a pty, with a terminal of our own (`emulator`) at the other end."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from math import inf
from pathlib import Path
from typing import Any, Self

from emulator import Terminal

LEADER = Path(__file__).with_name("leader.py")
CAME, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
"""A program comes to a screen of its own, and leaves it."""
PROGRAM = (sys.executable, "-m", "quietread")


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
        answers: float | None = None,
        background: str = "",
    ) -> None:
        """`stdin`: a descriptor to read from in place of the terminal. `answers`: seconds after which the terminal
        answers what it is asked, None: never; `background`: the colour it tells, "": it does not know it.
        """
        self.terminal = Terminal(cols, rows)
        self.terminal.background = background
        self._answers = answers
        self._due: list[tuple[float, str]] = []
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
        end = time.monotonic() + seconds
        while not select.select(
            [self._ours], [], [], max(0.0, min(self._answered(), end) - time.monotonic())
        )[0]:
            if time.monotonic() >= end:
                return False
        data = os.read(self._ours, 65536)
        self.raw += data
        self.writes.append(data)
        self.terminal.feed(data)
        if self.terminal.replies:
            replies, self.terminal.replies = self.terminal.replies, ""
            os.write(self._ours, replies.encode())
        if (answers := self.terminal.answers()) and self._answers is not None:
            self._due.append((time.monotonic() + self._answers, answers))
        self._answered()
        return True

    def _answered(self) -> float:
        """Give the answers that are due; when the next one will be."""
        while self._due and self._due[0][0] <= time.monotonic():
            os.write(self._ours, self._due.pop(0)[1].encode())
        return self._due[0][0] if self._due else inf

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
        """Read until Textual has the terminal and has drawn: begins to go to places on the screen."""
        self.until(lambda: b"H" in self.raw.partition(b"\x1b[?2004h")[2])
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
    def parting(self) -> bytes:
        """What was said after the program had left its screen for good."""
        _, left, parting = self.raw.rpartition(LEFT)
        return parting if left and CAME not in parting else b""

    @property
    def modes(self) -> list[Any]:
        """The terminal's modes now, as `termios` gives them."""
        return termios.tcgetattr(self._theirs)

    @property
    def trouble(self) -> list[str]:
        """In what the terminal is not as it was before the program."""
        return self.terminal.trouble + (["the modes differ"] if self.modes != self.before else [])
