"""The map of the essays: one in the middle, who leads there, where it leads on, and what lies further off.

Seen so, a library of ten thousand is no bigger than one of eight: one walks, and what is near comes near.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from json import dumps
from typing import NamedTuple

from quietread.core.links import Graph

BEYOND = 24
"""Essays further off that are looked for; the rest are counted."""
LEAST = 66, 14
"""Columns and rows under which the map is a list."""
SIDES = ("behind", "here", "ahead", "beyond")
"""Essays that lead to the middle, the one in the middle, those it leads to, and others."""
SAID = {"ahead": "Leads to:", "behind": "Lead here:", "beyond": "Further off:"}
"""The sides in the map in words, in its order."""
NONE = {"ahead": "it leads to none", "behind": "no essay leads here"}
"""Said of a side on which nothing stands."""
HERE = "you are here"


class Star(NamedTuple):
    """An essay on the map."""

    slug: str
    title: str
    minutes: int
    state: str = "unread"
    """`unread`, `under way` or `read`."""
    kept: int = 0
    """Sentences of it that are kept."""

    @property
    def facts(self) -> str:
        """What is known of it, in words."""
        return f"{self.minutes} min, {self.state}" + (f", {self.kept} kept" if self.kept else "")


class Near(NamedTuple):
    """An essay and what lies around it. Each essay is in it once."""

    here: Star
    behind: tuple[Star, ...] = ()
    """Essays that lead here and are not among those ahead."""
    ahead: tuple[Star, ...] = ()
    beyond: tuple[Star, ...] = ()
    """Others, those two links away first."""
    both: frozenset[str] = frozenset()
    """Slugs of those ahead that lead back here."""
    uncounted: int = 0
    """Essays of the library that are nowhere here."""

    def side(self, name: str) -> tuple[Star, ...]:
        """The essays on one of `SIDES`."""
        return {"behind": self.behind, "here": (self.here,), "ahead": self.ahead, "beyond": self.beyond}[name]


def near(graph: Graph, slug: str, star: Callable[[str], Star], library: Iterable[str], count: int) -> Near:
    """What lies around an essay. Of `library`, the slugs of all `count` essays, no more than needed are asked for."""
    targets, sources = graph.targets(slug), graph.backlinks(slug)
    both = frozenset(targets) & frozenset(sources)
    close = {slug, *targets, *sources}
    second = (graph.targets(one) + graph.backlinks(one) for one in (*targets, *sources))
    beyond = tuple(islice(_unseen(chain(chain.from_iterable(second), library), set(close)), BEYOND))
    return Near(
        star(slug),
        tuple(star(one) for one in sources if one not in both),
        tuple(map(star, targets)),
        tuple(map(star, beyond)),
        both,
        max(0, count - len(close) - len(beyond)),
    )


def _unseen(slugs: Iterable[str], seen: set[str]) -> Iterator[str]:
    for slug in slugs:
        if slug not in seen:
            seen.add(slug)
            yield slug


class Atlas(NamedTuple):
    """The map on a screen of cols × rows, one essay chosen."""

    near: Near
    cols: int
    rows: int
    reading: str = ""
    """The slug of the essay one is reading."""
    came: str = ""
    """The slug of the essay that was in the middle before."""
    narrow: bool = True
    side: str = "here"
    place: int = 0
    """Of the chosen essay on its side."""

    @property
    def chosen(self) -> Star:
        """The chosen one."""
        return self.near.side(self.side)[self.place]

    @property
    def is_list(self) -> bool:
        """Whether there is no room for a picture."""
        return self.cols < LEAST[0] or self.rows < LEAST[1]


def near_lines(around: Near) -> Iterator[str]:
    """The same in words, line by line."""
    yield f"{around.here.title} ({around.here.facts})"
    for side, heading in SAID.items():
        stars = around.side(side)
        if stars:
            yield heading
        elif side in NONE:
            yield f"{NONE[side].capitalize()}."
        for star in stars:
            back = ", leads back here" if star.slug in around.both else ""
            yield f"  {star.title} ({star.facts}{back})"
    if around.uncounted:
        yield f"  and {around.uncounted} more"


def whole_lines(graph: Graph, stars: Iterable[Star], title: Callable[[str], str]) -> Iterator[str]:
    """Every essay and those it leads to, line by line."""
    for star in stars:
        yield f"{star.title} ({star.facts})"
        for slug in graph.targets(star.slug):
            yield f"  leads to {title(slug)}"


def dot_lines(graph: Graph, stars: Iterable[Star]) -> Iterator[str]:
    """The essays and the links among them in the language of Graphviz."""
    quoted = partial(dumps, ensure_ascii=False)
    titles = {star.slug: star.title for star in stars}
    yield "digraph essays {"
    for slug, title in titles.items():
        yield f"  {quoted(slug)} [label={quoted(title)}];"
    for slug in titles:
        for target in graph.targets(slug):
            if target in titles:
                yield f"  {quoted(slug)} -> {quoted(target)};"
    yield "}"
