"""The ways between the screens: what is read, where back leads, and what opens over it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from textual import on, work
from textual.driver import Driver
from textual.message import Message

from quietread.core import walk
from quietread.core.view import View
from quietread.desk import Desk
from quietread.errors import QuietreadError
from quietread.journey import Journey, at_heading
from quietread.ui.patience import Patient, Telling
from quietread.ui.reader import Reader
from quietread.ui.room import Room


class Going(Patient):
    """An app whose screens ask it for the way: only here the screen changes that is shown."""

    class LookedThrough(Message):
        """The library has been looked through: what Related and the map offer is known."""

    def __init__(self, desk: Desk, asked: View | None, driver: type[Driver] | None) -> None:
        # whether colours are filtered is settled in App.__init__ for good, so it has to be said here
        super().__init__(driver_class=driver, ansi_color=desk.look.theme.kind == "ansi")
        self.desk = desk
        self.journey = Journey(desk)
        self.asked = asked
        """The essay that was named at the start."""

    @property
    def reader(self) -> Reader | None:
        """The reading screen, if there is one under whatever stands over it."""
        return next((screen for screen in self.screen_stack if isinstance(screen, Reader)), None)

    @property
    def top(self) -> Room | None:
        """The screen one is looking at; None while there is none yet, or none any more."""
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

    def begin_at(self, view: View) -> None:
        """An essay has been opened that none led to: back from its Related page leads into this one."""
        self.journey.begin(view)
        self.desk.leave_for_related(None)
        self.desk.keep(view)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def prepare(self) -> None:
        """Get to know the library while the essay is read, so that Related and the map are there at once."""
        self.desk.stacks.prepare(Telling())
        self.desk.tally.counts()
        self.post_message(self.LookedThrough())

    @on(LookedThrough)
    def _looked_through(self) -> None:
        if self.reader is not None:
            self.reader.renew_leads()

    def show(self, view: View) -> None:
        """Read this, on the reading screen there is or on a new one."""
        self.uncover()
        if isinstance(self.screen, Reader):
            self.screen.enter(view)
            self.screen.marks_changed(self.desk.keeping.to_look_at())
        else:
            self.begin_at(view)
            self.switch_screen(Reader(view))
            self.prepare()

    def read(self, slug: str, mark: str = "", sought: str = "") -> None:
        """Open an essay of the library; the place one leaves goes into the history.

        `mark`: the id of one to open it at; else `sought`: at the first place that holds it; else where it was left.
        """
        if self.reader is not None:
            self.reader.arrive()
        view = self._visited(lambda: self.desk.open_slug(slug, *self.size))
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
        view = self._visited(lambda: self.desk.open_path(path, *self.size))
        if view is not None:
            self.show(at_heading(view, fragment))

    def jump_to(self, offset: int) -> None:
        """Go to a place in the essay being read, from which back returns."""
        reader = self.reader
        if reader is not None:
            self.journey.visit(reader.view)
            reader.show(walk.arrived_at(reader.view, offset))

    def go_to(self, offset: int) -> None:
        """Close what stands over the reader and go to a place in its essay, without a pause."""
        self.uncover()
        if self.reader is not None:
            self.reader.arrive()
            self.reader.show(walk.go(self.reader.view, offset))

    def back(self) -> None:
        """The essay visited before, exactly where one left it; before the first, the shelf."""
        if self.reader is not None:
            view = self.journey.back(self.reader.view)
            if view is not None:
                self.show(view)
            else:
                self.to_shelf()

    def forward(self) -> None:
        """The essay one came back from."""
        if self.reader is not None:
            view = self.journey.forward(self.reader.view)
            if view is not None:
                self.show(view)
            else:
                self.tell("nothing lies ahead")

    def to_shelf(self) -> None:
        """The shelf, in place of the essay."""
        self.uncover()
        self.switch_screen(self.shelf())

    def shelf(self) -> Room:
        """The shelf. Like every screen but the reader it is imported when it is first wanted."""
        from quietread.ui.shelf import Shelf

        return Shelf()

    def action_open(self, what: str) -> None:
        """Put a screen over this one, if there is something for it to show."""
        under = self.top
        room = self._room(what, under) if under is not None else None
        if room is not None:
            self.push_screen(room)

    def shut(self, room: Room) -> bool:
        """Take away a screen and what stands over it; False if it has gone already, because it was asked twice."""
        over = self.screen_stack[2:]
        if room in over:
            self._pop(len(over) - over.index(room))
        return room in over

    def uncover(self) -> None:
        """Take away whatever stands over the shelf or the reader."""
        if self.covered:
            self._pop(len(self.screen_stack) - 2)

    def _pop(self, screens: int) -> None:
        for _ in range(screens):
            self.pop_screen()
        if self.reader is not None:
            self.reader.marks_changed("")  # one may have been the notebook

    def _visited(self, opened: Callable[[], View]) -> View | None:
        """Another essay, after the place one leaves has gone into the history; None: it cannot be, and that is said."""
        try:
            view = opened()
        except QuietreadError as error:
            # of a path the folders go: a row is short, and the reason stands at its end
            self.tell(f"{PurePath(error.path).name}: {error.message}" if error.path else error.message)
            return None
        if self.reader is not None:
            self.journey.visit(self.reader.view)
        return view

    def _room(self, what: str, under: Room) -> Room | None:
        reader = self.reader
        view = reader.view if reader is not None else None
        match what:
            case "contents" if view is not None:
                from quietread.ui.choices import Contents

                return Contents(view)
            case "links" if reader is not None:
                from quietread.ui.choices import Links

                return Links(reader)
            case "map":
                from quietread.journey import Chart
                from quietread.ui.map import Map

                around = view or self.asked
                chart = Chart(self.desk, around.essay if around is not None else None)
                return Map(chart, reading=under.CONTEXT == "reading") if chart.first else None
            case "notebook":
                from quietread.ui.notebook import NotebookRoom

                return NotebookRoom(view)
            case "keys":
                from quietread.ui.choices import Keys

                return Keys(under.CONTEXT)
            case "palette":
                from quietread.ui.finding import Palette

                return Palette(under, view)
            case _:
                return None
