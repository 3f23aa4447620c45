"""The bytes of a file into an essay."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from quietread.core.essay import Essay
from quietread.core.text import line, slugify
from quietread.errors import SourceError

MOST_BYTES = 8 * 1024 * 1024
"""The largest file that is read."""

_MARKDOWN = (".md", ".markdown")
_DATED = r"(\d{4}-\d{2}-\d{2})[-_. ]+(?=\S)"
_HEADING = r"(?m)^ {0,3}#{1,6} +\S"
_FIRST_HEADING = r"\s*#{1,6} +\S"
_FENCE = r"(?m)^ {0,3}(?:```|~~~)"


def decode(data: bytes, name: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a file, and a problem if it was not in the encoding it should have been in.

    UTF-8, with or without a byte order mark, or UTF-16 with one; other bytes are read as Windows-1252. Raises
    SourceError, with `name` as its path, for what is too large, has NUL bytes, or is only white space.
    """
    if len(data) > MOST_BYTES:
        raise SourceError("larger than 8 MiB, too much for an essay", path=name or None)
    text, problems = _decoded(data)
    if "\0" in text:
        raise SourceError("not a text (it has NUL bytes)", path=name or None)
    if not text.strip():
        raise SourceError("empty", path=name or None)
    return text, problems


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError as error:
            text = data.decode("utf-16", errors="replace")
            return text, (f"broken UTF-16 at byte {error.start + 1}: what could not be read shows as \ufffd",)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        return _mixed(data), (f"not UTF-8 in line {number}: read as Windows-1252 where it is not",)


def _mixed(data: bytes) -> str:
    """Each stretch as UTF-8 where it is that, so that one wrong byte does not spoil a whole text."""
    pieces = []
    for one in re.split(rb"([^\x00-\x7f]+)", data):
        try:
            pieces.append(one.decode())
        except UnicodeDecodeError:
            pieces.append(one.decode("cp1252", errors="replace"))
    return "".join(pieces)


def read(data: bytes, name: str) -> Essay:
    """Read an essay from the bytes of a file. Raises SourceError (see `decode`).

    `name`: its name or path, "" for standard input; the suffix says whether it is Markdown, else the text does.
    """
    text, problems = decode(data, name)
    path = PurePath(name)
    slug = slugify(path.stem) if name else "standard-input"
    title = readable(path.stem) if name else "Standard input"
    if path.suffix.lower() in _MARKDOWN or plainly_markdown(text):
        from quietread.core.markdown import read_markdown

        return read_markdown(text, slug, title, problems)
    from quietread.core.plaintext import read_plain

    return read_plain(text, slug, title, problems)


def readable(stem: str) -> str:
    """A file's name as a title: "2019-05-03-on_looking-up" is “On looking up”."""
    words = line(re.sub(r"[-_\s]+", " ", re.sub(_DATED, "", line(stem), count=1)))
    return words[:1].upper() + words[1:] or "Untitled"


def plainly_markdown(text: str) -> bool:
    """Whether a text can only be Markdown: it begins with front matter or a `#` heading, or has two such headings
    or a fenced piece of code.
    """
    from quietread.core.sections import front_matter

    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if front_matter(text)[1] != text or re.match(_FIRST_HEADING, text):
        return True
    return any(len(re.findall(pattern, text)) >= 2 for pattern in (_HEADING, _FENCE))
