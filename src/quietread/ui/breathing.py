"""The skill of pausing: a breath between sections, and every key that reaches it."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult

from quietread.core import walk
from quietread.core.breath import CAUTION, Moment, scene
from quietread.core.commands import Command
from quietread.core.pause import GUARD, breaths_before, wanted
from quietread.core.picture import empty_picture, picture
from quietread.core.view import View
from quietread.core.welcome import KINDS
from quietread.ui.motion import Motion, Rest
from quietread.ui.reading import ReadingRoom
from quietread.ui.room import Room
from quietread.ui.widgets import Breath, Page, Paint

NOW = 3
"""Breaths of a pause the reader asks for."""
SAID = {"moving": "pause: moving breath", "still": "pause: still", "none": "pause: none"}


class Pausing:
    """A pause under way: the page goes, a breath comes and goes, the next page comes."""

    def __init__(self, room: Room, before: View, after: View, breaths: int, over: Callable[[], None]) -> None:
        """`over` is called when it ends by itself. In the middle of a page `before` and `after` are the same."""
        desk, settings = room.desk, room.desk.settled.settings
        self.before, self.after = before, after
        self.pause = wanted(settings, desk.look, breaths)
        self._message = CAUTION if self.pause.pattern.holds and desk.hints.first_time("caution") else ""
        self._hint = desk.hints.on_breath()
        self._over = over
        self._room = room
        self._page = room.query_one(Page)
        self._breath = room.query_one(Breath)
        self.motion = Motion(room, settings.pause_fps if self.pause.moving else 0, self._move)
        self._fit()

    def _fit(self) -> None:
        view, desk = self.after, self._room.desk
        shape, blocks = desk.settled.settings.pause_shape, view.manner.narrow
        self._scene = scene(view.cols, view.rows, view.geometry.measure, shape=shape, blocks=blocks)
        self._breath.place(self._scene)
        self._moment = Moment("")
        self._move(self.motion.elapsed)

    def resize(self, cols: int, rows: int) -> None:
        """Fit the breath, and the pages on either side of it, into another size."""
        self.before = walk.resized(self.before, cols, rows)
        self.after = walk.resized(self.after, cols, rows)
        self._fit()

    def say(self, message: str) -> None:
        """Show a message in the row where messages stand; "" takes it away."""
        if message != self._message:
            self._message = message
            self._empty_page()

    def end(self) -> None:
        """Take it away; the page is left for whoever shows the next view."""
        self.motion.stop()
        self._breath.display = False
        self._page.recolour(self._room.app.paint)

    def _move(self, elapsed: float) -> None:
        before, self._moment = self._moment, self.pause.at(elapsed)
        stage, fade = self._moment.stage, self._moment.fade
        if stage == "over":
            self._over()
        elif stage == "breath":
            self._breathe(begins=before.stage != stage)
        elif (stage, fade) != (before.stage, before.fade):
            if stage != before.stage:
                self._breath.display = False
                self._page.show(picture(self.before if stage == "leaving" else self.after))
            self._page.recolour(Paint(self._room.app.paint.theme.faded(fade)))

    def _breathe(self, *, begins: bool) -> None:
        moment, paint = self._moment, self._room.app.paint
        if begins:
            self._page.recolour(paint)
            self._empty_page()
            self._breath.display = True
        theme = paint.theme.faded(moment.fade) if moment.fade else paint.theme
        self._breath.show(self._scene.rows(moment, theme, self._room.desk.look.depth, hint=self._hint), theme)

    def _empty_page(self) -> None:
        if self._moment.stage == "breath":
            place = self._scene.place(self._moment.word)
            self._page.show(empty_picture(self.after, place, self._message))


class Breathing(ReadingRoom):
    """Crosses from one section to the next, with a breath or without."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.pausing: Pausing | None = None
        self.guard = Rest(GUARD)
        """Right after a section has come a key that repeats itself must not turn its first page."""

    def compose(self) -> ComposeResult:
        """The page, and the breath that lies over it in a pause."""
        yield from super().compose()
        yield Breath(self.app.paint)

    def on_mount(self) -> None:
        """The breath holds still while nobody looks."""
        self.watch(self.app, "app_focus", self._looked_at, init=False)

    def _looked_at(self, looked_at: bool) -> None:
        if self.pausing is not None:
            motion = self.pausing.motion
            (motion.resume if looked_at else motion.freeze)()

    @on(events.ScreenSuspend)
    def _covered(self) -> None:
        self._looked_at(False)

    @on(events.ScreenResume)
    def _uncovered(self) -> None:
        self._looked_at(True)

    def cross(self, after: View) -> None:
        """Read on into another part, or into Related: with a pause if there is to be one."""
        settings, view = self.desk.settled.settings, self.view
        kind, breaths = settings.pause, settings.pause_breaths
        breaths = breaths_before(view.parts, after.part, kind, breaths, at_the_end=view.essay.pause)
        if breaths:
            self._breathe(view, after, breaths)
        else:
            self.show(after, reading_on=True)

    def _breathe(self, before: View, after: View, breaths: int) -> None:
        self._end_pause()
        self.pausing = Pausing(self, before, after, breaths, self.arrive)

    def arrive(self) -> None:
        """The pause is over: what stands behind it comes."""
        pausing = self._end_pause()
        if pausing is not None:
            self.guard.begin()
            self.show(pausing.after, reading_on=True)

    def _end_pause(self) -> Pausing | None:
        pausing, self.pausing = self.pausing, None
        if pausing is not None:
            pausing.end()
        return pausing

    def enter(self, view: View) -> None:
        """Another essay or place: a pause that was on the way there is over."""
        self._end_pause()
        super().enter(view)

    def draw(self) -> None:
        """Draw the page; in a pause that is left to the breath."""
        if self.pausing is None:
            super().draw()

    def resize(self, cols: int, rows: int) -> None:
        """Fit page and pause into another size."""
        super().resize(cols, rows)
        if self.pausing is not None:
            self.pausing.resize(cols, rows)

    def say(self, message: str) -> None:
        """Say it under the page, or under the breath."""
        if self.pausing is not None:
            self.pausing.say(message)
        else:
            super().say(message)

    @on(events.Key)
    def _breathed(self, event: events.Key) -> None:
        # every key reads on at once; a few do something else, most do their own work as well
        pausing = self.pausing
        if pausing is None:
            return
        pausing.say("")
        command = self.desk.keymap.bound("breath").get(event.key)
        name = command.id if command else ""
        if command is not None and command.always and name != "close":
            return
        if not self._done_in(pausing, name):
            self.arrive()
            if command is None and self.knows(event.key):
                return
        event.stop()
        event.prevent_default()

    def _done_in(self, pausing: Pausing, name: str) -> bool:
        """Do what a command does in a pause; False if that is to read on first."""
        match name:
            case "breathe":
                pausing.pause = pausing.pause.longer()
            case "read.back":
                self._end_pause()
                self.show(pausing.before)
            case "pause.still":
                self._set_kind("still")
            case "pause.kind":
                self.action_pause_kind()
            case "motion":
                self.action_motion()
            case _:
                return False
        return True

    async def carry_out(self, command: Command) -> None:
        """In a pause what the palette is asked for does what its key does."""
        pausing = self.pausing
        if pausing is not None and not command.always:
            if self._done_in(pausing, command.id):
                return
            self.arrive()
        await super().carry_out(command)

    def _set_kind(self, kind: str) -> None:
        self.desk.remember("pause.kind", kind)
        self._pause_anew(SAID[kind])

    def _pause_anew(self, said: str) -> None:
        """The pause under way, if there is one, in the form it is to have now."""
        pausing = self._end_pause()
        if pausing is not None and self.desk.settled.settings.pause == "none":
            self.show(pausing.after, reading_on=True)
        elif pausing is not None:
            self._breathe(pausing.before, pausing.after, pausing.pause.breaths)
        self.say(said)

    def action_pause_kind(self) -> None:
        """The next kind of pause: moving, still, none."""
        kind = self.desk.settled.settings.pause_kind
        self._set_kind(KINDS[(KINDS.index(kind) + 1) % len(KINDS)])

    def action_motion(self) -> None:
        """Fades and a moving breath, or stillness; the cursor of track mode bears no motion."""
        settings = self.desk.settled.settings
        if settings.track:
            self.say("motion: still, for track mode")
            return
        kind = "moving" if settings.still else "still"
        self.desk.remember("motion", kind)
        self._pause_anew(f"motion: {kind}")

    def action_breathe(self) -> None:
        """Breathe now; afterwards the same line is there again."""
        self._breathe(self.view, self.view, NOW)
