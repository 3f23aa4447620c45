"""Where sentences end: the unit one marks.

sentencex knows the abbreviations of many languages; what it gets wrong in essays is set right here, by
taking single boundaries away and adding a few.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

_WINDOW = 4096
"""Characters that sentencex gets to see at once: unclosed quotes make it quadratic."""

_NEAR = 200
"""Characters on either side of a boundary that can say anything about it."""

_LONG = 24
"""Words from which on a sentence is looked into even where it stands in quotes or brackets."""

_CLOSERS = "\"'”’»›)\\]」』）】*_"
_CLOSING = re.compile(f"[{_CLOSERS}]+")
_WIDE_STOP = re.compile(f"[。！？．｡][{_CLOSERS}]*$")
_PAIRS = str.maketrans(dict.fromkeys('"“”„«»‹›()[]「」『』', " "))
_OPENING = r"[“\"‘'«„(\[]?"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"

_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[IVXLC]+|[ivx]+|[a-zA-Z])[.)]")
_CHAIN = re.compile(r"[(\[“\"]*(?:cf|viz|vs|e\.g|i\.e)\.", re.IGNORECASE)
_COUNTED = re.compile(
    r"[(\[“\"]*(?:vols?|pp?|ch|chap|arts?|figs?|nos?|secs?|eqs?|bks?|fols?|ll?|nn?|pts?)\.", re.IGNORECASE
)
_COUNT = re.compile(r"\d|[IVXLCivxlc]+\b")
_EXCLAIMED = re.compile(f".*[!?…][{_CLOSERS}]*")
_ASKED = re.compile('.*[!?…]["”’»]+')
_SAID = re.compile(
    r"(?:[\w’'.]+\s+){1,4}?(?:said|says|asked|asks|cried|cries|replied|answered|shouted|called|whispered|"
    r"murmured|muttered|exclaimed|insisted|wondered)\b"
)
_SPACED_DASH = re.compile(r"[—–-]+\s")
_BEGINS_AN_ASIDE = re.compile(r"[(\[]?(?:cf|viz|e\.\s?g|i\.\s?e)\.")
_REPORTING = ("と", "って", "、", "，")

# English words that are abbreviations, too, but hardly so before a stop and a capital.
_ORDINARY = re.compile(
    r"\b(?:me|no|miss|may|art|ill|ok|id|pa|con|fed|fig|mar|min|med|ore|ha|i)"
    rf"\.[”’)]*(?=\s+{_OPENING}{_CAPITAL})|\bI\.(?=\s+[“\"])"
)
_ELISION = re.compile(r"(?<!\w)'(?=(?:tis|twas|twere|em|til|cause|\d\ds)\b)", re.IGNORECASE)
_LETTERED = re.compile(r"^\(\w\)")
_TRAILED_OFF = re.compile(rf"(?<=\w)(?:…|\.\.\.)[”’\"')]*(?=\s+{_OPENING}(?!I\b){_CAPITAL})")
_INNER = re.compile(f"[.!?…][{_CLOSERS}]* ")
_QUOTED_TWICE = re.compile(rf"[.!?…][”’\"')]{{2,}}(?=\s+{_OPENING}{_CAPITAL})")
_BRACKETED = re.compile(rf"[.!?…][”’\"']*[)\]](?=\s+{_OPENING}(?:{_CAPITAL}|\d))")
_ASIDE = re.compile(rf"\((?:[^\s()]+\s+){{3,}}[^\s()]*[a-zß-ÿ]{{3}}[.!?…]\)(?=\s+{_OPENING}{_CAPITAL})")


def stops(text: str, lang: str) -> tuple[int, ...]:
    """Where the sentences of a block end, counted in characters; the last is `len(text)`.

    `text`: canonical (white space collapsed); an empty one has no sentence. `lang`: a language code such
    as "en" or "pt-BR"; unknown ones are treated like English. The pieces between the stops, joined, are
    the text; each keeps the space it begins with.
    """
    if not text:
        return ()
    code = lang.replace("_", "-").split("-")[0].lower()
    found: list[int] = []
    for begin, end in pairwise((0, *_ends(text, text, code))):
        spoken = text[begin:end]
        for first, last in pairwise((0, *_opened(spoken, code))):
            found += (begin + first + stop for stop in _parted(spoken[first:last], code))
    return tuple(found)


def _ends(text: str, shown: str, code: str) -> list[int]:
    """Ends of sentences in `text`; `shown` is what sentencex gets to see of it, of the same length."""
    # To sentencex, an apostrophe that begins a word opens a quotation, and nothing ends after a first "(a)".
    raw = _boundaries(_LETTERED.sub("xxx", _ELISION.sub("ʼ", shown)), code)
    casual = _begins_low(text[:_NEAR]) and 2 * sum(_begins_low(text[at : at + _NEAR]) for at in raw) > len(
        raw
    )
    ends = [0]
    for limit in raw:
        end = limit - 1 if text[limit - 1] == " " else limit
        closing = _CLOSING.match(text, end)
        if closing and text[closing.end() : closing.end() + 1] in ("", " "):
            end = closing.end()
        if ends[-1] < end < len(text):
            piece = text[max(ends[-1], end - _NEAR) : end].lstrip()
            if not _goes_on(piece, text[end : end + _NEAR], casual):
                ends.append(end)
    return [*ends[1:], len(text)]


def _boundaries(text: str, code: str) -> list[int]:
    """What sentencex says: the ends of its pieces but the last; white space belongs to the piece before."""
    from sentencex import segment  # type: ignore[import-untyped]

    ends: list[int] = []
    begin = 0
    while begin < len(text):
        window = text[begin : begin + _WINDOW]
        # The last piece may have been cut, so it begins the next window.
        sizes = [len(piece) for piece in segment(code, window)][:-1]
        ends += (begin + size for size in accumulate(sizes))
        if begin + len(window) == len(text):
            break
        begin = ends[-1] if sizes else begin + (window.rfind(" ") + 1 or len(window))
    return ends


def _begins_low(text: str) -> bool:
    """Whether the first word is all in small letters."""
    for at, char in enumerate(text):
        if char.isalnum():
            return char.islower() and text[at:].split(maxsplit=1)[0].islower()
    return False


def _goes_on(piece: str, rest: str, casual: bool) -> bool:
    """Whether a sentence goes on where sentencex ended it.

    `casual`: the text does without capitals, so that a small letter says nothing.
    """
    if rest[0] != " ":
        return not _WIDE_STOP.search(piece) or rest.startswith(_REPORTING)
    after = rest.lstrip()
    if not any(map(str.isalnum, piece)) or not any(map(str.isalnum, after)):
        return True
    last = piece.rsplit(" ", 1)[-1]
    if _NUMBER.fullmatch(piece) or _CHAIN.fullmatch(last):
        return True
    if _COUNTED.fullmatch(last) and _COUNT.match(after):
        return True
    if _SPACED_DASH.match(after) and _EXCLAIMED.fullmatch(last):
        return True
    if _ASKED.fullmatch(last) and _SAID.match(after):
        return True
    return not casual and _begins_low(after) and not _BEGINS_AN_ASIDE.match(after)


def _opened(text: str, code: str) -> list[int]:
    """Ends of the sentences inside a quotation or bracket that is too long to be one; else the text's end."""
    if len(text) > 5 * _LONG and text.count(" ") >= _LONG and _INNER.search(text):
        return _ends(text, text.translate(_PAIRS), code)
    return [len(text)]


def _parted(text: str, code: str) -> list[int]:
    """Ends of sentences that sentencex took for one."""
    if not _INNER.search(text):
        return [len(text)]
    found = {one.end() for pattern in (_QUOTED_TWICE, _ASIDE) for one in pattern.finditer(text)}
    for pattern in (_TRAILED_OFF, _ORDINARY) if code == "en" else (_TRAILED_OFF,):
        found |= {one.end() for one in pattern.finditer(text) if not _in_quotes(text[: one.end()])}
    last = 0
    for one in _BRACKETED.finditer(text):
        piece = text[last : one.end()].lstrip()
        if piece.startswith(("(", "[")) and _depth(piece) == 0:
            last = one.end()
            found.add(last)
    return [*sorted(found), len(text)]


def _in_quotes(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def _depth(text: str) -> int:
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")
