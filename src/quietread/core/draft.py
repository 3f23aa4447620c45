"""Blocks on their way into an essay, as the readers of Markdown and of plain text make them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from quietread.core.duration import count_words
from quietread.core.essay import GAP, Block, Span
from quietread.core.sentences import stops
from quietread.core.text import clean, collapse, line

HARD = "\u2028"
"""A line break that is kept; clean text has no U+2028."""

BREAK = "break"
"""The kind of a draft that is no block: a section may begin here."""

_WHOLE_LINES = ("code", "table row", "image", "heading")
_TAIL = 32
"""Characters at the end of clean text that the next may still change."""


@dataclass(slots=True)
class Draft:
    """A block as it stands in its source."""

    raw: str
    """Its words; "\\n" where a line ended, `HARD` where it must."""
    kind: str = "paragraph"
    """One of `essay.KINDS`, or `BREAK`."""
    spans: list[Span] = field(default_factory=list)
    """Offsets into `raw`."""
    indent: int = 0
    sign: str = ""
    tight: bool = False
    level: int = 0
    anchor: str = ""
    pause: int | None = None
    """Breaths the author asks for before it, None if nothing is said."""
    notes: list[int] = field(default_factory=list)
    """Numbers of the footnotes it refers to."""
    top: bool = False
    """For a heading: outside lists and quotations, so that a section can begin with it."""

    @property
    def text(self) -> str:
        """The words on one line, clean."""
        return line(self.raw)


def evened(raw: str, spans: Iterable[Span]) -> tuple[str, tuple[Span, ...]]:
    """Text on one line, clean, and the spans moved along; those without a word go."""
    raw = raw.replace(HARD, "\n")
    text, found = line(raw), list(spans)
    if found and text != raw:
        text, places = _pieced(raw, {offset for span in found for offset in (span.start, span.end)})
        found = [span._replace(start=places[span.start], end=places[span.end]) for span in found]
    kept = (_without_spaces(span, text) for span in found)
    return text, tuple(
        sorted((span for span in kept if span.start < span.end), key=lambda span: (span.start, -span.end))
    )


def _pieced(raw: str, cuts: set[int]) -> tuple[str, dict[int, int]]:
    """The text made so piece by piece, and where each cut has come to."""
    kept: list[str] = []
    places: dict[int, int] = {}
    size = begin = 0
    tail = ""
    for cut in sorted({len(raw), *cuts}):
        # clean text changes with what follows: a letter with its accent, an emoji with a joiner
        joined = collapse(f"{clean(tail + raw[begin:cut])}|")[:-1]
        tail = joined[-_TAIL:].lstrip()
        kept.append(joined[: len(joined) - len(tail)])
        size += len(kept[-1])
        places[cut] = size + len(tail)
        begin = cut
    return "".join((*kept, tail)).rstrip(), places


def _without_spaces(span: Span, text: str) -> Span:
    inside = text[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    return span._replace(start=start, end=start + len(inside.strip()))


def finish(drafts: Iterable[Draft], start: int, lang: str) -> list[Block]:
    """The blocks of the drafts that have a word, the first at offset `start`."""
    blocks = []
    for draft in drafts:
        text, spans = evened(draft.raw, draft.spans)
        if not text:
            continue
        layout = _layout(draft)
        block = Block(
            kind=draft.kind,
            text=text,
            start=start,
            stops=_stops(draft.kind, text, layout, lang),
            spans=spans,
            layout=layout,
            indent=draft.indent,
            sign=draft.sign,
            tight=draft.tight,
            level=draft.level,
            anchor=draft.anchor,
            pause=draft.pause or 0,
            words=count_words(text),
        )
        blocks.append(block)
        start = block.end + len(GAP)
    return blocks


def _layout(draft: Draft) -> str:
    if draft.kind in ("code", "verse"):
        return clean(draft.raw.replace(HARD, "\n")).strip("\n").rstrip()
    if draft.kind == "table row":
        return draft.raw if collapse(draft.raw) != draft.raw else ""
    if HARD in draft.raw:
        return "\n".join(filter(None, map(collapse, clean(draft.raw.replace("\n", " ")).split("\n"))))
    return ""


def _stops(kind: str, text: str, layout: str, lang: str) -> tuple[int, ...]:
    if kind == "code":
        lines = filter(None, map(collapse, layout.split("\n")))
        return tuple(end - 1 for end in accumulate(len(one) + 1 for one in lines))
    return (len(text),) if kind in _WHOLE_LINES else stops(text, lang)
