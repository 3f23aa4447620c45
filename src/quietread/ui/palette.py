"""The palette: every command, essay, section and theme by its name."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events, on
from textual.message import Message

from quietread.core.commands import COMMANDS
from quietread.core.listing import Item, Listing
from quietread.core.view import View
from quietread.desk import Desk
from quietread.ui import messages
from quietread.ui.bindings import action_name
from quietread.ui.finding import FindingRoom
from quietread.ui.paint import Paint
from quietread.ui.prompt import Prompt
from quietread.ui.room import Room
from quietread.wardrobe import Wardrobe

Choice = tuple[Item, Message]

HIDDEN = ("palette", "choose", "number", "close")
"""Commands that mean nothing by name: they are about what is chosen on a screen."""


class Palette(FindingRoom):
    """Type a few letters and press Enter."""

    def __init__(
        self, desk: Desk, paint: Paint, size: tuple[int, int], *, under: Room, view: View | None
    ) -> None:
        """`under`: the screen one comes from; `view`: the essay that is open, if one is."""
        self.choices = [
            *_commands(desk, under),
            *_sections(view),
            *_essays(desk),
            *_themes(desk),
        ]
        shown = Listing(
            tuple(item for item, _ in self.choices),
            *size,
            empty="nothing of that name",
            measure=desk.manner.measure,
            narrow=desk.look.narrow,
        )
        super().__init__(desk, paint, shown)

    async def on_mount(self) -> None:
        """One comes here to type."""
        await self.action_search()

    def chose(self, index: int) -> None:
        """Close, and do it."""
        self.post_message(messages.Instead(self, self.choices[index][1]))

    def chose_found(self, wanted: Message) -> None:
        """Close, and go there."""
        self.post_message(messages.Instead(self, wanted))

    @on(Prompt.Given, "#filter")
    async def filtered(self, event: Prompt.Given) -> None:
        """Enter takes the chosen one at once."""
        if self.chosen_index is None:
            self.type_in(event.prompt)
        self.action_choose()

    @on(Prompt.Left, "#filter")
    async def unfiltered(self, event: Prompt.Left) -> None:
        """Escape closes."""
        self.leave()

    @on(events.Key)
    def page_through(self, event: events.Key) -> None:
        """Pages turn while one types."""
        if event.key in ("pagedown", "pageup"):
            event.stop()
            (self.action_read_on if event.key == "pagedown" else self.action_read_back)()


def _commands(desk: Desk, under: Room) -> Iterator[Choice]:
    for command in COMMANDS:
        words = command.words(under.CONTEXT)
        if words and command.id not in HIDDEN and under.can(action_name(command)):
            keys = desk.keymap.shown(command.id, plain=not desk.look.narrow)
            item = Item(words, side=keys[0] if keys else "", group="commands", words=command.id)
            yield item, messages.Run(action_name(command), command.id)


def _sections(view: View | None) -> Iterator[Choice]:
    for section in view.essay.sections if view else ():
        if section.heading:
            yield Item(section.heading, group="sections"), messages.GoTo(section.start)


def _essays(desk: Desk) -> Iterator[Choice]:
    # a library that is still being looked through would keep the reader waiting
    for entry in desk.library().entries if desk.stacks.prepared else ():
        item = Item(entry.title, side=f"{entry.minutes} min", group="essays", words=entry.author)
        yield item, messages.Read(entry.slug)


def _themes(desk: Desk) -> Iterator[Choice]:
    if desk.look.colour:
        for name in Wardrobe(desk).themes:
            yield Item(f"theme: {name}", group="themes"), messages.Wear(name)
