"""The shelf: a kept sentence that returns, what one is reading, then every essay there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from quietread.core.commands import Command
from quietread.core.keys import hint
from quietread.core.listing import Item
from quietread.core.text import line
from quietread.offers import Shelved
from quietread.ui.finding import NOT_HERE, FindingRoom
from quietread.ui.patience import Telling

if TYPE_CHECKING:
    from quietread.noted import Noted

EMPTY = "no essays here; quietread add FILE brings one in"


class Shelf(FindingRoom):
    """Choose an essay. Shown from the index at once; the folders are looked through meanwhile."""

    @dataclass
    class Returned(Message):
        """It is known which kept sentence returns today, if one does."""

        echo: Noted | None

    class LookedThrough(Message):
        """The folders have been looked through, and there is news."""

    @dataclass
    class Busy(Message):
        """How far a work is that takes a while; "": it is done."""

        said: str

    def __init__(self) -> None:
        desk = self.app.desk
        keys = hint(
            desk.key, ("choose", "read"), ("search", "filter"), ("help", "keys"), between="  ", apart="      "
        )
        # many essays that were never looked through take a while: the screen is there before them
        self.known = desk.stacks.at_hand()
        super().__init__(title="quietread", empty=EMPTY if self.known else "", hint=keys)
        self.message = desk.hints.noticed()
        self.hint = keys
        self.counts: dict[str, int] = {}
        self.shelved: tuple[Shelved, ...] = desk.shelf() if self.known else ()
        self.echo: Noted | None = None
        # where one returned before, one will today: its row is there from the start, so that nothing moves
        self.echoing = desk.settled.settings.echo and bool(desk.progress.echoes())
        self._list()

    def _list(self) -> None:
        """The echo, if there is one, then a row or two for each essay."""
        essays = tuple(
            Item(one.title, one.line, side=one.side, group=one.group, words=one.words, apart=True)
            for one in self.shelved
        )
        echo: tuple[Item, ...] = ()
        if self.echoing and essays:
            mark = self.echo.mark if self.echo else None
            quote = line(mark.quote) if mark else ""
            echo = (Item(quote, marked=mark is not None, quiet=True, apart=True),)
        self.above = len(echo)
        self.list_items((*echo, *essays))

    def on_mount(self) -> None:
        """Look for what is new while the known is shown."""
        self.look_through()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def look_through(self) -> None:
        """Look through the marks and the folders, and make the first search quick."""
        if self.desk.settled.settings.echo:
            from quietread.noted import returned

            self.post_message(self.Returned(returned(self.desk)))
        self.counts = self.desk.tally.counts()
        if self.desk.look_again(self._telling("looked through")) != self.known or self.counts:
            self.post_message(self.LookedThrough())
        self.post_message(self.Busy(""))
        self.finding.renew(self._telling("made ready to be searched"))
        self.post_message(self.Busy(""))

    def _telling(self, what: str) -> Telling:
        return Telling(
            lambda done, total: self.post_message(self.Busy(f"{done:,} of {total:,} essays {what}"))
        )

    @on(LookedThrough)
    def _renew(self) -> None:
        self.empty = EMPTY
        self.shelved = self.desk.shelf(self.counts)
        self._list()

    @on(Returned)
    def _show_echo(self, event: Returned) -> None:
        # in the row kept for it, or above the rest
        self.echo = event.echo
        self.echoing = event.echo is not None
        self._list()

    @on(Busy)
    def _show_busy(self, event: Busy) -> None:
        self.show(replace(self.listing, hint=event.said or self.hint))

    def chose(self, index: int) -> None:
        """Open it where it was left; the echo at its sentence."""
        if index >= self.above:
            self.app.read(self.shelved[index - self.above].slug)
        elif self.echo is not None and self.echo.mark is not None:
            entry = self.desk.library().by_id.get(self.echo.essay)
            if entry is None:
                self.say(NOT_HERE)
            else:
                self.app.read(entry.slug, self.echo.mark.id)

    def can(self, command: Command) -> bool:
        """As everywhere, but there is nothing to go back to."""
        return command.id != "back" and super().can(command)

    def leave(self) -> None:
        """Nothing lies under the shelf: leaving it is quitting."""

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()
