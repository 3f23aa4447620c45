"""Looking for words in every essay of the library, and in everything kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quietread import noted
from quietread.core.find import find, sentences_over
from quietread.core.mark import Mark, join_tags, section_of
from quietread.core.text import line
from quietread.desk import Desk
from quietread.errors import SourceError
from quietread.noted import Noted
from quietread.storage.library import Tell
from quietread.storage.opening import open_essay
from quietread.storage.texts import InText, Texts


class Hit(NamedTuple):
    """A sentence, or something kept, that was found."""

    slug: str
    section: str
    """The headings over it, outermost first, joined by " / "."""
    quote: str
    note: str | None
    """The note of a mark, "" if it has none; None for a sentence of a text."""


class Search:
    """Looks through what one reader has."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._texts = Texts(desk.cache)
        self._kept: tuple[Noted, ...] | None = None

    def in_texts(self, query: str, tell: Tell = lambda done, total: None) -> Iterator[InText]:
        """The essays that hold `query`, one by one, in the order of the shelf."""
        return self._texts.find(self._desk.library().entries, line(query), tell)

    def in_notes(self, query: str) -> tuple[Noted, ...]:
        """What is kept that holds `query` in its words, note or tags; read again after `look_again`."""
        if self._kept is None:
            self._kept = noted.on_disk(self._desk)
        wanted = line(query)
        return tuple(one for one in self._kept if one.mark and find(_said(one.mark), wanted))

    def look_again(self) -> None:
        """What is kept may have changed. Not from a worker."""
        if "keeping" in vars(self._desk):
            self._desk.keeping.store.settle()
        self._kept = None

    def renew(self, tell: Tell = lambda done, total: None, most: int | None = None) -> None:
        """Make the next search quick, for at most `most` new essays. Slow: call it from a worker."""
        self._texts.renew(tell, most)

    def hits(self, query: str, tell: Tell = lambda done, total: None) -> Iterator[Hit]:
        """Every sentence that holds `query`, essay by essay, then what is kept."""
        for one in self.in_texts(query, tell):
            yield from self._sentences(one)
        slugs = self._desk.library().by_id
        for kept in self.in_notes(query):
            if kept.mark is not None:
                slug = slugs[kept.essay].slug if kept.essay in slugs else kept.essay
                yield Hit(slug, kept.mark.section, kept.mark.quote, kept.mark.note)

    def _sentences(self, found: InText) -> Iterator[Hit]:
        try:
            essay = open_essay(found.entry.path, self._desk.cache)
        except SourceError:
            return  # gone since it was found
        for start, end in dict.fromkeys(sentences_over(essay, *span) for span in found.spans):
            yield Hit(found.entry.slug, section_of(essay, start), essay.text[start:end], None)


def _said(mark: Mark) -> str:
    return "\n\n".join((mark.quote, mark.note, *mark.note_kept, join_tags("", mark.tags)))
