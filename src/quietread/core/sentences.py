"""Where sentences end: the unit one marks.

sentencex knows the abbreviations of many languages; what it gets wrong in essays is set right here, by
taking single boundaries away and adding a few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

_WINDOW = 8192
_LONG = 40
"""Words from which on a sentence is looked into even where it stands in quotes or brackets."""

_CLOSERS = "\"'”’»›)\\]」』）】*_"
_CLOSING = re.compile(f"[{_CLOSERS}]+")
_WIDE_STOP = re.compile(f"[。！？．｡][{_CLOSERS}]*$")
_PAIRS = str.maketrans(dict.fromkeys('"“”„«»‹›()[]「」『』', " "))
_OPENING = r"[“\"‘'«„(\[]?"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"

_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[IVXLC]+|[ivx]+|[a-zA-Z])[.)]")
_CHAIN = re.compile(r"(?:^|[\s(\[“\"])(?:cf|viz|vs|e\.\s?g|i\.\s?e)\.$", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:^|[\s(\[“\"])(?:vols?|pp?|ch|chap|arts?|figs?|nos?|secs?|eqs?|bks?|fols?|ll?|nn?|pts?)\.$",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\d|[IVXLCivxlc]+\b")
_EXCLAIMED = re.compile(f"[!?…][{_CLOSERS}]*$")
_ASKED = re.compile('[!?…]["”’»]+$')
_SAID = re.compile(
    r"(?:[\w’'.]+\s+){1,4}?(?:said|says|asked|asks|cried|cries|replied|answered|shouted|called|whispered|"
    r"murmured|muttered|exclaimed|insisted|wondered)\b"
)
_SPACED_DASH = re.compile(r"[—–-]+\s")
_FIRST_WORD = re.compile(r"[\W_]*([^\W_]*)")
_REPORTING = ("と", "って", "、", "，")

# English words that are abbreviations, too, but hardly so before a stop and a capital.
_ORDINARY = re.compile(
    r"\b(?:me|no|miss|may|art|ill|ok|id|pa|con|fed|fig|mar|min|med|ore|ha|i)"
    rf"\.[”’)]*(?=\s+{_OPENING}{_CAPITAL})"
)
_QUOTED_TWICE = re.compile(rf"[.!?…][”’\"')]{{2,}}(?=\s+{_OPENING}{_CAPITAL})")
_BRACKETED = re.compile(rf"[.!?…][”’\"']*[)\]](?=\s+{_OPENING}(?:{_CAPITAL}|\d))")


def stops(text: str, lang: str) -> tuple[int, ...]:
    """Where the sentences of a block end, counted in characters; the last is `len(text)`.

    `text`: canonical (white space collapsed); an empty one has no sentence. `lang`: a language code such
    as "en" or "pt-BR"; unknown ones are treated like English. The pieces between the stops, joined, are
    the text; each keeps the space it begins with.
    """
    code = lang.replace("_", "-").split("-")[0].lower() or "en"
    return tuple(
        end
        for begin, whole in pairwise((0, *_ends(text, text, code)))
        for end in _within(text, begin, whole, code)
    )


def _ends(text: str, shown: str, code: str) -> list[int]:
    """Ends of sentences in `text`; `shown` is what sentencex gets to see of it, of the same length."""
    raw = _boundaries(shown, code)
    ends: list[int] = []
    begin = 0
    lower = sum(_begins_low(text[end:]) for end in raw[:-1])
    casual = _begins_low(text) and 2 * lower > len(raw) - 1
    for limit in raw[:-1]:
        end = limit - len(text[begin:limit]) + len(text[begin:limit].rstrip())
        closing = _CLOSING.match(text, end)
        if closing and (closing.end() == len(text) or text[closing.end()] == " "):
            end = closing.end()
        if begin < end < len(text) and not _goes_on(text[begin:end].lstrip(), text[end:], casual):
            ends.append(end)
            begin = end
    return [*ends, len(text)] if text else []


def _boundaries(text: str, code: str) -> list[int]:
    """What sentencex says: the ends of its pieces, which include the white space after them."""
    from sentencex import segment  # type: ignore[import-untyped]

    # Unclosed quotes make it quadratic, so it is given one window at a time; a window's last piece, which
    # may have been cut, begins the next one.
    begin, window = 0, _WINDOW
    ends: list[int] = []
    while begin < len(text):
        pieces = segment(code, text[begin : begin + window])
        if begin + window < len(text):
            if len(pieces) < 2:
                window *= 2
                continue
            pieces.pop()
        ends += [begin + size for size in accumulate(map(len, pieces))]
        begin, window = ends[-1], _WINDOW
    return ends


def _begins_low(text: str) -> bool:
    first = _FIRST_WORD.match(text[:80])
    return first is not None and first[1][:1].islower() and first[1].islower()


def _goes_on(piece: str, rest: str, casual: bool) -> bool:
    """Whether a sentence goes on where sentencex ended it.

    `casual`: the text does without capitals, so that a small letter says nothing.
    """
    if rest[0] != " ":
        return not _WIDE_STOP.search(piece) or rest.startswith(_REPORTING)
    after = rest[1:200].lstrip()
    if not any(map(str.isalnum, piece)) or not any(map(str.isalnum, after)):
        return True
    if _NUMBER.fullmatch(piece) or _CHAIN.search(piece):
        return True
    if _COUNTED.search(piece) and _COUNT.match(after):
        return True
    if _EXCLAIMED.search(piece) and _SPACED_DASH.match(after):
        return True
    if _ASKED.search(piece) and _SAID.match(after):
        return True
    return not casual and _begins_low(after)


def _within(text: str, begin: int, end: int, code: str) -> Iterator[int]:
    """The ends of sentences that sentencex overlooked between `begin` and `end`; the last is `end`."""
    piece = text[begin:end]
    if len(piece) > 5 * _LONG and piece.count(" ") >= _LONG:
        inner = _ends(piece, piece.translate(_PAIRS), code)
        if len(inner) > 1:
            yield from (begin + stop for stop in inner)
            return
    found = {one.end() for one in _QUOTED_TWICE.finditer(piece)}
    if code == "en":
        found |= {one.end() for one in _ORDINARY.finditer(piece) if not _open_quote(piece[: one.start()])}
    head = piece.lstrip()
    if head[:1] in ("(", "["):
        bracket = _BRACKETED.search(piece)
        if bracket and _depth(piece[: bracket.end()]) == 0:
            found.add(bracket.end())
            yield from (begin + stop for stop in sorted(found) if stop <= bracket.end())
            yield from _within(text, begin + bracket.end(), end, code)
            return
    yield from (begin + stop for stop in sorted(found))
    yield end


def _open_quote(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def _depth(text: str) -> int:
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")
