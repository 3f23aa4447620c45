"""A conversation: a command a line, and answers that say what a screen would show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from queue import Empty, SimpleQueue
from typing import TextIO

from quietread.core.essay import Essay
from quietread.core.keys import NO_KEYS
from quietread.core.notebook import Kept, Notebook
from quietread.core.parts import Part
from quietread.core.picture import NOTHING
from quietread.core.text import line as one_line
from quietread.core.text import many
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
    number,
    print_rest,
    print_section,
    quoted,
    sentence,
)
from quietread.storage import events
from quietread.storage.events import Event

COLS, ROWS = 80, 24
"""A view wants a screen; nothing that is said depends on its size."""
HINT = "Enter reads on. m marks. ? lists the commands. q leaves and keeps your place."
NO_ESSAY = "No essay is open. shelf lists what there is to read."
END = "shelf lists the essays, again prints the last section."


class Conversation:
    """One reader's conversation; the commands (`commands.TABLE`) are functions that are given it."""

    def __init__(self, desk: Desk, answers: TextIO, lines: Lines) -> None:
        desk.keymap = NO_KEYS
        self.desk = desk
        self.keeping = desk.keeping
        self.journey = Journey(desk)
        self.lines = lines
        self.say = lines.say
        self.view: View | None = None
        """Where the reader is; None before the first essay."""
        self.shown = 0
        """Index of the part printed last, in which sentences are numbered."""
        self.pausing = False
        self.offer: Callable[[str], bool] | None = None
        """Hears the answer to the list printed last; False: it was none."""
        self.hand = ""
        """The mark kept or chosen last in this section, by id."""
        self.looked: list[Noted | None] = []
        """What `look` listed; None for what is dealt with, so that the numbers stay."""
        self.quotes: dict[str, str] = {}
        """The words of marks changed in this conversation, by id, also of those removed."""
        self.over = False
        self._answers = answers
        self._news: list[str] = []
        self._events: SimpleQueue[Event] = SimpleQueue()
        self._begun = False
        desk.hear = self._events.put

    def run(self, essay: Essay | None) -> int:
        """Talk until the reader leaves or the input ends; the exit status."""
        if essay is None:
            self.hear("shelf")
        else:
            self.come(self.desk.opened(essay, COLS, ROWS))
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
        """Take a line for an answer to the list that was printed, or a command."""
        from quietread.plain.commands import obey

        self.keeping.store.look()
        offer, self.offer = self.offer, None
        try:
            if offer is None or not offer(answer):
                obey(self, answer)
        except QuietreadError as error:
            self.say(ended(str(error)) if error.path else sentence(error.message))
            self.offer = self.offer or offer  # nothing has been done, so the list is still the one to answer

    def _heard(self) -> str | None:
        typed = self._answers.isatty()
        self.lines.ask("> " if typed else ">\n")
        line = self._answers.readline()
        if typed and not line.endswith("\n"):
            self.say()  # the prompt is left behind without the Enter that ends its line
        return one_line(line) if line else None

    def choose(self, choices: Sequence[Callable[[], None]], closing: str) -> None:
        """Take a number for one of the choices; Enter closes the list, anything else is a command."""
        self.say(closing)

        def answered(answer: str) -> bool:
            here = self.view
            if answer and not answer.isdecimal():
                return False
            if answer:
                choices[number(answer, len(choices)) - 1]()
            elif here is None:
                self.say(NO_ESSAY)
            else:
                self.say(f"{self.whereabouts()} {END if here.at_related else 'Enter reads on.'}")
            if self.view is here and (answer or here is None):
                self.offer = answered
            return True

        self.offer = answered

    @property
    def reading(self) -> View:
        """Where the reader is. Raises QuietreadError before the first essay."""
        if self.view is None:
            raise QuietreadError(NO_ESSAY)
        return self.view

    @property
    def essay(self) -> Essay:
        """The essay that is open. Raises as `reading` does."""
        return self.reading.essay

    @property
    def part(self) -> Part:
        """The section printed last. Raises QuietreadError if there is none."""
        parts = self.reading.parts
        if not parts:
            raise QuietreadError("there are no words in this essay")
        return parts[self.shown]

    @property
    def notebook(self) -> Notebook:
        """What is kept in the essay that is open."""
        return self.keeping.notebook(self.essay)

    def opened(self, slug: str) -> View:
        """An essay of the library, to `come` to. Raises NotFoundError and SourceError."""
        return self.desk.open_slug(slug, COLS, ROWS)

    def come(self, view: View) -> None:
        """Read another essay; `back` leads to where one was."""
        if self.view is not None:
            self.journey.visit(self.view)
        else:
            self.journey.begin(view)
        self.enter(view)

    def enter(self, view: View) -> None:
        """Say an essay's title and where one was in it, and go there."""
        for line in about(view.essay, len(view.parts)):
            self.say(line)
        if self.desk.hints.first_time("commands"):
            self.say(HINT)
        self.say()
        if view.message and view.message != RIGHT_TO_LEFT:  # here the terminal orders it
            self.say(sentence(view.message))
        self.go(view)
        self._look(self.keeping.to_look_at())

    def go(self, view: View, *, reading_on: bool = False) -> None:
        """Keep a place and print what is there; `reading_on`: it was reached by reading, not by a jump."""
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
        """Print the section from the paragraph that holds `start`, and what a margin would show."""
        view = self.reading
        if not view.parts:
            self.say(NOTHING)
            return
        apart = self.lines.measure is not None
        print_section(self.lines, view.essay, self.part, len(view.parts), apart=apart, start=start)
        self.say()
        # the text comes first: the store may have to look for the marks of an older text
        self.ready()
        for line in filter(None, (kept_here(view.essay, self.notebook, self.part), links_here(self.part))):
            self.say(line)

    def wait_for_library(self) -> None:
        """Say that the library is looked through, where that takes a while."""
        if self.desk.stacks.at_hand() is None:
            self.say(sentence(LOOKING))

    def whereabouts(self) -> str:
        """The section one is at, in a line."""
        view = self.reading
        if view.at_related or not view.parts:
            return ended(f"The end of {view.essay.title}")
        return announced(view.essay, view.parts[view.part], len(view.parts))

    def ready(self) -> None:
        """Wait until the store has put right what earlier runs left, and found marks of an older text."""
        if not self._begun:
            self._begun = True
            self.keeping.store.begin()
        self.keeping.store.settle()

    def say_change(self, said: str = "", entry: Kept | None = None) -> None:
        """Say what became of a change to a mark: `said` if it is on the disk, else where it is and why.

        Without `entry`: of an undo, in its own words.
        """
        id_ = entry.id if entry else ""
        if entry:
            self.quotes[id_] = quoted(entry.mark)
        in_time = self.keeping.store.settle()
        answer = "" if in_time else f"Not saved yet: {self.quotes.get(id_, '')} The disk does not answer."
        for event in self._told():
            words = self.keeping.heard(event)
            saving = event.kind in (events.KEPT, events.HELD, events.NOT_SAVED)
            if not saving or (id_ and id_ not in event.ids):
                self._note(event, words)
            elif words:
                changed = id_ or event.ids[-1]
                mark = self.keeping.store.mark(event.essay, changed)
                quote = quoted(mark) if mark else self.quotes.get(changed, "")
                answer = {
                    events.KEPT: said or f"{sentence(words)} {quote}",
                    events.HELD: f"Held: {quote} {sentence(event.words)} It goes in by itself.",
                    events.NOT_SAVED: f"Not saved: {quote} {sentence(event.words)}",
                }[event.kind]
        self.say(answer or "Nothing has changed.")

    def say_news(self) -> None:
        """What has happened to marks without being asked for."""
        for event in self._told():
            self._note(event, self.keeping.heard(event))
        for line in self._news:
            self.say(line)
        self._news.clear()

    def _told(self) -> Iterator[Event]:
        while True:
            try:
                yield self._events.get_nowait()
            except Empty:
                return

    def _look(self, words: str) -> None:
        if words:
            self._news.append(f"{sentence(words)} look lists them.")

    def _note(self, event: Event, words: str) -> None:
        """Keep news for later; `words`: what the full screen says of it."""
        match event.kind:
            case events.KEPT:
                known = filter(None, map(self.quotes.get, event.ids))
                self._news += [f"Kept now: {quote}" for quote in known]
            case events.HELD | events.NOT_SAVED:
                count = many(len(event.ids), "mark")
                self._news.append(f"{sentence(event.kind)[:-1]}: {count}. {sentence(event.words)}")
            case events.BROKEN:
                place = f"{PurePath(event.path).name} line {event.line}, column {event.column}"
                self._news.append(f"{place}: {ended(event.words)}")
            case events.MENDED:
                self._news.append(ended(words))  # it begins with the name of a file
            case events.PUT_BACK:
                self._news.append(sentence(words))
            case events.CAME_IN if words:
                self._news.append(f"{sentence(words)} kept lists what is kept.")
            case _:
                self._look(words)
