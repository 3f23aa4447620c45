"""A pause under way on the reading screen: the page goes, a breath comes and goes, the next page comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quietread.core import walk
from quietread.core.breath import Moment, scene
from quietread.core.pause import Pause
from quietread.core.picture import empty_picture, picture
from quietread.core.view import View
from quietread.ui.breath import Breath
from quietread.ui.motion import Motion
from quietread.ui.page import Page
from quietread.ui.paint import Paint
from quietread.ui.room import Room


@dataclass(frozen=True, slots=True)
class Between:
    """What a pause stands between."""

    before: View
    after: View
    """The same as `before` for a breath in the middle of a page."""


class Pausing:
    """Draws a pause on a screen's page and breath, and says when it is over by itself."""

    def __init__(
        self,
        room: Room,
        between: Between,
        pause: Pause,
        *,
        shape: str,
        fps: int,
        hint: str,
        message: str,
        over: Callable[[], None],
    ) -> None:
        self.between = between
        self.pause = pause
        self.message = message
        self._room = room
        self._page = room.query_one(Page)
        self._breath = room.query_one(Breath)
        self._shape = shape
        self._hint = hint
        self._over = over
        self._stage = ""
        self._fade = -1.0
        self._moment = Moment("breath")
        self._motion = Motion(room, fps, self._move) if pause.moving else None
        self.fit()

    def fit(self) -> None:
        """Lie where the screen's size puts it."""
        view = self.between.after
        self._scene = scene(
            view.cols, view.rows, view.geometry.measure, shape=self._shape, blocks=view.manner.narrow
        )
        self._breath.place(self._scene)
        self._stage, self._fade = "", -1.0
        self._move(self._motion.elapsed if self._motion else 0.0)

    def resize(self, cols: int, rows: int) -> None:
        """Lie anew on a screen of another size."""
        before, after = self.between.before, self.between.after
        self.between = Between(walk.resized(before, cols, rows), walk.resized(after, cols, rows))
        self.fit()

    def say(self, message: str) -> None:
        """Show a message in the row where messages stand; "" takes it away."""
        if message != self.message:
            self.message = message
            self._empty_page()

    def freeze(self) -> None:
        """Hold the breath where it is."""
        if self._motion is not None:
            self._motion.freeze()

    def resume(self) -> None:
        """Let it go on."""
        if self._motion is not None:
            self._motion.resume()

    def longer(self) -> None:
        """One breath more."""
        self.pause = self.pause.longer()

    def end(self) -> None:
        """Take everything of the pause away; the page is left for whoever shows the next view."""
        if self._motion is not None:
            self._motion.stop()
        self._breath.display = False
        self._page.recolour(self._room.paint)

    def _move(self, elapsed: float) -> None:
        self._moment = moment = self.pause.at(elapsed)
        if moment.stage == "over":
            self._over()
        elif moment.stage == "breath":
            self._breathe(moment)
        else:
            self._fade_page(moment)

    def _breathe(self, moment: Moment) -> None:
        theme = self._room.paint.theme
        if self._stage != "breath":
            self._stage = "breath"
            self._page.recolour(self._room.paint)
            self._empty_page()
            self._breath.display = True
        faded = theme.faded(moment.fade) if moment.fade else theme
        depth = self._room.desk.look.depth
        self._breath.show(self._scene.rows(moment, faded, depth, hint=self._hint), faded)

    def _fade_page(self, moment: Moment) -> None:
        if (moment.stage, moment.fade) == (self._stage, self._fade):
            return
        if moment.stage != self._stage:
            self._breath.display = False
            view = self.between.before if moment.stage == "leaving" else self.between.after
            self._page.show(picture(view))
        self._stage, self._fade = moment.stage, moment.fade
        self._page.recolour(Paint(self._room.paint.theme.faded(moment.fade)))

    def _empty_page(self) -> None:
        if self._stage == "breath":
            place = self._scene.place(self._moment.word)
            self._page.show(empty_picture(self.between.after, place, self.message))
