"""Writing over a file that cannot be replaced: one that is mounted by itself, as containers do it.

Old and new bytes are first on this machine's disk, in one file, so that a write that is cut short can be
finished at the next start. Who reads meanwhile may see half of each; who writes waits for the lock.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from quietread.errors import StoreError
from quietread.storage.durable import (
    ABSENT,
    ChangedError,
    Instead,
    Seen,
    fill,
    hold,
    make_folder,
    read,
    replace,
)

PAGE = 512
"""Bytes: the least that a disk writes at once."""


class Unfinished(NamedTuple):
    """A write in place of which it is not known that it came to its end."""

    record: Path
    path: Path
    old: bytes
    new: bytes


def overwriting(local: Path) -> Instead:
    """How a file is written over, with what `local` then holds; for `durable.replace`."""
    return partial(_overwrite, folder(local))


def folder(local: Path) -> Path:
    """Where both versions are while a file is written over."""
    return local / "in-place"


def _overwrite(beside: Path, path: Path, data: bytes, expect: Seen | None) -> None:
    """Put `data` into the file `path`; it is then on the disk. Raises StoreError and OSError.

    `expect`: what was seen when the old bytes were read, else ChangedError is raised.
    """
    old, seen = read(path)
    if expect is not None and seen != expect:
        raise ChangedError("was changed by someone else meanwhile", path=str(path))
    record = beside / sha256(os.fsencode(path)).hexdigest()[:24]
    make_folder(beside)
    head = json.dumps({"path": str(path), "old": len(old), "new": len(data)}).encode()
    replace(record, b"\n".join((head, old + data)))
    try:
        _write(path, data)
    except OSError:
        _write(path, old)  # if this fails as well, the record stays, and the next start will do it
        record.unlink()
        raise
    record.unlink()


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    try:
        fill(handle, data)
    finally:
        os.close(handle)


def finish(local: Path, locks: Path) -> list[Path]:
    """Finish what was cut short, where nobody has written since. Returns the files that were mended."""
    mended = []
    for record in sorted(folder(local).glob("*")):
        with suppress(StoreError, OSError, ValueError, KeyError):
            item = _unfinished(record)
            with hold(item.path, locks):
                if record.exists() and _mended(item):
                    mended.append(item.path)
    return mended


def _unfinished(record: Path) -> Unfinished:
    """What a record tells. Raises StoreError, ValueError or KeyError if it is none of ours."""
    head, _, both = read(record)[0].partition(b"\n")
    said = json.loads(head)
    old, new = both[: said["old"]], both[said["old"] :]
    if len(new) != said["new"]:
        raise ValueError("the record is not whole")
    return Unfinished(record, Path(said["path"]), old, new)


def _mended(item: Unfinished) -> bool:
    there, seen = read(item.path)
    if seen == ABSENT:
        return False  # it may come back with its disk
    cut = there not in (item.old, item.new) and _is_cut(there, item.old, item.new)
    if cut:
        _write(item.path, item.new)
    item.record.unlink()
    return cut


def _is_cut(there: bytes, old: bytes, new: bytes) -> bool:
    """Whether these bytes are what a write of `new` over `old` leaves that was cut short.

    After a kill: the beginning of the one and the rest of the other. After a power cut any page may be the
    old one, the new one or blank. What a hand has written since is neither, and is left alone.
    """
    both = enumerate(zip(there, new, strict=False))
    at = next((n for n, (one, other) in both if one != other), min(len(there), len(new)))
    if there[at:] == old[at:]:
        return True
    kinds, strange = set(), 0
    for start in range(0, len(there), PAGE):
        piece, was, now = (data[start : start + PAGE] for data in (there, old, new))
        if piece in (was, now):
            kinds |= {piece == now} if was != now else set()
        elif piece.strip(b"\0"):
            strange += 1
    return kinds == {True, False} and strange <= 2
