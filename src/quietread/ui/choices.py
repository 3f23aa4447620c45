"""The small rooms, each of one choice: a section, a link, a command, how to begin."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from quietread.core import links
from quietread.core.breath import CAUTION
from quietread.core.commands import COLOPHON, GROUPS
from quietread.core.duration import minutes
from quietread.core.frame import Picture
from quietread.core.keys import hint
from quietread.core.listing import Item
from quietread.core.view import View
from quietread.core.welcome import KINDS, welcome_picture
from quietread.journey import aim
from quietread.ui.list import ListRoom
from quietread.ui.reader import Reader
from quietread.ui.room import Room, bindings

DIGITS = 9
"""Links that a digit follows."""


class Contents(ListRoom):
    """Choose a section as the author wrote it."""

    def __init__(self, view: View) -> None:
        self.essay = essay = view.essay
        super().__init__(title=essay.title, empty="no sections")
        items = tuple(
            Item(
                section.heading
                or (essay.title if index == 0 else " ".join(section.body[0].text.split()[:8]) + " …"),
                side=f"{minutes(section.words)} min",
            )
            for index, section in enumerate(essay.sections)
        )
        self.list_items(items, essay.section_at(view.place))

    def chose(self, index: int) -> None:
        """Go to that section."""
        self.app.go_to(self.essay.sections[index].start)


class Links(ListRoom):
    """Choose a link of the section that is read."""

    def __init__(self, reader: Reader) -> None:
        desk, view = reader.desk, reader.view
        keys = hint(desk.key, ("choose", "follow"), ("copy", "copy"), between="  ", apart="      ")
        super().__init__(title="links of this section", empty="no links here", hint=keys)
        self.reader = reader
        self.links = links.links_of(view)
        items = tuple(
            Item(
                link.label or link.href,
                detail=aim(desk, view.essay, link).words,
                full=True,
                apart=True,
                sign=f"{number}  " if number <= DIGITS else "   ",
            )
            for number, link in enumerate(self.links, 1)
        )
        here = links.chosen(view) or links.beside(view, 1)
        self.list_items(items, self.links.index(here) if here else 0)

    def copied(self, index: int) -> str:
        """Its address as it is written in the text."""
        return self.links[index].href

    def chose(self, index: int) -> None:
        """Follow it."""
        if self.app.shut(self):
            self.reader.follow(self.links[index])


class Keys(ListRoom):
    """The table of commands to look things up in; / searches it."""

    def __init__(self, context: str) -> None:
        """`context`: where one is, `reading` or `lists`; its words come first."""
        desk = self.app.desk
        keys = hint(desk.key, ("search", "search"), ("close", "close"), between="  ", apart="    ")
        super().__init__(title="keys", empty="no such key", hint=keys)
        items = [
            Item(
                command.words(context) or command.title,
                side="  ".join(desk.keymap.shown(command.id, plain=not desk.look.narrow)),
                group=group,
                full=True,
                words=f"{command.id} {' '.join(desk.keymap.shown(command.id))}",
            )
            for group, commands in GROUPS.items()
            for command in commands
        ]
        caution = Item(CAUTION, group="a word", full=True, apart=True)
        self.list_items((*items, caution, Item(COLOPHON, group="colophon", full=True)))

    def chose(self, index: int) -> None:
        """Nothing is chosen here; Enter closes."""
        self.leave()


class Welcome(Room):
    """The first screen of the first start, then what was asked for. Leaving with q asks again next time."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("lists")

    def __init__(self) -> None:
        super().__init__()
        self.chosen = KINDS.index(self.desk.settled.settings.pause)

    def drawing(self) -> Picture:
        """The text and the choice."""
        return welcome_picture(*self.app.size, self.chosen, self.desk.key, narrow=self.desk.look.narrow)

    def action_step_cursor(self, step: int) -> None:
        """The choice after or before."""
        self.action_number(min(len(KINDS), max(1, self.chosen + 1 + step)))

    def action_number(self, number: int) -> None:
        """Choose by digit."""
        if number <= len(KINDS):
            self.chosen = number - 1
            self.draw()

    def action_choose(self) -> None:
        """Begin."""
        self.app.begin(KINDS[self.chosen])

    action_close = action_choose  # nothing has to be decided here

    def action_quit(self) -> None:
        """Leave without having chosen."""
        self.app.exit()
