"""Lists whose filter goes on where titles end, in the texts and in what is kept; and the palette, one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.message import Message

from quietread.core.commands import COMMANDS
from quietread.core.listing import Item, choose
from quietread.core.text import line
from quietread.core.view import View
from quietread.core.wrap import cells
from quietread.desk import Desk
from quietread.ui.list import NOTHING, ListRoom
from quietread.ui.patience import Telling
from quietread.ui.room import Room
from quietread.ui.widgets import Prompt

if TYPE_CHECKING:
    from quietread.finding import Search
    from quietread.noted import Noted
    from quietread.storage.texts import InText

IN_TEXTS, IN_NOTES = "in the texts", "in your notes"
NOT_HERE = "its essay is not in this library"
LEAST = 3
"""Cells of what is typed from which texts are looked through: three letters, two characters of Chinese."""
MOST = 100
"""Essays, and things kept, that are listed; who has so many types another word."""
BEFORE, AFTER = 20, 120
"""Cells shown before what was found, so that it is in sight on a narrow screen too, and characters after it."""
HIDDEN = ("palette", "choose", "number", "close")
"""Commands that mean nothing by name: they are about what is chosen on a screen."""

Found = tuple[Item, tuple[str, str, str] | None]
"""What is listed, and the essay, mark and words with which it is opened; None if it cannot be."""
Offer = tuple[Item, Callable[[], object]]
"""What is listed, and what comes of it."""


class FindingRoom(ListRoom):
    """Titles as one types; from three letters on, what holds the words follows."""

    further: tuple[Found, ...] = ()
    """What follows the titles."""

    @dataclass
    class Further(Message):
        """What the texts and notes hold of what is being typed."""

        query: str
        found: tuple[Found, ...]

    @cached_property
    def finding(self) -> Search:
        """What looks through texts and notes; imported when something is looked for."""
        from quietread.finding import Search

        return Search(self.desk)

    async def action_search(self) -> None:
        """Type a filter."""
        self.finding.look_again()
        await super().action_search()

    def filter(self, query: str) -> None:
        """List the titles that hold every word; what follows them is looked for meanwhile."""
        super().filter(query)
        if cells(query.strip()) < LEAST:
            self.workers.cancel_group(self, "find")
            self.further = ()
        else:
            self.look_for(query)
            self._list_further(empty="")

    @work(thread=True, exclusive=True, group="find", exit_on_error=False)
    def look_for(self, query: str) -> None:
        """Look through the texts and the notes."""
        found: list[Found] = []

        def so_far(done: int, total: int) -> None:
            far = Item(f"{done:,} of {total:,} essays looked through", group=IN_TEXTS, quiet=True)
            self.post_message(self.Further(query, (*found, (far, None))))

        tell = Telling(so_far)
        for one in self.finding.in_texts(query, tell):
            if len(found) == MOST:
                found.append((Item("and others", group=IN_TEXTS, quiet=True), None))
                break
            found.append(_in_text(one, query))
        if found:
            self.post_message(self.Further(query, tuple(found)))
        found += [_in_notes(one, query, self.desk) for one in self.finding.in_notes(query)[:MOST]]
        tell.end_if_left()
        self.post_message(self.Further(query, tuple(found)))
        self.finding.renew(Telling())

    @on(Further)
    def _show_further(self, event: Further) -> None:
        if event.query == self.query_text:  # else something has been typed since
            self.further = event.found
            self._list_further(empty=NOTHING)

    def _list_further(self, *, empty: str) -> None:
        items = (*self.titles, *(item for item, _ in self.further))
        self.show(choose(replace(self.listing, items=items, empty=empty), self.listing.chosen))

    def action_choose(self) -> None:
        """Take the chosen item."""
        at = self.listing.chosen - len(self.titles)
        if not 0 <= at < len(self.further):
            super().action_choose()
            return
        item, wanted = self.further[at]
        if wanted is not None:
            self.read(*wanted)
        elif not item.quiet:
            self.say(NOT_HERE)

    def read(self, slug: str, mark: str, sought: str) -> None:
        """Open what was found, where it was."""
        self.app.read(slug, mark, sought)

    def action_copy(self) -> None:
        """Copy the title, or the words kept, of whatever is chosen."""
        item = self.listing.item
        if item is None or self.chosen_index is not None:
            super().action_copy()
        else:
            self.copy(item.title)


class Palette(FindingRoom):
    """Every command, essay, section and theme by its name: type a few letters and press Enter."""

    def __init__(self, under: Room, view: View | None) -> None:
        """`under`: the screen one comes from; `view`: the essay that is open, if one is."""
        super().__init__(empty="nothing of that name")
        self.under = under
        self.choices = [*self._commands(), *self._sections(view), *self._essays(), *self._themes()]
        self.list_items(tuple(item for item, _ in self.choices))

    async def on_mount(self) -> None:
        """One comes here to type."""
        await self.action_search()

    def chose(self, index: int) -> None:
        """Close, and do it; a second choice made before it closed is none."""
        if self.app.shut(self):
            self.app.call_later(self.choices[index][1])

    def read(self, slug: str, mark: str, sought: str) -> None:
        """Close, and open it."""
        if self.app.shut(self):
            super().read(slug, mark, sought)

    @on(Prompt.Given, "#filter")
    def _take(self, event: Prompt.Given) -> None:
        # Enter takes the chosen one at once; where nothing is found one goes on typing
        if self.listing.item is None:
            event.prevent_default()
            self.type_on(event.line)
        self.action_choose()

    @on(Prompt.Left, "#filter")
    def _leave(self, event: Prompt.Left) -> None:
        self.leave()

    @on(events.Key)
    def _turn_while_typing(self, event: events.Key) -> None:
        if event.key in ("pagedown", "pageup"):
            event.stop()
            (self.action_read_on if event.key == "pagedown" else self.action_read_back)()

    def _commands(self) -> Iterator[Offer]:
        keymap, plain = self.desk.keymap, not self.desk.look.narrow
        for command in COMMANDS:
            words = command.words(self.under.CONTEXT)
            if words and command.id not in HIDDEN and self.under.can(command):
                keys = keymap.shown(command.id, plain=plain)
                item = Item(words, side=keys[0] if keys else "", group="commands", words=command.id)
                yield item, partial(self.under.carry_out, command)

    def _sections(self, view: View | None) -> Iterator[Offer]:
        for section in view.essay.sections if view else ():
            if section.heading:
                yield Item(section.heading, group="sections"), partial(self.app.go_to, section.start)

    def _essays(self) -> Iterator[Offer]:
        # a library that is still being looked through would keep the reader waiting
        for entry in self.desk.library().entries if self.desk.stacks.prepared else ():
            item = Item(entry.title, side=f"{entry.minutes} min", group="essays", words=entry.author)
            yield item, partial(self.app.read, entry.slug)

    def _themes(self) -> Iterator[Offer]:
        if self.desk.look.colour:
            for name in self.app.themes:
                yield Item(f"theme: {name}", group="themes"), partial(self._wear, name)

    def _wear(self, name: str) -> None:
        self.under.arrive()
        self.app.change_theme(name)


def _in_text(found: InText, query: str) -> Found:
    from quietread.core.find import excerpt

    start, end = found.spans[0]
    before = BEFORE
    while before and cells(found.text[max(0, start - before) : start]) > BEFORE:
        before -= 1
    shown = excerpt(found.text, start, end, before=before, after=AFTER)
    places = f"{len(found.spans)} places" if len(found.spans) > 1 else ""
    item = Item(found.entry.title, shown.text, side=places, group=IN_TEXTS, apart=True, lit=shown.lit)
    return item, (found.entry.slug, "", query)


def _in_notes(one: Noted, query: str, desk: Desk) -> Found:
    mark = one.mark
    entry = desk.library().by_id.get(one.essay)
    said = line(mark.note) if mark else ""
    quote = line(mark.quote) if mark else ""
    item = Item(quote or said, said or one.title, group=IN_NOTES, apart=True, marked=True)
    return item, (entry.slug, mark.id, query) if entry and mark else None
