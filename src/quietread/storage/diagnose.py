"""What is wrong with a marks file that does not parse: the line, the column, and what would help."""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

from quietread.storage.document import OURS, tables
from quietread.storage.scan import OpenError, statements

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)

_HINTS = (
    (
        "Expected newline or end of document after a statement",
        "A quotation mark inside the text needs a backslash (\\\"), or use ''' ... '''.",
    ),
    ("Illegal character '\\n'", "The closing quotation mark is missing on this line."),
    ("Illegal character '\\r'", "The closing quotation mark is missing on this line."),
    ("Unterminated string", "The closing quotation marks are missing."),
    ("Cannot declare ('mark',) twice", "[[mark]] needs two brackets on both sides."),
    ("Expected ']]'", "[[mark]] needs two brackets on both sides."),
    ("Expected ']'", "The closing bracket is missing."),
    ("Cannot overwrite a value", "This key appears twice in its block."),
    ("Cannot declare", "This block appears twice; marks need two brackets, [[mark]]."),
    ("Invalid hex value", "A backslash in the text is written \\\\, or put the text in '...'."),
    ("Unescaped '\\'", "A backslash in the text is written \\\\, or put the text in '...'."),
    ("Invalid value", "Text needs straight quotation marks; curly ones do not count."),
    ("Invalid statement", "A line is a [[block]], a key = value, or begins with #."),
    ("Invalid initial character for a key part", "A line is a [[block]], a key = value, or begins with #."),
    ("Expected '=' after a key", "Between a key and its value stands =."),
    ("Unclosed array", "An array is opened with [ and never closed."),
    ("Illegal character", "There is a character here that a text file cannot hold."),
)


class Diagnosis(NamedTuple):
    """Where a file stops making sense."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    hint: str
    """One sentence: what would help."""
    excerpt: str = ""
    """The line itself, for the reader's eyes: never for a log."""


def diagnose(raw: bytes) -> Diagnosis | None:
    """Why `raw` is no marks file, None if it is one."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_text(raw, error)
    if conflict := _CONFLICT.search(text):
        return _at(
            text,
            conflict.start(),
            "git has left both versions here; quietread merge-file FILE makes one of them.",
        )
    try:
        data = tomllib.loads(text)
        for name in OURS:
            tables(data, name)
    except tomllib.TOMLDecodeError as error:
        return _explained(text, str(error))
    except ValueError as error:
        found = re.search(rf"^[ \t]*\[?[ \t]*[\"']?{name}", text, re.MULTILINE)
        return _at(text, found.start() if found else 0, f"{error}.")
    except RecursionError:
        return Diagnosis(1, 1, "Brackets are nested too deeply to be read.")
    return None


def _explained(text: str, message: str) -> Diagnosis:
    if place := _PLACE.search(message):
        line, column = int(place[1]), int(place[2])
        lines = text.split("\n")
        excerpt = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
        return Diagnosis(line, column, _hint(message), excerpt)
    try:
        for _ in statements(text):
            pass
    except OpenError as error:
        offset, quotes = error.args
        number = text.count("\n", 0, offset) + 1
        return _at(text, offset, f"{quotes} is opened at line {number} and never closed.")
    return _at(text, len(text.rstrip()), _hint(message))


def _hint(message: str) -> str:
    return next((hint for sign, hint in _HINTS if sign in message), "This is not TOML.")


def _at(text: str, offset: int, hint: str) -> Diagnosis:
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    excerpt = text[begin : end if end >= 0 else len(text)].rstrip("\r")
    return Diagnosis(text.count("\n", 0, offset) + 1, offset - begin + 1, hint, excerpt)


def _not_text(raw: bytes, error: UnicodeDecodeError) -> Diagnosis:
    begin = raw.rfind(b"\n", 0, error.start) + 1
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Diagnosis(1, 1, "The file was saved as UTF-16; save it as UTF-8.")
    return Diagnosis(
        raw.count(b"\n", 0, error.start) + 1,
        len(raw[begin : error.start].decode("utf-8", "replace")) + 1,
        f"The byte 0x{raw[error.start]:02X} is not UTF-8; was the file saved as Latin-1?",
    )
