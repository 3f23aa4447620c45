"""The ways between the screens: what is read, where back leads, and what opens over it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from textual import on, work
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.screen import Screen
from textual.worker import WorkerCancelled, get_current_worker

from quietread.core import walk
from quietread.core.view import View
from quietread.desk import Desk
from quietread.errors import QuietreadError
from quietread.journey import Journey, at_heading
from quietread.ui import messages
from quietread.ui.patience import Patient
from quietread.ui.reader import Reader
from quietread.ui.room import Room
from quietread.ui.widgets import Paint


class Going(Patient):
    """An app that answers wherever a screen wants to go."""

    paint: Paint
    """How everything is drawn now."""

    def __init__(self, desk: Desk, driver: type[Driver] | None) -> None:
        # whether colours are filtered is settled in App.__init__ for good, so it has to be said here
        super().__init__(driver_class=driver, ansi_color=desk.look.theme.kind == "ansi")
        self.desk = desk
        self.journey = Journey(desk)

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

    def begin_at(self, view: View) -> None:
        """An essay has been opened that none led to: back from its Related page leads into this one."""
        self.journey.begin(view)
        self.desk.leave_for_related(None)
        self.desk.keep(view)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def prepare(self) -> None:
        """Get to know the library while the essay is read, so that Related and the map are there at once."""
        worker = get_current_worker()

        def tell(done: int, total: int) -> None:
            if worker.is_cancelled:
                raise WorkerCancelled(f"{done} of {total} essays read")

        self.desk.stacks.prepare(tell)
        self.desk.tally.counts()
        self.post_message(messages.LookedThrough())

    @on(messages.LookedThrough)
    def looked_through(self) -> None:
        """What Related offers is known."""
        if self.reader is not None:
            self.reader.renew_leads()

    @on(messages.Close)
    def close(self, event: messages.Close) -> None:
        """Go back to what lies under a screen."""
        self.shut(event.room)

    def shut(self, room: Screen[Any]) -> AwaitComplete | None:
        """Take away a screen and what stands over it; None if it is gone already, because it was asked twice."""
        over = self.screen_stack[2:]
        if room not in over:
            return None
        gone = [self.pop_screen() for _ in over[over.index(room) :]]
        if self.reader is not None:
            self.reader.marks_changed("")  # it may have been the notebook
        return gone[-1]

    @on(messages.GoTo)
    def go_to(self, event: messages.GoTo) -> None:
        """Close what stands over the reader and go to a place in its essay."""
        if self.covered:
            self.shut(self.screen_stack[2])
        if self.reader is not None:
            self.reader.jump(event.offset)

    @on(messages.Read)
    def read(self, event: messages.Read) -> None:
        """Open another essay, at one of its marks if one is named; the place one leaves goes into the history."""
        size = (self.size.width, self.size.height)
        try:
            view = self.desk.open_slug(event.slug, *size)
        except QuietreadError as error:
            self.complain(error)
            return
        kept = self.desk.keeping.notebook(view.essay).get(event.mark) if event.mark else None
        if self.reader is not None:
            self.journey.visit(self.reader.view)
        self.show(_opened_at(view, event.sought, kept.start if kept else None))

    @on(messages.Visit)
    def visit(self, event: messages.Visit) -> None:
        """Open the essay a link leads to, at a heading if it names one."""
        reader = self.reader
        if reader is None:
            return
        try:
            view = self.desk.open_path(event.path, self.size.width, self.size.height)
        except QuietreadError as error:
            self.complain(error)
            return
        self.journey.visit(reader.view)
        self.show(at_heading(view, event.fragment))

    @on(messages.JumpTo)
    def jump_to(self, event: messages.JumpTo) -> None:
        """Go to a place in the essay, from which back returns."""
        reader = self.reader
        if reader is not None:
            self.journey.visit(reader.view)
            reader.show(walk.arrived_at(reader.view, event.offset))

    @on(messages.Back)
    def back(self) -> None:
        """The essay visited before, exactly where one left it; before the first, the shelf."""
        if self.reader is not None:
            view = self.journey.back(self.reader.view)
            if view is not None:
                self.show(view)
            else:
                self.to_shelf()

    @on(messages.Forward)
    def forward(self) -> None:
        """The essay one came back from."""
        if self.reader is not None:
            view = self.journey.forward(self.reader.view)
            if view is not None:
                self.show(view)
            else:
                self.tell("nothing lies ahead")

    def show(self, view: View) -> None:
        """Read this, on the reading screen there is or on a new one."""
        while self.covered:
            self.pop_screen()
        if isinstance(self.screen, Reader):
            self.screen.enter(view)
            self.screen.marks_changed(self.desk.keeping.to_look_at())
        else:
            self.begin_at(view)
            self.switch_screen(Reader(self.desk, self.paint, view))
            self.prepare()

    @on(messages.ToShelf)
    def to_shelf(self) -> None:
        """The shelf, in place of the essay."""
        while self.covered:
            self.pop_screen()
        self.switch_screen(shelf(self.desk, self.paint, self.size))

    def complain(self, error: QuietreadError) -> None:
        """Say what cannot be. Of a path the folders go: a row is short, and the reason stands at its end."""
        self.tell(f"{PurePath(error.path).name}: {error.message}" if error.path else error.message)

    def tell(self, message: str) -> None:
        """Say something on the screen one is looking at."""
        if self.top is not None:
            self.top.say(message)


def _opened_at(view: View, sought: str, place: int | None) -> View:
    """An essay at a place, or at the first one that holds what was sought, or as it is."""
    if sought:
        from quietread.core import find

        return find.opened(view, sought, place)
    return view if place is None else walk.go(view, place)


def shelf(desk: Desk, paint: Paint, size: tuple[int, int]) -> Room:
    """The shelf."""
    from quietread.ui.shelf import Shelf

    return Shelf(desk, paint, *size)


def welcome(desk: Desk, paint: Paint, size: tuple[int, int]) -> Room:
    """The first screen of the first run."""
    from quietread.ui.choices import Welcome

    return Welcome(desk, paint, *size)


def room_over(
    what: str, desk: Desk, paint: Paint, size: tuple[int, int], view: View | None, under: Room
) -> Room | None:
    """The screen of that name over the one that shows `view`, if it is the reading screen; None: there is none.

    `under`: the screen it opens over, whose keys and commands help and palette name.
    """
    match what:
        case "contents" if view is not None:
            from quietread.ui.choices import Contents

            return Contents(desk, paint, view)
        case "links" if view is not None:
            from quietread.ui.choices import Links

            return Links(desk, paint, view)
        case "map":
            from quietread.journey import Chart
            from quietread.ui.map import Map

            chart = Chart(desk, view.essay if view is not None else None)
            return Map(desk, paint, size, chart, reading=under.CONTEXT == "reading") if chart.first else None
        case "notebook":
            from quietread.ui.notebook import NotebookRoom

            return NotebookRoom(desk, paint, size, view)
        case "keys":
            from quietread.ui.choices import Keys

            return Keys(desk, paint, size, under.CONTEXT)
        case "palette":
            from quietread.ui.finding import Palette

            return Palette(desk, paint, size, under=under, view=view)
        case _:
            return None
