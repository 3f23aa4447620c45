"""Looking through the folders of the library, reading only what is new or changed since the last time."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from quietread.core.duration import minutes
from quietread.core.essay import Essay
from quietread.errors import SourceError, reason
from quietread.storage.cache import Cache, Stamp
from quietread.storage.library import Entry, Library, Shelves, Tell, entry_of
from quietread.storage.opening import known_essay
from quietread.storage.paths import SUFFIXES, bundled, numbered, shown

LINE = 160
"""Characters of an essay's first words on the shelf."""
_BATCH = 64
"""Essays read between two writes: what is done is not lost if the app is left meanwhile."""
_STRAYS = 200
"""Essays from outside the library that the cache remembers."""
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|#")
"""Links that begin so lead to no file."""


class Source(NamedTuple):
    """A file that may be an essay."""

    path: str
    """Absolute, links in its folder followed; may hold half surrogates for bytes that are no UTF-8."""
    size: int
    mtime: int
    """Nanoseconds."""
    bundled: bool


class Found(NamedTuple):
    """What is in the folders of a library."""

    sources: tuple[Source, ...]
    """Bundled ones first, then by folder as given, then by path."""
    folders: tuple[tuple[str, int], ...]
    """Every folder looked into, with its mtime, 0 for one that is not there: while these stay, so do the names."""
    problems: tuple[str, ...]


def find_sources(bundled: Path | None, folders: Iterable[Path], *, deep: bool = True) -> Found:
    """Look through the bundled essays and then `folders`, links followed, each folder and file once.

    `deep`: and through the folders in them. What is hidden, or no regular file, is passed over.
    """
    sources: list[Source] = []
    looked: dict[str, int] = {}
    links: dict[str, str] = {}
    problems: list[str] = []
    for root in (bundled, *folders):
        found: list[Source] = []
        waiting = [] if root is None else [os.path.realpath(root)]
        while waiting:
            folder = waiting.pop()
            if folder in looked:
                continue
            try:
                looked[folder] = os.stat(folder).st_mtime_ns  # noqa: PTH116  (a Path for each would cost)
                with os.scandir(folder) as listing:
                    entries = [entry for entry in listing if not entry.name.startswith(".")]
            except FileNotFoundError:
                looked[folder] = 0
                continue
            except OSError as error:
                problems.append(f"{shown(folder)}: {reason(error)}")
                continue
            for entry in entries:
                with suppress(OSError):  # gone meanwhile, or a link to nothing or in a circle
                    if entry.is_dir():
                        if deep:
                            waiting.append(os.path.realpath(entry.path))
                    elif entry.name.lower().endswith(SUFFIXES):
                        # not entry.stat(): on Windows that is what the folder remembers, which may be old
                        seen = os.stat(entry.path)  # noqa: PTH116
                        if stat.S_ISREG(seen.st_mode):
                            found.append(Source(entry.path, *Stamp.of(seen), root is bundled))
                            if entry.is_symlink():
                                links[entry.path] = os.path.realpath(entry.path)
        sources += sorted(found)
    return Found(tuple(_once(sources, links)), tuple(looked.items()), tuple(problems))


def _once(sources: list[Source], links: dict[str, str]) -> Iterator[Source]:
    """Without what links show a second time; rather the file than a link to it."""
    kept = {source.path for source in sources if source.path not in links}
    for source in sources:
        target = links.get(source.path)
        if target is None:
            yield source
        elif target not in kept:
            kept.add(target)
            yield source


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
    named: str = "[]"
    linked: str = "[]"

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
    columns = ", ".join(Row._fields)
    known = {row[0]: Row(*row) for row in cache.ask(f"SELECT {columns} FROM file")}
    rows, said = arranged(_read_all(found.sources, known, cache, tell))
    missing = (path for path, mtime in found.folders if mtime == 0 and path != shelves.folders[0])
    problems += [*(f"{shown(path)}: no such folder" for path in missing), *found.problems, *said]
    gone = known.keys() - {row.path for row in rows}
    changed = [row for row in rows if known.get(row.path) != row]
    folders = [(os.fsencode(path), Stamp(0, mtime).sure.mtime) for path, mtime in found.folders]
    strays = f"SELECT rowid FROM essay ORDER BY rowid DESC LIMIT {_STRAYS}"
    cache.tell(
        ("DELETE FROM file WHERE path = ?", [(path,) for path in gone]),
        (f"INSERT OR REPLACE INTO file ({columns}) VALUES ({', '.join('?' * len(Row._fields))})", changed),
        ("DELETE FROM folder", [()]),
        ("INSERT INTO folder VALUES (?, ?)", folders),
        ("DELETE FROM about", [()]),
        ("INSERT INTO about VALUES (?, ?)", [(shelves.label, "\n".join(problems))]),
        (f"DELETE FROM essay WHERE path NOT IN (SELECT path FROM file) AND rowid NOT IN ({strays})", [()]),
    )
    entries = tuple(row.entry for row in rows if row.place is not None)
    return Library(entries, tuple(problems), shelves.folders)


def _read_all(sources: Sequence[Source], known: Mapping[bytes, Row], cache: Cache, tell: Tell) -> list[Row]:
    """A row for each source, `known` or new."""
    rows = {source.path: known.get(os.fsencode(source.path)) for source in sources}
    new = [source for source in sources if (rows[source.path] or ())[1:4] != source[1:]]
    for first in range(0, len(new), _BATCH):
        tell(first, len(new))
        rows |= {source.path: read_row(source, cache) for source in new[first : first + _BATCH]}
        cache.settle()
    if new:
        tell(len(new), len(new))
    return [row for row in rows.values() if row is not None]


def read_row(source: Source, cache: Cache) -> Row:
    """The row of a file, whether or not it can be read."""
    try:
        essay, stamp = known_essay(source.path, source.path, cache)
    except SourceError as error:
        # a file that may not be read now may be read later without having changed
        later = isinstance(error.__cause__, OSError)
        stamp = Stamp(source.size, -1) if later else Stamp(source.size, source.mtime).sure
        return Row(os.fsencode(source.path), *stamp, source.bundled, str(error), "", "")
    return row_of(source._replace(size=stamp.size, mtime=stamp.mtime), essay)


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
        named=json.dumps(related),
        linked=json.dumps(list(links)),
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
