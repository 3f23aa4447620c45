"""What the notebook lists: everything kept, and first what the store would have the reader look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quietread.core.essay import Essay
from quietread.core.hint import Key, with_hint
from quietread.core.listing import Item
from quietread.core.mark import Mark
from quietread.core.notebook import LOST, PROBABLY, Kept
from quietread.desk import Desk
from quietread.storage.collect import Collected, collect
from quietread.storage.events import Finding

TO_LOOK_AT = "to look at"


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the notebook: a mark, or something the store found out."""

    essay: str
    """The essay's id."""
    title: str
    mark: Mark | None = None
    entry: Kept | None = None
    """The mark in the text at hand, if its essay is the one that is open."""
    finding: Finding | None = None

    @property
    def doubtful(self) -> bool:
        """Whether the reader may want to look at it."""
        return self.finding is not None or (self.entry is not None and self.entry.state in (PROBABLY, LOST))


def of_essay(desk: Desk, essay: Essay) -> tuple[Noted, ...]:
    """The notebook of an open essay, what is to be looked at first."""
    found = [Noted(essay.id, essay.title, one.mark, one) for one in desk.keeping.notebook(essay).entries]
    return (*_findings(desk, essay.id), *sorted(found, key=lambda one: not one.doubtful))


def of_library(desk: Desk) -> tuple[Noted, ...]:
    """Everything kept anywhere, essay by essay, what is to be looked at first."""
    desk.keeping.store.settle()
    return (*_findings(desk, ""), *on_disk(desk))


def on_disk(desk: Desk) -> tuple[Noted, ...]:
    """Everything kept anywhere as the files have it, essay by essay. May be called from a worker."""
    return tuple(of_file(one, id_) for one in collect(desk.marks_folder) for id_ in one.marks)


def of_file(found: Collected, id_: str) -> Noted:
    """One mark of a marks file."""
    return Noted(found.id, found.word("title") or found.id, found.mark(id_))


def newest_first(noted: Iterable[Noted]) -> tuple[Noted, ...]:
    """The same, the mark made last before all others; what is to be looked at stays on top."""
    return tuple(
        sorted(noted, key=lambda one: (not one.doubtful, -one.mark.created.timestamp() if one.mark else 0.0))
    )


def item(one: Noted, key: Key, *, by_essay: bool, library: bool) -> Item:
    """How a line of the notebook is listed."""
    if one.mark is None:
        words = one.finding.words if one.finding else ""
        return Item(words, group=TO_LOOK_AT, full=True, apart=True)
    mark = one.mark
    place = one.title if library and not by_essay else ""
    where = " · ".join(filter(None, (place, mark.section)))
    group = TO_LOOK_AT if one.doubtful else one.title if library and by_essay else ""
    tags = " ".join(f"#{tag}" for tag in mark.tags)
    notes = [f"also: {kept}" for kept in mark.note_kept]
    doubt = _doubt(one.entry, key)
    detail = "\n".join(filter(None, (doubt, mark.note, tags, *notes, where)))
    quote = mark.quote or "(a note without words of the essay)"
    return Item(
        quote,
        detail,
        group=group,
        words=f"{mark.note} {tags} {one.title} {mark.section}",
        full=True,
        apart=True,
        marked=not one.doubtful,
    )


def _doubt(entry: Kept | None, key: Key) -> str:
    if entry is None:
        return ""
    probably = with_hint("probably here", key, "choose", "confirms")
    return {PROBABLY: probably, LOST: "no longer in the text"}.get(entry.state, "")


def _findings(desk: Desk, essay: str) -> tuple[Noted, ...]:
    """What the store found out, of one essay or, for "", of all."""
    return tuple(
        Noted(one.essay, "", finding=one)
        for one in desk.keeping.store.findings
        if essay in ("", one.essay) or not one.essay
    )
