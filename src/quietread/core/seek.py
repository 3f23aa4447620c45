"""Searching in an essay: from view to view, as in `walk`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from quietread.core import walk
from quietread.core.find import find
from quietread.core.view import View

Hits = tuple[tuple[int, int], ...]
"""What a search found: ranges of the canonical text, in order, none over another."""


def sought(origin: View, query: str) -> View:
    """The first place from `origin` on where `query` stands, else the first of all; without one `origin`."""
    hits = find(origin.essay.text, query)
    view = origin._replace(sought=query, hits=(), chosen=None)
    return _at(view, hits, bisect_left(hits, (origin.place, 0)) % len(hits)) if hits else view


def stepped(view: View, step: int) -> View | None:
    """The place after (`step` 1) or before (-1) the one chosen, round and round; None: there is none.

    Which one it is is said, and where the search went on from the other end of the essay.
    """
    hits = view.hits or find(view.essay.text, view.sought)
    if not hits:
        return None
    here = view.chosen[0] if view.chosen in hits and view.chosen else view.place - (step > 0)
    number = bisect_right(hits, (here, view.essay.end)) if step > 0 else bisect_left(hits, (here, 0)) - 1
    wrapped = not 0 <= number < len(hits)
    number %= len(hits)
    end = "start" if step > 0 else "end"
    said = told(hits, number) + (f", from the {end}" if wrapped else "")
    return _at(view, hits, number)._replace(message=said)


def settled(view: View) -> View:
    """The view once the search has been typed: which of the places found this is."""
    number = view.hits.index(view.chosen) if view.chosen in view.hits and view.chosen else 0
    return view._replace(message=told(view.hits, number))


def opened(view: View, query: str, place: int | None = None) -> View:
    """An essay that was found by `query`: at its first place, or at `place`, with every other one lit."""
    if place is None:
        found = sought(walk.home(view), query)
        return settled(found) if found.hits else view
    return walk.go(view, place)._replace(sought=query, hits=find(view.essay.text, query), message="")


def told(hits: Hits, number: int) -> str:
    """“3 of 12”."""
    return f"{number + 1} of {len(hits)}"


def _at(view: View, hits: Hits, number: int) -> View:
    """The page with a place found, underlined there; the page one is on, if that shows it."""
    start = hits[number][0]
    shown = None if view.at_related else view.shown
    if shown is None or not shown[0] <= start < shown[1]:
        view = walk.go(view, start)
    return view._replace(hits=hits, chosen=hits[number])
