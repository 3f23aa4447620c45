"""From what the reader names to an essay: never waited for, never half read, one line if it cannot be."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path, PurePath
from typing import BinaryIO

from quietread.core.essay import Essay
from quietread.errors import NotFoundError, SourceError, reason
from quietread.storage.cache import Cache, Stamp
from quietread.storage.library import Entry, Library, Shelves, look_through, remembered_path
from quietread.storage.paths import SUFFIXES, numbered, shown

MOST = 5
"""Essays named when a name fits several."""

_NOT_FILES = {
    stat.S_IFDIR: "a folder, not an essay",
    stat.S_IFIFO: "a pipe, not a file; quietread - reads standard input",
    stat.S_IFSOCK: "a socket, not a file",
    stat.S_IFCHR: "a device, not a file",
    stat.S_IFBLK: "a device, not a file",
}
_REASONS = {
    errno.ENOENT: "no such file",
    errno.EACCES: "no permission to read it",
    errno.EPERM: "no permission to read it",
    errno.ELOOP: "links lead in a circle",
}


def open_essay(path: str, cache: Cache) -> Essay:
    """The essay in a file, with the `slug` and `id` it has in the library; `source` is where it is, if it says none.

    Raises SourceError, naming the file, for whatever cannot be opened or is no text.
    """
    place = settled_path(path)
    essay, _ = known_essay(path, place, cache)
    rows = cache.ask(
        "SELECT slug, id, bundled FROM file WHERE path = ? AND place IS NOT NULL", (os.fsencode(place),)
    )
    slug, essay_id, ours = rows[0] if rows else (essay.slug, essay.id, False)
    home = str(Path.home()) + os.sep
    where = f"~/{place[len(home) :]}" if place.startswith(home) else place
    source = essay.source or (f"quietread:{slug}" if ours else shown(where))
    return essay._replace(slug=slug, id=essay_id, source=source)


def known_essay(path: str, place: str, cache: Cache) -> tuple[Essay, Stamp]:
    """What `read_essay` gives; from the cache if the file, settled as `place`, is the one that was read."""
    with suppress(OSError):  # reading it will tell why
        stamp = Stamp.of(os.stat(place))  # noqa: PTH116
        known = cache.essay(place, stamp)
        if known is not None:
            return known, stamp
    essay, stamp = read_essay(path)
    cache.keep(place, stamp, essay)
    return essay, stamp


def read_essay(path: str) -> tuple[Essay, Stamp]:
    """The essay in a file, and the stamp of the very file that was read. Raises SourceError."""
    data, stamp = read_bytes(path)
    return parse(data, path), stamp


def read_stream(stream: BinaryIO) -> Essay:
    """The essay on a stream, read to its end. Raises SourceError."""
    from quietread.core.source import MOST_BYTES

    essay = parse(stream.read(MOST_BYTES + 1), "-")
    return essay._replace(source=essay.source or "-")


def read_bytes(path: str) -> tuple[bytes, Stamp]:
    """What is in a regular file, and its stamp. Raises SourceError."""
    from quietread.core.source import MOST_BYTES

    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        _check_kind(os.stat(path), path)  # noqa: PTH116  (to open a device may do something)
        with os.fdopen(os.open(path, flags), "rb") as file:
            found = os.fstat(file.fileno())
            _check_kind(found, path)  # a pipe may have taken its place
            return file.read(MOST_BYTES + 1), Stamp.of(found)
    except OSError as error:
        why = _REASONS.get(error.errno or 0) or reason(error)
        raise SourceError(why, path=shown(path)) from error


def _check_kind(found: os.stat_result, path: str) -> None:
    kind = stat.S_IFMT(found.st_mode)
    if kind in _NOT_FILES:
        raise SourceError(_NOT_FILES[kind], path=shown(path))


def parse(data: bytes, path: str) -> Essay:
    """The essay in the bytes of a file, `-` for standard input. Raises SourceError that names it."""
    from quietread.core.source import read

    try:
        return read(data, "" if path == "-" else shown(os.path.basename(path)))  # noqa: PTH119
    except SourceError as error:
        raise SourceError(error.message, path=shown(path)) from error


def settled_path(path: str) -> str:
    """The name a file has in library and cache: absolute, links in its folder followed."""
    folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100
    return os.path.join(os.path.realpath(folder), name)  # noqa: PTH118


def add(path: str, folder: Path) -> str:
    """Copy a file into the reader's own folder and say in one line where it is now.

    Nothing is overwritten: beside a file of this name with other bytes the copy is `name-2`. Raises
    SourceError for a file that is no essay, StoreError if it cannot be copied.
    """
    from quietread.core.text import line
    from quietread.storage.durable import ABSENT, make_folder, replace

    data, _ = read_bytes(path)
    title = parse(data, path).title
    make_folder(folder)
    # a name that is listed, and that shows as what it is
    stem, suffix = os.path.splitext(os.path.basename(path))  # noqa: PTH119, PTH122
    if suffix.lower() not in SUFFIXES:
        stem, suffix = stem + suffix, ".txt"
    stem = line(os.fsencode(stem).decode("utf-8", "replace")).lstrip(".") or "essay"
    for target in (folder / f"{name}{suffix}" for name in numbered(stem)):
        try:
            if read_bytes(str(target))[0] == data:
                return f"{title}: already in {shown(target)}"
        except SourceError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                replace(target, data, expect=ABSENT)
                break
    return f"{title}: now in {shown(target)}"


def resolve(name: str, shelves: Shelves, cache: Cache) -> str:
    """The file that `name` means.

    A path that looks like one and exists; else the essay of this slug; else of this title; else the one
    whose slug or title begins so; else a file of this name. Raises NotFoundError for none or several, and
    SourceError if it can only be a file and is not there.
    """
    is_path = any(one in name for one in (os.sep, os.altsep) if one)
    exists = os.path.lexists(name)
    if exists and (is_path or PurePath(name).suffix):
        return name
    if known := remembered_path(name, shelves, cache):
        return known
    library = look_through(shelves, cache)
    found = _fitting(name, library)
    if len(found) == 1:
        return found[0].path
    if found:
        named = ", ".join(entry.slug for entry in found[:MOST])
        more = "" if len(found) <= MOST else f" and {len(found) - MOST} more"
        raise NotFoundError(f"several essays fit: {named}{more}", path=shown(name))
    if exists:
        return name
    if is_path:
        raise SourceError("no such file", path=shown(name))
    raise NotFoundError(f"no such essay{_nearest(name, library)}", path=shown(name))


def _fitting(name: str, library: Library) -> list[Entry]:
    """The essays of the first way of fitting that fits any."""
    from quietread.core.text import fold

    if name in library.by_slug:
        return [library.by_slug[name]]
    wanted = fold(name)
    known = [(entry, fold(entry.slug), fold(entry.title)) for entry in library.entries]
    return (
        [entry for entry, slug, _ in known if slug == wanted]
        or [entry for entry, _, title in known if title == wanted]
        or [entry for entry, *names in known if any(one.startswith(wanted) for one in names)]
    )


def _nearest(name: str, library: Library) -> str:
    from difflib import get_close_matches

    from quietread.core.text import fold

    wanted = fold(name)
    # one may have meant the whole, the beginning, or the one word one remembered
    names = [(fold(entry.slug), entry.slug) for entry in library.entries]
    names += [(fold(entry.title), entry.slug) for entry in library.entries]
    parts = [(part, slug) for text, slug in names for part in (text[: len(wanted)], *text.split())]
    meant = dict(reversed(names + parts))
    near = get_close_matches(wanted, meant, n=1)
    return f"; the nearest is {meant[near[0]]}" if near else "; quietread list shows what there is"
