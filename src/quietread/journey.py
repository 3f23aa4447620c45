"""The way through the essays: where one came from, and back to the very sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quietread.core import walk
from quietread.core.atlas import Near, Star, dot_lines, near, near_lines, whole_lines
from quietread.core.duration import length
from quietread.core.essay import Block, Essay
from quietread.core.links import Link, anchored
from quietread.core.trail import Stop, Trail, at_stop, related_at, stop_of
from quietread.core.view import View
from quietread.desk import Desk
from quietread.errors import SourceError
from quietread.storage.library import Entry
from quietread.storage.progress import UNREAD

STREAM = "-"
"""Stands for the file of what came in by standard input."""


class Journey:
    """The essays visited, of this run and of those before."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._trail: Trail | None = None
        self._streams: dict[str, Essay] = {}
        """What came in by standard input and cannot be opened again, by edition."""

    def begin(self, view: View) -> None:
        """An essay is opened that none led to, from the shelf or at the start: back leads to the one read last.

        Call it before the place in the new one is kept. The one read last is not left by being opened again.
        """
        latest = self._desk.progress.latest()
        if latest is not None and latest.path != self._desk.paths.get(view.essay.id):
            self._go(self.trail.left(Stop(latest.path, latest.place.edition, latest.place.offset)))

    def visit(self, here: View) -> None:
        """Another place is gone to from here: back leads to this very view."""
        self._go(self.trail.left(self._stop(here)))

    def back(self, here: View) -> View | None:
        """The essay visited before, exactly as it was left; None before the first."""
        return self._travel(here, Trail.back)

    def forward(self, here: View) -> View | None:
        """The essay one came back from, exactly as it was left; None if there is none."""
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


NO_HEADING = "no such heading here:"
NOT_HERE = "(not in this library)"


@dataclass(frozen=True, slots=True)
class Aim:
    """What a link leads to; neither block nor entry where that is nothing here, or an address."""

    block: Block | None = None
    """A heading or footnote of the essay itself."""
    entry: Entry | None = None
    """Another essay."""
    fragment: str = ""
    """The heading or footnote that was asked for, here or there."""
    title: str = ""
    """The essay's own title, where its beginning is meant."""
    within: bool = False
    """Whether a place in the essay itself is meant."""


def aim(desk: Desk, essay: Essay, link: Link) -> Aim:
    """What a link leads to. A link to its own essay leads to that one's beginning, if it names no heading."""
    fragment = link.fragment
    if link.kind in ("fragment", "footnote"):
        return _within(essay, fragment)
    if link.kind != "essay":
        return Aim()
    library, path = desk.around(essay), desk.paths.get(essay.id, "")
    entry = library.by_slug.get(library.graph.link_target(path, link.href) or "")
    if entry is not None and entry.path == path:
        return _within(essay, fragment)
    return Aim(entry=entry, fragment=fragment)


def _within(essay: Essay, fragment: str) -> Aim:
    block = anchored(essay, fragment or "top")
    begins = block is not None and block is essay.blocks[0]
    return Aim(block, fragment=fragment, title=essay.title if begins else "", within=True)


def destination(desk: Desk, essay: Essay, link: Link, *, spoken: bool = False) -> str:
    """Where a link leads, in words: a title, a heading, a footnote, or the address itself."""
    led = aim(desk, essay, link)
    if led.block is not None:
        return led.title or " ".join(filter(None, (led.block.sign, led.block.text)))
    if led.entry is not None:
        state = desk.progress.state(led.entry.id)
        facts = (led.entry.title, length(led.entry.minutes, spoken=spoken), "" if state == UNREAD else state)
        return ", ".join(filter(None, facts))
    if led.within:
        return f"{NO_HEADING} {led.fragment}"
    return f"{NOT_HERE} {link.href}" if link.kind == "essay" else link.href or "leads nowhere"


def at_heading(view: View, fragment: str) -> View:
    """An essay that was opened for a link: at the heading that names, or where it was left if it names none."""
    block = anchored(view.essay, fragment) if fragment else None
    if block is not None:
        return walk.arrived_at(view, block.start)
    return view._replace(message=f"{NO_HEADING} {fragment}") if fragment else view


class Chart:
    """The library around an essay, or all of it for None, as it stands when this is made."""

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
        """Where a walk begins: at the essay, else at the one read last, else at the first; "" if there is none."""
        latest = self._library.by_id.get(self._latest)
        entries = self._library.entries if latest is None else (latest,)
        return self.here or next((entry.slug for entry in entries), "")

    def star(self, slug: str) -> Star:
        """An essay on the map."""
        entry = self._library.by_slug[slug]
        state, kept = self._states.get(entry.id, UNREAD), self._kept.get(entry.id, 0)
        return Star(slug, entry.title, entry.minutes, state, kept)

    def around(self, slug: str) -> Near:
        """What lies around an essay."""
        entries = self._library.entries
        return near(self._library.graph, slug, self.star, (entry.slug for entry in entries), len(entries))

    def lines(self) -> Iterator[str]:
        """The essay and what lies around it in words, or every essay and where it leads."""
        if self.here:
            return near_lines(self.around(self.here))
        return whole_lines(self._library.graph, self._stars(), lambda slug: self._library.by_slug[slug].title)

    def dot(self) -> Iterator[str]:
        """The same in the language of Graphviz; around an essay, those it leads to and those that lead there."""
        if not self.here:
            return dot_lines(self._library.graph, self._stars())
        found = self.around(self.here)
        return dot_lines(self._library.graph, (found.here, *found.ahead, *found.behind))

    def _stars(self) -> Iterator[Star]:
        return (self.star(entry.slug) for entry in self._library.entries)
