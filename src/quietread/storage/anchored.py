"""Where marks of another edition were found in this one, remembered in the cache from run to run.

Opening a new edition writes nothing into the reader's file; without this every run would search anew. No
word of a mark is kept here, only numbers and digests, and losing it costs nothing but the search.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quietread.core.essay import Essay
from quietread.core.mark import Mark
from quietread.core.notebook import Kept
from quietread.storage.cache import Cache

LIMIT = 20_000
"""Places remembered; the oldest go."""


class Anchored:
    """The places in a cache. Safe to use from several threads, as the cache is."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def recall(self, essay: Essay, marks: Iterable[Mark]) -> dict[str, Kept]:
        """Where marks were found in this very text when they said what they say now, by id."""
        rows = self._cache.ask(
            "SELECT mark, anchor, start, stop, state FROM anchored WHERE edition = ?", (essay.edition,)
        )
        if not rows:
            return {}
        known = {(id_, anchor): place for id_, anchor, *place in rows}
        found = {}
        for mark in marks:
            place = known.get((mark.id, digest(mark)))
            if place is not None:
                start, end, state = place
                found[mark.id] = Kept(mark, start, end, state)
        return found

    def keep(self, essay: Essay, places: Mapping[str, Kept]) -> None:
        """Remember where marks were found, or that they were not."""
        rows = [
            (essay.edition, id_, digest(place.mark), place.start, place.end, place.state)
            for id_, place in places.items()
        ]
        self._cache.tell(
            ("INSERT OR REPLACE INTO anchored VALUES (?, ?, ?, ?, ?, ?)", rows),
            (
                "DELETE FROM anchored WHERE rowid NOT IN (SELECT rowid FROM anchored ORDER BY rowid DESC LIMIT ?)",
                [(LIMIT,)],
            ),
        )


def digest(mark: Mark) -> str:
    """What of a mark decides where it is found, in 32 letters and digits."""
    from hashlib import sha256

    said = (mark.quote, mark.before, mark.after, mark.section, mark.edition, mark.start, mark.end)
    return sha256(repr(said).encode()).hexdigest()[:32]
