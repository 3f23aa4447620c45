"""Keeping, unkeeping, noting and undoing, the words that tell of it, and what there is to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from os import urandom
from pathlib import PurePath

from quietread.core.essay import Essay
from quietread.core.keys import Key, with_hint
from quietread.core.mark import Mark, annotated, confirmed, made, new_id
from quietread.core.notebook import LOST, PROBABLY, History, Kept, Notebook, Outcome, Step, kept, redrawn
from quietread.core.text import many
from quietread.core.view import Drawn
from quietread.errors import QuietreadError
from quietread.storage import events
from quietread.storage.events import ARRIVED, UNREADABLE, Event, Finding
from quietread.storage.marks import Store
from quietread.storage.progress import Progress

ALREADY = "kept already"
NOTHING_KEPT = "nothing kept here"


class Keeping:
    """The marks of the essays opened in this run.

    What is said of a change comes from `heard`, once the store has told what became of it. What cannot be done
    is a QuietreadError with the words for the reader.
    """

    def __init__(self, store: Store, progress: Progress, now: Callable[[], datetime], key: Key) -> None:
        self.store = store
        self.doubts = Doubts(store, progress)
        self._now = now
        self._key = key
        self._history = History()
        self._essays: dict[str, Essay] = {}
        """Those opened, the latest at the end."""
        self._titles: dict[str, str] = {}
        self._waiting: dict[str, str] = {}
        """What to say once a change is kept, by the mark's id."""
        self._drawn: tuple[Notebook, tuple[Drawn, ...]] = Notebook(""), ()
        self._told_of = 0
        """Things to look at that the reader knows of."""

    def open(self, essay: Essay) -> Notebook:
        """The marks of an essay that is being opened."""
        self._essays.pop(essay.id, None)
        self._essays[essay.id] = essay
        self._told_of = 0
        self.know(essay.id, essay.title)
        return self.doubts.settled(essay, self.store.open(essay))

    def know(self, essay: str, title: str) -> None:
        """The title of an essay that need not be open, for what is said of a change to its marks."""
        self._titles[essay] = title

    def notebook(self, essay: Essay) -> Notebook:
        """The marks of an open essay."""
        return self.doubts.settled(essay, self.store.notebook(essay.id))

    def drawn(self, essay: Essay) -> tuple[Drawn, ...]:
        """The marks of an open essay as a page draws them."""
        book = self.notebook(essay)
        if self._drawn[0] is not book:
            self._drawn = book, redrawn(book, *self._drawn)
        return self._drawn[1]

    def keep(self, essay: Essay, start: int, end: int) -> Kept:
        """Keep a range. The same range twice is one mark."""
        if self.notebook(essay).same(start, end) is not None:
            raise QuietreadError(ALREADY)
        bits = int.from_bytes(urandom(8)) >> 4
        mark = made(essay, start, end, id=new_id(bits), now=self._now())
        self._change(essay.id, None, mark, "kept")
        return kept(mark)

    def unkeep(self, essay: str, id: str) -> None:  # noqa: A002
        """Remove a mark, of any essay by its id, with its note."""
        mark = self.store.mark(essay, id)
        if mark is not None:
            self._change(essay, mark, None, "unmarked")

    def grow(self, essay: Essay, entry: Kept | None) -> Kept:
        """One sentence more for a mark; None: there is none."""
        return self._reach(essay, entry, Notebook.grow)

    def shrink(self, essay: Essay, entry: Kept | None) -> Kept:
        """One sentence less for a mark; None: there is none."""
        return self._reach(essay, entry, Notebook.shrink)

    def _reach(self, essay: Essay, entry: Kept | None, reach: Callable[..., Kept]) -> Kept:
        if entry is None:
            raise QuietreadError(NOTHING_KEPT)
        if entry.state == LOST:
            raise QuietreadError("no longer in the essay")
        after = reach(self.notebook(essay), essay, entry, now=self._now())
        self._change(essay.id, entry.mark, after.mark, "kept")
        return after

    def annotate(self, essay: str, id: str, words: str) -> None:  # noqa: A002
        """What was typed, as the note of a mark of any essay."""
        mark = self.store.mark(essay, id)
        if mark is None:
            return
        after = annotated(mark, words, now=self._now())
        if (after.note, after.tags, after.note_kept) != (mark.note, mark.tags, mark.note_kept):
            self._change(essay, mark, after, "noted")
        self.store.draft(essay, id, None)

    def confirm(self, essay: Essay, mark: Mark, start: int, end: int) -> Kept:
        """A mark that was only probably found stands there."""
        after = confirmed(mark, essay, start, end, now=self._now())
        self._change(essay.id, mark, after, "kept")
        return kept(after)

    def _change(self, essay: str, before: Mark | None, after: Mark | None, said: str) -> None:
        step = Step(essay, before, after)
        self._history = self._history.did(step)
        self._write(step, after, with_hint(said, self._key, "undo", "undoes"))

    def _write(self, step: Step, mark: Mark | None, said: str) -> None:
        self._waiting[step.id] = said
        if mark is None:
            self.store.remove(step.essay, step.id)
        else:
            self.store.put(step.essay, mark)

    def undo(self) -> None:
        """Take the last change back, in whatever essay it was."""
        self._travel(History.undo, "undone", "nothing to undo")

    def redo(self) -> None:
        """Do again what was taken back."""
        self._travel(History.redo, "done again", "nothing to redo")

    def _travel(self, way: Callable[..., Outcome | None], verb: str, nothing: str) -> None:
        outcome = way(self._history, self.store.mark, now=self._now())
        if outcome is None:
            raise QuietreadError(nothing)
        self._history, step = outcome.history, outcome.step
        if not outcome.done:
            raise QuietreadError("changed elsewhere, not undone")
        last = next(reversed(self._essays), step.essay)
        where = "" if last == step.essay else f", in {self._titles.get(step.essay, step.essay)}"
        self._write(step, outcome.result, f"{verb}: {_came_back(step.after, step.before)}{where}")

    def heard(self, event: Event) -> str:
        """What to tell the reader of an event of the store; "" for nothing."""
        said = "".join(dict.fromkeys(self._waiting.pop(id_, "") for id_ in event.ids))
        self.doubts.heard(event, self._open_book)
        match event.kind:
            case events.KEPT:
                return said
            case events.HELD:
                broken = self.doubts.broken(event.essay)
                return self._in_notebook(f"held: {broken}") if broken else f"held: {event.words}"
            case events.NOT_SAVED:
                return f"not saved: {event.words}"
            case events.CAME_IN:
                return self._in_notebook(_came_in(event.ids, self._open_book(event.essay)))
            case events.PUT_BACK:
                return "marks of yours, gone from the file, are in it again"
            case events.BROKEN:
                return self._in_notebook(self.doubts.broken(event.essay))
            case events.MENDED:
                return f"{PurePath(event.path).name} can be read again"
            case events.TO_LOOK_AT | events.PLACED:
                return self.to_look_at()
            case _:
                return ""

    def to_look_at(self) -> str:
        """How much there is to look at, "" if the reader knows of it."""
        essay = next(reversed(self._essays.values()), None)
        count = len(self.doubts.findings(essay.id if essay else None))
        if essay:
            count += sum(not self.doubts.rests(essay, one) for one in self.notebook(essay).astray)
        news, self._told_of = count > self._told_of, count
        return self._in_notebook(f"{many(count, 'thing')} to look at") if news else ""

    def _in_notebook(self, said: str) -> str:
        """What is said, and the key that shows it."""
        return " · ".join(filter(None, (said, self._key("notebook")))) if said else ""

    def _open_book(self, essay: str) -> Notebook | None:
        return self.notebook(self._essays[essay]) if essay in self._essays else None


