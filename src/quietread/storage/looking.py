"""Looking through the folders of the library, reading only what is new or changed since the last time."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quietread.core.duration import minutes
from quietread.core.essay import Essay
from quietread.errors import SourceError
from quietread.storage.cache import Cache, Stamp
from quietread.storage.library import Entry, Library, Shelves, Tell, entry_of
from quietread.storage.opening import read_essay
from quietread.storage.paths import bundled, numbered, shown
from quietread.storage.sources import Source, find_sources

LINE = 160
"""Characters of an essay's first words on the shelf."""
_BATCH = 64
"""Essays read between two writes: what is done is not lost if the app is left meanwhile."""
_STRAYS = 200
"""Essays from outside the library that the cache remembers."""
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|#")
"""Links that begin so lead to no file."""


class Row(NamedTuple):
    """What is kept of a file: the columns of the cache's table `file`."""

    path: bytes
    size: int
    mtime: int
    bundled: bool
    fault: str
    """Why it cannot be read, else ""."""
    own_slug: str
    own_id: str
    place: int | None = None
    """Its number in the library; None if it cannot be read or another is read in its place."""
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

    @property
    def entry(self) -> Entry:
        """What the library shows of it."""
        return entry_of(self.path, self.bundled, *self[8:])


def look(shelves: Shelves, cache: Cache, tell: Tell) -> Library:
    """What `look_through` finds where something may have changed."""
    ours, problems = None, []
    if shelves.bundled:
        try:
            ours = bundled("essays")
        except FileNotFoundError as error:
            problems.append(str(error))
    found = find_sources(ours, (shelves.own, *shelves.others))
    known = {row[0]: Row(*row) for row in cache.ask(f"SELECT {', '.join(Row._fields)} FROM file")}
    rows, said = arranged(_read_all(found.sources, known, cache, tell))
    missing = (path for path, mtime in found.folders if mtime == 0 and path != shelves.folders[0])
    problems += [*(f"{shown(path)}: no such folder" for path in missing), *found.problems, *said]
    gone = known.keys() - {row.path for row in rows}
    cache.tell(
        ("DELETE FROM file WHERE path = ?", [(path,) for path in gone]),
        _put([row for row in rows if known.get(row.path) != row]),
        ("DELETE FROM folder", [()]),
        (
            "INSERT INTO folder VALUES (?, ?)",
            [(os.fsencode(path), Stamp(0, mtime).sure.mtime) for path, mtime in found.folders],
        ),
        (
            "INSERT OR REPLACE INTO about VALUES (?, ?)",
            [("label", shelves.label), ("problems", "\n".join(problems))],
        ),
        (
            "DELETE FROM essay WHERE path NOT IN (SELECT path FROM file) AND rowid NOT IN "
            "(SELECT rowid FROM essay ORDER BY rowid DESC LIMIT ?)",
            [(_STRAYS,)],
        ),
    )
    entries = tuple(row.entry for row in rows if row.place is not None)
    return Library(entries, tuple(problems), shelves.folders)


def _read_all(sources: Iterable[Source], known: dict[bytes, Row], cache: Cache, tell: Tell) -> list[Row]:
    """A row for each source; `known`, what the cache holds, is kept up to date."""
    rows = {source.path: known.get(os.fsencode(source.path)) for source in sources}
    new = [source for source in sources if (rows[source.path] or ())[1:4] != source[1:]]
    for first in range(0, len(new), _BATCH):
        tell(first, len(new))
        read = {source.path: read_row(source) for source in new[first : first + _BATCH]}
        cache.keep_essays(
            (path, Stamp(row.size, row.mtime), essay) for path, (row, essay) in read.items() if essay
        )
        rows |= {path: row for path, (row, _) in read.items()}
        # without its label the index is of no use until all of it is arranged anew
        if cache.tell(
            ("DELETE FROM about", [()]), _put([row for row, _ in read.values()], but=("place", "slug", "id"))
        ):
            known |= {row.path: row for row, _ in read.values()}
    if new:
        tell(len(new), len(new))
    return [row for row in rows.values() if row is not None]


def _put(rows: Sequence[Row], but: Sequence[str] = ()) -> tuple[str, Sequence[Row]]:
    """A statement that puts rows into the table; where there is one of that path, all `but` these columns."""
    signs = ", ".join("?" * len(Row._fields))
    changed = ", ".join(f"{name} = excluded.{name}" for name in Row._fields if name not in but)
    into = f"INSERT INTO file ({', '.join(Row._fields)}) VALUES ({signs})"
    return f"{into} ON CONFLICT (path) DO UPDATE SET {changed}", rows


def read_row(source: Source) -> tuple[Row, Essay | None]:
    """The row of a file, and the essay unless it cannot be read."""
    try:
        essay, stamp = read_essay(source.path)
    except SourceError as error:
        # a file that may not be read now may be read later without having changed
        later = isinstance(error.__cause__, OSError)
        stamp = Stamp(source.size, -1) if later else Stamp(source.size, source.mtime).sure
        return Row(os.fsencode(source.path), *stamp, source.bundled, str(error), "", ""), None
    return row_of(source._replace(size=stamp.size, mtime=stamp.mtime), essay), essay


def row_of(source: Source, essay: Essay) -> Row:
    """The row of a file that has been read."""
    related = [(one.title, one.why, one.href, one.whole) for one in essay.related]
    spans = (span for block in essay.blocks for span in block.spans if span.style == "link")
    links = dict.fromkeys(span.href for span in spans if not _ELSEWHERE.match(span.href))
    return Row(
        os.fsencode(source.path),
        *Stamp(source.size, source.mtime).sure,
        source.bundled,
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
        linked=json.dumps(list(links)),
        notes="\n".join(essay.problems),
    )


def _first_words(essay: Essay) -> str:
    text = next((block.text for block in essay.blocks if block.kind != "heading"), "")
    return text if len(text) <= LINE else text[: text.rfind(" ", 0, LINE) % LINE].rstrip() + "…"


def arranged(rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The rows with their places, slugs and ids in the library, and what has to be said of that.

    An own essay takes the place of a bundled one; of two own ones with one slug the later gets `-2`.
    """
    own = {row.own_slug: _name(row) for row in reversed(rows) if not row.bundled and not row.fault}
    found: list[Row] = []
    said: list[str] = []
    taken: dict[str, str] = {}
    for row in rows:
        if row.fault:
            said.append(row.fault)
            found.append(row._replace(place=None))
        elif row.bundled and row.own_slug in own:
            said.append(f"{own[row.own_slug]}: read in place of the bundled {row.own_slug}")
            found.append(row._replace(place=None))
        else:
            slug = next(one for one in numbered(row.own_slug) if one not in taken)
            if slug != row.own_slug:
                said.append(f"{_name(row)}: named {slug}, since {taken[row.own_slug]} is {row.own_slug}")
            essay_id = slug if row.own_id == row.own_slug else row.own_id
            found.append(row._replace(place=len(taken), slug=slug, id=essay_id))
            taken[slug] = _name(row)
    return found, said


def _name(row: Row) -> str:
    return shown(os.fsdecode(row.path))
