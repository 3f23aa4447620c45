"""The shelf: a kept sentence that returns, what one is reading, then every essay there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.worker import Worker, WorkerCancelled, get_current_worker

from quietread.core.keys import hint
from quietread.core.listing import Item, Listing
from quietread.core.text import line
from quietread.desk import Desk
from quietread.offers import Shelved
from quietread.ui import messages
from quietread.ui.finding import NOT_HERE, OFTEN, FindingRoom
from quietread.ui.widgets import Paint

if TYPE_CHECKING:
    from quietread.noted import Noted

HINTS = (("choose", "read"), ("search", "filter"), ("help", "keys"))

EMPTY = "no essays here; quietread add FILE brings one in"


class Returned(Message):
    """It is known which kept sentence returns today, if one does."""

    def __init__(self, echo: Noted | None) -> None:
        super().__init__()
        self.echo = echo


class Busy(Message):
    """How far a work is that takes a while; "": it is done."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = said


class Shelf(FindingRoom):
    """Choose an essay. Shown from the index at once; the folders are looked through meanwhile."""

    def __init__(self, desk: Desk, paint: Paint, cols: int, rows: int) -> None:
        self.counts: dict[str, int] = {}
        # many essays that were never looked through take a while: the screen is there before them
        self.known = desk.stacks.at_hand()
        self.shelved: tuple[Shelved, ...] = desk.shelf() if self.known else ()
        self.echo: Noted | None = None
        # where one returned before, one will today: its row is there from the start, so that nothing moves
        self.echoing = desk.settled.settings.echo and bool(desk.progress.echoes())
        items = self.listed()
        shown = Listing(
            items,
            cols,
            rows,
            title="quietread",
            empty=EMPTY if self.known else "",
            measure=desk.manner.measure,
            narrow=desk.look.narrow,
            message=desk.hints.noticed(),
            hint=hint(desk.key, *HINTS, between="  ", apart="      "),
            chosen=len(items) - len(self.shelved),
        )
        super().__init__(desk, paint, shown)
        self.above = len(items) - len(self.shelved)
        self.hint = shown.hint

    def listed(self) -> tuple[Item, ...]:
        """The echo, if there is one, then a row or two for each essay."""
        essays = tuple(
            Item(one.title, one.line, side=one.side, group=one.group, words=one.words, apart=True)
            for one in self.shelved
        )
        if not self.echoing or not essays:
            return essays
        mark = self.echo.mark if self.echo else None
        return (
            Item(line(mark.quote) if mark else "", marked=mark is not None, quiet=True, apart=True),
            *essays,
        )

    def on_mount(self) -> None:
        """Look for what is new while the known is shown."""
        self.look_through()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def look_through(self) -> None:
        """Look through the marks and the folders, and make the first search quick."""
        if self.desk.settled.settings.echo:
            from quietread.noted import returned

            self.post_message(Returned(returned(self.desk)))
        worker = get_current_worker()
        self.counts = self.desk.tally.counts()
        if self.desk.look_again(self.telling(worker, "looked through")) != self.known or self.counts:
            self.post_message(messages.LookedThrough())
        self.finding.renew(self.telling(worker, "made ready to be searched"))

    def telling(self, worker: Worker[None], what: str) -> Callable[[int, int], None]:
        """Says how far a work is, from time to time; ends it when the shelf is left."""
        told, said = monotonic(), False

        def tell(done: int, total: int) -> None:
            nonlocal told, said
            if worker.is_cancelled:
                raise WorkerCancelled(what)
            if done < total and monotonic() - told > OFTEN:
                told, said = monotonic(), True
                self.post_message(Busy(f"{done:,} of {total:,} essays {what}"))
            elif said and done >= total:
                self.post_message(Busy(""))

        return tell

    @on(messages.LookedThrough)
    def renew(self) -> None:
        """Show what has been found."""
        self.empty = EMPTY
        self.shelved = self.desk.shelf(self.counts)
        self.relist()

    @on(Returned)
    def show_echo(self, event: Returned) -> None:
        """Show the sentence that returned, in the row kept for it or above the rest."""
        self.echo = event.echo
        self.echoing = event.echo is not None
        self.relist()

    def relist(self) -> None:
        """List what is known now."""
        items = self.listed()
        self.above = len(items) - len(self.shelved)
        self.set_items(items)

    @on(Busy)
    def show_busy(self, event: Busy) -> None:
        """Say what is being done, where the hint stands."""
        self.show(replace(self.listing, hint=event.said or self.hint))

    def chose(self, index: int) -> None:
        """Open it where it was left; the echo at its sentence."""
        if index >= self.above:
            self.post_message(messages.Read(self.shelved[index - self.above].slug))
        elif self.echo is not None and self.echo.mark is not None:
            entry = self.desk.library().by_id.get(self.echo.essay)
            if entry is None:
                self.say(NOT_HERE)
            else:
                self.post_message(messages.Read(entry.slug, self.echo.mark.id))

    def chose_found(self, wanted: Message) -> None:
        """Open it where the words are."""
        self.post_message(wanted)

    def can(self, action: str) -> bool:
        """As everywhere, but there is nothing to go back to."""
        return action != "back" and super().can(action)

    def leave(self) -> None:
        """Nothing lies under the shelf: leaving it is quitting."""

    def action_quit(self) -> None:
        """Quit."""
        self.post_message(messages.Leave())
