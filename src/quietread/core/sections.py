"""Drafts into sections, and sections into an essay: the rules that Markdown and plain text share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from quietread.core.draft import BREAK, Draft, finish
from quietread.core.essay import GAP, Essay, Related, Section
from quietread.core.related import entries, is_related
from quietread.core.text import line

NOTHING = "nothing to read"
"""The problem of an essay whose source has words, but none to show."""


@dataclass(slots=True)
class Chapter:
    """A section on its way: its heading, the headings without words before that, and its drafts."""

    heading: Draft | None = None
    lead: list[Draft] = field(default_factory=list)
    body: list[Draft] = field(default_factory=list)
    pause: int | None = None

    @property
    def worded(self) -> bool:
        """Whether anything but headings stands in it."""
        return any(draft.kind != "heading" for draft in self.body)

    @property
    def drafts(self) -> list[Draft]:
        """Everything in it, in the order of the source."""
        return [*self.lead, *([self.heading] if self.heading else []), *self.body]


class Facts(NamedTuple):
    """What is known of an essay besides its text; "" where nothing is said."""

    title: str = ""
    author: str = ""
    date: str = ""
    lang: str = ""
    why: str = ""
    id: str = ""
    source: str = ""


def divide(drafts: Sequence[Draft]) -> tuple[list[Chapter], tuple[Related, ...], int | None]:
    """The sections of an essay, none of them without a block, its Related entries and the pause before these.

    `drafts`: all with words, but for breaks.

    The level of sections is 2 if such a heading occurs, else the highest that does; headings of that level
    or above begin a section. A heading without words before the next one is handed on to the next section.
    """
    levels = {draft.level for draft in drafts if draft.top}
    level = 2 if 2 in levels else min(levels, default=0)
    chapters = [Chapter()]
    pause: int | None = None
    for index, draft in enumerate(drafts):
        current = chapters[-1]
        if draft.pause is not None:
            pause = draft.pause
        if draft.kind == BREAK:
            if current.worded and _words_follow(drafts, index):
                chapters.append(Chapter(pause=pause))
                pause = None
        elif draft.top and draft.level <= level:
            if current.worded:
                current = Chapter()
                chapters.append(current)
            else:
                current.lead = current.drafts
                current.body = []
            current.heading = draft
            current.pause, pause = pause if pause is not None else current.pause, None
        else:
            if pause is not None and not current.worded:
                current.pause, pause = pause, None
            draft.pause, pause = pause, None
            current.body.append(draft)
    related = _related(chapters)
    last = chapters[-1]
    asked = last.pause if related else None
    if not last.worded:
        chapters.pop()
        if chapters:
            chapters[-1].body += last.drafts
        elif last.drafts:
            chapters.append(Chapter(body=last.drafts, pause=last.pause))
    return chapters, related, asked


def _words_follow(drafts: Sequence[Draft], index: int) -> bool:
    following = next((draft for draft in islice(drafts, index + 1, None) if draft.kind != BREAK), None)
    return following is not None and following.kind != "heading"


def _related(chapters: list[Chapter]) -> tuple[Related, ...]:
    last = chapters[-1]
    if last.heading is None or not is_related(last.heading.text):
        return ()
    found = entries(last.body)
    if found:
        last.body = []
        last.heading = None
    return found


def essay(
    slug: str,
    facts: Facts,
    chapters: Iterable[Chapter],
    related: tuple[Related, ...],
    pause: int | None,
    problems: Iterable[str] = (),
) -> Essay:
    """Put an essay together: offsets, sentences and words."""
    lang = line(facts.lang) or "en"
    sections: list[Section] = []
    start = 0
    for chapter in chapters:
        blocks = finish(chapter.drafts, start, lang)
        if blocks:
            headed = chapter.heading is not None
            sections.append(Section(tuple(blocks), headed, chapter.pause, len(chapter.lead)))
            start = blocks[-1].end + len(GAP)
    return Essay(
        slug=slug,
        title=line(facts.title),
        author=line(facts.author),
        date=line(facts.date),
        lang=lang,
        why=line(facts.why),
        id=line(facts.id) or slug,
        source=line(facts.source),
        sections=tuple(sections),
        related=related,
        pause=pause,
        problems=tuple(problems) if sections else (*problems, NOTHING),
    )
