"""A marks file as a value: its text and what the text says, or why it says nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from quietread.core.merge import Sheet, Table, same
from quietread.errors import StoreError
from quietread.storage.scan import OpenError, lines, statements
from quietread.storage.splice import Block, cut
from quietread.storage.tables import ids_of, tables_of

FORMAT = 1
HEAD = """\
# quietread marks: plain TOML, yours to edit.
# quietread keeps your comments and every key it does not know.
format = 1
"""
OURS = ("edition", "mark", "removed")
"""What stands in blocks with two brackets, one for each."""
BOM = "\ufeff".encode()

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


class BrokenError(StoreError):
    """The file is no marks file as it stands; it is not touched. `data` are its bytes."""

    def __init__(self, message: str, path: Path, data: bytes) -> None:
        super().__init__(message, path=str(path))
        self.data = data


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a marks file. `changing` makes one that says something else."""

    bytes: bytes
    """What stands on the disk."""
    blocks: tuple[Block, ...]
    data: Mapping[str, object]
    """What tomllib reads in it."""
    sheet: Sheet
    """The marks, in the order of the file, and the deleted ones, by id."""
    newline: str = "\n"
    bom: bool = False
    apart: bool = True
    """Whether every mark, edition and deletion is a block of its own, so that it can be changed by itself."""
    sure: bool = True
    """Whether all of the text has been parsed, not only the blocks that changed."""
    remade: bool = False
    """Whether comments of the hand's were lost in making it: what was before has to be backed up."""

    @property
    def text(self) -> str:
        """The text, without a byte-order mark."""
        return self.bytes.decode("utf-8-sig")

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of each mark."""
        return tuple(self.sheet.marks)

    @property
    def essay(self) -> Table:
        """What stands under [essay]."""
        essay = self.data.get("essay")
        return essay if isinstance(essay, dict) else {}


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
    newline = "\r\n" if "\r\n" in text else "\n"
    sheet = sheet_of(read, ids_of(tables_of(read, "mark")))
    blocks = tuple(cut(text))
    apart = all(
        [block.array for block in blocks if block.name == name] == [True] * len(tables_of(read, name))
        for name in OURS
    )
    return Document(data, blocks, read, sheet, newline, bom, apart)


def check_format(path: Path, *documents: Document) -> None:
    """Raises StoreError, naming `path`, if any document is of a format that this version can only read."""
    for document in documents:
        version = document.data.get("format", FORMAT)
        if version != FORMAT:
            raise StoreError(
                f"is of format {version}, this quietread knows {FORMAT}: it is only read", path=str(path)
            )


def rows(data: Mapping[str, object], name: str) -> list[Table]:
    """The [[name]] tables of data that is known to hold such."""
    found = data.get(name)
    return found if isinstance(found, list) else []


def sheet_of(data: Mapping[str, object], ids: list[str]) -> Sheet:
    """The marks, which have these ids, and the deleted ones. Raises ValueError as `tables_of` does."""
    removed = {}
    for table in tables_of(data, "removed"):
        id_, at = table.get("id"), table.get("at")
        if isinstance(id_, str) and isinstance(at, datetime):
            removed[id_] = at
    return Sheet(dict(zip(ids, rows(data, "mark"), strict=True)), removed)


def new_document(essay: Table) -> Document:
    """A file that holds no marks yet; `essay`: what stands under [essay]."""
    return parsed(f"{HEAD}\n[essay]\n{lines(essay)}".encode())


def verified(document: Document) -> bool:
    """Whether the whole text, parsed, says what the document holds."""
    try:
        return same(tomllib.loads(document.text), document.data)
    except ValueError:
        return False


class Diagnosis(NamedTuple):
    """Where a file stops making sense."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    hint: str
    """One sentence: what would help."""


def diagnose(raw: bytes) -> Diagnosis | None:
    """Why `raw` is no marks file, None if it is one."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_text(raw, error)
    if conflict := _CONFLICT.search(text):
        hint = "git has left both versions here; quietread merge-file FILE makes one of them."
        return _at(text, conflict.start(), hint)
    try:
        data = tomllib.loads(text)
        for name in OURS:
            tables_of(data, name)
    except tomllib.TOMLDecodeError as error:
        return _explained(text, str(error))
    except ValueError as error:
        found = re.search(rf"^[ \t]*\[?[ \t]*[\"']?{name}", text, re.MULTILINE)
        return _at(text, found.start() if found else 0, f"{error}.")
    except RecursionError:
        return Diagnosis(1, 1, "Brackets are nested too deeply to be read.")
    return None


def _explained(text: str, message: str) -> Diagnosis:
    hint = next((hint for sign, hint in _HINTS if sign in message), "This is not TOML.")
    if place := _PLACE.search(message):
        return Diagnosis(int(place[1]), int(place[2]), hint)
    try:
        for _ in statements(text):
            pass
    except OpenError as error:
        offset, quotes = error.args
        wrong = _at(text, offset, "")
        return wrong._replace(hint=f"{quotes} is opened at line {wrong.line} and never closed.")
    return _at(text, len(text.rstrip()), hint)


def _at(text: str, offset: int, hint: str) -> Diagnosis:
    return Diagnosis(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset), hint)


def _not_text(raw: bytes, error: UnicodeDecodeError) -> Diagnosis:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Diagnosis(1, 1, "The file was saved as UTF-16; save it as UTF-8.")
    hint = f"The byte 0x{raw[error.start]:02X} is not UTF-8; was the file saved as Latin-1?"
    before = raw[: error.start].decode("utf-8", "replace")
    return _at(before, len(before), hint)
