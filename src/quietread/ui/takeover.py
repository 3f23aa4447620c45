"""A driver that takes over the screen the first ink stands on, without a flash."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver

from quietread.ink import Ink

ALTERNATE = "\x1b[?1049h"
HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"


def takeover(ink: Ink) -> type[LinuxDriver]:
    """Textual's own driver, but for entering the alternate screen that `ink` already stands on."""

    class Takeover(LinuxDriver):
        """The driver of one app, started on inked ground."""

        def write(self, data: str) -> None:
            """Write to the terminal; entering the standing screen again would clear it in xterm and urxvt."""
            if data == ALTERNATE and ink.standing:
                ink.standing = False
                return
            super().write(data)

        def stop_application_mode(self) -> None:
            """Leave; Textual found our modes when it started, so the ones before are put back here."""
            super().stop_application_mode()
            ink.restore()

    return Takeover


class Tracking(LinuxDriver):
    """Textual's own driver with the cursor shown: it stands where one reads, for those who follow it."""

    def write(self, data: str) -> None:
        """Write to the terminal; what would hide the cursor shows it."""
        super().write(SHOW if data == HIDE else data)
