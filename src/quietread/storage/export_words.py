"""Marks as people read them: Markdown, Kindle's clippings, plain text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from quietread.core.mark import Mark, join_tags
from quietread.core.notebook import LOST
from quietread.storage.collect import Collected


def in_order(book: Collected) -> list[Mark]:
    """The marks of a file in reading order."""
    return sorted((book.mark(id_) for id_ in book.marks), key=lambda mark: (mark.start, mark.end, mark.id))


def stamp(moment: datetime) -> str:
    """A point in time as RFC 3339 has it, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def markdown(books: Sequence[Collected], now: datetime) -> bytes:
    """For Obsidian, Logseq, pandoc and people."""
    return "\n\n".join(_markdown_of(book, now) for book in books).encode()


def _markdown_of(book: Collected, now: datetime) -> str:
    head = ["---"]
    for key, value in (
        ("title", book.word("title")),
        ("author", book.word("author")),
        ("source", book.word("source")),
    ):
        if value:
            head.append(f"{key}: {_quoted(value)}")
    head += [
        f"quietread_id: {_quoted(book.id)}",
        f"exported: {stamp(now)}",
        "---",
        "",
        f"# {book.word('title')}",
    ]
    lines, section = head, ""
    marks = in_order(book)
    for mark in (mark for mark in marks if book.state(mark.id) != LOST):
        if mark.section != section:
            section = mark.section
            lines += ["", f"## {section}"] if section else []
        lines += ["", *_markdown_mark(mark)]
    lost = [mark for mark in marks if book.state(mark.id) == LOST]
    if lost:
        lines += ["", "## No longer in the text"]
        for mark in lost:
            lines += ["", *_markdown_mark(mark)]
    return "\n".join(lines) + "\n"


def _markdown_mark(mark: Mark) -> list[str]:
    lines = [f"> {line}".rstrip() for line in mark.quote.split("\n")]
    if mark.note:
        lines += ["", mark.note]
    if mark.tags:
        lines += ["", f"tags: {join_tags('', mark.tags)}"]
    return [*lines, "", f"^qr-{mark.id}"]


def _quoted(value: str) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)  # every JSON string is a YAML one


def clippings(books: Sequence[Collected], now: datetime) -> bytes:
    """For whatever reads a Kindle's `My Clippings.txt`, in its English form."""
    entries = []
    for book in books:
        author = book.word("author")
        title = f"{book.word('title')} ({author})" if author else book.word("title")
        for number, mark in enumerate(in_order(book), 1):
            for what, words in (("Highlight", mark.quote), ("Note", mark.note)):
                if words:
                    added = _kindle_date(mark.created)
                    entries.append(
                        f"{title}\n- Your {what} on page {number} | Added on {added}\n\n{words}\n==========\n"
                    )
    return ("\ufeff" + "".join(entries).replace("\n", "\r\n")).encode("utf-8", "replace")


def _kindle_date(moment: datetime) -> str:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    months = "January February March April May June July August September October November December".split()  # noqa: SIM905
    hour = moment.hour % 12 or 12
    half = "AM" if moment.hour < 12 else "PM"
    clock = f"{hour:02}:{moment.minute:02}:{moment.second:02} {half}"
    return f"{days[moment.weekday()]}, {months[moment.month - 1]} {moment.day:02}, {moment.year} {clock}"


def text(books: Sequence[Collected], now: datetime) -> bytes:
    """For a letter, or for paper."""
    lines = []
    for book in books:
        author = book.word("author")
        lines += [book.word("title"), *([author] if author else []), ""]
        for mark in in_order(book):
            lines += [f"“{mark.quote}”", *([f"— {mark.section}"] if mark.section else [])]
            lines += [f"    {line}".rstrip() for line in join_tags(mark.note, mark.tags).split("\n") if line]
            lines.append("")
    return "\n".join(lines).encode("utf-8", "replace")
