"""The one list: shelf, contents, links, notebook, keys and palette are all made of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from textual import events, on
from textual.geometry import Offset
from textual.widgets import Input

from quietread.core import listing
from quietread.core.frame import Geometry, Picture
from quietread.core.listing import Item, Listing
from quietread.ui.room import Room, bindings
from quietread.ui.widgets import Prompt

What = TypeVar("What")
"""What an item stands for that can be chosen."""
NOTHING, NOT_HERE = "nothing found", "its essay is not in this library"


class ListRoom(Room, Generic[What]):
    """A list to choose from, with a filter. Subclasses say what is listed, and what choosing does."""

    BINDINGS = bindings("lists")

    def __init__(self, *, title: str = "", empty: str = "", hint: str = "") -> None:
        """`empty`: said where there is nothing to list; `hint`: stands where no message does."""
        super().__init__()
        manner = self.desk.manner
        self.listing = Listing(
            (), *self.app.size, title, measure=manner.measure, narrow=manner.narrow, hint=hint
        )
        self.offered: tuple[tuple[Item, What | None], ...] = ()
        """Everything there is to choose from, of which a filter shows a part."""
        self.shown: tuple[tuple[Item, What | None], ...] = ()
        self.query_text = ""
        self.empty = empty
        self.above = 0
        """How many items stand above the first that is chosen if nothing else is."""
        self._folded: tuple[str, ...] | None = None

    def chose(self, what: What) -> None:
        """An item was chosen that stands for this."""
        raise NotImplementedError

    def drawing(self) -> Picture:
        """The items that fit, and what is said of them."""
        return listing.list_picture(self.listing, self.message)

    @property
    def geometry(self) -> Geometry:
        """Where the list stands on the screen."""
        return self.listing.geometry

    def resize(self, cols: int, rows: int) -> None:
        """Show as much as another size holds; the choice stays."""
        self.listing = listing.resized(self.listing, cols, rows)

    def show(self, shown: Listing) -> None:
        """The one place where the list changes."""
        self.listing = shown
        self.draw()

    def offer(
        self,
        offered: Iterable[tuple[Item, What | None]],
        chosen: int | None = None,
        folded: tuple[str, ...] | None = None,
    ) -> None:
        """List other items under the same filter; what was chosen stays so if it is still there.

        `folded`: what they are found by, if that is known.
        """
        was = self.listing.item
        self.offered, self._folded = tuple(offered), folded
        self.filter(self.query_text)
        at = listing.place_of(was, self.listing.items) if chosen is None else chosen
        if at is not None:
            self.pick(at)

    def filter(self, query: str) -> None:
        """List only what holds every word of `query`."""
        self.query_text = query
        self.shown, chosen, empty = self.offered, self.above, self.empty
        if query.strip():
            if self._folded is None:
                self._folded = listing.searchable(tuple(item for item, _ in self.offered))
            found = listing.matching(self._folded, query)
            self.shown, chosen, empty = tuple(self.offered[index] for index in found), 0, NOTHING
        self.listing = self.listing._replace(first=0)
        self.list_shown(chosen, empty)

    def list_shown(self, chosen: int, empty: str) -> None:
        """List what is shown, one of it chosen. `empty`: said if there is nothing."""
        items = tuple(item for item, _ in self.shown)
        self.show(listing.choose(self.listing._replace(items=items, chosen=0, empty=empty), chosen))

    @property
    def what(self) -> What | None:
        """What the chosen item stands for, None if there is none."""
        return self.shown[self.listing.chosen][1] if self.shown else None

    def pick(self, index: int) -> None:
        """Choose what is listed at `index` now."""
        self.show(listing.choose(self.listing, index))

    def action_read_on(self) -> None:
        """A screen of items further."""
        self.show(listing.turned(self.listing, 1))

    def action_read_back(self) -> None:
        """A screen of items back."""
        self.show(listing.turned(self.listing, -1))

    def action_step_cursor(self, step: int) -> None:
        """So many items further."""
        self.show(listing.moved(self.listing, step))

    def action_step_paragraph(self, step: int) -> None:
        """So many groups further."""
        self.show(listing.next_group(self.listing, step))

    def action_first(self) -> None:
        """The first item."""
        self.pick(0)

    def action_last(self) -> None:
        """The last item."""
        self.pick(len(self.listing.items) - 1)

    def action_choose(self) -> None:
        """Do what choosing this item does."""
        if self.what is not None:
            self.chose(self.what)

    def action_number(self, number: int) -> None:
        """Take the item with this number from the top of the list."""
        at = number - 1 + (0 if self.query_text else self.above)
        if at < len(self.listing.items):
            self.pick(at)
            self.action_choose()

    def action_copy(self) -> None:
        """Copy the item's title."""
        item = self.listing.item
        self.copy(item.title if item is not None else "")

    def action_close(self) -> None:
        """Take a filter away; without one, close."""
        if self.query_text:
            self.filter("")
        else:
            self.action_back()

    def action_back(self) -> None:
        """Close."""
        self.app.shut(self)

    def action_quit(self) -> None:
        """Close: quitting leaves the list, not quietread."""
        self.app.shut(self)

    async def action_search(self) -> None:
        """Filter the items by what one types."""
        await self.type_in(Prompt(self.query_text, id="filter"))

    @on(Input.Changed, "#filter")
    def _filter_as_typed(self, event: Input.Changed) -> None:
        self.filter(event.value)

    @on(Prompt.Given, "#filter")
    async def _filtered(self, event: Prompt.Given) -> None:
        # the filter stands; Enter again chooses
        await event.line.remove()

    @on(Prompt.Left, "#filter")
    async def _unfiltered(self, event: Prompt.Left) -> None:
        await event.line.remove()
        self.filter("")

    @on(events.Key)
    def _move_while_typing(self, event: events.Key) -> None:
        if self.focused is None or event.key not in ("up", "down", "pageup", "pagedown"):
            return
        event.stop()
        go = listing.turned if event.key.startswith("page") else listing.moved
        self.show(go(self.listing, 1 if event.key.endswith("down") else -1))
        self.app.cursor_position = Offset(*self.page.picture.cursor)
