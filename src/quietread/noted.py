"""What the notebook lists: what there is to look at, and everything kept; what returns, and is taken along."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from quietread.core.essay import Essay
from quietread.core.keys import Key, hint
from quietread.core.listing import Item
from quietread.core.mark import Mark, join_tags, returning, seen_on, whole_sentences
from quietread.core.notebook import LOST, PROBABLY, Kept, Notebook
from quietread.core.text import line as one_line
from quietread.desk import Desk
from quietread.errors import NotFoundError, SourceError, StoreError
from quietread.storage.collect import Collected, collect, collected, gathered
from quietread.storage.events import ARRIVED, MISSING, ODD, OPEN_TO_OTHERS, UNREADABLE, Finding

TO_LOOK_AT = "to look at"
IN_FILE = (UNREADABLE, ODD)
"""Findings that only the reader can put right, in the file."""
ACCEPTS = {
    MISSING: "put them back",
    ARRIVED: "seen",
    UNREADABLE: "open it there",
    ODD: "open it there",
    OPEN_TO_OTHERS: "close it to others",
}
LET_REST = "let it rest"
AROUND = 40
"""Characters on either side of words that stand in a text more than once."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A mark, or something the store found out."""

    essay: str
    """Its id."""
    title: str
    mark: Mark | None = None
    entry: Kept | None = None
    """The mark in the text, if its essay is the one that is open."""
    finding: Finding | None = None
    doubtful: bool = False
    now: str = ""
    """The words a doubtful mark would be confirmed at, or what a finding is about."""
    place: tuple[int, int] | None = None
    """Where those words stand; None if nothing in the text is like the mark."""

    @property
    def key(self) -> tuple[str, str]:
        """What no other has."""
        return self.essay, self.mark.id if self.mark else f"{self.finding}"


class Line(NamedTuple):
    """One line of the notebook as it is listed."""

    noted: Noted
    item: Item
    sought: str | None = None
    """What a filter finds it by; None until it is needed."""


def of_essay(desk: Desk, essay: Essay, book: Notebook | None = None) -> tuple[Noted, ...]:
    """The notebook of an open essay, the doubtful first. A worker brings its `book`."""
    book = desk.keeping.notebook(essay) if book is None else book
    found = [_of_entry(desk, essay, one) for one in book.entries]
    return (*findings(desk, essay), *sorted(found, key=lambda one: not one.doubtful))


def of_library(desk: Desk) -> tuple[Noted, ...]:
    """Everything kept, essay by essay, after what was found out."""
    desk.keeping.store.settle()
    return whole_library(desk, findings(desk))


def whole_library(desk: Desk, found_out: tuple[Noted, ...]) -> tuple[Noted, ...]:
    """The same, for a worker: with files that cannot be read among what was found out."""
    files, broken = gathered(desk.marks_folder)
    known = {one.finding.path for one in found_out if one.finding is not None}
    more = (one for one in broken if one.path not in known and not desk.keeping.doubts.dismissed(one))
    return (
        *found_out,
        *(_found_out(desk, one) for one in more),
        *(of_file(one, id_) for one in files for id_ in one.marks),
    )


def on_disk(desk: Desk) -> tuple[Noted, ...]:
    """Everything kept, as the files have it. For a worker as well."""
    return tuple(of_file(one, id_) for one in collect(desk.marks_folder) for id_ in one.marks)


def of_file(found: Collected, id_: str) -> Noted:
    """A mark of a marks file."""
    return Noted(found.id, found.word("title") or found.id, found.mark(id_))


def findings(desk: Desk, essay: Essay | None = None) -> tuple[Noted, ...]:
    """What the store found out of one essay or, for None, of all."""
    found = desk.keeping.doubts.findings(essay.id if essay else None)
    return tuple(_found_out(desk, one) for one in found)


def newest_first(noted: Iterable[Noted]) -> tuple[Noted, ...]:
    """The same, the latest mark first; the doubtful stay on top."""
    return tuple(
        sorted(noted, key=lambda one: (not one.doubtful, -one.mark.created.timestamp() if one.mark else 0.0))
    )


def item(one: Noted, *, by_essay: bool, library: bool) -> Item:
    """How a line of the notebook is listed."""
    if one.mark is None:
        words = one.finding.words if one.finding else ""
        return Item(words, one.now, group=TO_LOOK_AT, full=True, apart=True)
    mark = one.mark
    place = one.title if library and not by_essay else ""
    where = " · ".join(filter(None, (place, mark.section)))
    group = TO_LOOK_AT if one.doubtful else one.title if library and by_essay else ""
    tags = join_tags("", mark.tags)
    notes = [f"also: {kept}" for kept in mark.note_kept]
    detail = "\n".join(filter(None, (_doubt(one), mark.note, tags, *notes, where)))
    return Item(
        mark.quote or "(a note without words of the essay)",
        detail,
        group=group,
        words=f"{mark.note} {tags} {one.title} {mark.section}",
        full=True,
        apart=True,
        marked=not one.doubtful,
    )


def answers(one: Noted) -> tuple[str, str]:
    """What accepting something doubtful says or does, "" if there is nothing to accept, and dismissing it."""
    if one.finding is not None:
        return ACCEPTS.get(one.finding.kind, ""), LET_REST
    return ("it is this one", "not this one") if one.place else ("", LET_REST)


