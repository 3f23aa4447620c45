"""The full screen: how it begins, what it is told, and how it looks."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.driver import Driver
from textual.message import Message

from quietread.core.theme import Theme, check
from quietread.core.view import View
from quietread.desk import Desk
from quietread.storage.events import Event
from quietread.ui.going import Going
from quietread.ui.reader import Reader
from quietread.ui.room import Room, textual_keymap
from quietread.ui.widgets import Paint

SELDOM = (5_000, 10, 10)
"""When the collector looks: a walk of all that ten thousand marks are made of takes 30 ms, in which no key is heard."""


class Quietread(Going, inherit_bindings=False):
    """The app. Its screens do the work, `Going` shows one after the other."""

    CSS_PATH = "quietread.tcss"
    TITLE = "quietread"
    AUTO_FOCUS = None
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    @dataclass
    class Stored(Message):
        """The store of marks has news."""

        event: Event

    @dataclass
    class Told(Message):
        """A thread has a line for the reader."""

        line: str

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
        super().__init__(desk, view, driver)
        self.welcome = welcome
        self.over = over
        self.animation_level = "none"
        self._wear()
        self.set_keymap(textual_keymap(desk.keymap))

    def _wear(self) -> None:
        self.paint = Paint(self.desk.look.theme)
        self.register_theme(self.paint.textual_theme())
        self.theme = self.desk.look.theme.name

    def on_mount(self) -> None:
        """Show the first screen. Textual cannot switch the screen at the bottom, so that one stays empty."""
        if self.welcome:
            from quietread.ui.choices import Welcome

            self.push_screen(Welcome())
        else:
            self.push_screen(self._first_screen())

    def _first_screen(self) -> Room:
        if self.over:
            self.call_later(self.action_open, self.over)
        elif self.asked is not None:
            return Reader(self.asked)
        return self.shelf()

    def on_ready(self) -> None:
        """What the start has built lives as long as the app: the collector need not walk it at every turn."""
        gc.freeze()
        gc.set_threshold(*SELDOM)
        gc.enable()
        self.desk.hear = lambda event: self.post_message(self.Stored(event))
        self.desk.memory.tell = lambda line: self.post_message(self.Told(line))
        self.desk.keeping.store.begin()
        if self.reader is not None:
            self.begin_at(self.reader.view)
            self.reader.marks_changed(self.desk.keeping.to_look_at())
            self.prepare()

    def begin(self, pause: str) -> None:
        """Keep the choice of the first screen, and show what was asked for."""
        self.desk.begin(pause)
        if self.asked is not None and not self.over:
            self.asked = self.asked._replace(hint=self.desk.hints.on_page)
            self.begin_at(self.asked)
        self.switch_screen(self._first_screen())

    @on(Stored)
    def stored(self, event: Stored) -> None:
        """Say what became of a mark, and draw marks that came from elsewhere."""
        said = self.desk.keeping.heard(event.event)
        reader, top = self.reader, self.top
        if reader is not None and reader is not top and reader.view.essay.id == event.event.essay:
            reader.marks_changed("")
        if top is not None:
            top.marks_changed(said)

    @on(Told)
    def told(self, event: Told) -> None:
        """Say it."""
        self.tell(event.line)

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """Every theme there is for this terminal, by name; one without colours only where there are none."""
        from quietread.storage.config import load_themes

        found, _ = load_themes(self.desk.folders.themes)
        return {name: theme for name, theme in found.items() if theme.kind != "ansi"}

    def action_theme(self, step: int) -> None:
        """The theme so many further in the list, round and round."""
        names, worn = list(self.themes), self.desk.look.theme.name
        here = names.index(worn) if worn in names else -1
        self.change_theme(names[(here + step) % len(names)])

    def change_theme(self, name: str) -> None:
        """Another theme, remembered, and live on every screen."""
        desk = self.desk
        if not desk.look.colour:
            self.tell("no colour here (NO_COLOR)")
            return
        desk.look = desk.look._replace(theme=self.themes[name])
        desk.remember("theme", name)
        self._wear()
        for screen in self.screen_stack:
            if isinstance(screen, Room):
                screen.page.recolour(self.paint)
        faint = " · too faint somewhere: quietread themes --check" if check(desk.look.theme) else ""
        self.tell(f"theme: {name}{faint}")
