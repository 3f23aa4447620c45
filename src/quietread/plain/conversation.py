"""A conversation: a command a line, and answers that say what a screen would show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from queue import Empty, SimpleQueue
from typing import TextIO

from quietread import noted
from quietread.core.essay import Essay
from quietread.core.keys import NO_KEYS
from quietread.core.parts import Part
from quietread.core.picture import NOTHING
from quietread.core.text import line as one_line
from quietread.core.view import View
from quietread.core.wrap import RIGHT_TO_LEFT
from quietread.desk import LOOKING, Desk
from quietread.errors import QuietreadError
from quietread.journey import Journey
from quietread.noted import Noted
from quietread.plain.lines import (
    Lines,
    about,
    announced,
    ended,
    kept_here,
    links_here,
    many,
    print_rest,
    print_section,
    sentence,
)
from quietread.storage import events
from quietread.storage.events import Event

COLS, ROWS = 80, 24
"""A view wants a screen; nothing of what is said depends on its size."""

Offer = Callable[[str], bool]
"""Hears what is answered to a list; False: it was no answer to that."""

HINT = "Enter reads on. m marks. ? lists the commands. q leaves and keeps your place."
NO_ESSAY = "No essay is open. shelf lists what there is to read."


class Conversation:
    """One reader's conversation; the commands (`commands.TABLE`) are functions that are given it."""

    def __init__(self, desk: Desk, answers: TextIO, lines: Lines) -> None:
        desk.keymap = NO_KEYS
        self.desk = desk
        self.journey = Journey(desk)
        self.hearing = Hearing(desk)
        self.lines = lines
        self.say = lines.say
        self.view: View | None = None
        """Where the reader is; None before the first essay."""
        self.shown = 0
        """Index of the part that was printed last: what sentence numbers count in."""
        self.pausing = False
        """Whether the pause before the next section has been said."""
        self.offer: Offer | None = None
        """The list that was printed last, while a number is taken for an answer to it."""
        self.hand = ""
        """The id of the mark that was kept or chosen last in this section."""
        self.looked: list[Noted | None] = []
        """What `look` listed last; None for what has been dealt with, so that the numbers stay."""
        self.over = False
        self._answers = answers

    def run(self, essay: Essay | None) -> int:
        """Talk until the reader leaves or the input ends; the exit status."""
        from quietread.plain.commands import obey

        if essay is None:
            obey(self, "shelf")
        else:
            view = self.desk.opened(essay, COLS, ROWS)
            self.journey.begin(view)
            self.enter(view)
        first = True
        while not self.over:
            self.say_news()
            answer = self._heard()
            if answer is None and first and self.view is not None:
                print_rest(self.lines, self.view.essay, self.view.parts, self.shown + 1)
            first = False
            self.hear("q" if answer is None else answer)
        return 0

    def hear(self, answer: str) -> None:
        """One line of the reader's: an answer to the list that was printed, or a command."""
        from quietread.plain.commands import obey

        self.desk.keeping.store.look()
        offer, self.offer = self.offer, None
        try:
            if offer is None or not offer(answer):
                obey(self, answer)
        except QuietreadError as error:
            self.say(ended(str(error)) if error.path else sentence(error.message))
            self.offer = self.offer or offer  # nothing has been done, so the list is still the one to answer

    def say_news(self) -> None:
        """What has happened to marks without being asked for."""
        for line in self.hearing.news():
            self.say(line)

    def _heard(self) -> str | None:
        typed = self._answers.isatty()
        self.lines.ask("> " if typed else ">\n")
        line = self._answers.readline()
        if typed and not line.endswith("\n"):
            self.say()  # the prompt is left behind without the Enter that ends its line
        return one_line(line) if line else None

    @property
    def reading(self) -> View:
        """Where the reader is. Raises QuietreadError if no essay is open."""
        if self.view is None:
            raise QuietreadError(NO_ESSAY)
        return self.view

    @property
    def part(self) -> Part:
        """The section that was printed last. Raises QuietreadError if there is none."""
        parts = self.reading.parts
        if not parts:
            raise QuietreadError("there are no words in this essay")
        return parts[self.shown]

    def enter(self, view: View) -> None:
        """Begin or go on with an essay: its title, where one was, the section."""
        for line in about(view.essay, len(view.parts)):
            self.say(line)
        if self.desk.hints.first_time("commands"):
            self.say(HINT)
        self.say()
        if view.message and view.message != RIGHT_TO_LEFT:  # here the terminal orders it
            self.say(sentence(view.message))
        self.go(view)
        self.hearing.look()

    def go(self, view: View, *, reading_on: bool = False) -> None:
        """Come to a place, keep it and print what is there; `reading_on`: by reading, not by a jump."""
        self.pausing = False
        self.hand = ""
        if view.at_related:
            self.wait_for_library()
        self.view = view = self.desk.arrived(view, reading_on=reading_on)
        if view.at_related:
            from quietread.plain.leading import list_related

            # whoever had asked for Related in the middle of the text is still there
            self.view = self.desk.came_from(view) or view
            self.shown = min(self.view.part, max(0, len(view.parts) - 1))
            list_related(self, view.leads, view.quotes)
        else:
            self.shown = view.part
            self.print_section(view.place)

    def print_section(self, start: int = 0) -> None:
        """The section one is at, from the paragraph on that holds `start`, and what a margin would show."""
        view = self.reading
        if not view.parts:
            self.say(NOTHING)
            return
        apart = self.lines.measure is not None
        print_section(self.lines, view.essay, self.part, len(view.parts), apart=apart, start=start)
        self.say()
        # the text comes first: the store may have to look for the marks of an older text
        self.hearing.ready()
        notebook = self.desk.keeping.notebook(view.essay)
        for line in (kept_here(view.essay, notebook, self.part), links_here(self.part)):
            if line:
                self.say(line)

    def doubtful(self) -> tuple[Noted, ...]:
        """What the store would have one look at: in this essay, or without one anywhere."""
        found = noted.of_essay(self.desk, self.view.essay) if self.view else noted.of_library(self.desk)
        return tuple(one for one in found if one.doubtful)

    def wait_for_library(self) -> None:
        """Before something that asks the library: say so, where that will take a while."""
        if self.desk.stacks.at_hand() is None:
            self.say(sentence(LOOKING))

    def whereabouts(self) -> str:
        """The section one is at, in a line."""
        view = self.reading
        if view.at_related or not view.parts:
            return ended(f"The end of {view.essay.title}")
        return announced(view.essay, view.parts[view.part], len(view.parts))


