"""An essay as plain JSON values and back: what the cache keeps, so that an essay is parsed once."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from quietread.core.essay import GAP, KINDS, Block, Essay, Related, Section, Span

FORMAT = 3
"""Rises with the arrangement below, and whenever essays are read differently than before: a cache of
another number is of no use."""

_TEXTS = ("slug", "title", "author", "date", "lang", "why", "id", "source")
_REST = ("layout", "indent", "sign", "tight", "level", "anchor", "pause")
_rest = attrgetter(*_REST)
_end = attrgetter("end")
_PLAIN: tuple[Any, ...] = ("", 0, "", False, 0, "", 0)
"""What most blocks say of `_REST`; those that do are written without it."""


def pack(essay: Essay) -> dict[str, Any]:
    """The essay as dicts, lists, strings, numbers and booleans, compact and in order."""
    return {
        "format": FORMAT,
        "essay": [getattr(essay, name) for name in _TEXTS],
        "pause": essay.pause,
        "problems": list(essay.problems),
        "related": [[one.title, one.why, one.href, one.whole] for one in essay.related],
        "sections": [
            [one.headed, one.pause, one.lead, [_block(block) for block in one.blocks]]
            for one in essay.sections
        ],
    }


def _block(block: Block) -> list[Any]:
    rest = _rest(block)
    spans = [[one.start, one.end, one.style, one.href] for one in block.spans]
    tail = [block.words] if rest == _PLAIN else [*rest, block.words]
    return [KINDS.index(block.kind), block.text, list(block.stops), spans, *tail]


def unpack(data: object) -> Essay:
    """The essay that was packed. Raises ValueError for anything that `pack` did not make."""
    try:
        return _essay(data)
    except (TypeError, KeyError, IndexError, ValueError) as error:
        raise ValueError(f"not a packed essay: {error}") from error


def packed_text(packed: str) -> str:
    """The canonical text of an essay that was packed and written as JSON, four times sooner than the essay.

    Raises ValueError as `unpack` does.
    """
    import json

    try:
        data = json.loads(packed)
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']} instead of {FORMAT}")
        return GAP.join(block[1] for section in data["sections"] for block in section[3])
    except (TypeError, KeyError, IndexError) as error:
        raise ValueError(f"not a packed essay: {error}") from error


def _essay(data: Any) -> Essay:
    if data["format"] != FORMAT:
        raise ValueError(f"format {data['format']} instead of {FORMAT}")
    texts = dict(zip(_TEXTS, data["essay"], strict=True))
    "".join(texts.values())  # a TypeError if one is no text
    start = 0
    sections = []
    for headed, pause, lead, packed in data["sections"]:
        blocks = []
        for kind, text, ends, found, *rest in packed:
            stops = tuple(ends)
            spans = tuple(map(Span._make, found)) if found else ()
            if stops[-1] != len(text) or stops[0] < 1 or (spans and max(map(_end, spans)) > len(text)):
                raise ValueError("its pieces do not fit its text")
            tail = rest if len(rest) > 1 else (*_PLAIN, *rest)
            blocks.append(Block(KINDS[kind], text, start, stops, spans, *tail))
            start += len(text) + len(GAP)
        sections.append(Section(tuple(blocks), headed, pause, lead))
    return Essay(
        **texts,
        sections=tuple(sections),
        related=tuple(Related(*entry) for entry in data["related"]),
        pause=data["pause"],
        problems=tuple(data["problems"]),
    )
