"""The full screen: which screen is shown, and what passes between them."""

from __future__ import annotations

import gc
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.driver import Driver

from quietread.core.theme import Theme
from quietread.core.view import View
from quietread.desk import Desk
from quietread.ui import messages
from quietread.ui.going import Going, room_over, shelf, welcome
from quietread.ui.reader import Reader
from quietread.ui.room import Room, textual_keymap
from quietread.ui.widgets import Paint, Wardrobe, textual_theme

SELDOM = (5_000, 10, 10)
"""When the collector looks: a walk of all that ten thousand marks are made of takes 30 ms, in which no key is heard."""


class Quietread(Going, inherit_bindings=False):
    """Wiring only: screens ask with messages, and this answers."""

    CSS_PATH = "quietread.tcss"
    TITLE = "quietread"
    AUTO_FOCUS = None
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        desk: Desk,
        view: View | None,
        *,
        welcome: bool = False,
        over: str = "",
        driver: type[Driver] | None = None,
    ) -> None:
        """Open `view`, or the shelf for None; `welcome`: after the first screen.

        `over`: the screen that is asked for instead, over the shelf; of `map` the essay of `view` is the middle.
        """
        super().__init__(desk, driver)
        self.wardrobe = Wardrobe(desk)
        self.asked = view
        self.welcome = welcome
        self.over = over
        self.animation_level = "none"
        self.wear(desk.look.theme)
        self.set_keymap(textual_keymap(desk.keymap))

    def wear(self, theme: Theme) -> None:
        """Draw in a theme from now on."""
        self.paint = Paint(theme)
        self.register_theme(textual_theme(theme))
        self.theme = theme.name

    def on_mount(self) -> None:
        """Show the first screen. Textual cannot switch the screen at the bottom, so that one stays empty."""
        self.push_screen(welcome(self.desk, self.paint, self.size) if self.welcome else self.first_screen())

    def first_screen(self) -> Room:
        """What was asked for on the command line."""
        if self.over:
            self.post_message(messages.Open(self.over))
        elif self.asked is not None:
            return Reader(self.desk, self.paint, self.asked)
        return shelf(self.desk, self.paint, self.size)

    @on(messages.Instead)
    async def instead(self, event: messages.Instead) -> None:
        """Close the screen, then do what is wanted; a second choice made before it closed is none."""
        closed = self.shut(event.room)
        if closed is None:
            return
        await closed
        wanted = event.wanted
        if isinstance(self.screen, Reader) and self.screen.wanted_in_pause(wanted):
            return
        if isinstance(wanted, messages.Run):
            await self.screen.run_action(wanted.action)
        elif isinstance(wanted, messages.GoTo):
            if self.reader is not None:
                self.reader.jump(wanted.offset)
        else:
            self.post_message(wanted)

    @on(messages.Stored)
    def stored(self, event: messages.Stored) -> None:
        """Tell what became of a mark, and draw marks that came from elsewhere."""
        said = self.desk.keeping.heard(event.event)
        reader, top = self.reader, self.top
        if reader is not None and reader is not top and reader.view.essay.id == event.event.essay:
            reader.marks_changed("")
        if top is not None:
            top.marks_changed(said)

    def on_ready(self) -> None:
        """What the start has built lives as long as the app: the collector need not walk it at every turn."""
        gc.freeze()
        gc.set_threshold(*SELDOM)
        gc.enable()
        self.desk.hear = lambda event: self.post_message(messages.Stored(event))
        self.desk.memory.tell = lambda line: self.post_message(messages.Told(line))
        self.desk.keeping.store.begin()
        if self.reader is not None:
            self.begin_at(self.reader.view)
            self.reader.marks_changed(self.desk.keeping.to_look_at())
            self.prepare()

    @on(messages.Leave)
    def leave(self, event: messages.Leave) -> None:
        """Quit. The place was kept when it was reached; keys typed after this do nothing any more."""
        event.prevent_default()
        self.exit()

    @on(messages.Begin)
    def begin(self, event: messages.Begin) -> None:
        """Keep the choice of the first screen, and show what was asked for."""
        self.desk.begin(event.pause)
        if self.asked is not None and not self.over:
            self.asked = self.asked._replace(hint=self.desk.hints.on_page)
            self.begin_at(self.asked)
        self.switch_screen(self.first_screen())

    @on(messages.Open)
    def open(self, event: messages.Open) -> None:
        """Put a list over the screen."""
        view = self.reader.view if self.reader is not None else self.asked if event.what == "map" else None
        under = self.top
        size = (self.size.width, self.size.height)
        room = room_over(event.what, self.desk, self.paint, size, view, under) if under is not None else None
        if room is not None:
            self.push_screen(room)

    @on(messages.Theme)
    def change_theme(self, event: messages.Theme) -> None:
        """The theme beside this one."""
        self.post_message(messages.Wear(self.wardrobe.beside(event.step)))

    @on(messages.Wear)
    def change_to(self, event: messages.Wear) -> None:
        """Another theme, live on every screen."""
        said = self.wardrobe.wear(event.name)
        self.wear(self.desk.look.theme)
        for screen in self.screen_stack:
            if isinstance(screen, Room):
                screen.recolour(self.paint)
        self.tell(said)

    @on(messages.Told)
    def told(self, event: messages.Told) -> None:
        """Say what one of the app's threads has to say."""
        self.tell(event.line)
