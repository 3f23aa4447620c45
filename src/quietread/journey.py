"""The ways between the essays: back to the very sentence, where links lead, and the map."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from quietread.core import walk
from quietread.core.duration import length
from quietread.core.essay import Block, Essay
from quietread.core.links import Link, anchored
from quietread.core.trail import Stop, Trail, at_stop, related_at, stop_of
from quietread.core.view import View
from quietread.desk import Desk
from quietread.errors import SourceError
from quietread.storage.library import Entry
from quietread.storage.progress import UNREAD

if TYPE_CHECKING:
    from quietread.core.atlas import Near, Star

STREAM = "-"
"""Stands for the file of what came in by standard input."""
NO_HEADING = "no such heading here:"
NOT_HERE = "(not in this library)"


class Journey:
    """The essays visited, of this run and of those before."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._trail: Trail | None = None
        self._streams: dict[str, Essay] = {}
        """What came in by standard input and cannot be opened again, by edition."""

    def begin(self, view: View) -> None:
        """An essay is opened that none led to: back leads to the one read last, if that is another.

        Call it before the place in the new one is kept.
        """
        latest = self._desk.progress.latest()
        if latest is not None and latest.path != self._desk.paths.get(view.essay.id):
            self._go(self.trail.left(Stop(latest.path, latest.place.edition, latest.place.offset)))

    def visit(self, here: View) -> None:
        """Another place is gone to: back leads to this very view."""
        self._go(self.trail.left(self._stop(here)))

    def back(self, here: View) -> View | None:
        """The essay visited before, exactly as it was left; None before the first."""
        return self._travel(here, Trail.back)

    def forward(self, here: View) -> View | None:
        """The essay one came back from, exactly as it was left."""
        return self._travel(here, Trail.forward)

    @property
    def trail(self) -> Trail:
        """The stops behind and ahead."""
        if self._trail is None:
            self._trail = self._desk.progress.trail()
        return self._trail

    def _travel(self, here: View, way: Callable[[Trail, Stop], tuple[Trail, Stop] | None]) -> View | None:
        at = self._stop(here)
        trail = self.trail
        while (found := way(trail, at)) is not None:
            after, stop = found
            view = self._view(stop, here)
            if view is not None:
                self._go(after)
                return view
            trail = trail.without(stop)
        return None

    def _stop(self, here: View) -> Stop:
        path = self._desk.paths.get(here.essay.id)
        if path is None:
            self._streams[here.essay.edition] = here.essay
        return stop_of(here, path or STREAM, self._desk.came_from(here))

    def _view(self, stop: Stop, here: View) -> View | None:
        """The essay of a stop as it was left there; None if it is gone."""
        try:
            if stop.path != STREAM:
                view = self._desk.open_path(stop.path, here.cols, here.rows)
            elif stop.edition in self._streams:
                view = self._desk.opened(self._streams[stop.edition], here.cols, here.rows)
            else:
                return None
        except SourceError:
            return None
        text = at_stop(view._replace(manner=here.manner, message="", arrow=None), stop)
        related = related_at(text, stop)
        if related is None:
            return text
        self._desk.leave_for_related(text)
        return related

    def _go(self, trail: Trail) -> None:
        self._trail = trail
        self._desk.progress.save_trail(trail)


class Aim(NamedTuple):
    """What a link leads to; neither block nor entry where that is nothing here, or an address."""

    words: str
    """A title, a heading, a footnote, the address itself, or that there is no such thing."""
    fragment: str = ""
    """The heading or footnote that was asked for, here or there."""
    block: Block | None = None
    """That of the essay itself."""
    entry: Entry | None = None
    """Another essay."""
    within: bool = False
    """Whether a place in the essay itself is meant."""


def aim(desk: Desk, essay: Essay, link: Link, *, spoken: bool = False) -> Aim:
    """What a link leads to. A link to its own essay leads to that one's beginning, if it names no heading."""
    fragment = link.fragment
    path, entry = desk.paths.get(essay.id, ""), None
    if link.kind == "essay":
        library = desk.around(essay)
        entry = library.by_slug.get(library.graph.link_target(path, link.href) or "")
    if link.kind in ("fragment", "footnote") or (entry is not None and entry.path == path):
        block = anchored(essay, fragment or "top")
        if block is None:
            words = f"{NO_HEADING} {fragment}"
        elif block is essay.blocks[0]:
            words = essay.title
        else:
            words = " ".join(filter(None, (block.sign, block.text)))
        return Aim(words, fragment, block, within=True)
    if entry is not None:
        state = desk.progress.state(entry.id)
        facts = entry.title, length(entry.minutes, spoken=spoken), "" if state == UNREAD else state
        return Aim(", ".join(filter(None, facts)), fragment, entry=entry)
    return Aim(f"{NOT_HERE} {link.href}" if link.kind == "essay" else link.href or "leads nowhere")


def at_heading(view: View, fragment: str) -> View:
    """An essay opened for a link: at the heading that names, or where it was left."""
    block = anchored(view.essay, fragment) if fragment else None
    if block is not None:
        return walk.arrived_at(view, block.start)
    return view._replace(message=f"{NO_HEADING} {fragment}") if fragment else view


class Chart:
    """The map of the library, around an essay or of all, as it stands when this is made."""

    def __init__(self, desk: Desk, essay: Essay | None = None) -> None:
        self._library = desk.around(essay) if essay is not None else desk.library()
        self._states = desk.progress.states()
        self._kept = desk.tally.counts()
        last = desk.progress.latest()
        self._latest = last.id if last is not None else ""
        slugs = (desk.paths.get(essay.id, ""), essay.slug) if essay is not None else ()
        self.here = next((slug for slug in slugs if slug in self._library.by_slug), "")
        """The essay's slug here, "" if it is not on the map."""

    @property
    def first(self) -> str:
        """Where a walk begins: at the essay, else the one read last, else the first; "" if there is none."""
        latest = self._library.by_id.get(self._latest)
        entries = self._library.entries if latest is None else (latest,)
        return self.here or next((entry.slug for entry in entries), "")

    def star(self, slug: str) -> Star:
        """An essay on the map."""
        from quietread.core.atlas import Star

        entry = self._library.by_slug[slug]
        state, kept = self._states.get(entry.id, UNREAD), self._kept.get(entry.id, 0)
        return Star(slug, entry.title, entry.minutes, state, kept)

    def around(self, slug: str) -> Near:
        """What lies around an essay."""
        from quietread.core.atlas import near

        entries = self._library.entries
        return near(self._library.graph, slug, self.star, (entry.slug for entry in entries), len(entries))

    def lines(self) -> Iterator[str]:
        """The essay and what lies around it in words, or every essay and where it leads."""
        from quietread.core.atlas import near_lines, whole_lines

        if self.here:
            return near_lines(self.around(self.here))
        return whole_lines(self._library.graph, self._stars(), lambda slug: self._library.by_slug[slug].title)

    def dot(self) -> Iterator[str]:
        """The same for Graphviz; around an essay, those it leads to and those that lead there."""
        from quietread.core.atlas import dot_lines

        if not self.here:
            return dot_lines(self._library.graph, self._stars())
        found = self.around(self.here)
        return dot_lines(self._library.graph, (found.here, *found.ahead, *found.behind))

    def _stars(self) -> Iterator[Star]:
        return (self.star(entry.slug) for entry in self._library.entries)
