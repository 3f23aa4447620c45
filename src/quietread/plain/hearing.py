"""What the store has to say of marks, brought from its thread into the conversation."""

from __future__ import annotations

from pathlib import PurePath
from queue import Empty, SimpleQueue

from quietread.core.text import line as one_line
from quietread.desk import Desk
from quietread.plain.answers import ended, many, sentence
from quietread.storage import events
from quietread.storage.events import Event

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
