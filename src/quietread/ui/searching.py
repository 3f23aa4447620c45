"""The skill of searching in the essay."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

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
        self.searched_from = self.view._replace(hits=(), chosen=None)
        prompt = Prompt(placeholder="search", id="search")
        await self.mount(prompt)
        self.place_search()
        self.type_in(prompt)

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

    @property
    def origin(self) -> View:
        """Where one was when the search began, with what has become of screen and marks since."""
        now = self.view
        return self.searched_from._replace(cols=now.cols, rows=now.rows, manner=now.manner, kept=now.kept)

    @on(Input.Changed, "#search")
    def look_for(self, event: Input.Changed) -> None:
        """Show the first place from here on."""
        from quietread.core import find

        self.view = find.sought(self.origin, event.value)
        self.draw()

    @on(Prompt.Given, "#search")
    async def stay(self, event: Prompt.Given) -> None:
        """Enter: one is where it was found. Without words it is the search before that goes on."""
        from quietread.core import find

        await event.prompt.remove()
        found, self.view = self.view, self.origin
        if not event.text.strip():
            self.step_hit(1)
        elif not found.hits:
            self.show(self.view._replace(sought=event.text, message=f"not found: {event.text}"))
        else:
            self.show(found)
            self.show(find.settled(self.view))

    @on(Prompt.Left, "#search")
    async def return_(self, event: Prompt.Left) -> None:
        """Escape: back to where one was, to the very page."""
        await event.prompt.remove()
        self.view = self.origin
        self.draw()

    def action_search_next(self) -> None:
        """The next place found; after the last the first again, and that is said."""
        self.step_hit(1)

    def action_search_previous(self) -> None:
        """The place found before; before the first the last, and that is said."""
        self.step_hit(-1)

    def step_hit(self, step: int) -> None:
        """Another place found."""
        from quietread.core import find

        if not self.view.sought:
            self.say("nothing searched for")
        else:
            self.go(find.stepped(self.view, step), f"not found: {self.view.sought}")
