"""Marks in the forms other programs read. One way, except JSON, which comes back without loss."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from quietread.core.mark import Mark
from quietread.errors import NotFoundError, StoreError
from quietread.storage.collect import Collected
from quietread.storage.durable import ABSENT, read, replace
from quietread.storage.export_words import clippings, in_order, markdown, stamp, text

LIMIT = 8191
"""Characters Readwise takes in one highlight."""


def form_of(path: Path) -> str:
    """The form a file's name asks for. Raises NotFoundError for an ending that is none of ours."""
    name = path.name.lower()
    form = next((form for ending, form in _ENDINGS.items() if name.endswith(ending)), None)
    if form is None:
        raise NotFoundError(f"no such form: the name has to end in {', '.join(_ENDINGS)}", path=str(path))
    return form


def exported(books: Sequence[Collected], form: str, *, now: datetime, excel: bool = False) -> bytes:
    """The marks of `books` in a form named in `FORMS`.

    `excel`: for csv, a byte-order mark, and an apostrophe before what a spreadsheet would take for a
    formula. Raises NotFoundError for another form.
    """
    if form == "csv":
        return _csv(books, excel=excel)
    if form not in FORMS:
        raise NotFoundError(f"no form “{form}”; there are {', '.join(FORMS)}")
    return FORMS[form](books, now)


def write(
    path: Path, data: bytes, known: Mapping[str, str], *, beside: bool = True
) -> tuple[Path, Mapping[str, str]]:
    """Write an export. Returns where it went, and `known` with it.

    `known`: digests of exports written earlier, by path. A file that is not our own unchanged export is
    left alone: the new one is called "name (2)", or refused where it may not stand `beside`. Raises StoreError.
    """
    from hashlib import sha256

    number = 1
    while True:
        free = path if number == 1 else path.with_name(f"{path.stem} ({number}){path.suffix}")
        old, seen = read(free)
        if seen == ABSENT or known.get(str(free)) == sha256(old).hexdigest() or old == data:
            break
        if not beside:
            raise StoreError(
                "is there already, and not as quietread wrote it; nothing was written", path=str(path)
            )
        number += 1
    if not free.parent.is_dir():
        raise StoreError("there is no such folder", path=str(free.parent))
    replace(free, data, expect=seen)
    return free, {**known, str(free): sha256(data).hexdigest()}


def _json(books: Sequence[Collected], now: datetime) -> bytes:
    import json

    essays = [
        {
            "essay": dict(book.essay),
            "edition": [dict(edition) for edition in book.editions],
            "mark": [
                {**book.marks[mark.id], "id": mark.id, "state": book.state(mark.id)}
                for mark in in_order(book)
            ],
        }
        for book in books
    ]
    data = {"format": "quietread-marks", "version": 1, "exported": stamp(now), "essays": essays}
    return (json.dumps(data, ensure_ascii=False, indent=2, default=_plain) + "\n").encode("utf-8", "replace")


def _plain(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _csv(books: Sequence[Collected], *, excel: bool) -> bytes:
    rows: list[Sequence[object]] = [
        [
            "essay_id",
            "title",
            "author",
            "section",
            "mark_id",
            "kind",
            "quote",
            "note",
            "tags",
            "created",
            "modified",
            "start",
            "end",
            "percent",
            "state",
            "source",
        ]
    ]
    for book in books:
        for mark in in_order(book):
            chars = next(
                (e.get("chars") for e in book.editions if str(e.get("sha256", ""))[:12] == mark.edition), None
            )
            percent = round(100 * mark.start / chars) if isinstance(chars, int) and chars else ""
            about = (book.id, book.word("title"), book.word("author"), mark.section, mark.id, mark.kind)
            words = (
                mark.quote,
                mark.note,
                ";".join(mark.tags),
                mark.created.isoformat(),
                mark.modified.isoformat(),
            )
            place = (mark.start, mark.end, percent, book.state(mark.id), book.word("source"))
            rows.append((*about, *words, *place))
    if excel:
        rows = [[_harmless(cell) for cell in row] for row in rows]
    return ("\ufeff" if excel else "").encode() + _rows(rows)


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _rows(rows: Iterable[Sequence[object]]) -> bytes:
    import csv
    import io

    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def _readwise(books: Sequence[Collected], now: datetime) -> bytes:
    rows: list[Sequence[object]] = [["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]]
    for book in books:
        source = book.word("source")
        url = source if source.startswith(("http://", "https://")) else ""
        for number, mark in enumerate((mark for mark in in_order(book) if mark.quote), 1):
            note = " ".join([*(f".{tag}" for tag in mark.tags), mark.note]).strip()
            date = mark.created.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
            for part in _parts(mark.quote):
                rows.append((part, book.word("title"), book.word("author"), url, note, number, date))
    return _rows(rows)


def _parts(quote: str) -> list[str]:
    if len(quote) <= LIMIT:
        return [quote]
    room = LIMIT - 10
    pieces = [quote[start : start + room] for start in range(0, len(quote), room)]
    return [f"{piece} ({number}/{len(pieces)})" for number, piece in enumerate(pieces, 1)]


def _jsonld(books: Sequence[Collected], now: datetime) -> bytes:
    import json

    made = [_collection(book) for book in books]
    return (json.dumps(made[0] if len(made) == 1 else made, ensure_ascii=False, indent=2) + "\n").encode(
        "utf-8", "replace"
    )


def _collection(book: Collected) -> Mapping[str, object]:
    name = f"urn:quietread:{book.id}"
    items = [_annotation(book, mark, name) for mark in in_order(book)]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": name,
        "type": "AnnotationCollection",
        "label": book.word("title"),
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(book: Collected, mark: Mark, name: str) -> Mapping[str, object]:
    body: list[Mapping[str, str]] = []
    if mark.note:
        body.append(
            {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": mark.note}
        )
    body += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in mark.tags]
    quote = {"type": "TextQuoteSelector", "exact": mark.quote, "prefix": mark.before, "suffix": mark.after}
    return {
        "id": f"{name}:{mark.id}",
        "type": "Annotation",
        "motivation": "commenting" if mark.note else "highlighting",
        "created": stamp(mark.created),
        "modified": stamp(mark.modified),
        **({"body": body} if body else {}),
        "target": {
            "source": book.word("source"),
            "selector": [quote, {"type": "TextPositionSelector", "start": mark.start, "end": mark.end}],
        },
    }


FORMS: Mapping[str, Callable[[Sequence[Collected], datetime], bytes]] = {
    "md": markdown,
    "json": _json,
    "csv": lambda books, now: _csv(books, excel=False),
    "readwise": _readwise,
    "jsonld": _jsonld,
    "clippings": clippings,
    "text": text,
}
"""Every form there is."""

_ENDINGS = {
    ".readwise.csv": "readwise",
    ".clippings.txt": "clippings",
    ".md": "md",
    ".json": "json",
    ".csv": "csv",
    ".jsonld": "jsonld",
    ".txt": "text",
}