def keys(one: Noted, key: Key) -> str:
    """What the keys do with something doubtful, as a hint."""
    accept, dismiss = answers(one)
    does = (("choose", accept), ("mark.note", "note" if one.mark else ""), ("notebook.remove", dismiss))
    return hint(key, *(pair for pair in does if pair[1]), between="  ", apart="    ")


def _doubt(one: Noted) -> str:
    if one.entry is None or one.entry.state not in (PROBABLY, LOST):
        return ""
    if one.entry.state == PROBABLY and one.doubtful:
        return f"probably now: {one.now}"
    closest = f"; the closest now: {one.now}" if one.now and one.doubtful else ""
    return f"no longer in the essay{closest}"


def _of_entry(desk: Desk, essay: Essay, entry: Kept) -> Noted:
    doubtful = entry.state in (PROBABLY, LOST) and not desk.keeping.doubts.rests(essay, entry)
    if not doubtful or entry.start >= entry.end:
        return Noted(essay.id, essay.title, entry.mark, entry, doubtful=doubtful)
    place = (entry.start, entry.end)
    if entry.state == LOST:
        place = whole_sentences(essay, *place)
    return Noted(essay.id, essay.title, entry.mark, entry, None, doubtful, _now(essay, entry, place), place)


def _now(essay: Essay, entry: Kept, place: tuple[int, int]) -> str:
    start, end = place
    now = one_line(essay.text[start:end])
    if now != one_line(entry.mark.quote):
        return now
    before, after = essay.text[max(0, start - AROUND) : start], essay.text[end : end + AROUND]
    return one_line(f"… {before}{now}{after} …")


def _found_out(desk: Desk, finding: Finding) -> Noted:
    return Noted(finding.essay, "", finding=finding, doubtful=True, now=_about(desk, finding))


def _about(desk: Desk, finding: Finding) -> str:
    """The line that cannot be read, or the words of the marks."""
    if finding.kind in IN_FILE:
        return f"line {finding.line}, column {finding.column}: {_line_of(finding)}"
    if finding.kind == MISSING:
        marks = desk.keeping.store.missing(finding.essay)
    else:
        marks = tuple(filter(None, (desk.keeping.store.mark(finding.essay, id_) for id_ in finding.ids)))
    return "\n".join(one_line(mark.quote) for mark in marks)


def _line_of(finding: Finding) -> str:
    try:
        lines = Path(finding.path).read_bytes().decode("utf-8", "replace").split("\n")
    except OSError:
        return ""
    return one_line(lines[finding.line - 1]) if 0 < finding.line <= len(lines) else ""


def returned(desk: Desk) -> Noted | None:
    """The kept sentence that returns today, if there is one; it has been seen then.

    Reads marks files, all of them the first time on a day: call it from a worker.
    """
    seen = desk.progress.echoes()
    again = seen_on(seen, desk.now())
    found = _kept_as(again, desk.marks_folder) if again else None
    if found is not None:
        return found
    kept = on_disk(desk)
    mark = returning([one.mark for one in kept if one.mark is not None], seen, desk.now())
    if mark is None:
        return None
    desk.progress.save_echo(mark.id)
    return next(one for one in kept if one.mark is mark)


def _kept_as(id_: str, folder: Path) -> Noted | None:
    for path in sorted(folder.glob("*.toml")):
        try:
            if id_.encode() in path.read_bytes() and id_ in (file := collected(path)).marks:
                return of_file(file, id_)
        except (OSError, StoreError, ValueError, RecursionError):
            continue  # the store speaks of broken files
    return None


Each = Callable[[Sequence[Collected]], Iterable[Collected]]
"""Goes through marks files, and may show how far it has come."""


def books(desk: Desk, essay_id: str | None = None, each: Each = iter) -> list[Collected]:
    """The marks files of one essay or, for None, of all, with the states of marks in essays at hand."""
    desk.keeping.store.settle()
    found = [one for one in collect(desk.marks_folder) if essay_id in (None, one.id)]
    if essay_id is not None and not found:
        raise NotFoundError(f"nothing is kept of {essay_id}")
    return [_with_states(desk, one) for one in each(found)]


def export_to(
    desk: Desk,
    path: Path,
    essay_id: str | None = None,
    form: str | None = None,
    *,
    excel: bool = False,
    each: Each = iter,
) -> Path:
    """Write an export; its form is `form`, or what the file's ending says. Returns where it went."""
    from quietread.storage.export import exported, form_of

    data = exported(books(desk, essay_id, each), form or form_of(path), now=desk.now(), excel=excel)
    return write_out(desk, path, data)


def write_out(desk: Desk, path: Path, data: bytes, *, beside: bool = True) -> Path:
    """Write a file of ours, and remember its digest. Returns where it went.

    One that is not as we wrote it is never written over: the new one is "name (2)", or refused where it may not
    stand `beside`. Raises StoreError.
    """
    from quietread.storage.durable import put
    from quietread.storage.export import write

    record = desk.folders.local / "exports.json"
    try:
        known: Mapping[str, str] = dict(json.loads(record.read_bytes()))
    except (OSError, ValueError, TypeError):
        known = {}
    target, known = write(path.absolute(), data, known, beside=beside)
    put(record, json.dumps(dict(known), indent=1).encode())
    return target


def _with_states(desk: Desk, book: Collected) -> Collected:
    entry = desk.library().by_id.get(book.id)
    if entry is None:
        return book
    try:
        essay = desk.find(entry.path)
    except SourceError:
        return book
    desk.keeping.open(essay)
    desk.keeping.store.settle()
    return collected(book.path, desk.keeping.notebook(essay))
