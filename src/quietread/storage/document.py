"""A marks file as a value: its text, and what the text says. `changing` makes a text that says something else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from quietread.core.merge import Sheet, Table, same
from quietread.errors import StoreError
from quietread.storage.scan import OpenError, statements
from quietread.storage.splice import Block, cut, line
from quietread.storage.tables import ids_of

FORMAT = 1
HEAD = """\
# quietread marks: plain TOML, yours to edit.
# quietread keeps your comments and every key it does not know.
format = 1
"""
OURS = ("mark", "edition", "removed")
"""What stands in blocks with two brackets, one for each."""
BOM = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a marks file."""

    bytes: bytes
    """What stands on the disk."""
    blocks: tuple[Block, ...]
    data: Mapping[str, object]
    """What tomllib reads in it."""
    ids: tuple[str, ...]
    """The id of each mark, in the order of the file."""
    sheet: Sheet
    """The marks and the deleted ones, by id."""
    newline: str = "\n"
    bom: bool = False
    apart: bool = True
    """Whether every mark, edition and deletion is a block of its own, so that it can be changed by itself."""
    sure: bool = True
    """Whether all of the text has been parsed, not only the blocks that changed."""
    remade: bool = False
    """Whether this version had to be written anew, without the hand's comments."""

    @property
    def text(self) -> str:
        """The text, without a byte-order mark."""
        return self.bytes.decode("utf-8-sig")

    def surely(self) -> Document:
        """The same, all of its text having been parsed."""
        return replace(self, sure=True)

    @property
    def tables(self) -> list[Table]:
        """The marks, in the order of the file."""
        return rows(self.data, "mark")


def is_blank(data: bytes) -> bool:
    """Whether there is nothing in a file: an accident, never a wish to delete everything."""
    return not data.removeprefix(BOM).strip()


def parsed(data: bytes, known: Mapping[str, object] | None = None) -> Document:
    """The document that `data` is. Raises ValueError (tomllib's, UnicodeDecodeError or our own) if it is none.

    `known`: what tomllib has read in it before, since that is most of the work.
    """
    text = data.decode()
    bom, text = text.startswith("\ufeff"), text.removeprefix("\ufeff")
    try:
        read = known or tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("brackets are nested too deeply") from error
    for name in OURS:
        tables(read, name)
    newline = "\r\n" if "\r\n" in text else "\n"
    ids = tuple(ids_of(tables(read, "mark")))
    blocks = tuple(cut(text))
    apart = all(
        [block.array for block in blocks if block.name == name] == [True] * len(rows(read, name))
        for name in OURS
    )
    return Document(data, blocks, read, ids, sheet_of(read, ids), newline, bom, apart)


def check_format(path: Path, *documents: Document) -> None:
    """Raises StoreError, naming `path`, if any document is of a format that this version can only read."""
    for document in documents:
        version = document.data.get("format", FORMAT)
        if version != FORMAT:
            raise StoreError(
                f"is of format {version}, this quietread knows {FORMAT}: it is only read", path=str(path)
            )


def tables(data: Mapping[str, object], name: str) -> list[Table]:
    """The [[name]] tables. Raises ValueError if something else goes by that name."""
    found = data.get(name, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise ValueError(f"[[{name}]] needs two brackets on both sides")
    return found


def rows(data: Mapping[str, object], name: str) -> list[Table]:
    """The [[name]] tables of data that is known to hold such."""
    found = data.get(name)
    return found if isinstance(found, list) else []


def sheet_of(data: Mapping[str, object], ids: tuple[str, ...]) -> Sheet:
    """The marks and the deleted ones that data tells of. Raises ValueError as `tables` does."""
    removed = {}
    for table in tables(data, "removed"):
        id_, at = table.get("id"), table.get("at")
        if isinstance(id_, str) and isinstance(at, datetime):
            removed[id_] = at
    return Sheet(dict(zip(ids, rows(data, "mark"), strict=True)), removed)


def new_document(essay: Table) -> Document:
    """A file that holds no marks yet; `essay`: what stands under [essay]."""
    text = HEAD + "\n[essay]\n" + "".join(line(key, value) for key, value in essay.items())
    return parsed(text.encode())


def verified(document: Document) -> bool:
    """Whether the whole text, parsed, says what the document holds."""
    try:
        return same(tomllib.loads(document.text), document.data)
    except ValueError:
        return False


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
