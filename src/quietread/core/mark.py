"""A mark: words a reader kept, where they stood, and what the reader thought of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import takewhile

from quietread.core.essay import Essay, Sentence

CONTEXT = 64
"""Characters remembered on each side of a quote: none are no use, more blur who the neighbours were."""
ANCHOR = ("kind", "quote", "quote_first", "before", "after", "section", "start", "end", "edition")
"""Fields that say where a mark stands; they only ever change together."""

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_TAGS = re.compile(r"(?:(?:^|\s+)#[^\s#]+)+\s*\Z")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark as it stands in the reader's file."""

    id: str
    created: datetime
    """Aware, whole seconds."""
    modified: datetime
    """Moves on every change made in quietread; orders merges."""
    kind: str
    """`phrase` (less than a sentence), `sentence` or `passage` (more); "" if the file does not say."""
    quote: str
    """The words as marked, or as last confirmed by the reader."""
    before: str = ""
    """The 64 characters before the quote, white space collapsed."""
    after: str = ""
    section: str = ""
    """The headings it stands under, outermost first, joined by " / "."""
    start: int = 0
    """Offset of the quote in the canonical text of `edition`, half open with `end`."""
    end: int = 0
    edition: str = ""
    """The first 12 hex digits of the edition the offsets are true for."""
    note: str = ""
    note_kept: tuple[str, ...] = ()
    """Wordings of the note that lost a merge, until the reader has chosen."""
    tags: tuple[str, ...] = ()
    quote_first: str = ""
    """The words first marked, once the reader has confirmed a changed wording."""


def new_id(bits: int) -> str:
    """Twelve letters and digits without look-alikes, from 60 random bits."""
    return "".join(_LETTERS[bits >> shift & 31] for shift in range(55, -1, -5))


def sentences_from(essay: Essay, offset: int) -> Iterator[Sentence]:
    """The sentences a reader can keep, headings' aside, from the paragraph at `offset` to the end of its section."""
    for block in essay.sections[essay.section_at(offset)].blocks:
        if block.kind != "heading" and block.end > offset:
            yield from block.sentences


def whole_sentences(essay: Essay, start: int, end: int) -> tuple[int, int]:
    """The range made as wide as the sentences it touches."""
    here = takewhile(lambda one: one.start < end, sentences_from(essay, start))
    touched = [one for one in here if start < one.end]
    return (touched[0].start, touched[-1].end) if touched else (start, end)


def kind_of(essay: Essay, start: int, end: int) -> str:
    """Whether a range is less than a sentence, one, or more."""
    touched = [
        one
        for block in essay.sections[essay.section_at(start)].blocks
        if block.start < end and start < block.end
        for one in block.sentences
        if one.start < end and start < one.end
    ]
    if len(touched) != 1:
        return "passage"
    return "sentence" if (start, end) == (touched[0].start, touched[0].end) else "phrase"


def section_of(essay: Essay, offset: int) -> str:
    """The headings over an offset, outermost first, joined by " / "; "" if there are none."""
    section = essay.sections[essay.section_at(offset)]
    path = [(0, section.heading)] if section.heading else []
    for block in section.body:
        if block.start > offset:
            break
        if block.kind == "heading":
            path = [above for above in path if above[0] < block.level]
            path.append((block.level, block.text))
    return " / ".join(words for _, words in path)


def made(essay: Essay, start: int, end: int, *, id: str, now: datetime) -> Mark:  # noqa: A002
    """A new mark of `essay.text[start:end]`."""
    return moved(Mark(id=id, created=now, modified=now, kind="", quote=""), essay, start, end, now=now)


def moved(mark: Mark, essay: Essay, start: int, end: int, *, now: datetime) -> Mark:
    """The same mark over another range of the essay at hand: id, created, note and tags stay."""
    text = essay.text
    return replace(
        mark,
        modified=now,
        kind=kind_of(essay, start, end),
        quote=text[start:end],
        before=_flat(text[max(0, start - CONTEXT - 8) : start])[-CONTEXT:],
        after=_flat(text[end : end + CONTEXT + 8])[:CONTEXT],
        section=section_of(essay, start),
        start=start,
        end=end,
        edition=essay.edition[:12],
        quote_first="",
    )


def confirmed(mark: Mark, essay: Essay, start: int, end: int, *, now: datetime) -> Mark:
    """The mark where the reader agrees it stands now; a changed wording keeps the words first marked."""
    new = moved(mark, essay, start, end, now=now)
    first = mark.quote_first or (mark.quote if new.quote != mark.quote else "")
    return replace(new, quote_first=first)


def annotated(mark: Mark, words: str, *, now: datetime) -> Mark:
    """The mark with what was typed as its note and, at its end, as tags; kept wordings are settled."""
    note, tags = split_tags(words)
    return replace(mark, note=note, tags=tags, note_kept=(), modified=now)


def split_tags(words: str) -> tuple[str, tuple[str, ...]]:
    """A typed note without the #words at its end, and those words, each once, in order."""
    found = _TAGS.search(words)
    if not found:
        return words.strip(), ()
    tags = (word[1:].rstrip(".,;:!?") for word in found[0].split())
    return words[: found.start()].strip(), tuple(dict.fromkeys(tag for tag in tags if tag))


def join_tags(note: str, tags: tuple[str, ...]) -> str:
    """A note as it is offered for editing: its tags as #words at the end."""
    return " ".join(filter(None, (note, *(f"#{tag}" for tag in tags))))


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


Seen = Mapping[str, float]
"""When marks returned last, by id, in seconds since 1970."""


def seen_on(seen: Seen, now: datetime) -> str | None:
    """The id of the mark that has returned on this day already: a day has one."""
    latest = max(seen, key=lambda id_: seen[id_], default=None)
    today = latest and datetime.fromtimestamp(seen[latest], now.tzinfo).date() == now.date()
    return latest if today else None


def returning(marks: Sequence[Mark], seen: Seen, now: datetime) -> Mark | None:
    """The mark that returns on the day of `now` (aware): one kept on this day in an earlier year.

    Of several such, or if there is none, the one longest unseen, having been seen when it was kept. What was
    kept today, or holds no words of its essay, does not return.
    """
    today = now.date()
    days = {mark.id: mark.created.astimezone(now.tzinfo).date() for mark in marks}
    old = [mark for mark in marks if mark.quote.strip() and days[mark.id] < today]
    same_day = [mark for mark in old if _falls_on(days[mark.id], today)]

    def last_seen(mark: Mark) -> tuple[float, str]:
        return max(seen.get(mark.id, 0.0), mark.created.timestamp()), mark.id

    return min(same_day or old, key=last_seen, default=None)


def _falls_on(then: date, today: date) -> bool:
    """Whether it is the day of `then` in another year; a missing 29th of February falls on the 28th."""
    try:
        return then.replace(year=today.year) == today
    except ValueError:
        return (today.month, today.day) == (2, 28)
