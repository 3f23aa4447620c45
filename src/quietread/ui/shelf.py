"""The shelf: what one is reading, then every essay there is."""

from __future__ import annotations

from textual import on, work

from quietread.core.hint import hint
from quietread.core.listing import Item, Listing
from quietread.desk import Desk
from quietread.offers import Shelved
from quietread.ui import messages
from quietread.ui.list import ListRoom
from quietread.ui.paint import Paint

HINTS = (("choose", "read"), ("search", "filter"), ("help", "keys"))


class Shelf(ListRoom):
    """Choose an essay. Shown from the index at once; the folders are looked through meanwhile."""

    def __init__(self, desk: Desk, paint: Paint, cols: int, rows: int) -> None:
        self.counts: dict[str, int] = {}
        self.shelved: tuple[Shelved, ...] = desk.shelf()
        shown = Listing(
            self.listed(),
            cols,
            rows,
            title="quietread",
            empty="no essays here; quietread add FILE brings one in",
            measure=desk.manner.measure,
            narrow=desk.look.narrow,
            message=desk.hints.noticed(),
            hint=hint(desk.key, *HINTS, between="  ", apart="      "),
        )
        super().__init__(desk, paint, shown)

    def listed(self) -> tuple[Item, ...]:
        """A row or two for each essay."""
        return tuple(
            Item(one.title, one.line, side=one.side, group=one.group, words=one.words, apart=True)
            for one in self.shelved
        )

    def on_mount(self) -> None:
        """Look for what is new while the known is shown."""
        self.look_through()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def look_through(self) -> None:
        """Look through the folders."""
        before = self.desk.library()
        self.counts = self.desk.tally.counts()
        if self.desk.look_again() != before or self.counts:
            self.post_message(messages.LookedThrough())

    @on(messages.LookedThrough)
    def renew(self) -> None:
        """Show what has been found."""
        self.shelved = self.desk.shelf(self.counts)
        self.set_items(self.listed())

    def chose(self, index: int) -> None:
        """Open it where it was left."""
        self.post_message(messages.Read(self.shelved[index].slug))

    def can(self, action: str) -> bool:
        """As everywhere, but there is nothing to go back to."""
        return action != "back" and super().can(action)

    def leave(self) -> None:
        """Nothing lies under the shelf: leaving it is quitting."""

    def action_quit(self) -> None:
        """Quit."""
        self.post_message(messages.Leave())
