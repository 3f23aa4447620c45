"""What Project Gutenberg puts around a book: set aside, but for what it says of the book."""

from __future__ import annotations

import re

from quietread.core.sections import Facts
from quietread.core.text import collapse

_START = re.compile(
    r"\s*\*{3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG|\*END\*?\s*THE SMALL PRINT", re.IGNORECASE
)
_END = re.compile(
    r"\s*\*{3}\s*END OF (?:THE|THIS) PROJECT GUTENBERG|\s*End of (?:the |this )?Project Gutenberg",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(Title|Author|Language):\s*(\S.*)", re.IGNORECASE)
_HEADER = 800
"""Lines within which a header ends."""

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


def set_aside(lines: list[str]) -> tuple[Facts, list[str]]:
    """The facts in a Project Gutenberg header, and the lines of the book between header and licence.

    Of any other text there are no facts, and all lines.
    """
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
    key = ""
    for one in header:
        field = _FIELD.match(one)
        if field:
            key = field[1].lower()
            found.setdefault(key, field[2])
        elif key and one.startswith("   ") and one.strip():
            found[key] += f" {one}"
        else:
            key = ""
    return Facts(
        title=collapse(found.get("title", "")),
        author=collapse(found.get("author", "")),
        lang=_LANGUAGES.get(collapse(found.get("language", "")).lower(), ""),
    )
