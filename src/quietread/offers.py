"""What a reader is offered: hints at first, the essays on the shelf, and those an essay leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quietread.core.essay import Essay
from quietread.core.view import Lead
from quietread.storage.library import Entry, Library
from quietread.storage.paths import shown
from quietread.storage.progress import UNREAD

if TYPE_CHECKING:
    from quietread.core.keys import Key

HINTED = 3
"""Pages, and breaths, of the first run on which the way on is named."""
EVERYTHING = "essays"
"""The heading under what one is reading."""

States = Mapping[str, str]
"""`under way` or `read`, by essay id."""


class Shelved(NamedTuple):
    """An essay as it stands on the shelf."""

    entry: Entry
    group: str
    """The heading it stands under."""
    state: str
    """`under way`, `read` or ""."""


def leads(essay: Essay, path: str, library: Library, states: States, keys: Sequence[str]) -> tuple[Lead, ...]:
    """What the Related page of an essay in a file offers: where its author would go on, then who leads here.

    `keys` open the first.
    """
    from quietread.core.links import kind_of

    graph = library.graph

    def lead(slug: str, title: str, detail: str, *, back: bool = False) -> Lead:
        entry = library.by_slug[slug]
        return Lead(title or entry.title, detail, slug, entry.minutes, states.get(entry.id, UNREAD), back)

    found: list[Lead] = []
    for entry in essay.related:
        one, slug = entry.settled(partial(graph.target, path))
        if slug is not None:
            found.append(lead(slug, one.title, one.why))
        elif kind_of(one.href) == "web":
            found.append(Lead(one.title, one.why, None, address=one.href))
        else:
            folder = f" in {shown(str(Path(path).parent))}" if path else ""
            found.append(
                Lead(one.title, one.why, None, missing=f"looked for: {one.href or one.title}{folder}")
            )
    here = path if path in library.by_slug else essay.slug
    named = {one.slug for one in found} | {here}
    backlinks = (slug for slug in graph.backlinks(here) if slug not in named)
    found += [lead(slug, "", library.by_slug[slug].why, back=True) for slug in backlinks]
    keyed = (one._replace(key=key) for one, key in zip(found, keys, strict=False))
    return (*keyed, *found[len(keys) :])


class Hints:
    """What a newcomer is told on the first pages and breaths, and what is said once."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._pages = self._breaths = 0
        self._said: set[str] = set()
        self.notice = ""
        """What the first screen is to say."""

    def begin(self) -> None:
        """The first screen has just been answered."""
        self._pages = self._breaths = HINTED

    @property
    def on_page(self) -> str:
        """The keys that the status row names, "" for none."""
        keys = ("read.on", "read on"), ("mark.sentence", "mark"), ("help", "keys")
        return self._hint(*keys, between=" ") if self._pages else ""

    @property
    def way_out(self) -> str:
        """The key to the shelf, for a Related page that has nothing else to offer."""
        return self._hint(("back", "the shelf"))

    def turned(self) -> str:
        """The same for another page."""
        self._pages = max(0, self._pages - 1)
        return self.on_page

    def on_breath(self) -> str:
        """The way on, under the breath that begins; "" once it is known."""
        self._breaths -= 1
        return self._hint(("read.on", "read on")) if self._breaths >= 0 else ""

    def noticed(self) -> str:
        """The notice, once."""
        said, self.notice = self.notice, ""
        return said

    def first_time(self, what: str) -> bool:
        """Whether something is to be said for the first time."""
        first = what not in self._said
        self._said.add(what)
        return first

    def _hint(self, *named: tuple[str, str], between: str = "  ") -> str:
        from quietread.core.keys import hint

        return hint(self._key, *named, between=between)
