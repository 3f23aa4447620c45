"""A list whose filter goes on where titles end: in the texts, and in what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.message import Message
from textual.worker import WorkerCancelled, get_current_worker

from quietread.core.commands import COMMANDS
from quietread.core.listing import Item, Listing, choose
from quietread.core.text import line
from quietread.core.view import View
from quietread.core.wrap import cells
from quietread.desk import Desk
from quietread.ui import messages
from quietread.ui.list import NOTHING, ListRoom
from quietread.ui.room import Room, action_name
from quietread.ui.widgets import Paint, Prompt, Wardrobe

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
OFTEN = 0.15
"""Seconds between two looks at what has been found so far."""
BEFORE, AFTER = 20, 120
"""Cells shown before what was found, so that it is in sight on a narrow screen too, and characters after it."""

Choice = tuple[Item, Message | None]
"""What is listed, and what is asked for when it is chosen."""


class Found(Message):
    """What the texts and notes hold of what is being typed."""

    def __init__(self, query: str, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self.query = query
        self.choices = choices


class FindingRoom(ListRoom):
    """Titles as one types; from three letters on, what holds the words follows."""

    def __init__(self, desk: Desk, paint: Paint, shown: Listing) -> None:
        super().__init__(desk, paint, shown)
        self.further: tuple[Choice, ...] = ()
        """What follows the titles."""

    @cached_property
    def finding(self) -> Search:
        """What looks through texts and notes; imported when something is looked for."""
        from quietread.finding import Search

        return Search(self.desk)

    def chose_found(self, wanted: Message) -> None:
        """Something that follows the titles was chosen."""
        raise NotImplementedError

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
            self.list_found(empty="")

    @work(thread=True, exclusive=True, group="find", exit_on_error=False)
    def look_for(self, query: str) -> None:
        """Look through the texts and the notes."""
        worker = get_current_worker()
        found: list[Choice] = []
        told = monotonic()

        def go_on(done: int, total: int) -> None:
            if worker.is_cancelled:
                raise WorkerCancelled(query)

        def tell(done: int, total: int) -> None:
            nonlocal told
            go_on(done, total)
            if done < total and monotonic() - told > OFTEN:
                told = monotonic()
                far = Item(f"{done:,} of {total:,} essays looked through", group=IN_TEXTS, quiet=True)
                self.post_message(Found(query, (*found, (far, None))))

        for one in self.finding.in_texts(query, tell):
            if len(found) == MOST:
                found.append((Item("and others", group=IN_TEXTS, quiet=True), None))
                break
            found.append(_in_text(one, query))
        if found:
            self.post_message(Found(query, tuple(found)))
        found += [_in_notes(one, query, self.desk) for one in self.finding.in_notes(query)[:MOST]]
        go_on(0, 0)
        self.post_message(Found(query, tuple(found)))
        self.finding.renew(go_on)

    @on(Found)
    def show_found(self, event: Found) -> None:
        """Show what was found, unless something else has been typed since."""
        if event.query == self.query_text:
            self.further = event.choices
            self.list_found(empty=NOTHING)

    def list_found(self, *, empty: str) -> None:
        """List what follows the titles; the choice stays where it is. `empty`: said if there is nothing."""
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
            self.chose_found(wanted)
        elif not item.quiet:
            self.say(NOT_HERE)

    def action_copy(self) -> None:
        """Copy the title, or the words kept, of whatever is chosen."""
        item = self.listing.item
        if item is None or self.chosen_index is not None:
            super().action_copy()
        else:
            self.copy(item.title)


def _in_text(found: InText, query: str) -> Choice:
    from quietread.core.find import excerpt

    start, end = found.spans[0]
    before = BEFORE
    while before and cells(found.text[max(0, start - before) : start]) > BEFORE:
        before -= 1
    shown = excerpt(found.text, start, end, before=before, after=AFTER)
    places = f"{len(found.spans)} places" if len(found.spans) > 1 else ""
    item = Item(found.entry.title, shown.text, side=places, group=IN_TEXTS, apart=True, lit=shown.lit)
    return item, messages.Read(found.entry.slug, sought=query)


def _in_notes(one: Noted, query: str, desk: Desk) -> Choice:
    mark = one.mark
    entry = desk.library().by_id.get(one.essay)
    said = line(mark.note) if mark else ""
    quote = line(mark.quote) if mark else ""
    item = Item(quote or said, said or one.title, group=IN_NOTES, apart=True, marked=True)
    return item, messages.Read(entry.slug, mark.id, query) if entry and mark else None


Offer = tuple[Item, Message]

HIDDEN = ("palette", "choose", "number", "close")
"""Commands that mean nothing by name: they are about what is chosen on a screen."""


class Palette(FindingRoom):
    """Type a few letters and press Enter."""

    def __init__(
        self, desk: Desk, paint: Paint, size: tuple[int, int], *, under: Room, view: View | None
    ) -> None:
        """`under`: the screen one comes from; `view`: the essay that is open, if one is."""
        self.choices = [
            *_commands(desk, under),
            *_sections(view),
            *_essays(desk),
            *_themes(desk),
        ]
        shown = Listing(
            tuple(item for item, _ in self.choices),
            *size,
            empty="nothing of that name",
            measure=desk.manner.measure,
            narrow=desk.look.narrow,
        )
        super().__init__(desk, paint, shown)

    async def on_mount(self) -> None:
        """One comes here to type."""
        await self.action_search()

    def chose(self, index: int) -> None:
        """Close, and do it."""
        self.post_message(messages.Instead(self, self.choices[index][1]))

    def chose_found(self, wanted: Message) -> None:
        """Close, and go there."""
        self.post_message(messages.Instead(self, wanted))

    @on(Prompt.Given, "#filter")
    async def filtered(self, event: Prompt.Given) -> None:
        """Enter takes the chosen one at once."""
        if self.chosen_index is None:
            self.type_in(event.prompt)
        self.action_choose()

    @on(Prompt.Left, "#filter")
    async def unfiltered(self, event: Prompt.Left) -> None:
        """Escape closes."""
        self.leave()

    @on(events.Key)
    def page_through(self, event: events.Key) -> None:
        """Pages turn while one types."""
        if event.key in ("pagedown", "pageup"):
            event.stop()
            (self.action_read_on if event.key == "pagedown" else self.action_read_back)()


def _commands(desk: Desk, under: Room) -> Iterator[Offer]:
    for command in COMMANDS:
        words = command.words(under.CONTEXT)
        if words and command.id not in HIDDEN and under.can(action_name(command)):
            keys = desk.keymap.shown(command.id, plain=not desk.look.narrow)
            item = Item(words, side=keys[0] if keys else "", group="commands", words=command.id)
            yield item, messages.Run(action_name(command), command.id)


def _sections(view: View | None) -> Iterator[Offer]:
    for section in view.essay.sections if view else ():
        if section.heading:
            yield Item(section.heading, group="sections"), messages.GoTo(section.start)


def _essays(desk: Desk) -> Iterator[Offer]:
    # a library that is still being looked through would keep the reader waiting
    for entry in desk.library().entries if desk.stacks.prepared else ():
        item = Item(entry.title, side=f"{entry.minutes} min", group="essays", words=entry.author)
        yield item, messages.Read(entry.slug)


def _themes(desk: Desk) -> Iterator[Offer]:
    if desk.look.colour:
        for name in Wardrobe(desk).themes:
            yield Item(f"theme: {name}", group="themes"), messages.Wear(name)
