"""The one list: shelf, contents, links, notebook, keys and palette are all made of it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.geometry import Offset
from textual.widgets import Input

from quietread.core import listing
from quietread.core.frame import Picture
from quietread.core.listing import Item, Listing
from quietread.desk import Desk
from quietread.ui import messages
from quietread.ui.room import Room, bindings
from quietread.ui.widgets import Paint, Prompt

NOTHING = "nothing found"
"""Said where a filter lets nothing through."""


class ListRoom(Room):
    """A list to choose from, with a filter. Subclasses say what is listed and what choosing does."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("lists")

    def __init__(self, desk: Desk, paint: Paint, shown: Listing) -> None:
        super().__init__(desk, paint)
        self.listing = shown
        self.items = shown.items
        """Everything listed, of which a filter shows a part."""
        self.query_text = ""
        self.empty = shown.empty
        """Said where there is nothing to list."""
        self.above = 0
        """How many items stand above the first that is offered."""
        self._found: tuple[int, ...] = tuple(range(len(shown.items)))
        self._folded: tuple[str, ...] | None = None

    def chose(self, index: int) -> None:
        """The item at this index of `items` was chosen."""
        raise NotImplementedError

    def drawing(self) -> Picture:
        """The list."""
        return listing.list_picture(self.listing)

    def resize(self, cols: int, rows: int) -> None:
        """The choice stays in sight."""
        self.listing = listing.resized(self.listing, cols, rows)
        for prompt in self.query(Prompt):
            self.place_prompt(prompt)

    def clear(self) -> bool:
        """Messages stand until the next key."""
        said = bool(self.listing.message)
        self.listing = replace(self.listing, message="")
        return said

    def say(self, message: str) -> None:
        """A message in the status row."""
        self.show(replace(self.listing, message=message))

    def show(self, shown: Listing) -> None:
        """The one place where the list changes."""
        self.listing = shown
        self.draw()

    def set_items(self, items: tuple[Item, ...], folded: tuple[str, ...] | None = None) -> None:
        """List other items; filter and message stand, and so does the choice if its item is still there.

        `folded`: what they are found by, if that is known.
        """
        chosen, said = self.listing.item, self.listing.message
        self.items, self._folded = items, folded
        self.filter(self.query_text)
        at = listing.place_of(chosen, self.listing.items)
        if at is not None:
            self.show(listing.choose(self.listing, at))
        if said:
            self.say(said)

    def filter(self, query: str) -> None:
        """List only what holds every word of `query`."""
        self.query_text = query
        filtered = bool(query.strip())
        if filtered and self._folded is None:
            self._folded = listing.searchable(self.items)
        self._found = listing.matching(self._folded, query) if self._folded else tuple(range(len(self.items)))
        self.show(
            replace(
                self.listing,
                items=self.titles,
                chosen=0 if filtered else min(self.above, max(0, len(self.items) - 1)),
                first=0,
                empty=NOTHING if filtered else self.empty,
            )
        )

    @property
    def titles(self) -> tuple[Item, ...]:
        """What the filter lets through."""
        return tuple(self.items[index] for index in self._found)

    def action_read_on(self) -> None:
        """A screenful further."""
        self.show(listing.turned(self.listing, 1))

    def action_read_back(self) -> None:
        """A screenful back."""
        self.show(listing.turned(self.listing, -1))

    def action_cursor_down(self) -> None:
        """The next item."""
        self.show(listing.moved(self.listing, 1))

    def action_cursor_up(self) -> None:
        """The item before."""
        self.show(listing.moved(self.listing, -1))

    def action_paragraph_down(self) -> None:
        """The next group."""
        self.show(listing.next_group(self.listing, 1))

    def action_paragraph_up(self) -> None:
        """The group before."""
        self.show(listing.next_group(self.listing, -1))

    def action_first(self) -> None:
        """The first item."""
        self.show(listing.choose(self.listing, 0))

    def action_last(self) -> None:
        """The last item."""
        self.show(listing.choose(self.listing, len(self.listing.items) - 1))

    def action_choose(self) -> None:
        """Take the chosen item."""
        index = self.chosen_index
        if index is not None:
            self.chose(index)

    def action_copy(self) -> None:
        """Copy what the chosen item is about."""
        index = self.chosen_index
        self.copy(self.copied(index) if index is not None else "")

    def copied(self, index: int) -> str:
        """What `copy` takes of the item at this index of `items`: its title, if nothing else is said."""
        return self.items[index].title

    @property
    def chosen_index(self) -> int | None:
        """Index into `items` of the chosen one, None if it is none of them."""
        chosen = self.listing.chosen
        return self._found[chosen] if self.listing.items and chosen < len(self._found) else None

    def pick(self, index: int) -> None:
        """Choose what is listed at `index` now."""
        self.show(listing.choose(self.listing, index))

    def action_number(self, number: int) -> None:
        """Take the item with this number from the top of the list."""
        at = number - 1 + (0 if self.query_text else self.above)
        if at < len(self.listing.items):
            self.show(listing.choose(self.listing, at))
            self.action_choose()

    def action_close(self) -> None:
        """Empty the filter, or close."""
        if self.query_text:
            self.filter("")
        else:
            self.leave()

    def action_back(self) -> None:
        """Close."""
        self.leave()

    def action_quit(self) -> None:
        """Close."""
        self.leave()

    def leave(self) -> None:
        """Go back to what lies under the list."""
        self.post_message(messages.Close(self))

    async def action_search(self) -> None:
        """Type a filter."""
        await self.ask("filter", self.query_text)

    async def ask(self, what: str, text: str) -> None:
        """Ask for a line of text, beginning with `text`; the prompt's id is `what`.

        A key that was on its way while the line came does not bring another, and a list that is being left none.
        """
        if self.query(Prompt) or not self.is_attached:
            return
        prompt = Prompt(text, id=what)
        await self.mount(prompt)
        self.place_prompt(prompt)
        self.type_in(prompt)

    def place_prompt(self, prompt: Prompt) -> None:
        """Lay the typed line over the status row."""
        shape = self.listing.geometry
        row = shape.status if shape.status is not None else self.listing.rows - 1
        prompt.styles.offset = (shape.left, row)
        prompt.styles.width = shape.measure

    @on(Input.Changed, "#filter")
    def typed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        self.filter(event.value)

    @on(Prompt.Given, "#filter")
    async def filtered(self, event: Prompt.Given) -> None:
        """The filter stands; Enter again chooses."""
        await event.prompt.remove()

    @on(Prompt.Left, "#filter")
    async def unfiltered(self, event: Prompt.Left) -> None:
        """The whole list again."""
        await event.prompt.remove()
        self.filter("")

    @on(events.Key)
    def through_the_filter(self, event: events.Key) -> None:
        """Arrows move the choice while a filter is typed."""
        if self.focused is not None and event.key in ("up", "down"):
            event.stop()
            self.show(listing.moved(self.listing, 1 if event.key == "down" else -1))
            self.app.cursor_position = Offset(*self.page.picture.cursor)
