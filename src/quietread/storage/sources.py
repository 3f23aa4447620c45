"""Which files a library is made of: found without being opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quietread.core.text import line
from quietread.errors import SourceError, StoreError
from quietread.storage.durable import make_folder, sync_folder
from quietread.storage.opening import parse, read_bytes
from quietread.storage.paths import shown

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SUFFIXES = (".md", ".markdown", ".txt")


class Source(NamedTuple):
    """A file that may be an essay. (There may be ten thousand of them: hence no dataclass.)"""

    path: str
    """Absolute, its folder with links followed; may hold half surrogates for bytes that are no UTF-8."""
    size: int
    mtime: int
    """Nanoseconds; for a file in an archive its checksum."""
    bundled: bool


class Found(NamedTuple):
    """What is in the folders of a library."""

    sources: tuple[Source, ...]
    """Bundled ones first, then by folder as given, then by path."""
    folders: tuple[tuple[str, int], ...]
    """Every folder looked into, with its mtime, 0 for one that is not there: as long as these stay, so do
    the names of the files."""
    problems: tuple[str, ...]


def find_sources(bundled: Traversable | None, folders: Iterable[Path], *, deep: bool = True) -> Found:
    """Look through the bundled essays and then `folders`, links followed, each folder and file once.

    `deep`: and through the folders in them.

    Hidden files and folders, and whatever is not a regular file, are passed over.
    """
    sources: list[Source] = []
    looked: dict[str, int] = {}
    links: dict[str, str] = {}
    problems: list[str] = []
    roots = [(folder, False) for folder in folders]
    if isinstance(bundled, Path):
        roots.insert(0, (bundled, True))
    elif bundled is not None:
        sources += _archived(bundled)
    for root, ours in roots:
        found = _below(os.path.realpath(root), deep, looked, links, problems)
        sources += sorted(Source(*one, ours) for one in found)
    return Found(tuple(_once(sources, links)), tuple(looked.items()), tuple(problems))


def _below(
    root: str, deep: bool, looked: dict[str, int], links: dict[str, str], problems: list[str]
) -> Iterator[tuple[str, int, int]]:
    """Path, size and mtime of each file; fills in the folders, the links among the files, the problems."""
    waiting = [root]
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
            problems.append(f"{shown(folder)}: {(error.strerror or str(error)).lower()}")
            continue
        for entry in entries:
            try:
                if entry.is_dir():
                    if deep:
                        waiting.append(os.path.realpath(entry.path) if entry.is_symlink() else entry.path)
                elif entry.name.lower().endswith(SUFFIXES):
                    # not entry.stat(): on Windows that is what the folder remembers, which may be old
                    found = os.stat(entry.path)  # noqa: PTH116
                    if stat.S_ISREG(found.st_mode):
                        yield entry.path, found.st_size, found.st_mtime_ns
                        if entry.is_symlink():
                            links[entry.path] = os.path.realpath(entry.path)
            except OSError:
                continue  # gone meanwhile, or a link to nothing or in a circle: no regular file


def _once(sources: list[Source], links: dict[str, str]) -> Iterator[Source]:
    """Without what links show a second time; the file itself is kept rather than a link to it."""
    kept = {source.path for source in sources if source.path not in links}
    for source in sources:
        target = links.get(source.path, "")
        if target in kept:
            continue
        if target:
            kept.add(target)
        yield source


def _archived(folder: Traversable) -> Iterator[Source]:
    from zlib import crc32

    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.is_file() and file.name.endswith(SUFFIXES):
            data = file.read_bytes()
            yield Source(str(file), len(data), crc32(data), True)


def add(path: str, folder: Path) -> str:
    """Copy a file into the reader's folder and say in one line where it is now.

    Nothing is ever overwritten: a file of this name with the same bytes is left as it is, beside one with
    other bytes the copy is `name-2`. Raises SourceError for a file that is no essay, StoreError if it
    cannot be copied.
    """
    data, _ = read_bytes(path)
    title = parse(data, path).title
    make_folder(folder)
    for target in _targets(path, folder):
        try:
            if read_bytes(str(target))[0] == data:
                return f"{title}: already in {shown(target)}"
        except SourceError as error:
            if not isinstance(error.__cause__, FileNotFoundError):
                continue
            _write(target, data)
            return f"{title}: now in {shown(target)}"
    raise AssertionError("names do not run out")


def _targets(path: str, folder: Path) -> Iterator[Path]:
    """Where the copy may go, the best first: a name that is listed, and that shows as what it is."""
    stem, suffix = os.path.splitext(os.path.basename(path))  # noqa: PTH119, PTH122
    if suffix.lower() not in SUFFIXES:
        stem, suffix = stem + suffix, ".txt"
    stem = line(os.fsencode(stem).decode("utf-8", "replace")).lstrip(".") or "essay"
    yield folder / (stem + suffix)
    number = 2
    while True:
        yield folder / f"{stem}-{number}{suffix}"
        number += 1


def _write(target: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(target, flags, 0o600), "wb") as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                target.unlink()
                raise
        sync_folder(target.parent)
    except OSError as error:
        raise StoreError(
            f"not copied: {(error.strerror or str(error)).lower()}", path=shown(target)
        ) from error
