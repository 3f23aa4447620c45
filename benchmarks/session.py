"""A program in a pty, its output stamped and counted, nothing of it interpreted."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y", b"\x1b[c": b"\x1b[?62c"}
"""What a present-day terminal says when Textual asks."""
PASTE = "\x1b[?2004h"
"""What Textual's driver writes when it has taken a terminal, and nobody else here does."""


def surroundings(environ: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a program that is measured: a terminal of our own, and no word to Python from outside.

    A PYTHONDONTWRITEBYTECODE, say, would have every start compile all of a program's own code anew.
    """
    around = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**around, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environ or {})}


class Session:
    """One run of a program; a context manager that ends it."""

    def __init__(
        self, argv: Sequence[str], cols: int, rows: int, environ: Mapping[str, str] | None = None
    ) -> None:
        self.raw = bytearray()
        """Everything written."""
        self.stamps: list[tuple[float, int]] = []
        """When something came (seconds since the start), and how much there was then."""
        self._start = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
            os.execvpe(argv[0], list(argv), surroundings(environ))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGTERM)
        end = time.perf_counter() + 5
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            self.read(0.02)
            if time.perf_counter() > end:
                os.kill(self.pid, signal.SIGKILL)
        os.close(self._fd)

    @property
    def now(self) -> float:
        """Seconds since the program was started."""
        return time.perf_counter() - self._start

    def read(self, wait: float) -> bool:
        """Take what comes within `wait` seconds; False if nothing did."""
        ready, _, _ = select.select([self._fd], [], [], max(0.0, wait))
        if not ready:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.raw += data
        self.stamps.append((self.now, len(self.raw)))
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self._fd, answer)
        return bool(data)

    def run(self, seconds: float) -> None:
        """Let it run."""
        end = self.now + seconds
        while (left := end - self.now) > 0:
            self.read(min(left, 0.05))

    def settle(self, quiet: float = 0.3, limit: float = 10.0) -> None:
        """Let it run until it has written nothing for `quiet` seconds."""
        end = self.now + limit
        while self.now < end and self.read(quiet):
            pass

    def idle(self, quiet: float = 0.5, limit: float = 60.0) -> None:
        """Let it run until it has, for `quiet` seconds, neither written anything nor worked for a tenth of them.

        Some show their text long before they are done: they read on in silence, and would be slow to hear a key.
        """
        end = self.now + limit
        while self.now < end:
            size, used, began = len(self.raw), self.cpu(), self.now
            self.run(quiet)
            if len(self.raw) == size and self.cpu() - used < 0.1 * (self.now - began):
                return

    def answer(self, key: str, quiet: float = 0.3, limit: float = 10.0) -> float | None:
        """Seconds from pressing a key to the last byte it brought, None if nothing came within `limit` seconds."""
        size, pressed = len(self.raw), self.now
        self.send(key)
        while len(self.raw) == size and self.now < pressed + limit:
            self.read(0.05)
        self.settle(quiet)
        return self.stamps[-1][0] - pressed if len(self.raw) > size else None

    def wait_for(self, text: str, limit: float = 20.0) -> float | None:
        """Seconds from the start until `text` had been written, None if it never was."""
        wanted = text.encode()
        end = self.now + limit
        while wanted not in self.raw:
            if self.now > end:
                return None
            self.read(0.05)
        return next(stamp for stamp, size in self.stamps if wanted in self.raw[:size])

    def rest(self, quiet: float = 0.5) -> None:
        """Wait until Textual has the terminal, which comes after the first ink, and is done with its start."""
        if self.wait_for(PASTE) is None:
            raise RuntimeError("the full screen never came")
        self.settle(quiet)

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._fd, keys.encode())

    def cpu(self) -> float:
        """Seconds of processor time so far, of all its threads."""
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:  # noqa: PTH123
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rss(self) -> float:
        """Resident memory now, MiB."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as file:  # noqa: PTH123
            line = next(line for line in file if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
