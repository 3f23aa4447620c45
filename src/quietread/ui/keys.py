"""The keys: every command, what it does here, and how it is reached."""

from __future__ import annotations

from quietread.core.breath import CAUTION
from quietread.core.commands import COLOPHON, groups
from quietread.core.keys import hint
from quietread.core.listing import Item, Listing
from quietread.desk import Desk
from quietread.ui.list import ListRoom
from quietread.ui.paint import Paint


class Keys(ListRoom):
    """The table of commands to look things up in; / searches it."""

    def __init__(self, desk: Desk, paint: Paint, size: tuple[int, int], context: str) -> None:
        """`context`: where one is, `reading` or `lists`; its words come first."""
        items = [
            Item(
                command.words(context) or command.title,
                side="  ".join(desk.keymap.shown(command.id, plain=not desk.look.narrow)),
                group=group,
                full=True,
                words=f"{command.id} {' '.join(desk.keymap.shown(command.id))}",
            )
            for group, commands in groups().items()
            for command in commands
        ]
        items += [
            Item(CAUTION, group="a word", full=True, apart=True),
            Item(COLOPHON, group="colophon", full=True),
        ]
        shown = Listing(
            tuple(items),
            *size,
            title="keys",
            empty="no such key",
            measure=desk.manner.measure,
            narrow=desk.look.narrow,
            hint=hint(desk.key, ("search", "search"), ("close", "close"), between="  ", apart="    "),
        )
        super().__init__(desk, paint, shown)

    def chose(self, index: int) -> None:
        """Nothing is chosen here; Enter closes."""
        self.leave()