def _came_back(back: Mark | None, gone: Mark | None) -> str:
    if back is None:
        return "not kept"
    if gone is None:
        return "kept"
    if (back.note, back.tags) != (gone.note, gone.tags):
        return "the note as it was" if back.note or back.tags else "no note"
    return "as far as it went before"


def _came_in(ids: tuple[str, ...], book: Notebook | None) -> str:
    """“2 marks came in from elsewhere”, those taken out elsewhere told apart."""
    gone = sum(book.get(id_) is None for id_ in ids) if book else 0
    here = len(ids) - gone
    said = [f"{many(here, 'mark')} came in from elsewhere"] if here else []
    said += [f"{many(gone, 'mark')} {'was' if gone == 1 else 'were'} taken out elsewhere"] if gone else []
    return ", ".join(said)


class Doubts:
    """What the store has found out, and marks that are not where they were, until accepted or dismissed."""

    def __init__(self, store: Store, progress: Progress) -> None:
        self._store = store
        self._progress = progress
        self._broken: dict[str, Finding] = {}
        self._arrived: dict[str, Finding] = {}
        self._dismissed: set[Finding] = set()
        self._rests: dict[str, frozenset[str]] = {}
        """Marks that are not to be looked at again, by edition."""

    def findings(self, essay: str | None = None) -> tuple[Finding, ...]:
        """What the store has found out of one essay or, for None, of all; files that cannot be read first."""
        found = (*self._broken.values(), *self._store.findings, *self._arrived.values())
        return tuple(one for one in found if essay is None or one.essay in ("", essay))

    def heard(self, event: Event, book: Callable[[str], Notebook | None]) -> None:
        """Take in what an event says of a file; `book`: the notebook of an essay, if it is open."""
        match event.kind:
            case events.BROKEN:
                words = f"{PurePath(event.path).name} cannot be read: {event.words}"
                place = event.path, event.line, event.column
                self._broken[event.essay] = Finding(UNREADABLE, event.essay, (), words, *place)
            case events.MENDED:
                self._broken.pop(event.essay, None)
            case events.CAME_IN:
                before = self._arrived.get(event.essay)
                ids = tuple(dict.fromkeys([*(before.ids if before else ()), *event.ids]))
                words = _came_in(ids, book(event.essay))
                self._arrived[event.essay] = Finding(ARRIVED, event.essay, ids, words)

    def broken(self, essay: str) -> str:
        """“ferry.toml line 41, column 18 cannot be read”, "" while an essay's file can be."""
        found = self._broken.get(essay)
        if found is None:
            return ""
        return f"{PurePath(found.path).name} line {found.line}, column {found.column} cannot be read"

    def accept(self, finding: Finding) -> None:
        """Do what a finding offers."""
        if not self._let_go(finding):
            self._store.accept(finding)

    def dismiss(self, finding: Finding) -> None:
        """Let a finding rest."""
        self._dismissed.add(finding)
        if not self._let_go(finding):
            self._store.dismiss(finding)

    def dismissed(self, finding: Finding) -> bool:
        """Whether the reader has let this finding rest."""
        return finding in self._dismissed

    def let_rest(self, essay: Essay, entry: Kept) -> None:
        """Never again offer a place for this mark in this text."""
        self._rests[essay.edition] = self._resting(essay) | {entry.id}
        self._progress.let_rest(entry.id, essay.edition)

    def rests(self, essay: Essay, entry: Kept) -> bool:
        """Whether that has been asked for."""
        return entry.id in self._resting(essay)

    def settled(self, essay: Essay, book: Notebook) -> Notebook:
        """The notebook without the places that the reader has dismissed."""
        rests = self._resting(essay) if any(one.state == PROBABLY for one in book.astray) else ()
        if not rests:
            return book
        entries = tuple(
            replace(one, state=LOST) if one.state == PROBABLY and one.id in rests else one
            for one in book.entries
        )
        return replace(book, entries=entries)

    def _let_go(self, finding: Finding) -> bool:
        for ours in (self._broken, self._arrived):
            if ours.get(finding.essay) == finding:
                del ours[finding.essay]
                return True
        return False

    def _resting(self, essay: Essay) -> frozenset[str]:
        if essay.edition not in self._rests:
            self._rests[essay.edition] = self._progress.resting(essay.edition)
        return self._rests[essay.edition]
