"""Plain text whose lines were wrapped by hand: paragraphs, headings and verse told apart by their shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from quietread.core.draft import BREAK, Draft

SHORT = 70
"""Characters a heading may have (`format.md`, Plain text)."""

CLOSED = re.compile(r"[.,:;!?…。！？、，：；][”’\"'»)\]」』）]*\s*$")
"""The end of a line that closes a sentence or a part of one."""

RULE = re.compile(r"\s*[-*_=~#•·⁂❧☙†◆◇○●—– ]*[-*_=~#•·⁂❧☙†◆◇○●]\s*")
"""A line that is an ornament: a thematic break."""

_NARROWEST, _WIDEST = 45, 140
"""Columns at which text is wrapped by hand. Shorter lines are verse, longer ones paragraphs."""

_COUNTED = re.compile(
    r"(?:chapter|book|part|section|letter|canto|act|scene|volume|vol\.|essay|lecture|stave)\s+(?:the\s+)?"
    r"(?:[ivxlcdm]+|\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|"
    r"fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\b(?:\s*$|[.:)]|\s+[—–-])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:[IVXLCDM]+|\d{1,3})[.)]?$")
_UNLIKE_A_HEADING = re.compile(r"^[\[(*a-zß-ÿ]|[-–—]$")
_BULLET = re.compile(r"([-*•]|\d{1,3}[.)])\s+(?=\S)")


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were filled to a common width, instead of each being a paragraph.

    A line is filled if the first word of the next would not have fitted; that it also ends in the middle
    of a sentence sets it apart from a paragraph that happens to be long.
    """
    width = _width(lines)
    pairs = [(one, after) for one, after in pairwise(lines) if one.strip() and after.strip()]
    filled = sum(_is_filled(one, after, width) and not CLOSED.search(one) for one, after in pairs)
    return _NARROWEST <= width <= _WIDEST and 0 < len(pairs) <= 5 * filled


def _width(lines: Sequence[str]) -> int:
    """The width lines were filled to: that of the longest but for one in twenty (an address, a table)."""
    lengths = sorted(len(one.rstrip()) for one in lines if one.strip())
    return lengths[-1 - len(lengths) // 20] if lengths else 0


def _is_filled(one: str, after: str, width: int) -> bool:
    return len(one.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > 0.85 * width


def wrapped_drafts(lines: Sequence[str]) -> list[Draft]:
    """The drafts of wrapped lines; blank ones part them."""
    margin = min((_indent(one) for one in lines if one.strip()), default=0)
    blocks = [
        [one[margin:].rstrip() for one in block]
        for blank, block in groupby(lines, key=lambda one: not one.strip())
        if not blank
    ]
    width = _width([one for block in blocks for one in block])
    # Where paragraphs begin with an indent, one that is a single line is no verse.
    firsts = Counter(_indent(block[0]) for block in blocks if len(block) > 1 and not _indent(block[1]))
    usual = firsts.most_common(1)[0][0] if firsts else 0
    return [draft for block in blocks for draft in _block(block, width, usual)]


def _indent(one: str) -> int:
    return len(one) - len(one.lstrip())


def _block(block: list[str], width: int, usual: int) -> Iterator[Draft]:
    indents = [_indent(one) for one in block]
    least = min(indents)
    if all(map(RULE.fullmatch, block)):
        yield Draft("", BREAK)
    elif block[0].lstrip().startswith("[Illustration") and block[-1].endswith("]"):
        yield Draft("\n".join(block), "image")
    elif _is_heading(block, least):
        yield heading(" ".join(one.strip() for one in block))
    elif _BULLET.match(block[0].lstrip()):
        yield from _items(block)
    elif least >= 2 and not (len(block) == 1 and least == usual):
        yield Draft("\n".join(one[least:] for one in block), "verse")
    elif len(block) > 2 and max(map(len, block)) < 0.6 * width:
        yield Draft("\n".join(block), "verse")
    else:
        hanging = len(block) > 1 and not indents[0] and all(indents[1:])
        starts = [] if hanging else [at for at, indent in enumerate(indents) if indent >= 2]
        for paragraph in _split(block, starts):
            yield Draft("\n".join(paragraph))


def _items(block: list[str]) -> Iterator[Draft]:
    starts = [at for at, one in enumerate(block) if _BULLET.match(one.lstrip())]
    for number, item in enumerate(_split(block, starts)):
        text = "\n".join(item).lstrip()
        bullet = _BULLET.match(text)
        sign, begin = (bullet[1], bullet.end()) if bullet else ("", 0)
        sign = sign if sign[:1].isdigit() else "•"
        yield Draft(text[begin:], "list item", indent=2, sign=sign, tight=number > 0)


def _split(block: list[str], starts: list[int]) -> Iterator[list[str]]:
    for begin, end in pairwise(sorted({0, *starts, len(block)})):
        yield block[begin:end]


def _is_heading(block: list[str], indent: int) -> bool:
    """Whether a block is a heading: short, and open at its end, all capitals, or numbered."""
    if len(block) > 3 or max(map(len, block)) - indent > SHORT:
        return False
    first = block[0].strip()
    text = " ".join(block)
    if text.isupper() and any(len(word) > 1 for word in text.split()):
        return True
    if _COUNTED.match(first) or _NUMBER.match(first):
        return len(block) == 1 or not CLOSED.search(block[-1])
    return len(block) == 1 and indent < 2 and not _UNLIKE_A_HEADING.search(first) and not CLOSED.search(first)


def heading(text: str) -> Draft:
    """A heading of the one level that plain text has."""
    return Draft(text, "heading", level=2, top=True)
