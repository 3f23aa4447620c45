"""The app: which screen is shown, where each way leads, and how everything looks."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cached_property, partial

from textual import work
from textual.driver import Driver
from textual.screen import Screen

from quietread.core import walk
from quietread.core.theme import Theme, check
from quietread.core.view import View
from quietread.desk import Desk
from quietread.errors import QuietreadError
from quietread.journey import Journey, at_heading
from quietread.storage.events import Event
from quietread.ui.patience import Patient, Telling
from quietread.ui.reader import Reader
from quietread.ui.room import Room, textual_keymap
from quietread.ui.widgets import Paint

SELDOM = (5_000, 10, 10)
"""When the collector looks: all that ten thousand marks are made of takes it 30 ms, in which no key is heard."""


class Quietread(Patient, inherit_bindings=False):
    """Its screens do the work and ask it for the way. All but the reader are imported when they are first wanted."""

    CSS_PATH = "quietread.tcss"
    TITLE = "quietread"
    AUTO_FOCUS = None
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

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

        `over`: `map`, to open that over the shelf instead, around the essay of `view`.
        """
        # whether colours are filtered is settled here for good
        super().__init__(driver_class=driver, ansi_color=desk.look.theme.kind == "ansi")
        self.desk = desk
        self.journey = Journey(desk)
        self.asked, self.welcome, self.over = view, welcome, over
        self.animation_level = "none"
        self._wear()
        self.set_keymap(textual_keymap(desk.keymap))

    def on_mount(self) -> None:
        """Show the first screen, over an empty one: Textual cannot switch the screen at the bottom."""
        if self.welcome:
            from quietread.ui.choices import Welcome

            self.push_screen(Welcome())
        else:
            self.push_screen(self._first_screen())

    def begin(self, pause: str) -> None:
        """Keep the choice of the first screen, and show what was asked for."""
        self.desk.begin(pause)
        if self.asked is not None and not self.over:
            self.asked = self.asked._replace(hint=self.desk.hints.on_page)
            self._begin_at(self.asked)
        self.switch_screen(self._first_screen())

    def _first_screen(self) -> Room:
        if self.over:
            self.call_later(self.open_map)
        elif self.asked is not None:
            return Reader(self.asked)
        return self._shelf()

    def _shelf(self) -> Room:
        from quietread.ui.shelf import Shelf

        return Shelf()

    def on_ready(self) -> None:
        """What the start has built stays: the collector need not walk it at every turn."""
        gc.freeze()
        gc.set_threshold(*SELDOM)
        gc.enable()
        # call_later puts it into the queue, from whichever thread
        self.desk.hear = partial(self.call_later, self.stored)
        self.desk.memory.tell = partial(self.call_later, self.tell)
        self.desk.keeping.store.begin()
        if self.reader is not None:
            self._begin_at(self.reader.view)
            self.reader.marks_changed(self.desk.keeping.to_look_at())
            self.prepare()

    def _begin_at(self, view: View) -> None:
        """Begin a way with an essay that none led to."""
        self.journey.begin(view)
        self.desk.leave_for_related(None)
        self.desk.keep(view)

    @property
    def reader(self) -> Reader | None:
        """The reading screen, if there is one under whatever stands over it."""
        return next((screen for screen in self.screen_stack if isinstance(screen, Reader)), None)

    @property
    def top(self) -> Room | None:
        """The screen one is looking at; None before the first, and when the app ends."""
        top = next(reversed(self.screen_stack), None)
        return top if isinstance(top, Room) else None

    @property
    def covered(self) -> bool:
        """Whether a screen stands over the shelf or the reader."""
        return len(self.screen_stack) > 2

    def tell(self, message: str) -> None:
        """Say something on the screen one is looking at."""
        if self.top is not None:
            self.top.say(message)

    def stored(self, event: Event) -> None:
        """Say what became of a mark, and draw marks that came from elsewhere."""
        said = self.desk.keeping.heard(event)
        reader, top = self.reader, self.top
        if reader is not None and reader is not top and reader.view.essay.id == event.essay:
            reader.marks_changed("")
        if top is not None:
            top.marks_changed(said)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def prepare(self) -> None:
        """Get to know the library while the essay is read: Related and the map are to be there at once."""
        self.desk.stacks.prepare(Telling())
        self.desk.tally.counts()
        self.call_later(self._looked_through)

    def _looked_through(self) -> None:
        if self.reader is not None:
            self.reader.renew_leads()

    def read(self, slug: str, mark: str = "", sought: str = "") -> None:
        """Open an essay of the library.

        `mark`: the id of one to open it at; else `sought`: at the first place that holds it; else where it was left.
        """
        if self.reader is not None:
            self.reader.arrive()
        view = self._visited(self.desk.open_slug, slug)
        if view is None:
            return
        kept = self.desk.keeping.notebook(view.essay).get(mark) if mark else None
        place = kept.start if kept is not None else None
        if sought:
            from quietread.core import find

            view = find.opened(view, sought, place)
        elif place is not None:
            view = walk.go(view, place)
        self.show(view)

    def visit(self, path: str, fragment: str) -> None:
        """Open the essay in a file to which a link leads, at a heading if it names one."""
        view = self._visited(self.desk.open_path, path)
        if view is not None:
            self.show(at_heading(view, fragment))

    def _visited(self, opened: Callable[[str, int, int], View], name: str) -> View | None:
        """Another essay, once the place one leaves is in the history; None if it cannot be, which is said."""
        try:
            view = opened(name, *self.size)
        except QuietreadError as error:
            if self.top is not None:
                self.top.complain(error)
            return None
        if self.reader is not None:
            self.journey.visit(self.reader.view)
        return view

    def show(self, view: View) -> None:
        """Read this, on the reading screen there is or on a new one."""
        self.uncover()
        if isinstance(self.screen, Reader):
            self.screen.enter(view)
            self.screen.marks_changed(self.desk.keeping.to_look_at())
        else:
            self._begin_at(view)
            self.switch_screen(Reader(view))
            self.prepare()

    def go_to(self, offset: int) -> None:
        """Go to a place in the essay being read, and close what stands over it."""
        self.uncover()
        if self.reader is not None:
            self.reader.arrive()
            self.reader.show(walk.go(self.reader.view, offset))

    def to_shelf(self) -> None:
        """The shelf, in place of the essay."""
        self.uncover()
        self.switch_screen(self._shelf())

    def open_map(self) -> None:
        """The map around the essay one reads, or asked for, if there are any essays."""
        from quietread.journey import Chart
        from quietread.ui.choices import Map

        reader = self.reader
        view = reader.view if reader is not None else self.asked
        chart = Chart(self.desk, view.essay if view is not None else None)
        if chart.first:
            self.push_screen(Map(chart, reading=reader is not None))

    def shut(self, room: Screen[None]) -> bool:
        """Take away a screen and what stands over it; False if it has gone already."""
        over = self.screen_stack[2:]
        if room not in over:
            return False
        for _ in over[over.index(room) :]:
            self.pop_screen()
        if self.reader is not None:
            self.reader.marks_changed("")  # one may have been the notebook
        return True

    def uncover(self) -> None:
        """Take away whatever stands over the shelf or the reader."""
        if self.covered:
            self.shut(self.screen_stack[2])

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """The themes there are for this terminal, by name."""
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

    def _wear(self) -> None:
        self.paint = Paint(self.desk.look.theme)
        self.register_theme(self.paint.textual_theme())
        self.theme = self.desk.look.theme.name
