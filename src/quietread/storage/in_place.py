"""Writing over a file that cannot be replaced: one that is mounted by itself, as containers do it.

Old and new bytes are first on this machine's disk, in one file, so that a write that is cut short can be
finished at the next start. Who reads meanwhile may see half of each; who writes waits for the lock.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from quietread.errors import StoreError
from quietread.storage.durable import ABSENT, ChangedError, Seen, fill, hold, put, read

PAGE = 512
"""Bytes: the least that a disk writes at once."""


def folder(local: Path) -> Path:
    """Where both versions are while a file is written over."""
    return local / "in-place"


def overwrite(path: Path, data: bytes, expect: Seen | None, local: Path) -> None:
    """Put `data` into the file `path`; it is then on the disk. Raises StoreError and OSError.

    `expect`: what was seen when the old bytes were read, else ChangedError is raised.
    """
    old, seen = read(path)
    if expect is not None and seen != expect:
        raise ChangedError(path)
    record = folder(local) / sha256(os.fsencode(path)).hexdigest()[:24]
    head = json.dumps({"path": str(path), "old": len(old), "new": len(data)}).encode()
    put(record, b"\n".join((head, old + data)))
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
        with suppress(StoreError, OSError, ValueError, KeyError):  # it is none of ours, or not whole
            head, _, both = read(record)[0].partition(b"\n")
            said = json.loads(head)
            old, new, path = both[: said["old"]], both[said["old"] :], Path(said["path"])
            with hold(path, locks):
                if len(new) == said["new"] and record.exists() and _mended(record, path, old, new):
                    mended.append(path)
    return mended


def _mended(record: Path, path: Path, old: bytes, new: bytes) -> bool:
    there, seen = read(path)
    if seen == ABSENT:
        return False  # it may come back with its disk
    cut = there not in (old, new) and _is_cut(there, old, new)
    if cut:
        _write(path, new)
    record.unlink()
    return cut


def _is_cut(there: bytes, old: bytes, new: bytes) -> bool:
    """Whether these bytes are what a write of `new` over `old` leaves that was cut short.

    After a kill: the beginning of the one and the rest of the other. After a power cut any page may be the
    old one, the new one or blank. What a hand has written since is neither, and is left alone.
    """
    at = len(os.path.commonprefix((there, new)))  # noqa: RUF071  (byte by byte is what is wanted)
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
