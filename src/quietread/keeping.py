"""Keeping, unkeeping, noting and undoing: what a reader does to marks, and the words that tell of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from operator import is_
from os import urandom
from pathlib import PurePath

from quietread.core.essay import Essay, Sentence
from quietread.core.keys import Key, with_hint
from quietread.core.mark import annotated, confirmed, made, new_id
from quietread.core.notebook import FOUND, History, Kept, Notebook, Outcome, Step, kept
from quietread.core.view import Drawn
from quietread.doubts import Doubts, came_in, things
from quietread.errors import QuietreadError
from quietread.storage import events
from quietread.storage.events import Event
from quietread.storage.marks import Store
from quietread.storage.progress import Progress

KEPT = "kept"
UNMARKED = "unmarked"
NOTED = "noted"
ALREADY = "kept already"
NOTHING_KEPT = "nothing kept here"
NOTHING_TO_UNDO = "nothing to undo"
NOTHING_TO_REDO = "nothing to redo"


class Keeping:
    """The marks of the essays opened in this run.

    A method that changes something says nothing by itself: the words come from `heard`, once the store has
    told what became of it. What cannot be done is a QuietreadError with the words for the reader.
    """

    def __init__(self, store: Store, progress: Progress, now: Callable[[], datetime], key: Key) -> None:
        self.store = store
        self.doubts = Doubts(store, progress)
        self._now = now
        self._key = key
        self._history = History()
        self._essays: dict[str, Essay] = {}
        """Those opened in this run, the one opened last at the end."""
        self._titles: dict[str, str] = {}
        self._waiting: dict[str, str] = {}
        self._drawn: tuple[Notebook, tuple[Drawn, ...]] = Notebook(""), ()
        self._told_of = 0
        """How many things to look at the reader has been told of."""

    def open(self, essay: Essay) -> Notebook:
        """The marks of an essay that is being opened."""
        self._essays.pop(essay.id, None)
        self._essays[essay.id] = essay
        self._told_of = 0
        self.know(essay.id, essay.title)
        return self.doubts.settled(essay, self.store.open(essay))

    def know(self, essay: str, title: str) -> None:
        """The title of an essay, opened or not, for what is said of a change to its marks."""
        self._titles[essay] = title

    def notebook(self, essay: Essay) -> Notebook:
        """The marks of an open essay as they are now."""
        return self.doubts.settled(essay, self.store.notebook(essay.id))

    def drawn(self, essay: Essay) -> tuple[Drawn, ...]:
        """The marks of an open essay as a page draws them."""
        book = self.notebook(essay)
        if self._drawn[0] is not book:
            self._drawn = book, redrawn(book, *self._drawn)
        return self._drawn[1]

    def at_hand(self, essay: Essay, here: Sentence | None) -> Kept | None:
        """The innermost mark at the reading place."""
        return self.notebook(essay).at_hand(here.start, here.end) if here else None

    def same(self, essay: Essay, start: int, end: int) -> Kept | None:
        """The mark of exactly this range."""
        return self.notebook(essay).same(start, end)

    def keep(self, essay: Essay, start: int, end: int) -> Kept:
        """Keep a range. The same range twice is one mark."""
        if self.same(essay, start, end) is not None:
            raise QuietreadError(ALREADY)
        bits = int.from_bytes(urandom(8)) >> 4
        entry = kept(made(essay, start, end, id=new_id(bits), now=self._now()))
        self._put(essay.id, None, entry, KEPT)
        return entry

    def unkeep(self, essay: str, id: str) -> None:  # noqa: A002
        """Remove a mark, of any essay by its id, with its note."""
        mark = self.store.mark(essay, id)
        if mark is not None:
            self._remove(essay, kept(mark), UNMARKED)

    def grow(self, essay: Essay, here: Sentence | None) -> Kept:
        """One sentence more for the mark at hand."""
        return self._reach(essay, here, Notebook.grow)

    def shrink(self, essay: Essay, here: Sentence | None) -> Kept:
        """One sentence less for the mark at hand."""
        return self._reach(essay, here, Notebook.shrink)

    def annotate(self, essay: str, id: str, words: str) -> None:  # noqa: A002
        """What was typed, as the note of a mark of any essay."""
        mark = self.store.mark(essay, id)
        if mark is None:
            return
        after = annotated(mark, words, now=self._now())
        if (after.note, after.tags, after.note_kept) != (mark.note, mark.tags, mark.note_kept):
            self._put(essay, kept(mark), kept(after), NOTED)
        self.store.draft(essay, id, None)

    def confirm(self, essay: Essay, entry: Kept) -> None:
        """The reader agrees that a mark which was only probably found stands where it was found."""
        after = confirmed(entry.mark, essay, entry.start, entry.end, now=self._now())
        self._put(essay.id, kept(entry.mark), kept(after), KEPT)

    def draft(self, id: str) -> str:  # noqa: A002
        """A note that was being written for a mark and never kept, "" if there is none."""
        return self.store.draft_of(id) or ""

    def keep_draft(self, essay: str, id: str, words: str) -> None:  # noqa: A002
        """A note as far as it has been typed."""
        self.store.draft(essay, id, words)

    def undo(self) -> None:
        """Take the last change back, in whatever essay it was."""
        step = self._history.next_undo
        if step is None:
            raise QuietreadError(NOTHING_TO_UNDO)
        self._settle(
            self._history.undo(self._current(step), now=self._now()), step.before, step.after, "undone"
        )

    def redo(self) -> None:
        """Do again what was taken back."""
        step = self._history.next_redo
        if step is None:
            raise QuietreadError(NOTHING_TO_REDO)
        self._settle(
            self._history.redo(self._current(step), now=self._now()), step.after, step.before, "done again"
        )

    def heard(self, event: Event) -> str:
        """What to tell the reader of an event of the store; "" for nothing."""
        said = "".join(dict.fromkeys(self._waiting.pop(id_, "") for id_ in event.ids))
        self.doubts.heard(event, self._open_book)
        name = PurePath(event.path).name
        match event.kind:
            case events.KEPT:
                return said
            case events.HELD:
                broken = self.doubts.broken(event.essay)
                return self._in_notebook(f"held: {broken}") if broken else f"held: {event.words}"
            case events.NOT_SAVED:
                return f"not saved: {event.words}"
            case events.CAME_IN:
                return self._in_notebook(came_in(event.ids, self._open_book(event.essay)))
            case events.PUT_BACK:
                return "marks of yours, gone from the file, are in it again"
            case events.BROKEN:
                return self._in_notebook(self.doubts.broken(event.essay))
            case events.MENDED:
                return f"{name} can be read again"
            case events.TO_LOOK_AT | events.PLACED:
                return self.to_look_at()
            case _:
                return ""

    def to_look_at(self) -> str:
        """How much there is to look at, if that is more than the reader knows of, else ""."""
        essay = next(reversed(self._essays.values()), None)
        count = self.doubts.count(essay, self.notebook(essay)) if essay else len(self.doubts.findings())
        news, self._told_of = count > self._told_of, count
        return self._in_notebook(things(count)) if news else ""

    def _in_notebook(self, said: str) -> str:
        """What is said, and the key that shows it."""
        return " · ".join(filter(None, (said, self._key("notebook")))) if said else ""

    def _open_book(self, essay: str) -> Notebook | None:
        return self.notebook(self._essays[essay]) if essay in self._essays else None

    def _reach(self, essay: Essay, here: Sentence | None, reach: Callable[..., Notebook]) -> Kept:
        entry = self.at_hand(essay, here)
        if entry is None:
            raise QuietreadError(NOTHING_KEPT)
        after = reach(self.notebook(essay), essay, entry.id, now=self._now()).get(entry.id)
        if after is None:
            raise QuietreadError(NOTHING_KEPT)
        self._put(essay.id, entry, after, KEPT)
        return after

    def _put(self, essay: str, before: Kept | None, after: Kept, said: str) -> None:
        self._history = self._history.did(Step(essay, before, after))
        self._waiting[after.id] = with_hint(said, self._key, "undo", "undoes")
        self.store.put(essay, after.mark)

    def _remove(self, essay: str, before: Kept, said: str) -> None:
        self._history = self._history.did(Step(essay, before, None))
        self._waiting[before.id] = with_hint(said, self._key, "undo", "undoes")
        self.store.remove(essay, before.id)

    def _current(self, step: Step) -> Kept | None:
        mark = self.store.mark(step.essay, step.id)
        return kept(mark) if mark is not None else None

    def _settle(self, outcome: Outcome | None, back: Kept | None, gone: Kept | None, verb: str) -> None:
        if outcome is None:
            return
        self._history = outcome.history
        essay = outcome.step.essay
        if not outcome.done:
            raise QuietreadError("changed elsewhere, not undone")
        self._waiting[outcome.step.id] = f"{verb}: {_came_back(back, gone)}{self._elsewhere(essay)}"
        if outcome.result is None:
            self.store.remove(essay, outcome.step.id)
        else:
            self.store.put(essay, outcome.result.mark)

    def _elsewhere(self, essay: str) -> str:
        """The essay's title, if it is not the one opened last."""
        last = next(reversed(self._essays), essay)
        return "" if last == essay else f", in {self._titles.get(essay, essay)}"


