"""Textual's own driver, on ground that was prepared before Textual was there."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from textual.drivers.linux_driver import LinuxDriver

from quietread.ink import Ink
from quietread.listening import CHUNK, PAUSE, Listening

ALTERNATE = "\x1b[?1049h"
HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"


def takeover(ink: Ink, listening: Listening | None = None, *, track: bool = False) -> type[LinuxDriver]:
    """The driver of one app.

    `ink` may stand on the alternate screen already; `listening` tells keys from answers that come late;
    `track`: the cursor is shown, for those who follow it.
    """

    class Takeover(LinuxDriver):
        """Textual's own, after what was begun before it."""

        def write(self, data: str) -> None:
            """Write; entering the standing screen again would clear it in xterm and urxvt."""
            if data == ALTERNATE and ink.standing:
                ink.standing = False
            else:
                super().write(SHOW if track and data == HIDE else data)

        def run_input_thread(self) -> None:
            """Hear the terminal, without its answers."""
            if listening is None or listening.done:
                super().run_input_thread()
                return
            terminal = self.fileno
            with _relayed(terminal, listening) as typed:
                self.fileno = typed
                try:
                    super().run_input_thread()
                finally:
                    # whoever ends this thread waits for it, and then sets the modes of the terminal
                    self.fileno = terminal

        def stop_application_mode(self) -> None:
            """Leave. Textual found our modes, so the ones before are put back here."""
            super().stop_application_mode()
            ink.restore()

    return Takeover


@contextmanager
def _relayed(terminal: int, listening: Listening) -> Iterator[int]:
    """A descriptor that gives what was and is typed."""
    reader, writer = os.pipe()
    ended = Event()

    def relay() -> None:
        os.write(writer, listening.keys())
        with suppress(OSError):  # the terminal is gone, and a signal says so
            while not ended.is_set():
                ready = select.select([terminal], [], [], PAUSE)[0]
                data = os.read(terminal, CHUNK) if ready else b""
                if ready and not data:
                    return
                os.write(writer, listening.hear(data))

    thread = Thread(target=relay, name="relay", daemon=True)
    thread.start()
    try:
        yield reader
    finally:
        ended.set()
        thread.join()
        os.close(reader)
        os.close(writer)
