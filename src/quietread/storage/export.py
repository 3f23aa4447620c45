"""Marks in the forms that people and other programs read. One way, except JSON, which comes back without loss."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from quietread.core.mark import Mark, join_tags
from quietread.core.notebook import LOST
from quietread.errors import NotFoundError, StoreError
from quietread.storage.collect import Collected
from quietread.storage.durable import ABSENT, read, replace

LIMIT = 8191
"""Characters Readwise takes in one highlight."""

Books = Sequence[Collected]


def form_of(path: Path) -> str:
    """The form a file's name asks for. Raises NotFoundError for an ending that is none of ours."""
    name = path.name.lower()
    form = next((form for ending, form in _ENDINGS.items() if name.endswith(ending)), None)
    if form is None:
        raise NotFoundError(f"no such form: the name has to end in {', '.join(_ENDINGS)}", path=str(path))
    return form


def exported(books: Books, form: str, *, now: datetime, excel: bool = False) -> bytes:
    """The marks of `books` in a form named in `FORMS`.

    `excel`: for csv, a byte-order mark, and an apostrophe before what a spreadsheet would take for a
    formula. Raises NotFoundError for another form.
    """
    if form not in FORMS:
        raise NotFoundError(f"no form “{form}”; there are {', '.join(FORMS)}")
    text = _csv(books, now, excel=excel) if form == "csv" else FORMS[form](books, now)
    return text.encode("utf-8", "replace")


def write(
    path: Path, data: bytes, known: Mapping[str, str], *, beside: bool = True
) -> tuple[Path, Mapping[str, str]]:
    """Write an export. Returns where it went, and `known` with it.

    `known`: digests of exports written earlier, by path. A file that is not our own unchanged export is
    left alone: the new one is called "name (2)", or refused where it may not stand `beside`. Raises StoreError.
    """
    from hashlib import sha256

    number, free = 1, path
    while True:
        old, seen = read(free)
        if seen == ABSENT or known.get(str(free)) == sha256(old).hexdigest() or old == data:
            break
        if not beside:
            raise StoreError(
                "is there already, and not as quietread wrote it; nothing was written", path=str(path)
            )
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    if not free.parent.is_dir():
        raise StoreError("there is no such folder", path=str(free.parent))
    replace(free, data, expect=seen)
    return free, {**known, str(free): sha256(data).hexdigest()}


def _in_order(book: Collected) -> list[Mark]:
    """The marks of a file in reading order."""
    return sorted((book.mark(id_) for id_ in book.marks), key=lambda mark: (mark.start, mark.end, mark.id))


