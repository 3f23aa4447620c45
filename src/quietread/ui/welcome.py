"""The first screen of the first start."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from quietread.core.frame import Picture
from quietread.core.welcome import KINDS, welcome_picture
from quietread.desk import Desk
from quietread.ui import messages
from quietread.ui.bindings import bindings
from quietread.ui.paint import Paint
from quietread.ui.room import Room


class Welcome(Room):
    """One choice, then what was asked for. Leaving with q asks again next time."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("lists")

    def __init__(self, desk: Desk, paint: Paint, cols: int, rows: int) -> None:
        super().__init__(desk, paint)
        self.cols, self.rows = cols, rows
        self.chosen = KINDS.index(desk.settled.settings.pause)

    def drawing(self) -> Picture:
        """The text and the choice."""
        return welcome_picture(self.cols, self.rows, self.chosen, self.desk.key, narrow=self.desk.look.narrow)

    def resize(self, cols: int, rows: int) -> None:
        """Another size."""
        self.cols, self.rows = cols, rows

    def say(self, message: str) -> None:
        """Nothing is said here but what stands here."""

    def action_cursor_down(self) -> None:
        """The next choice."""
        self.action_number(min(len(KINDS), self.chosen + 2))

    def action_cursor_up(self) -> None:
        """The choice before."""
        self.action_number(max(1, self.chosen))

    def action_number(self, number: int) -> None:
        """Choose by digit."""
        if number <= len(KINDS):
            self.chosen = number - 1
            self.draw()

    def action_choose(self) -> None:
        """Begin."""
        self.post_message(messages.Begin(KINDS[self.chosen]))

    def action_close(self) -> None:
        """Begin, too: nothing has to be decided here."""
        self.action_choose()

    def action_quit(self) -> None:
        """Leave without having chosen."""
        self.post_message(messages.Leave())
