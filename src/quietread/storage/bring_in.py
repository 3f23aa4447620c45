"""Marks brought in from our own JSON, or from a CSV as Readwise gives it. Doing it twice adds nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from quietread.core.merge import Sheet, Table, merge2
from quietread.core.text import collapse
from quietread.errors import SourceError, StoreError
from quietread.storage.changing import changed
from quietread.storage.document import check_format, new_document, parsed
from quietread.storage.durable import hold, read, replace
from quietread.storage.heads import Whereabouts, scan
from quietread.storage.paths import first_path, free_path

_DATES = ("created", "modified", "seen", "at")
_Row = Mapping[str, str | None]


class Incoming(NamedTuple):
    """The marks of one essay in a file."""

    essay: Table
    marks: Mapping[str, Table]
    """By id."""
    made: bool = False
    """Whether the ids are made of the words: a mark here that has the same ones is then the same mark."""


def read_incoming(path: Path, data: bytes, now: datetime) -> list[Incoming]:
    """What a file to be imported holds. Raises SourceError if it is of neither kind."""
    text = data.decode("utf-8-sig", "replace")
    return _from_json(path, text) if text.lstrip().startswith("{") else _from_csv(path, text, now)


def take_in(incoming: Incoming, where: Whereabouts, now: datetime) -> tuple[Path, int]:
    """Put an essay's marks into its file, or a new one. Returns the file and how many marks are new in it.

    Marks that are there already are merged, so no word of either is lost. Raises StoreError.
    """
    where.ready()
    with hold(where.marks, where.locks):
        path = _file_of(incoming.essay, where)
        with hold(path, where.locks):
            raw, seen = read(path)
            try:
                document = parsed(raw) if raw.strip() else new_document({"id": path.stem, **incoming.essay})
                here = document.sheet
                check_format(path, document)
            except ValueError as error:
                raise StoreError(f"cannot be read: {error}", path=str(path)) from error
            marks = _recognised(incoming.marks, here.marks) if incoming.made else incoming.marks
            # Who brings a mark in wants it, even if it was once deleted here.
            removed = {id_: at for id_, at in here.removed.items() if id_ not in marks}
            merged = merge2(Sheet(here.marks, removed), Sheet(marks, {}))
            data = changed(document, merged, now=now).bytes
            if data != raw:
                replace(path, data, expect=seen, local=where.local)
    where.remember()
    return path, len(merged.marks) - len(here.marks)


def _recognised(marks: Mapping[str, Table], here: Mapping[str, Table]) -> Mapping[str, Table]:
    """Marks with ids made of their words: those that are here already bring only their notes and tags."""
    known = {collapse(str(table.get("quote", ""))): id_ for id_, table in here.items()}
    found: dict[str, Table] = {}
    for id_, table in marks.items():
        own = known.get(collapse(str(table.get("quote", ""))))
        if own is None or id_ in here:
            found[id_] = table
        else:
            found[own] = {**here[own], **{key: table[key] for key in ("note", "tags") if key in table}}
    return found


def _file_of(essay: Table, where: Whereabouts) -> Path:
    id_, title, author = (str(essay.get(key, "")) for key in ("id", "title", "author"))
    for head in scan(where.marks).values():
        if (id_ and head.id == id_) or (not id_ and (head.title, head.author) == (title, author)):
            return head.path
    slug = id_ or re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return free_path(first_path(where.marks, slug, slug, hashed=where.hashed))


def _from_json(path: Path, text: str) -> list[Incoming]:
    import json

    try:
        found = json.loads(text)
    except ValueError as error:
        raise SourceError(f"is not JSON: {error}", path=str(path)) from error
    if found.get("format") != "quietread-marks" or not isinstance(found.get("essays"), list):
        raise SourceError("is not an export of marks from quietread", path=str(path))
    return [_essay(item) for item in found["essays"] if isinstance(item, dict)]


def _essay(item: Mapping[str, object]) -> Incoming:
    essay, marks = item.get("essay"), item.get("mark")
    tables = {}
    for mark in marks if isinstance(marks, list) else []:
        if isinstance(mark, dict) and isinstance(mark.get("id"), str):
            tables[mark["id"]] = {
                key: _value(key, value) for key, value in mark.items() if key != "state" and value is not None
            }
    return Incoming(essay if isinstance(essay, dict) else {}, tables)


def _value(key: str, value: object) -> object:
    if key in _DATES and isinstance(value, str):
        with suppress(ValueError):
            return datetime.fromisoformat(value)
    return value


def _from_csv(path: Path, text: str, now: datetime) -> list[Incoming]:
    import csv
    import io

    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if not rows or "Highlight" not in rows[0]:
        raise SourceError("has no column “Highlight”: it is no CSV as Readwise gives it", path=str(path))
    books: dict[tuple[str, str], dict[str, Table]] = {}
    for row in rows:
        quote = (row["Highlight"] or "").strip()
        if quote:
            book = (_first(row, "Book Title", "Title"), _first(row, "Book Author", "Author"))
            table = _mark(row, book, quote, now)
            books.setdefault(book, {})[str(table["id"])] = table
    return [Incoming(_about(*book), marks, made=True) for book, marks in books.items()]


def _about(title: str, author: str) -> Table:
    return {"title": title or "Untitled", **({"author": author} if author else {}), "source": "-"}


def _mark(row: _Row, book: tuple[str, str], quote: str, now: datetime) -> Table:
    from hashlib import sha256

    # made of the words, so that the same row is the same mark however often it is brought in
    id_ = "h" + sha256("\x1f".join((*book, quote)).encode("utf-8", "replace")).hexdigest()[:11]
    made = now.replace(microsecond=0)
    with suppress(ValueError):
        made = datetime.fromisoformat(_first(row, "Highlighted at", "Date"))
    made = made if made.tzinfo else made.replace(tzinfo=UTC)
    tags, note = _leading_tags(_first(row, "Note"))
    tags += [tag.strip() for tag in _first(row, "Tags").split(",") if tag.strip()]
    location = _first(row, "Location")
    table: dict[str, object] = {"id": id_, "created": made, "modified": made, "quote": quote}
    if location.isdigit():
        table["start"] = int(location)
    if note:
        table["note"] = note
    if tags:
        table["tags"] = list(dict.fromkeys(tags))
    return table


def _leading_tags(note: str) -> tuple[list[str], str]:
    """Readwise writes tags as `.tag` before the note."""
    tags, words = [], note.split(" ")
    while words and len(words[0]) > 1 and words[0].startswith(".") and not words[0].startswith(".."):
        tags.append(words.pop(0)[1:])
    return tags, " ".join(words).strip()


def _first(row: _Row, *names: str) -> str:
    return next((value for name in names if (value := row.get(name))), "")
