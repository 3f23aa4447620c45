"""Text in the cells of a terminal: how wide it is, where its rows end, and which way it runs.

Widths are those of `rich.cells`, which Textual lays out with. It is imported only for a character that is not
known to be one cell wide: most essays start without it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain

_NARROW = frozenset(
    map(
        chr,
        chain(
            range(0x20, 0x7F),
            range(0xA0, 0xAD),
            range(0xAE, 0x300),
            range(0x370, 0x483),
            range(0x48A, 0x591),
            range(0x1E00, 0x200B),
            range(0x2010, 0x2028),
            range(0x2030, 0x205F),
            range(0x2070, 0x20D0),
            range(0x2190, 0x2200),
            range(0x2580, 0x25FD),
        ),
    )
)
"""Characters known to be one cell wide, as a set: a pattern of so many ranges takes five times as long to make."""

_JOINED = "(?s)(?:[^\u200d]|\u200d.?)\ufe0f*(?:\u200d.?\ufe0f*)*"
"""A character with what a joiner or an emoji variation selector ties to it."""

_SIGNS: dict[int, int | str] = {
    **str.maketrans("‘’‛′“”‟″‐‒–━─•●○▌█┃│·›‹←→↑↓", "''''\"\"\"\"-----***||||.><<>^v"),
    **dict.fromkeys(map(ord, "—―"), "--"),
    ord("…"): "...",
}

_DASH = r"(?<=[^\s—―(\[{“‘«-])(?:[—―]+|--)(?=[^\W_]|[(\[{“‘«])"
"""A dash between words."""

_CJK = "\u2e80-\u3098\u309b-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
"""Chinese and Japanese, written without spaces. Hangul, which has them, is not among them."""
_OPENING = r"(\[{“‘«‹〈《「『【〔〖〘〚（［｛｟｢"
_CLOSING = (
    r")\]}”’»›〉》」』】〕〗〙〛）］｝｠｣,.:;!?…‥、。，．：；！？・･､｡％‰°–—―"
    "々〻ーｰゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ〜゠"
)
_CLINGING = "\"'\\s\u0300-\u036f\u200b-\u200d\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Straight quotes, of either side, spaces, and what belongs to the character before."""
_BETWEEN_CJK = (
    rf"(?<=[{_CJK}])(?<![{_OPENING}])(?![{_CLOSING}{_CLINGING}])"
    rf"|(?<=[^{_OPENING}{_CLINGING}])(?=[{_CJK}])(?![{_CLOSING}])"
)
"""Between two characters of which one is Chinese or Japanese, by the usual prohibitions."""

_RIGHT_TO_LEFT = "\u0590\u0900\ufb1d\ufe00\ufe70\uff00\U00010800\U00011000\U0001e800\U0001f000"
"""Where, in turn, the blocks of scripts written from right to left begin and have ended."""
RIGHT_TO_LEFT = "text from right to left; with --plain the terminal orders it"
SAMPLE = 2000
"""Characters looked at for the direction of a text."""


def edges(text: str, *, narrow: bool = True) -> Sequence[int]:
    """The cell each character begins at, and where the text ends: `len(text) + 1` numbers.

    Characters drawn together (a letter and its accents, a joined emoji) take their cells at the first of them.
    `narrow`: whether this terminal draws what Unicode calls East Asian "ambiguous" one cell wide; if not, two.
    """
    if not narrow and not text.isascii():
        from unicodedata import east_asian_width

        extra = accumulate((east_asian_width(char) == "A" for char in text), initial=0)
        return [cell + more for cell, more in zip(edges(text), extra, strict=True)]
    if _NARROW.issuperset(text):
        return range(len(text) + 1)
    from rich.cells import cell_len, get_character_cell_size

    if "\u200d" not in text and "\ufe0f" not in text:
        return list(accumulate(map(get_character_cell_size, text), initial=0))
    widths = [0] * len(text)
    for found in re.finditer(_JOINED, text):
        widths[found.start()] = cell_len(found[0])
    return list(accumulate(widths, initial=0))


def cells(text: str) -> int:
    """How many cells `text` takes on a terminal's row, as Textual counts them."""
    if _NARROW.issuperset(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """As much of `text` as fits whole into `width` cells."""
    if len(text) <= width and _NARROW.issuperset(text):
        return text
    return text[: bisect_right(edges(text), max(0, width)) - 1] if width > 0 else ""


def in_ascii(row: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Texts and their styles in `plain_signs`; room between them gives way to what has grown."""
    drawn: list[tuple[str, str]] = []
    grown = 0
    for text, style in row:
        plain = plain_signs(text)
        room = len(plain) - len(plain.lstrip(" ")) if drawn else 0
        less = min(grown, max(0, room - 2))
        grown += cells(plain) - cells(text) - less
        drawn.append((plain[less:], style))
    return tuple(drawn)


def plain_signs(text: str) -> str:
    """`text` with ASCII in place of the signs an East Asian terminal draws two cells wide; it may grow."""
    return text.translate(_SIGNS)


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
    which vanish, after a dash between words, and between Chinese or Japanese characters; inside a word only
    if it is longer than a row. `pair`: the last two words stay together where that leaves the row before at
    0.6 of the measure or more. `narrow` as in `edges`.
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


def _stops(text: str, place: Sequence[int]) -> Sequence[int]:
    """Where a row may end without a space, in order."""
    stops = (
        [found.end() for found in re.finditer(_DASH, text)]
        if "—" in text or "--" in text or "―" in text
        else []
    )
    if isinstance(place, range):
        return stops
    return sorted({*stops, *(found.start() for found in re.finditer(_BETWEEN_CJK, text))})


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


def _keep_pair(text: str, place: Sequence[int], rows: list[tuple[int, int]], room: int) -> None:
    (before, _), (last, end) = rows[-2:]
    pair = text.rfind(" ", 0, text.rfind(" ", 0, end)) + 1
    fits = before < pair < last and place[end] - place[pair] <= room
    if fits and 5 * (place[pair - 1] - place[before]) >= 3 * room:
        rows[-2:] = [(before, pair - 1), (pair, end)]


def runs_right_to_left(text: str) -> bool:
    """Whether most letters at the beginning belong to scripts written from right to left."""
    sample = text[:SAMPLE]
    found = {char for char in set(sample) if bisect_right(_RIGHT_TO_LEFT, char) % 2}
    return 2 * sum(char in found for char in sample) > sum(map(str.isalpha, sample)) if found else False
