"""Bringing essays into the reader's own folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from quietread.core.text import line
from quietread.errors import SourceError, StoreError
from quietread.storage.durable import make_folder, sync_folder
from quietread.storage.opening import parse, read_bytes
from quietread.storage.paths import shown
from quietread.storage.sources import SUFFIXES


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