def _stamp(moment: datetime) -> str:
    """RFC 3339, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _markdown(books: Books, now: datetime) -> str:
    """For Obsidian, Logseq, pandoc and people."""
    return "\n\n".join(_markdown_of(book, now) for book in books)


def _markdown_of(book: Collected, now: datetime) -> str:
    # every JSON string is a YAML one
    about = {key: book.word(key) for key in ("title", "author", "source")} | {"quietread_id": book.id}
    head = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in about.items() if value]
    lines = ["---", *head, f"exported: {_stamp(now)}", "---", "", f"# {book.word('title')}"]
    section = ""
    marks = _in_order(book)
    for mark in (mark for mark in marks if book.state(mark.id) != LOST):
        if mark.section != section:
            section = mark.section
            lines += ["", f"## {section}"] if section else []
        lines += _markdown_mark(mark)
    lost = [mark for mark in marks if book.state(mark.id) == LOST]
    if lost:
        lines += ["", "## No longer in the text"]
    for mark in lost:
        lines += _markdown_mark(mark)
    return "\n".join(lines) + "\n"


def _markdown_mark(mark: Mark) -> list[str]:
    lines = ["", *(f"> {line}".rstrip() for line in mark.quote.split("\n"))]
    if mark.note:
        lines += ["", mark.note]
    if mark.tags:
        lines += ["", f"tags: {join_tags('', mark.tags)}"]
    return [*lines, "", f"^qr-{mark.id}"]


def _json(books: Books, now: datetime) -> str:
    def plain(value: object) -> str:
        return value.isoformat() if hasattr(value, "isoformat") else str(value)

    essays = [
        {
            "essay": dict(book.essay),
            "edition": [dict(edition) for edition in book.editions],
            "mark": [
                {**book.marks[mark.id], "id": mark.id, "state": book.state(mark.id)}
                for mark in _in_order(book)
            ],
        }
        for book in books
    ]
    data = {"format": "quietread-marks", "version": 1, "exported": _stamp(now), "essays": essays}
    return json.dumps(data, ensure_ascii=False, indent=2, default=plain) + "\n"


_COLUMNS = (
    *("essay_id", "title", "author", "section", "mark_id", "kind", "quote", "note", "tags"),
    *("created", "modified", "start", "end", "percent", "state", "source"),
)


def _csv(books: Books, now: datetime, *, excel: bool = False) -> str:
    rows: list[Sequence[object]] = [_COLUMNS]
    for book in books:
        lengths = {str(one.get("sha256", ""))[:12]: one.get("chars") for one in reversed(book.editions)}
        for mark in _in_order(book):
            chars = lengths.get(mark.edition)
            percent = round(100 * mark.start / chars) if isinstance(chars, int) and chars else ""
            times = (mark.created.isoformat(), mark.modified.isoformat())
            about = (book.id, book.word("title"), book.word("author"), mark.section, mark.id, mark.kind)
            words = (mark.quote, mark.note, ";".join(mark.tags), *times, mark.start, mark.end, percent)
            rows.append((*about, *words, book.state(mark.id), book.word("source")))
    return "\ufeff" + _rows([map(_harmless, row) for row in rows]) if excel else _rows(rows)


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _rows(rows: Iterable[Iterable[object]]) -> str:
    import csv
    import io

    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _readwise(books: Books, now: datetime) -> str:
    rows: list[Sequence[object]] = [("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")]
    for book in books:
        source = book.word("source")
        url = source if source.startswith(("http://", "https://")) else ""
        about = (book.word("title"), book.word("author"), url)
        for number, mark in enumerate((mark for mark in _in_order(book) if mark.quote), 1):
            note = " ".join([*(f".{tag}" for tag in mark.tags), mark.note]).strip()
            date = mark.created.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
            rows += [(part, *about, note, number, date) for part in _parts(mark.quote)]
    return _rows(rows)


def _parts(quote: str) -> list[str]:
    if len(quote) <= LIMIT:
        return [quote]
    room = LIMIT - 10
    pieces = [quote[start : start + room] for start in range(0, len(quote), room)]
    return [f"{piece} ({number}/{len(pieces)})" for number, piece in enumerate(pieces, 1)]


def _jsonld(books: Books, now: datetime) -> str:
    """Web Annotations."""
    made = []
    for book in books:
        name = f"urn:quietread:{book.id}"
        items = [_annotation(book, mark, name) for mark in _in_order(book)]
        made.append(
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": name,
                "type": "AnnotationCollection",
                "label": book.word("title"),
                "total": len(items),
                "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
            }
        )
    return json.dumps(made[0] if len(made) == 1 else made, ensure_ascii=False, indent=2) + "\n"


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
        "created": _stamp(mark.created),
        "modified": _stamp(mark.modified),
        **({"body": body} if body else {}),
        "target": {
            "source": book.word("source"),
            "selector": [quote, {"type": "TextPositionSelector", "start": mark.start, "end": mark.end}],
        },
    }


def _clippings(books: Books, now: datetime) -> str:
    """For whatever reads a Kindle's `My Clippings.txt`, in its English form."""
    entries = []
    for book in books:
        author = book.word("author")
        title = f"{book.word('title')} ({author})" if author else book.word("title")
        for number, mark in enumerate(_in_order(book), 1):
            for what, words in (("Highlight", mark.quote), ("Note", mark.note)):
                head = f"{title}\n- Your {what} on page {number} | Added on {_kindle_date(mark.created)}"
                entries += [f"{head}\n\n{words}\n==========\n"] if words else []
    return "\ufeff" + "".join(entries).replace("\n", "\r\n")


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def _kindle_date(moment: datetime) -> str:
    # not strftime, which speaks the language of the machine
    half = "AM" if moment.hour < 12 else "PM"
    clock = f"{moment.hour % 12 or 12:02}:{moment:%M:%S} {half}"
    return f"{_DAYS[moment.weekday()]}, {_MONTHS[moment.month - 1]} {moment:%d, %Y} {clock}"


def _text(books: Books, now: datetime) -> str:
    """For a letter, or for paper."""
    lines = []
    for book in books:
        lines += [book.word("title"), *filter(None, [book.word("author")]), ""]
        for mark in _in_order(book):
            lines += [f"“{mark.quote}”", *([f"— {mark.section}"] if mark.section else [])]
            lines += [f"    {line}".rstrip() for line in join_tags(mark.note, mark.tags).split("\n") if line]
            lines.append("")
    return "\n".join(lines)


FORMS: Mapping[str, Callable[[Books, datetime], str]] = {
    "md": _markdown,
    "json": _json,
    "csv": _csv,
    "readwise": _readwise,
    "jsonld": _jsonld,
    "clippings": _clippings,
    "text": _text,
}
"""Every form there is."""

_ENDINGS = {".readwise.csv": "readwise", ".clippings.txt": "clippings", ".txt": "text"} | {
    f".{form}": form for form in ("md", "json", "csv", "jsonld")
}
