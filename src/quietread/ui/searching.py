"""The skill of searching in the essay."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from quietread.core import walk
from quietread.core.find import find
from quietread.core.view import View
from quietread.desk import Desk
from quietread.ui.paint import Paint
from quietread.ui.prompt import Prompt
from quietread.ui.reading import ReadingRoom


class Searching(ReadingRoom):
    """Finds as one types; Enter stays there, Escape goes back to where one was."""

    def __init__(self, desk: Desk, paint: Paint, view: View) -> None:
        super().__init__(desk, paint, view)
        self.searched_from = view

    async def action_search(self) -> None:
        """Type what to look for."""
        if self.query(Prompt):
            return
        self.searched_from = self.view
        prompt = Prompt(placeholder="search", id="search")
        await self.mount(prompt)
        self.place_search()
        prompt.focus()

    def resize(self, cols: int, rows: int) -> None:
        """The line stays in the status row."""
        super().resize(cols, rows)
        self.place_search()

    def place_search(self) -> None:
        """Lay the typed line over the left of the status row."""
        shape = self.view.geometry
        for prompt in self.query("#search").results(Prompt):
            row = shape.status if shape.status is not None else shape.rows - 1
            prompt.styles.offset = (shape.left, row)
            prompt.styles.width = shape.measure

    @on(Input.Changed, "#search")
    def look_for(self, event: Input.Changed) -> None:
        """Show the first place from here on."""
        hits = find(self.view.essay.text, event.value)
        start = self.searched_from.place
        first = next((hit for hit in hits if hit[0] >= start), hits[0] if hits else None)
        self.view = self.found(self.origin, first)._replace(hits=hits)
        self.draw()

    @on(Prompt.Given, "#search")
    async def stay(self, event: Prompt.Given) -> None:
        """Enter: one is where it was found."""
        await event.prompt.remove()
        if event.text and not self.view.hits:
            self.view = self.origin
            self.say(f"not found: {event.text}")
        elif self.view.place != self.searched_from.place:
            self.show(self.desk.arrived(self.view))
        else:
            self.draw()

    @on(Prompt.Left, "#search")
    async def return_(self, event: Prompt.Left) -> None:
        """Escape: back to where one was, to the very page."""
        await event.prompt.remove()
        self.view = self.origin
        self.draw()

    @property
    def origin(self) -> View:
        """Where the search began, on the screen and with the marks there are now."""
        now = self.view
        return self.searched_from._replace(cols=now.cols, rows=now.rows, kept=now.kept)

    def action_search_next(self) -> None:
        """The next place found; after the last the first again, and that is said."""
        self.step_hit(1)

    def action_search_previous(self) -> None:
        """The place found before; before the first the last, and that is said."""
        self.step_hit(-1)

    def step_hit(self, step: int) -> None:
        """Another place found."""
        hits = self.view.hits
        if not hits:
            self.say("nothing searched for")
            return
        here = self.view.chosen or (self.view.place - (step > 0), 0)
        if step > 0:
            hit = next((one for one in hits if one[0] > here[0]), None)
        else:
            hit = next((one for one in reversed(hits) if one[0] < here[0]), None)
        wrapped = hit is None
        number = hits.index(hit or hits[0 if step > 0 else -1])
        said = f"{number + 1} of {len(hits)}" + (", from the other end" if wrapped else "")
        self.show(self.found(self.view, hits[number])._replace(hits=hits, message=said))

    def found(self, view: View, hit: tuple[int, int] | None) -> View:
        """The page with a place found, underlined there."""
        if hit is None:
            return view._replace(chosen=None)
        shown = view.shown if not view.at_related else None
        if shown is None or not shown[0] <= hit[0] < shown[1]:
            view = walk.go(view, hit[0])
        return view._replace(chosen=hit)
