"""Which files a library is made of, found without being opened; and how one more is brought in."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from quietread.core.text import line
from quietread.errors import SourceError, reason
from quietread.storage.opening import parse, read_bytes
from quietread.storage.paths import numbered, shown

SUFFIXES = (".md", ".markdown", ".txt")


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
        if root is not None:
            found = _below(os.path.realpath(root), deep, looked, links, problems)
            sources += sorted(Source(*one, root is bundled) for one in found)
    return Found(tuple(_once(sources, links)), tuple(looked.items()), tuple(problems))


def _below(
    root: str, deep: bool, looked: dict[str, int], links: dict[str, str], problems: list[str]
) -> Iterator[tuple[str, int, int]]:
    """Path, size and mtime of each file; fills in the folders, links and problems."""
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
            problems.append(f"{shown(folder)}: {reason(error)}")
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
    """Without what links show a second time; rather the file than a link to it."""
    kept = {source.path for source in sources if source.path not in links}
    for source in sources:
        target = links.get(source.path)
        if target is None:
            yield source
        elif target not in kept:
            kept.add(target)
            yield source


def add(path: str, folder: Path) -> str:
    """Copy a file into the reader's own folder and say in one line where it is now.

    Nothing is overwritten: beside a file of this name with other bytes the copy is `name-2`. Raises
    SourceError for a file that is no essay, StoreError if it cannot be copied.
    """
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
