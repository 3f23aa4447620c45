"""A short lock between windows that write the same file.

It is a courtesy, not the guarantee: whoever writes reads first and looks again before the rename. The
kernel frees it when its holder dies; the lock file stays, because waiters on a removed one would split.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quietread.errors import StoreError
from quietread.storage.durable import make_folder, real_path

WAIT = 2.0
"""Seconds to wait for another window; a save takes a few milliseconds."""


class LockedError(StoreError):
    """Another window has held the file all the time."""


@contextmanager
def hold(path: Path, folder: Path, *, wait: float = WAIT) -> Iterator[bool]:
    """Hold the lock of the file that `path` leads to while the block runs; lock files stand in `folder`.

    A file is told by its name and the identity of its folder, so that every way to it is the same lock.
    Yields whether there is a lock: where locks are unknown (some network folders) the work goes on
    without. Raises LockedError after `wait` seconds.
    """
    from hashlib import sha256

    try:
        above, name = os.path.split(real_path(path))
        found = os.stat(above)  # noqa: PTH116
        known = f"{found.st_dev} {found.st_ino} {name}"
        file = os.path.join(folder, sha256(os.fsencode(known)).hexdigest()[:24] + ".lock")  # noqa: PTH118
        handle = _opened(file, folder)
    except (OSError, StoreError):
        yield False
        return
    try:
        yield _acquire(handle, path, wait)
    finally:
        os.close(handle)


def _opened(file: str, folder: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(file, flags, 0o600)
    except FileNotFoundError:
        make_folder(folder)
        return os.open(file, flags, 0o600)


def _acquire(handle: int, path: Path, wait: float) -> bool:
    until = time.monotonic() + wait
    pause = 0.002
    while True:
        try:
            _try(handle)
        except (BlockingIOError, PermissionError) as error:
            if time.monotonic() >= until:
                raise LockedError(
                    "another window is writing it and does not finish", path=str(path)
                ) from error
            time.sleep(pause)
            pause = min(pause * 2, 0.05)
        except OSError:
            return False
        else:
            return True


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
