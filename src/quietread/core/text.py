"""The one door text comes in by, and titles as they are compared."""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

# What a terminal obeys, or draws in widths that no two terminals agree on. Line ends other than "\n" are
# among them, so that no word is glued to the next one when they go.
_BREAKS = "\r\v\f\x85\u2028\u2029"
_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad"  # C0 without tab and line ends, DEL, C1, soft hyphen
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls
    "\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # nothing to see: zero width, shaping, BOM
    "\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f"  # emoji styles, skin tones, tags
)
# these two are compiled at once, all others when first needed: most starts need none of them
_ASCII_SUSPECT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_SUSPECT = re.compile(f"[\t{_BREAKS}{_UNSEEN}\u200d\ud800-\udfff]")
_EMOJI = "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"

# ECMA-48 sequences that are complete on their line. The 8-bit introducers are also what a wrong decoding
# makes of curly quotes, so they count only with the parameters that make a sequence of them.
_SEQUENCE = (
    r"\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x9b[0-?]+[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|\x9d(?=[0-9]+;))[^\n\x07\x1b\x90\x98\x9b-\x9f]*(?:\x07|\x9c|\x1b\\)"
    r"|\x1b(?:[()*+][0-2AB]|\#[3-68]|%[@G])"
    r"|\x1b[0-OQ-WYZ\\`-~]"
)


def clean(text: str) -> str:
    """The text without anything a terminal would obey: what is left is only ever shown.

    Complete escape sequences go whole; of incomplete ones only the control character, so that no word is
    lost. Line ends become "\\n", tabs spaces (stops every 4), lone surrogates U+FFFD, an emoji chain its
    first; the result is NFC. Cleaning twice is cleaning once.
    """
    if text.isascii():
        return _washed(text) if _ASCII_SUSPECT.search(text) else text
    if _SUSPECT.search(text):
        text = _washed(text)
    return unicodedata.normalize("NFC", text)


def _washed(text: str) -> str:
    text = re.sub(_SEQUENCE, "", text)
    text = re.sub(f"\r\n|[{_BREAKS}]", "\n", text)
    text = re.sub(f"[{_UNSEEN}]", "", text)
    text = re.sub(f"({_EMOJI})(?:\u200d+{_EMOJI}?)+", r"\1", text)
    return re.sub("[\ud800-\udfff]", "\ufffd", text).expandtabs(4)


def collapse(text: str) -> str:
    """The text with every run of white space made one space, and none at the ends."""
    return " ".join(text.split())


def line(text: str) -> str:
    """Clean text on one line: titles, names and all else that has no lines of its own."""
    return collapse(clean(text))


def many(count: int, thing: str) -> str:
    """`1 section`, `5 sections`."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "þ": "th"}
)


def fold(text: str) -> str:
    """A title as it is compared: case, accents, quotes and punctuation do not count, unless there is nothing else."""
    bare = re.sub("['`´ʼ‘’‛′]", "", text.casefold())
    if bare.isascii():
        folded = re.sub("[^a-z0-9$+<=>^|~]+", " ", bare)
    else:
        bare = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", bare)).translate(_LETTERS)
        folded = "".join(" " if unicodedata.category(char)[0] in "PZC" else char for char in bare)
        folded = unicodedata.normalize("NFC", folded)
    return collapse(folded) or collapse(text.casefold())


def slugify(text: str) -> str:
    """A name of `a-z`, `0-9` and `-` for a file's stem or a title; never empty.

    A checksum stands in for letters of other scripts, so that two titles in Greek do not share one name.
    """
    folded = fold(text)
    slug = re.sub("[^a-z0-9]+", "-", folded).strip("-")
    if slug and not any(char.isalnum() and not char.isascii() for char in folded):
        return slug
    return f"{slug or 'essay'}-{crc32(folded.encode(errors='replace')):08x}"
