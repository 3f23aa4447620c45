"""Plain text into an essay: one paragraph a line, or wrapped by hand; books of Project Gutenberg."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from quietread.core.draft import BREAK, Draft
from quietread.core.essay import Essay
from quietread.core.sections import Facts, essay
from quietread.core.text import clean, collapse

_LONGEST_TITLE, _LONGEST_HEADING = 160, 70
"""Characters up to which a first line can be a title, and any line a heading."""

_RELATED = re.compile(r"\s*(?:related|see also|further reading)\s*:\s*", re.IGNORECASE)
_ENTRY = re.compile(r"\s*(?:[-*•·]|\d{1,2}[.)])\s+")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’])*")
_TO_A_CAPITAL = re.compile(r"[\W_]*(.)")

_CLOSED = re.compile(r"[.,:;!?…。！？、，：；][”’\"'»)\]」』）]*\s*$")
"""The end of a sentence or of a part of one."""
_RULE = re.compile(r"\s*[-*_=~#•·⁂❧☙†◆◇○●—– ]*[-*_=~#•·⁂❧☙†◆◇○●]\s*")
"""An ornament: a thematic break."""
_FILLED = range(45, 141)
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

_START = re.compile(
    r"\s*\*{3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG|\*END\*?\s*THE SMALL PRINT", re.IGNORECASE
)
_END = re.compile(
    r"\s*\*{3}\s*END OF (?:THE|THIS) PROJECT GUTENBERG|\s*End of (?:the |this )?Project Gutenberg",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?im)^(Title|Author|Language):[^\S\n]*(\S.*(?:\n {3}.*\S.*)*)")
_HEADER = 800
"""Lines within which such a header ends."""
_LANGUAGES = {
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "italian": "it",
    "latin": "la",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "swedish": "sv",
}


def read_plain(text: str, slug: str, title: str = "", problems: Sequence[str] = ()) -> Essay:
    """Read an essay written in plain text, of whichever shape; arguments as for `read_markdown`."""
    facts, lines = _book(clean(text).split("\n"))
    lines, related = _without_related(lines)
    drafts = _paragraphs(lines) if _is_wrapped(lines) else list(_lines(lines))
    heading = drafts[0] if drafts and drafts[0].kind == "heading" else None
    facts = facts.entitled(drafts, heading, title or slug)
    return essay(slug, facts, [*drafts, *related], problems)


def _book(lines: list[str]) -> tuple[Facts, list[str]]:
    """The facts in a Project Gutenberg header, if there is one, and the lines between it and the licence."""
    begin = next((at for at, one in enumerate(lines[:_HEADER]) if _START.match(one)), None)
    if begin is None:
        return Facts(), lines
    end = next((at for at, one in enumerate(lines) if at > begin and _END.match(one)), None)
    body = begin + 1
    while body < len(lines) and lines[body].strip() and not lines[body - 1].rstrip().endswith("***"):
        body += 1
    return _facts(lines[:begin]), lines[body:end]


def _facts(header: list[str]) -> Facts:
    found: dict[str, str] = {}
    for name, said in _FIELD.findall("\n".join(header)):
        found.setdefault(name.lower(), collapse(said))
    language = found.get("language", "").lower()
    return Facts(found.get("title", ""), found.get("author", ""), lang=_LANGUAGES.get(language, ""))


def _without_related(lines: list[str]) -> tuple[list[str], list[Draft]]:
    """The lines before the last `Related:`, and drafts of it and of what follows."""
    for at in range(len(lines) - 1, -1, -1):
        if _RELATED.fullmatch(lines[at]):
            entries = (_ENTRY.sub("", one, count=1) for one in lines[at + 1 :] if one.strip())
            return lines[:at], [_heading(lines[at]), *map(Draft, entries)]
    return lines, []


def _heading(text: str) -> Draft:
    return Draft(text, "heading", level=2, top=True)


def _lines(lines: Sequence[str]) -> Iterator[Draft]:
    """One draft a line, the first of them the title."""
    lines = [collapse(one) for one in lines if one.strip()]
    for at, one in enumerate(lines):
        if _RULE.fullmatch(one):
            yield Draft("", BREAK)
        elif at == 0:
            alone = len(lines) == 1 and _CLOSED.search(one)
            yield Draft(one) if alone or len(one) > _LONGEST_TITLE else _heading(one)
        elif at + 1 < len(lines) and _stands_out(one, lines[at - 1], lines[at + 1]):
            yield _heading(one)
        else:
            yield Draft(one)


def _stands_out(one: str, before: str, after: str) -> bool:
    """Whether a line between two others is a heading: mostly of capitalised words, or much shorter than both."""
    first = _TO_A_CAPITAL.match(one)
    if len(one) > _LONGEST_HEADING or _CLOSED.search(one):
        return False
    if not first or not first[1].isalpha() or first[1].islower():
        return False
    words = [word for word in _WORD.findall(one) if sum(map(str.isalpha, word)) >= 4]
    if 2 * sum(word[0].isupper() for word in words) > len(words):
        return True
    return min(len(before), len(after)) >= 2 * len(one)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were filled to a common width, instead of each being a paragraph.

    A line is filled if the first word of the next would not have fitted. One that closes a sentence may be a
    paragraph that happens to be long.
    """
    width = _width(lines)
    pairs = [(one, after) for one, after in pairwise(lines) if one.strip() and after.strip()]
    filled = sum(
        len(one.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > 0.85 * width and not _CLOSED.search(one)
        for one, after in pairs
    )
    return width in _FILLED and 0 < len(pairs) <= 5 * filled


def _width(lines: Sequence[str]) -> int:
    """The width lines were filled to: that of the longest but for one in twenty (an address, a table)."""
    lengths = sorted(len(one.rstrip()) for one in lines if one.strip())
    return lengths[-1 - len(lengths) // 20] if lengths else 0


def _paragraphs(lines: Sequence[str]) -> list[Draft]:
    """The drafts of wrapped lines; blank ones part them."""
    margin = min((_indent(one) for one in lines if one.strip()), default=0)
    blocks = [
        [one[margin:].rstrip() for one in block]
        for blank, block in groupby(lines, key=lambda one: not one.strip())
        if not blank
    ]
    width = _width(lines) - margin
    # Where paragraphs begin with an indent, one that is a single line is no verse.
    firsts = Counter(_indent(block[0]) for block in blocks if len(block) > 1 and not _indent(block[1]))
    usual = firsts.most_common(1)[0][0] if firsts else 0
    return [draft for block in blocks for draft in _block(block, width, usual)]


def _indent(one: str) -> int:
    return len(one) - len(one.lstrip())


def _block(block: list[str], width: int, usual: int) -> Iterator[Draft]:
    indents = [_indent(one) for one in block]
    least = min(indents)
    if all(map(_RULE.fullmatch, block)):
        yield Draft("", BREAK)
    elif block[0].lstrip().startswith("[Illustration") and block[-1].endswith("]"):
        yield Draft("\n".join(block), "image")
    elif _is_heading(block, least):
        yield _heading(" ".join(one.strip() for one in block))
    elif _BULLET.match(block[0].lstrip()):
        yield from _items(block)
    elif least >= 2 and not (len(block) == 1 and least == usual):
        yield Draft("\n".join(one[least:] for one in block), "verse")
    elif len(block) > 2 and max(map(len, block)) < 0.6 * width:
        yield Draft("\n".join(block), "verse")
    else:
        hanging = len(block) > 1 and not indents[0] and all(indents[1:])
        starts = [] if hanging else [at for at, indent in enumerate(indents) if indent >= 2]
        yield from map(Draft, _split(block, starts))


def _items(block: list[str]) -> Iterator[Draft]:
    starts = [at for at, one in enumerate(block) if _BULLET.match(one.lstrip())]
    for number, item in enumerate(_split(block, starts)):
        text = item.lstrip()
        bullet = _BULLET.match(text)
        sign, begin = (bullet[1], bullet.end()) if bullet else ("", 0)
        sign = sign if sign[:1].isdigit() else "•"
        yield Draft(text[begin:], "list item", indent=2, sign=sign, tight=number > 0)


def _split(block: list[str], starts: list[int]) -> Iterator[str]:
    for begin, end in pairwise(sorted({0, *starts, len(block)})):
        yield "\n".join(block[begin:end])


def _is_heading(block: list[str], indent: int) -> bool:
    """Whether a block is a heading: short, and open at its end, all capitals, or numbered."""
    if len(block) > 3 or max(map(len, block)) - indent > _LONGEST_HEADING:
        return False
    first = block[0].strip()
    text = " ".join(block)
    if text.isupper() and any(len(word) > 1 for word in text.split()):
        return True
    if _COUNTED.match(first) or _NUMBER.match(first):
        return len(block) == 1 or not _CLOSED.search(block[-1])
    return (
        len(block) == 1 and indent < 2 and not _UNLIKE_A_HEADING.search(first) and not _CLOSED.search(first)
    )
