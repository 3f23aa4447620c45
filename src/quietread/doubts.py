"""What there is to look at: what the store has found out, and marks that are not where they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from quietread.core.essay import Essay
from quietread.core.notebook import LOST, PROBABLY, Kept, Notebook
from quietread.storage import events
from quietread.storage.events import ARRIVED, UNREADABLE, Event, Finding
from quietread.storage.marks import Store
from quietread.storage.progress import Progress


class Doubts:
    """Kept until the reader has accepted or dismissed them. What is dismissed of a text stays so."""

    def __init__(self, store: Store, progress: Progress) -> None:
        self._store = store
        self._progress = progress
        self._broken: dict[str, Finding] = {}
        self._arrived: dict[str, Finding] = {}
        self._dismissed: set[Finding] = set()
        self._rests: dict[str, frozenset[str]] = {}
        """By edition: marks that are not to be looked at again."""

    def findings(self, essay: str | None = None) -> tuple[Finding, ...]:
        """What the store has found out, files that cannot be read first: of one essay, or for None of all."""
        found = (*self._broken.values(), *self._store.findings, *self._arrived.values())
        return tuple(one for one in found if essay is None or one.essay in ("", essay))

    def heard(self, event: Event, book: Callable[[str], Notebook | None]) -> None:
        """Take in what an event says of an essay's file; `book`: the notebook of an essay, if it is open."""
        match event.kind:
            case events.BROKEN:
                name = PurePath(event.path).name
                words = f"{name} cannot be read: {event.words}"
                self._broken[event.essay] = Finding(
                    UNREADABLE, event.essay, (), words, event.path, event.line, event.column
                )
            case events.MENDED:
                self._broken.pop(event.essay, None)
            case events.CAME_IN:
                before = self._arrived.get(event.essay)
                ids = tuple(dict.fromkeys([*(before.ids if before else ()), *event.ids]))
                words = came_in(ids, book(event.essay))
                self._arrived[event.essay] = Finding(ARRIVED, event.essay, ids, words)

    def broken(self, essay: str) -> str:
        """“ferry.toml line 41, column 18 cannot be read”, "" while an essay's file can be."""
        found = self._broken.get(essay)
        if found is None:
            return ""
        return f"{PurePath(found.path).name} line {found.line}, column {found.column} cannot be read"

    def accept(self, finding: Finding) -> None:
        """Do what a finding offers, where that can be done without the reader."""
        if not self._let_go(finding):
            self._store.accept(finding)

    def dismiss(self, finding: Finding) -> None:
        """Let a finding rest."""
        self._dismissed.add(finding)
        if not self._let_go(finding):
            self._store.dismiss(finding)

    def dismissed(self, finding: Finding) -> bool:
        """Whether the reader has let this finding rest in this run."""
        return finding in self._dismissed

    def let_rest(self, essay: Essay, entry: Kept) -> None:
        """Never again offer a place for this mark in this text."""
        self._rests[essay.edition] = self._resting(essay) | {entry.id}
        self._progress.let_rest(entry.id, essay.edition)

    def rests(self, essay: Essay, entry: Kept) -> bool:
        """Whether the reader wants to hear no more of where this mark may be in this text."""
        return entry.id in self._resting(essay)

    def settled(self, essay: Essay, book: Notebook) -> Notebook:
        """The notebook without the places that the reader has dismissed."""
        rests = self._resting(essay) if any(one.state == PROBABLY for one in book.astray) else ()
        if not rests:
            return book
        entries = (
            replace(one, state=LOST) if one.state == PROBABLY and one.id in rests else one
            for one in book.entries
        )
        return replace(book, entries=tuple(entries))

    def count(self, essay: Essay, book: Notebook) -> int:
        """How much there is to look at in an essay."""
        doubtful = sum(not self.rests(essay, one) for one in book.astray)
        return doubtful + len(self.findings(essay.id))

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


def came_in(ids: tuple[str, ...], book: Notebook | None) -> str:
    """“2 marks came in from elsewhere”, those taken out elsewhere told apart."""
    gone = sum(book.get(id_) is None for id_ in ids) if book else 0
    here = len(ids) - gone
    said = [f"{_marks(here)} came in from elsewhere"] if here else []
    said += [f"{_marks(gone)} {'was' if gone == 1 else 'were'} taken out elsewhere"] if gone else []
    return ", ".join(said)


def things(count: int) -> str:
    """“2 things to look at”, "" for none."""
    return f"{count} {'thing' if count == 1 else 'things'} to look at" if count else ""


def _marks(count: int) -> str:
    return f"{count} {'mark' if count == 1 else 'marks'}"
