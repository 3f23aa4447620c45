"""The shelf, and what it shares with the palette: a filter that goes on where titles end, in texts and notes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual import work

from quietread.core.commands import Command
from quietread.core.keys import hint
from quietread.core.listing import Item
from quietread.core.text import line
from quietread.core.wrap import cells
from quietread.offers import Shelved
from quietread.ui.list import NOT_HERE, NOTHING, ListRoom
from quietread.ui.patience import Telling

if TYPE_CHECKING:
    from quietread.finding import Search
    from quietread.noted import Noted
    from quietread.storage.texts import InText

IN_TEXTS, IN_NOTES = "in the texts", "in your notes"
LEAST = 3
"""Cells of what is typed from which texts are looked through: three letters, two characters of Chinese."""
MOST = 100
"""Essays, and things kept, that are listed; who has so many types another word."""
BEFORE, AFTER = 20, 120
"""Cells shown before what was found, which is to be in sight on a narrow screen too; characters after it."""

HINTS = (("choose", "read"), ("search", "filter"), ("help", "keys"))
EMPTY = "no essays here; quietread add FILE brings one in"

Outcome = Callable[[], object]
"""What comes of choosing an item."""
Offer = tuple[Item, Outcome | None]


class FindingRoom(ListRoom[Outcome]):
    """Titles as one types; from three letters on, what holds the words follows."""

    @cached_property
    def finding(self) -> Search:
        """What looks through texts and notes; imported when something is looked for."""
        from quietread.finding import Search

        return Search(self.desk)

    async def action_search(self) -> None:
        """Filter, and look further than titles."""
        self.finding.look_again()
        await super().action_search()

    def filter(self, query: str) -> None:
        """List the titles that hold every word; what follows them is looked for meanwhile."""
        super().filter(query)
        self._titles = self.shown
        if cells(query.strip()) < LEAST:
            self.workers.cancel_group(self, "find")
        else:
            self.look_for(query)
            self.list_shown(self.listing.chosen, "")

    @work(thread=True, exclusive=True, group="find", exit_on_error=False)
    def look_for(self, query: str) -> None:
        """Look through the texts and the notes."""
        found: list[Offer] = []

        def so_far(done: int, total: int) -> None:
            far = Item(f"{done:,} of {total:,} essays looked through", group=IN_TEXTS, quiet=True)
            self.call_later(self.show_further, query, (*found, (far, None)))

        tell = Telling(so_far)
        for one in self.finding.in_texts(query, tell):
            if len(found) == MOST:
                found.append((Item("and others", group=IN_TEXTS, quiet=True), None))
                break
            found.append(self._in_text(one, query))
        if found:
            self.call_later(self.show_further, query, tuple(found))
        found += [self._in_notes(one, query) for one in self.finding.in_notes(query)[:MOST]]
        tell.end_if_left()
        self.call_later(self.show_further, query, tuple(found))
        self.finding.renew(Telling())

    def show_further(self, query: str, found: tuple[Offer, ...]) -> None:
        """List what texts and notes hold of what is being typed, unless something else has been typed since."""
        if query == self.query_text:
            self.shown = (*self._titles, *found)
            self.list_shown(self.listing.chosen, NOTHING)

    def action_choose(self) -> None:
        """Do what the item is for; of one that is not in this library, say so."""
        item = self.listing.item
        if item is not None and self.what is None and not item.quiet:
            self.say(NOT_HERE)
        else:
            super().action_choose()

    def chose(self, what: Outcome) -> None:
        """Do it."""
        what()

    def _in_text(self, found: InText, query: str) -> Offer:
        from quietread.core.find import excerpt

        start, end = found.spans[0]
        before = BEFORE
        while before and cells(found.text[max(0, start - before) : start]) > BEFORE:
            before -= 1
        shown = excerpt(found.text, start, end, before=before, after=AFTER)
        places = f"{len(found.spans)} places" if len(found.spans) > 1 else ""
        item = Item(found.entry.title, shown.text, side=places, group=IN_TEXTS, apart=True, lit=shown.lit)
        return item, partial(self.app.read, found.entry.slug, sought=query)

    def _in_notes(self, one: Noted, query: str) -> Offer:
        mark = one.mark
        entry = self.desk.library().by_id.get(one.essay)
        said = line(mark.note) if mark else ""
        quote = line(mark.quote) if mark else ""
        item = Item(quote or said, said or one.title, group=IN_NOTES, apart=True, marked=True)
        return item, partial(self.app.read, entry.slug, mark.id, query) if entry and mark else None


class Shelf(FindingRoom):
    """Choose an essay. Shown from the index at once; the folders are looked through meanwhile."""

    def __init__(self) -> None:
        desk = self.app.desk
        keys = hint(desk.key, *HINTS, between="  ", apart="      ")
        # many essays that were never looked through take a while
        self.known = desk.stacks.at_hand()
        super().__init__(title="quietread", empty=EMPTY if self.known else "", hint=keys)
        self.message = desk.hints.noticed()
        self.hint = keys
        self.counts: dict[str, int] = {}
        self.shelved: tuple[Shelved, ...] = desk.shelf() if self.known else ()
        self.echo: Noted | None = None
        # where one returned before, one will today: its row is kept, so that nothing moves
        self.echoing = desk.settled.settings.echo and bool(desk.progress.echoes())
        self._list()

    def _list(self) -> None:
        """The echo, if there is one, then a row or two for each essay."""
        read = self.app.read
        essays = [(self._item(one), partial(read, one.entry.slug)) for one in self.shelved]
        echo: list[Offer] = []
        if self.echoing and essays:
            mark = self.echo.mark if self.echo else None
            quote = line(mark.quote) if mark else ""
            item = Item(quote, marked=mark is not None, quiet=True, apart=True)
            echo = [(item, self._open_echo)]
        self.above = len(echo)
        self.offer([*echo, *essays])

    def _item(self, one: Shelved) -> Item:
        entry, marks = one.entry, self.counts.get(one.entry.id)
        bar = "▌" if self.desk.look.narrow else "|"
        facts = one.state, f"{bar}{marks}" if marks else "", f"{entry.minutes} min"
        side = "   ".join(filter(None, facts))
        return Item(entry.title, entry.line, side=side, group=one.group, words=entry.author, apart=True)

    def on_mount(self) -> None:
        """List what is known, and look whether that is still so."""
        self.look_through()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def look_through(self) -> None:
        """Look through the marks and the folders, and make the first search quick."""
        if self.desk.settled.settings.echo:
            from quietread.noted import returned

            self.call_later(self._show_echo, returned(self.desk))
        self.counts = self.desk.tally.counts()
        if self.desk.look_again(self._telling("looked through")) != self.known or self.counts:
            self.call_later(self._renew)
        self.call_later(self._say_busy, "")
        self.finding.renew(self._telling("made ready to be searched"))
        self.call_later(self._say_busy, "")

    def _telling(self, what: str) -> Telling:
        return Telling(
            lambda done, total: self.call_later(self._say_busy, f"{done:,} of {total:,} essays {what}")
        )

    def _renew(self) -> None:
        self.empty = EMPTY
        self.shelved = self.desk.shelf()
        self._list()

    def _show_echo(self, echo: Noted | None) -> None:
        # in the row kept for it, or above the rest
        self.echo = echo
        self.echoing = echo is not None
        self._list()

    def _say_busy(self, said: str) -> None:
        self.show(self.listing._replace(hint=said or self.hint))

    def _open_echo(self) -> None:
        if self.echo is None or self.echo.mark is None:
            return
        entry = self.desk.library().by_id.get(self.echo.essay)
        if entry is None:
            self.say(NOT_HERE)
        else:
            self.app.read(entry.slug, self.echo.mark.id)

    def can(self, command: Command) -> bool:
        """As everywhere, but there is nothing to go back to."""
        return command.id != "back" and super().can(command)

    def action_back(self) -> None:
        """Nothing lies under the shelf: leaving it is quitting."""

    def action_quit(self) -> None:
        """Leave quietread."""
        self.app.exit()
