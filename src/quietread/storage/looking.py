"""Looking through the folders of the library, reading only what is new or changed since the last time."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from typing import NamedTuple

from quietread.core.duration import minutes
from quietread.core.essay import Essay
from quietread.errors import SourceError
from quietread.storage.cache import Cache, Stamp
from quietread.storage.library import Entry, Library, Shelves, entry_of
from quietread.storage.opening import read_essay
from quietread.storage.paths import bundled, shown
from quietread.storage.sources import Found, Source, find_sources

_BATCH = 64
"""Essays read between two writes to the cache: what is done is not lost if the app is left meanwhile."""

_STRAYS = 200
"""Essays from outside the library that the cache remembers."""


def look(shelves: Shelves, cache: Cache, tell: Callable[[int, int], None]) -> Library:
    """What `look_through` finds where something may have changed."""
    ours, lack = _bundled() if shelves.bundled else (None, ())
    found = find_sources(ours, (shelves.own, *shelves.others))
    known = {row[0]: Row(*row) for row in cache.ask(f"SELECT {', '.join(Row._fields)} FROM file")}
    rows, said = arranged(_read_all(found.sources, known, cache, tell))
    missing = (path for path, mtime in found.folders if mtime == 0 and path != shelves.folders[0])
    problems = (*lack, *(f"{shown(path)}: no such folder" for path in missing), *found.problems, *said)
    _keep(rows, known, found, {"label": shelves.label, "problems": "\n".join(problems)}, cache)
    return Library(tuple(row.entry for row in rows if row.place is not None), problems, shelves.folders)


def _read_all(
    sources: Iterable[Source], known: dict[bytes, Row], cache: Cache, tell: Callable[[int, int], None]
) -> list[Row]:
    """A row for each source; `known`, what the cache holds, is kept up with what is written on the way."""
    rows = {source.path: known.get(os.fsencode(source.path)) for source in sources}
    new = [source for source in sources if not is_current(rows[source.path], source)]
    for first in range(0, len(new), _BATCH):
        tell(first, len(new))
        read = [(source.path, *read_row(source)) for source in new[first : first + _BATCH]]
        cache.keep_essays([(path, stamp, essay) for path, _, stamp, essay in read if essay])
        # without its label the index is of no use to anyone until all of it is arranged anew
        if cache.tell(
            ("DELETE FROM about", [()]), _put([row for _, row, _, _ in read], but=("place", "slug", "id"))
        ):
            known |= {row.path: row for _, row, _, _ in read}
        rows |= {path: row for path, row, _, _ in read}
    if new:
        tell(len(new), len(new))
    return [row for row in rows.values() if row is not None]


def _keep(
    rows: Sequence[Row], known: Mapping[bytes, Row], found: Found, about: Mapping[str, str], cache: Cache
) -> None:
    """Bring the cache up to date, in one step; where nothing has changed nothing is written."""
    folders = [(os.fsencode(path), Stamp(0, mtime).sure.mtime) for path, mtime in found.folders]
    changed = [row for row in rows if known.get(row.path) != row]
    gone = known.keys() - {row.path for row in rows}
    same = dict(cache.ask("SELECT key, value FROM about")) == about
    if (
        same
        and not changed
        and not gone
        and dict(cache.ask("SELECT path, mtime FROM folder")) == dict(folders)
    ):
        return
    cache.tell(
        ("DELETE FROM file WHERE path = ?", [(path,) for path in gone]),
        _put(changed),
        ("DELETE FROM folder", [()]),
        ("INSERT INTO folder VALUES (?, ?)", folders),
        ("INSERT OR REPLACE INTO about VALUES (?, ?)", list(about.items())),
        (
            "DELETE FROM essay WHERE path NOT IN (SELECT path FROM file) AND rowid NOT IN "
            "(SELECT rowid FROM essay ORDER BY rowid DESC LIMIT ?)",
            [(_STRAYS,)],
        ),
    )


def _put(rows: Sequence[Row], but: Sequence[str] = ()) -> tuple[str, Sequence[Row]]:
    """A statement that puts rows into the index; where there is one of that path, all `but` these columns."""
    signs = ", ".join("?" * len(Row._fields))
    changed = ", ".join(f"{name} = excluded.{name}" for name in Row._fields if name not in but)
    into = f"INSERT INTO file ({', '.join(Row._fields)}) VALUES ({signs})"
    return f"{into} ON CONFLICT (path) DO UPDATE SET {changed}", rows


def _bundled() -> tuple[Traversable | None, tuple[str, ...]]:
    try:
        return bundled("essays"), ()
    except FileNotFoundError as error:
        return None, (str(error),)


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

    @property
    def entry(self) -> Entry:
        """What the library shows of it."""
        return entry_of(self.path, self.bundled, *self[8:])


def is_current(row: Row | None, source: Source) -> bool:
    """Whether a row tells of this very state of the file."""
    return row is not None and row[1:4] == source[1:]


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


LINE = 160
"""Characters of an essay's first words that are kept for the shelf."""

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|#")
"""Links that begin so lead to no file."""


def read_row(source: Source) -> tuple[Row, Stamp, Essay | None]:
    """Read a file: its row, the stamp of what was read, and the essay unless it cannot be read."""
    stamp = Stamp(source.size, source.mtime)
    try:
        essay, stamp = read_essay(source.path)
    except SourceError as error:
        # a file that may not be read now may be read later without having changed
        kept = Stamp(source.size, -1) if isinstance(error.__cause__, OSError) else stamp.sure
        return Row(os.fsencode(source.path), *kept, source.bundled, str(error), "", ""), stamp, None
    return row_of(source, stamp, essay), stamp, essay


def row_of(source: Source, stamp: Stamp, essay: Essay) -> Row:
    """The row of a file that has been read."""
    related = [(one.title, one.why, one.href, one.whole) for one in essay.related]
    return Row(
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


def _first_words(essay: Essay) -> str:
    text = next((block.text for block in essay.blocks if block.kind != "heading"), "")
    return text if len(text) <= LINE else text[: text.rfind(" ", 0, LINE) % LINE].rstrip() + "…"


def _links(essay: Essay) -> list[str]:
    spans = (span for block in essay.blocks for span in block.spans if span.style == "link")
    return list(dict.fromkeys(span.href for span in spans if not _ELSEWHERE.match(span.href)))
