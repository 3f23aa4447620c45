"""Marks that come in, from our own JSON or from a CSV as Readwise gives it, and marks that are to be forgotten.

What comes in twice adds nothing. What is forgotten leaves this machine's files, copies and all; what a sync
tool or git has kept elsewhere is beyond us, and whoever calls this has to say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from quietread.core.merge import Sheet, Table, merge2
from quietread.core.text import collapse, slugify
from quietread.errors import SourceError, StoreError, reason
from quietread.storage import recovery
from quietread.storage.cache import Cache
from quietread.storage.changing import changed
from quietread.storage.document import check_format, new_document, parsed
from quietread.storage.durable import PREFIX, SUFFIX, hold, read, real_path, replace
from quietread.storage.heads import Whereabouts, scan
from quietread.storage.paths import first_path, free_path

_DATES = ("created", "modified", "seen", "at")
_COPIES = ("recovery", "backups", "drafts", "merged", "leftovers", "in-place")
"""What of `local` may hold words of marks."""
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
    slug = id_ or slugify(title)
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
    return [
        Incoming(
            {"title": title or "Untitled", **({"author": author} if author else {}), "source": "-"},
            marks,
            True,
        )
        for (title, author), marks in books.items()
    ]


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


def forget(target: str, where: Whereabouts, cache: Cache, now: datetime) -> list[Path]:
    """Remove the mark, or all marks of the essay, with the id `target`. Returns the files it was found in.

    Files that cannot be read are left in the marks folder (a hand has to mend them) and deleted among the
    copies if they name `target`. Raises StoreError if a file cannot be written.
    """
    found = []
    for path in sorted(where.marks.glob("*.toml")):
        with hold(path, where.locks):
            if _scrub(path, target, now, local=where.local):
                found.append(path)
    found += _forget_held(target, where.local, now)
    copies = [path for name in _COPIES for path in sorted((where.local / name).rglob("*"))]
    for path in [*sorted(where.marks.glob(f"{PREFIX}*{SUFFIX}")), *copies]:
        if path.is_file() and _scrub(path, target, now, copy=True):
            found.append(path)
    cache.tell(("DELETE FROM anchored WHERE mark = ?", [(target,)]))
    return found


def unreadable(target: str, where: Whereabouts) -> list[Path]:
    """Files of the marks folder that name `target` and cannot be read, so that it has to be taken out by hand."""
    found = []
    for path in sorted(where.marks.glob("*.toml")):
        raw, _ = read(path)
        try:
            if target.encode() in raw:
                parsed(raw)
        except (ValueError, RecursionError):
            found.append(path)
    return found


def _forget_held(target: str, local: Path, now: datetime) -> list[Path]:
    """Take the mark out of what waits to be written; other marks go on waiting."""
    found = []
    for item in recovery.waiting(local):
        whole = item.about.get("id") == target
        left = {id_: change for id_, change in item.changes.items() if not whole and id_ != target}
        if len(left) < len(item.changes):
            found.append(item.path)
            if left:
                recovery.write(item.path, item.about, item.file, left, now)
            else:
                recovery.drop(item.path)
    return found


def _scrub(path: Path, target: str, now: datetime, *, copy: bool = False, local: Path | None = None) -> bool:
    raw, seen = read(path)
    try:
        document = parsed(raw)
        sheet = document.sheet
    except (ValueError, RecursionError):
        return copy and target.encode() in raw and _delete(path)
    essay = document.data.get("essay")
    if (essay.get("id") if isinstance(essay, dict) else essay) == target:
        return _delete(path)
    if target not in sheet.marks:
        return copy and document.data.get("id") == target and _delete(path)  # the draft of its note
    left = {id_: table for id_, table in sheet.marks.items() if id_ != target}
    removed = sheet.removed if copy else {**sheet.removed, target: now.replace(microsecond=0)}
    replace(path, changed(document, Sheet(left, removed), now=now).bytes, expect=seen, local=local)
    return True


def _delete(path: Path) -> bool:
    """Delete a file, and the link to it if it was reached by one. Raises StoreError."""
    try:
        for one in dict.fromkeys((real_path(path), path)):
            one.unlink()
    except OSError as error:
        raise StoreError(reason(error), path=str(path)) from error
    return True