SAVING = (events.KEPT, events.HELD, events.NOT_SAVED)


class Hearing:
    """Hears the events of the store, and puts them into words when the conversation comes to them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told: SimpleQueue[Event] = SimpleQueue()
        self._news: list[str] = []
        self._begun = False
        self.quotes: dict[str, str] = {}
        """The words of the marks that were changed in this conversation, by id, also of those removed."""
        desk.hear = self._told.put

    def ready(self) -> None:
        """Wait until the store has put right what earlier runs left, and found the marks of an older text."""
        if not self._begun:
            self._begun = True
            self._desk.keeping.store.begin()
        self.settle()

    def settle(self) -> None:
        """Wait until the store has done what it was asked."""
        self._desk.keeping.store.settle()

    def changed(self, id: str, said: str = "") -> str:  # noqa: A002
        """What became of a change to the mark `id`: `said` if it is on the disk, else where it is and why.

        Without `said` the words are those of an undo. An `id` of "" is whichever mark was changed.
        """
        in_time = self._desk.keeping.store.settle()
        answer = ""
        for event in self._drain():
            words = self._desk.keeping.heard(event)
            if event.kind not in SAVING or (id and id not in event.ids):
                self._note(event, words)
                continue
            if not words:
                continue
            quote = ended(self._quote(event.essay, id or event.ids[-1]))
            match event.kind:
                case events.KEPT:
                    answer = said or f"{sentence(words)} {quote}"
                case events.HELD:
                    answer = f"Held: {quote} {sentence(event.words)} It goes in by itself."
                case _:
                    answer = f"Not saved: {quote} {sentence(event.words)}"
        if answer or in_time:
            return answer or "Nothing has changed."
        return f"Not saved yet: {ended(self.quotes.get(id, ''))} The disk does not answer."

    def _quote(self, essay: str, id: str) -> str:  # noqa: A002
        """The words of a mark as it is now, or as it was when it was removed."""
        mark = self._desk.keeping.store.mark(essay, id)
        return one_line(mark.quote if mark else self.quotes.get(id, ""))

    def news(self) -> list[str]:
        """What has happened since this was last asked, a line each."""
        for event in self._drain():
            self._note(event, self._desk.keeping.heard(event))
        news, self._news = self._news, []
        return news

    def _drain(self) -> list[Event]:
        found = []
        while True:
            try:
                found.append(self._told.get_nowait())
            except Empty:
                return found

    def look(self) -> None:
        """An essay has been come to: say what there is to look at in it."""
        self._look(self._desk.keeping.to_look_at())

    def _look(self, words: str) -> None:
        if words:
            self._news.append(f"{sentence(words)} look lists them.")

    def _note(self, event: Event, words: str) -> None:
        """Keep an event to be said; `words`: what the full screen says of it."""
        name = PurePath(event.path).name
        count = many(len(event.ids), "mark")
        match event.kind:
            case events.KEPT:
                self._news += [
                    f"Kept now: {ended(self.quotes[id_])}" for id_ in event.ids if id_ in self.quotes
                ]
            case events.HELD | events.NOT_SAVED:
                self._news.append(f"{sentence(event.kind)[:-1]}: {count}. {sentence(event.words)}")
            case events.BROKEN:
                self._news.append(f"{name} line {event.line}, column {event.column}: {ended(event.words)}")
            case events.MENDED:
                self._news.append(ended(words))  # it begins with the name of a file
            case events.PUT_BACK:
                self._news.append(sentence(words))
            case events.CAME_IN if words:
                self._news.append(f"{sentence(words)} kept lists what is kept.")
            case _:
                self._look(words)
