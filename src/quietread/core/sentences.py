"""Where sentences end: the unit one marks. What sentencex gets wrong in essays is set right here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

_WINDOW = 4096
"""Characters that sentencex gets to see at once: unclosed quotes make it quadratic."""
_NEAR = 200
"""Characters on either side of a boundary that can say anything about it."""
_LONG = 24
"""Words from which on a sentence is looked into even where it stands in quotes or brackets."""

_CLOSERS = "\"'”’»›)]」』）】*_"
_WIDE_STOPS = ("。", "！", "？", "．", "｡")
_EXCLAIMS = ("!", "?", "…")
_QUOTES = '"”’»'
_PAIRS = str.maketrans(dict.fromkeys('"“”„«»‹›()[]「」『』', " "))
_OPENERS = ("“", '"', "‘", "'", "«", "„", "(", "[")

_COMPARING = frozenset(("cf.", "viz.", "vs.", "e.g.", "i.e."))
_ASIDES = ("cf.", "viz.", "e.g.", "e. g.", "i.e.", "i. e.")
_SAID = (
    r"(?:[\w’'.]+\s+){1,4}?(?:said|says|asked|asks|cried|cries|replied|answered|shouted|called|whispered|"
    r"murmured|muttered|exclaimed|insisted|wondered)\b"
)
_REPORTING = ("と", "って", "、", "，")
_NUMBER = r"[(\[]?(?:\d{1,3}|[IVXLC]+|[ivx]+|[a-zA-Z])[.)]"
_COUNTED = r"(?:vols?|pp?|ch|chap|arts?|figs?|nos?|secs?|eqs?|bks?|fols?|ll?|nn?|pts?)\."
_COUNT = r"\d|[IVXLCivxlc]+\b"

_ELISION = r"(?<!\w)'(?=(?:tis|twas|twere|em|til|cause|\d\ds)\b)"
_INNER = re.compile(f"[.!?…][{re.escape(_CLOSERS)}]* ")

# Ends of sentences that sentencex may not see, each before white space and a capital.
_TRAILED_OFF = r"(?<=\w)(?:…|\.\.\.)[”’\"')]*"
_QUOTED_TWICE = r"[.!?…][”’\"')]{2,}"
_BRACKETED = r"[.!?…][”’\"']*[)\]]"
_ASIDE = r"\((?:[^\s()]+\s+){3,}[^\s()]*[a-zß-ÿ]{3}[.!?…]\)"
# English words that are abbreviations, too, but hardly so at an end.
_ORDINARY = r"\b(?:me|no|miss|may|art|ill|ok|id|pa|con|fed|fig|mar|min|med|ore|ha|i)\.[”’)]*"
_I_BEFORE_A_QUOTE = r"\bI\.(?=\s+[“\"])"


def stops(text: str, lang: str) -> tuple[int, ...]:
    """Where the sentences of a block end, as in `essay.Block`; of an empty text none.

    `lang`: a code such as "en" or "pt-BR"; unknown ones are treated like English.
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
    """Ends of sentences in `text`; `shown` is what sentencex gets to see of it, as long."""
    # To sentencex, an apostrophe that begins a word opens a quotation, and nothing ends after a first "(a)".
    if "'" in shown:
        shown = re.sub(_ELISION, "ʼ", shown, flags=re.IGNORECASE)
    if re.match(r"\(\w\)", shown):
        shown = "xxx" + shown[3:]
    raw = _boundaries(shown, code)
    casual = _begins_low(text[:_NEAR]) and 2 * sum(_begins_low(text[at : at + _NEAR]) for at in raw) > len(
        raw
    )
    ends = [0]
    for limit in raw:
        end = limit - 1 if text[limit - 1] == " " else limit
        closed = end
        while text[closed : closed + 1] and text[closed] in _CLOSERS:
            closed += 1
        if text[closed : closed + 1] in ("", " "):
            end = closed
        if ends[-1] < end < len(text):
            piece = text[max(ends[-1], end - _NEAR) : end].lstrip()
            if not _goes_on(piece, text[end : end + _NEAR], casual):
                ends.append(end)
    return [*ends[1:], len(text)]


def _boundaries(text: str, code: str) -> list[int]:
    """The ends of sentencex's pieces but the last; white space belongs to the piece before."""
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
    """Whether the first word is in small letters."""
    for at, char in enumerate(text):
        if char.isalnum():
            return char.islower() and text[at:].split(maxsplit=1)[0].islower()
    return False


def _goes_on(piece: str, rest: str, casual: bool) -> bool:
    """Whether a sentence goes on where sentencex ended it. In a `casual` text small letters say nothing."""
    if rest[0] != " ":
        return not piece.rstrip(_CLOSERS).endswith(_WIDE_STOPS) or rest.startswith(_REPORTING)
    after = rest.lstrip()
    if not any(map(str.isalnum, piece)) or not any(map(str.isalnum, after)):
        return True
    last = piece.rsplit(" ", 1)[-1]
    if last == piece and last.endswith((".", ")")) and re.fullmatch(_NUMBER, last):
        return True
    word = last.lstrip('([“"').lower()
    if word in _COMPARING or (re.match(_COUNT, after) and re.fullmatch(_COUNTED, word)):
        return True
    dashed = after.lstrip("—–-")
    if dashed != after and dashed[:1].isspace() and last.rstrip(_CLOSERS).endswith(_EXCLAIMS):
        return True
    spoken = last.rstrip(_QUOTES)
    if spoken != last and spoken.endswith(_EXCLAIMS) and re.match(_SAID, after):
        return True
    aside = after[1:] if after.startswith(("(", "[")) else after
    return not casual and _begins_low(after) and not aside.startswith(_ASIDES)


def _opened(text: str, code: str) -> list[int]:
    """Ends of the sentences inside quotes or brackets that hold too much for one; else the text's end."""
    if len(text) > 5 * _LONG and text.count(" ") >= _LONG and _INNER.search(text):
        return _ends(text, text.translate(_PAIRS), code)
    return [len(text)]


def _parted(text: str, code: str) -> list[int]:
    """Ends of the sentences that sentencex took for one."""
    if not _INNER.search(text):
        return [len(text)]
    found = {*_before_capital(_QUOTED_TWICE, text), *_before_capital(_ASIDE, text)}
    unsaid = [end for end in _before_capital(_TRAILED_OFF, text) if not re.match(r"\W*I\b", text[end:])]
    if code == "en":
        unsaid += _before_capital(_ORDINARY, text)
        unsaid += (one.end() for one in re.finditer(_I_BEFORE_A_QUOTE, text))
    found.update(end for end in unsaid if not _in_quotes(text[:end]))
    last = 0
    for end in _before_capital(_BRACKETED, text, or_digit=True):
        piece = text[last:end].lstrip()
        if piece.startswith(("(", "[")) and _depth(piece) == 0:
            last = end
            found.add(last)
    return [*sorted(found), len(text)]


def _before_capital(pattern: str, text: str, *, or_digit: bool = False) -> Iterator[int]:
    """The ends of matches before a space, perhaps an opening sign, and a capital or digit."""
    for one in re.finditer(pattern, text):
        after = text[one.end() : one.end() + 3]
        begins = after[2:] if after[1:2] in _OPENERS else after[1:2]
        if after.startswith(" ") and (begins.isupper() or (or_digit and begins.isdigit())):
            yield one.end()


def _in_quotes(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def _depth(text: str) -> int:
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")