def drawn(notebook: Notebook) -> tuple[Drawn, ...]:
    """A notebook as a page draws it."""
    return tuple(Drawn(one.start, one.end, one.state == FOUND) for one in notebook.shown)


def redrawn(book: Notebook, before: Notebook, known: tuple[Drawn, ...]) -> tuple[Drawn, ...]:
    """The same, `known` being how `before` was drawn: what they have in common at either end is not made again."""
    old, new = before.shown, book.shown
    ahead = _alike(old, new)
    behind = _alike(old[: ahead - len(old) - 1 : -1], new[: ahead - len(new) - 1 : -1])
    made = (Drawn(one.start, one.end, one.state == FOUND) for one in new[ahead : len(new) - behind])
    return (*known[:ahead], *made, *known[len(known) - behind :])


def _alike(one: tuple[Kept, ...], other: tuple[Kept, ...]) -> int:
    """How many entries at the beginning are the very same."""
    alike = [*map(is_, one, other), False]
    return alike.index(False)


def _came_back(back: Kept | None, gone: Kept | None) -> str:
    """What is there again, in a word or two."""
    if back is None:
        return "not kept"
    if gone is None:
        return "kept"
    if (back.mark.note, back.mark.tags) != (gone.mark.note, gone.mark.tags):
        return "the note as it was" if back.mark.note or back.mark.tags else "no note"
    return "as far as it went before"
