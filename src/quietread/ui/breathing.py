"""The skill of pausing: a breath between sections, and every key that reaches it."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message

from quietread.core.breath import CAUTION
from quietread.core.commands import BY_ID
from quietread.core.pause import GUARD, breaths_before, wanted
from quietread.core.view import View
from quietread.core.welcome import KINDS
from quietread.desk import Desk
from quietread.ui import messages
from quietread.ui.breath import Breath
from quietread.ui.motion import Rest
from quietread.ui.paint import Paint
from quietread.ui.pausing import Between, Pausing
from quietread.ui.reading import ReadingRoom

NOW = 3
"""Breaths of a pause the reader asks for."""
SAID = {"moving": "pause: moving breath", "still": "pause: still", "none": "pause: none"}


class Breathing(ReadingRoom):
    """Crosses from one section to the next, with a breath or without."""

    def __init__(self, desk: Desk, paint: Paint, view: View) -> None:
        super().__init__(desk, paint, view)
        self.pausing: Pausing | None = None
        self.guard = Rest(GUARD)
        """Right after a section has come a key that repeats itself must not turn its first page."""

    def compose(self) -> ComposeResult:
        """The page, and the breath that stands over it between sections."""
        yield from super().compose()
        yield Breath(self.paint)

    def on_mount(self) -> None:
        """The breath holds still while nobody looks."""
        self.watch(self.app, "app_focus", self.focus_changed, init=False)

    def focus_changed(self, focused: bool) -> None:
        """The terminal's window has lost the focus, or has it again."""
        if self.pausing is not None:
            (self.pausing.resume if focused else self.pausing.freeze)()

    @on(events.ScreenSuspend)
    def covered(self) -> None:
        """Another screen stands over this one."""
        self.focus_changed(False)

    @on(events.ScreenResume)
    def uncovered(self) -> None:
        """Nothing stands over it any more."""
        self.focus_changed(True)

    def cross(self, after: View) -> None:
        """Read on into the next section, or into Related: with a pause if there is to be one."""
        settings, view = self.desk.settled.settings, self.view
        kind, breaths = settings.pause, settings.pause_breaths
        breaths = breaths_before(view.parts, after.part, kind, breaths, at_the_end=view.essay.pause)
        if breaths:
            self.pause(Between(self.view, after), breaths)
        else:
            self.show(after, reading_on=True)

    def pause(self, between: Between, breaths: int) -> Pausing:
        """Let the page go, and a breath come, in place of one under way."""
        self.end_pause()
        pause = wanted(self.desk.settled.settings, self.desk.look, breaths)
        settings = self.desk.settled.settings
        self.pausing = Pausing(
            self,
            between,
            pause,
            shape=settings.pause_shape,
            fps=settings.pause_fps,
            hint=self.desk.hints.on_breath(),
            message=CAUTION if pause.pattern.holds and self.desk.hints.first_time("caution") else "",
            over=self.arrive,
        )
        return self.pausing

    def arrive(self) -> None:
        """The pause is over: what stands behind it comes."""
        pausing = self.end_pause()
        if pausing is not None:
            self.guard.begin()
            self.show(pausing.between.after, reading_on=True)

    def end_pause(self) -> Pausing | None:
        """Take a pause away, if there is one, and say which."""
        pausing, self.pausing = self.pausing, None
        if pausing is not None:
            pausing.end()
        return pausing

    def enter(self, view: View) -> None:
        """Read another essay; nothing of the last one stays."""
        self.end_pause()
        super().enter(view)

    def draw(self) -> None:
        """In a pause the pause draws itself."""
        if self.pausing is None:
            super().draw()

    def resize(self, cols: int, rows: int) -> None:
        """Both sides of a pause are set for the new size."""
        super().resize(cols, rows)
        if self.pausing is not None:
            self.pausing.resize(cols, rows)

    @on(events.Key)
    def breathed(self, event: events.Key) -> None:
        """In a pause every key reads on at once; a few do something else, most do their own work as well."""
        pausing = self.pausing
        if pausing is None:
            return
        pausing.say("")
        command = self.desk.keymap.bound("breath").get(event.key)
        name = command.id if command else ""
        if command is not None and command.always and name != "close":
            return
        if not self.done_in(pausing, name):
            self.arrive()
            if command is None and self.knows(event.key):
                return
        event.stop()
        event.prevent_default()

    def done_in(self, pausing: Pausing, name: str) -> bool:
        """Do what a command does in a pause; False if that is to read on first."""
        match name:
            case "breathe":
                pausing.longer()
            case "read.back":
                self.end_pause()
                self.show(pausing.between.before)
            case "pause.still":
                self.set_kind("still")
            case "pause.kind":
                self.set_kind(self.next_kind())
            case "motion":
                self.action_motion()
            case _:
                return False
        return True

    def wanted_in_pause(self, wanted: Message) -> bool:
        """What the palette over a pause is asked for: whether that is done; if not, the next section has come."""
        pausing = self.pausing
        name = wanted.command if isinstance(wanted, messages.Run) else ""
        if pausing is None or (name in BY_ID and BY_ID[name].always):
            return False
        if self.done_in(pausing, name):
            return True
        self.arrive()
        return False

    def next_kind(self) -> str:
        """The kind of pause after the one in force: moving, still, none."""
        return KINDS[(KINDS.index(self.desk.settled.settings.pause_kind) + 1) % len(KINDS)]

    def set_kind(self, kind: str) -> None:
        """Another kind of pause from now on, and at once for the one under way."""
        self.desk.remember("pause.kind", kind)
        self.pause_anew(SAID[kind])

    def pause_anew(self, said: str) -> None:
        """The pause under way, if there is one, in the form it is to have now."""
        pausing = self.end_pause()
        if pausing is not None and self.desk.settled.settings.pause == "none":
            self.show(pausing.between.after, reading_on=True)
        elif pausing is not None:
            self.pause(pausing.between, pausing.pause.breaths)
        self.say(said)

    def say(self, message: str) -> None:
        """In a pause messages stand in the row where the status row was."""
        if self.pausing is not None:
            self.pausing.say(message)
        else:
            super().say(message)

    def action_pause_kind(self) -> None:
        """Moving, still, none, and round again."""
        self.set_kind(self.next_kind())

    def action_motion(self) -> None:
        """Fades and a moving breath, or stillness; the cursor of track mode bears no motion."""
        settings = self.desk.settled.settings
        if settings.track:
            self.say("motion: still, for track mode")
            return
        kind = "moving" if settings.still else "still"
        self.desk.remember("motion", kind)
        self.pause_anew(f"motion: {kind}")

    def action_breathe(self) -> None:
        """Breathe now; afterwards the same line is there again."""
        self.pause(Between(self.view, self.view), NOW)
