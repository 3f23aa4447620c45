"""The library's rows: one for each file, kept in the cache from one look at the folders to the next."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from quietread.core.essay import Essay
from quietread.core.pace import minutes
from quietread.errors import SourceError
from quietread.storage.cache import Stamp
from quietread.storage.library import Entry
from quietread.storage.opening import read_essay
from quietread.storage.sources import Source, shown

LINE = 160
"""Characters of an essay's first words that are kept for the shelf."""

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|#")


class Row(NamedTuple):
    """What is kept of a file. The fields are the columns of the cache's table `file`."""

    path: bytes
    size: int
    mtime: int
    bundled: bool
    fault: str
    """Why it cannot be read, else ""."""
    own_slug: str
    own_id: str
    place: int | None = None
    """Its number in the library; None if it cannot be read or another one is read in its place."""
    slug: str = ""
    id: str = ""
    title: str = ""
    author: str = ""
    why: str = ""
    line: str = ""
    words: int = 0
    minutes: int = 0
    sections: int = 0
    lang: str = ""
    named: str = "[]"
    linked: str = "[]"
    notes: str = ""


ENTRY = ", ".join(("path", "bundled", *Row._fields[8:]))
"""The columns an `Entry` is made of."""


def entry_of(path: bytes, bundled: bool, *rest: Any) -> Entry:
    """The entry of a row of the columns `ENTRY`."""
    return Entry(os.fsdecode(path), bool(bundled), *rest)


def is_current(row: Row | None, source: Source) -> bool:
    """Whether a row tells of this very state of the file."""
    return row is not None and row[1:4] == source[1:]


def read_row(source: Source) -> tuple[Row, Stamp, Essay | None]:
    """Read a file: its row, the stamp of what was read, and the essay unless it cannot be read."""
    stamp = Stamp(source.size, source.mtime)
    try:
        essay, stamp = read_essay(source.path)
    except SourceError as error:
        # a file that may not be read now may be read later without having changed
        kept = Stamp(source.size, -1) if isinstance(error.__cause__, OSError) else stamp.sure
        return Row(os.fsencode(source.path), *kept, source.bundled, str(error), "", ""), stamp, None
    import json

    related = [(one.title, one.why, one.href, one.whole) for one in essay.related]
    row = Row(
        path=os.fsencode(source.path),
        size=stamp.sure.size,
        mtime=stamp.sure.mtime,
        bundled=source.bundled,
        fault="",
        own_slug=essay.slug,
        own_id=essay.id,
        title=essay.title,
        author=essay.author,
        why=essay.why,
        line=essay.why or _first_words(essay),
        words=essay.words,
        minutes=minutes(essay.words),
        sections=len(essay.sections),
        lang=essay.lang,
        named=json.dumps(related),
        linked=json.dumps(_links(essay)),
        notes="\n".join(essay.problems),
    )
    return row, stamp, essay


def arranged(rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The rows with their places, slugs and ids in the library, and what has to be said about that.

    An own essay takes the place of a bundled one; of two own ones with one slug the later gets `-2`.
    """
    own = {row.own_slug: row for row in reversed(rows) if not row.bundled and not row.fault}
    found: list[Row] = []
    said: list[str] = []
    taken: dict[str, Row] = {}
    for row in rows:
        path = shown(os.fsdecode(row.path))
        if row.fault:
            said.append(row.fault)
            found.append(row._replace(place=None))
        elif row.bundled and row.own_slug in own:
            said.append(
                f"{shown(os.fsdecode(own[row.own_slug].path))}: read in place of the bundled {row.own_slug}"
            )
            found.append(row._replace(place=None))
        else:
            slug = next(one for one in _slugs(row.own_slug) if one not in taken)
            if slug != row.own_slug:
                other = shown(os.fsdecode(taken[row.own_slug].path))
                said.append(f"{path}: named {slug}, since {other} is {row.own_slug}")
            essay_id = slug if row.own_id == row.own_slug else row.own_id
            found.append(row._replace(place=len(taken), slug=slug, id=essay_id))
            taken[slug] = row
    return found, said


def _slugs(slug: str) -> Iterator[str]:
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1


def _first_words(essay: Essay) -> str:
    text = next((block.text for block in essay.blocks if block.kind != "heading"), "")
    return text if len(text) <= LINE else text[: text.rfind(" ", 0, LINE) % LINE].rstrip() + "…"


def _links(essay: Essay) -> list[str]:
    spans = (span for block in essay.blocks for span in block.spans if span.style == "link")
    return list(dict.fromkeys(span.href for span in spans if not _ELSEWHERE.match(span.href)))
