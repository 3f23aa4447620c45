"""The map of the essays as this reader knows them: what is read, and where something is kept."""

from __future__ import annotations

from collections.abc import Iterator

from quietread.core.atlas import Near, Star, dot_lines, near, near_lines, whole_lines
from quietread.core.essay import Essay
from quietread.desk import Desk
from quietread.storage.progress import UNREAD


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
