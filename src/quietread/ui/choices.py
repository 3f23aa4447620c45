"""The small rooms, each of one choice: a section, a link, a command, how to begin."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from quietread.core import links
from quietread.core.breath import CAUTION
from quietread.core.commands import COLOPHON, groups
from quietread.core.duration import minutes
from quietread.core.frame import Picture
from quietread.core.keys import hint
from quietread.core.listing import Item, Listing, choose
from quietread.core.view import View
from quietread.core.welcome import KINDS, welcome_picture
from quietread.desk import Desk
from quietread.journey import destination
from quietread.ui import messages
from quietread.ui.list import ListRoom
from quietread.ui.room import Room, bindings
from quietread.ui.widgets import Paint


class Contents(ListRoom):
    """Choose a section as the author wrote it."""

    def __init__(self, desk: Desk, paint: Paint, view: View) -> None:
        essay = view.essay
        items = tuple(
            Item(
                section.heading
                or (essay.title if index == 0 else " ".join(section.body[0].text.split()[:8]) + " …"),
                side=f"{minutes(section.words)} min",
            )
            for index, section in enumerate(essay.sections)
        )
        shown = Listing(
            items,
            view.cols,
            view.rows,
            title=essay.title,
            empty="no sections",
            measure=view.manner.measure,
            narrow=view.manner.narrow,
        )
        super().__init__(desk, paint, choose(shown, essay.section_at(view.place)))
        self.essay = essay

    def chose(self, index: int) -> None:
        """Go to that section."""
        self.post_message(messages.GoTo(self.essay.sections[index].start))


DIGITS = 9
"""Links that a digit follows."""


class Links(ListRoom):
    """Choose a link of the section that is read."""

    def __init__(self, desk: Desk, paint: Paint, view: View) -> None:
        self.links = links.links_of(view)
        items = tuple(
            Item(
                link.label or link.href,
                detail=destination(desk, view.essay, link),
                full=True,
                apart=True,
                sign=f"{number}  " if number <= DIGITS else "   ",
            )
            for number, link in enumerate(self.links, 1)
        )
        shown = Listing(
            items,
            view.cols,
            view.rows,
            title="links of this section",
            empty="no links here",
            measure=view.manner.measure,
            narrow=view.manner.narrow,
            hint=hint(desk.key, ("choose", "follow"), ("copy", "copy"), between="  ", apart="      "),
        )
        here = links.chosen(view) or links.beside(view, 1)
        super().__init__(desk, paint, choose(shown, self.links.index(here) if here else 0))

    def copied(self, index: int) -> str:
        """Its address as it is written in the text."""
        return self.links[index].href

    def chose(self, index: int) -> None:
        """Follow it."""
        self.post_message(messages.Instead(self, messages.Run(f"follow({self.links[index].start})")))


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
