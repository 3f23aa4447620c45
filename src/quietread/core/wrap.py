"""Where the rows of a text begin and end: ragged right, by cells, never hyphenated."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from quietread.core.widths import edges

_DASH = re.compile(r"(?<=[^\s—―(\[{“‘«-])(?:[—―]+|--)(?=[^\W_]|[(\[{“‘«])")
"""A dash between words, with no space on either side; a row may end after it."""

_CJK = "\u2e80-\u3098\u309b-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
"""Chinese and Japanese, written without spaces. Hangul, which has them, is not among them."""
_OPENING = r"(\[{“‘«‹〈《「『【〔〖〘〚（［｛｟｢"
_CLOSING = (
    r")\]}”’»›〉》」』】〕〗〙〛）］｝｠｣,.:;!?…‥、。，．：；！？・･､｡％‰°–—―"
    "々〻ーｰゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ〜゠"
)
_CLINGING = "\"'\\s\u0300-\u036f\u200b-\u200d\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Straight quotes, of which one cannot tell the side, spaces, and what belongs to the character before."""


def wrap(
    text: str,
    measure: int,
    *,
    rest: int | None = None,
    start: int = 0,
    pair: bool = True,
    narrow: bool = True,
) -> list[tuple[int, int]]:
    """Where each row of `text`, from `start` on, begins and ends: index pairs, half open, never empty.

    The first row takes at most `measure` cells, the others `rest` (None: the same). Rows end at spaces,
    which vanish, after a dash between words, and between Chinese or Japanese characters. A word is cut only
    if it is longer than a row, and never between characters drawn as one. `pair`: the last two words stay
    together where that leaves the row before at 0.6 of the measure or more. `narrow` as in `widths.edges`.
    """
    place = edges(text, narrow=narrow)
    stops = _stops(text, place)
    size = len(text.rstrip(" "))
    room = max(1, measure)
    rest = room if rest is None else max(1, rest)
    rows: list[tuple[int, int]] = []
    while start < size:
        while text[start] == " ":
            start += 1
        end = _row_end(text, place, stops, start, room)
        begin, start = start, end
        while text[end - 1] == " ":
            end -= 1
        rows.append((begin, end))
        room = rest
    if pair and len(rows) > 1:
        _keep_pair(text, place, rows, room)
    return rows


def _row_end(text: str, place: Sequence[int], stops: Sequence[int], start: int, room: int) -> int:
    limit = bisect_right(place, place[start] + room, start) - 1
    if limit >= len(text):
        return len(text)
    stop = bisect_right(stops, limit)
    end = max(text.rfind(" ", start, limit + 1), stops[stop - 1] if stop else 0)
    if end > start:
        return end
    # A word longer than its row; one character too wide for the row still has to go somewhere.
    return limit if limit > start else bisect_right(place, place[start + 1], start + 1) - 1


def _stops(text: str, place: Sequence[int]) -> Sequence[int]:
    """Where a row may end without a space, in order."""
    stops = (
        [found.end() for found in _DASH.finditer(text)] if "—" in text or "--" in text or "―" in text else []
    )
    if isinstance(place, range):
        return stops
    return sorted({*stops, *(found.start() for found in _between_cjk().finditer(text))})


@cache
def _between_cjk() -> re.Pattern[str]:
    """Between two characters of which one is Chinese or Japanese, but never before a closing sign or after
    an opening one: the usual prohibitions. Compiled when first needed, which in most essays is never.
    """
    return re.compile(
        rf"(?<=[{_CJK}])(?<![{_OPENING}])(?![{_CLOSING}{_CLINGING}])"
        rf"|(?<=[^{_OPENING}{_CLINGING}])(?=[{_CJK}])(?![{_CLOSING}])"
    )


def _keep_pair(text: str, place: Sequence[int], rows: list[tuple[int, int]], room: int) -> None:
    (before, _), (last, end) = rows[-2:]
    pair = text.rfind(" ", 0, text.rfind(" ", 0, end)) + 1
    fits = before < pair < last and place[end] - place[pair] <= room
    if fits and 5 * (place[pair - 1] - place[before]) >= 3 * room:
        rows[-2:] = [(before, pair - 1), (pair, end)]
