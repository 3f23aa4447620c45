"""Writing a reader's file so that it is either wholly the old one or wholly the new one, whatever happens.

The order is the promise: a temporary file beside the target, its bytes on the disk, the rename, and the
folder on the disk. Only when `replace` has returned may anyone be told that something is kept.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from quietread.errors import StoreError, reason

PREFIX, SUFFIX = ".quietread-", ".tmp"
"""How a temporary file of ours is called; one that a crash left behind can be told by it."""
WAIT = 2.0
"""Seconds to wait for another window; a save takes a few milliseconds."""

_RETRIES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between attempts while Windows says that a scanner or indexer holds the target."""
_HELD_ON_WINDOWS = (5, 32, 33)
_MOUNTED = (errno.EBUSY, errno.EXDEV)
_NOT_FOR_FOLDERS = (errno.EINVAL, getattr(errno, "ENOTSUP", errno.EINVAL), errno.EBADF, errno.EACCES)


class Seen(NamedTuple):
    """What a file looked like when it was read; any change of it changes this."""

    dev: int
    ino: int
    size: int
    mtime_ns: int


ABSENT = Seen(0, 0, 0, 0)
"""What is seen where there is no file."""


class ChangedError(StoreError):
    """The file is no longer the one that was read."""

    def __init__(self, path: Path) -> None:
        super().__init__("was changed by someone else meanwhile", path=str(path))


class LockedError(StoreError):
    """Another window has held the file all the time."""


def _seen(found: os.stat_result) -> Seen:
    return Seen(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def look(path: Path) -> Seen:
    """What stands at `path` now, links followed; one `stat`. Raises StoreError."""
    found = _stat(path, path)
    return _seen(found) if found else ABSENT


def _stat(path: Path, asked: Path) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116  (one system call, and tests replace it)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refused(asked, error) from error


def read(path: Path) -> tuple[bytes, Seen]:
    """The bytes at `path` and what they were seen as, of the very same file. Raises StoreError."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return file.readall(), _seen(os.fstat(file.fileno()))
    except FileNotFoundError:
        return b"", ABSENT
    except OSError as error:
        raise _refused(path, error) from error


def real_path(path: Path) -> Path:
    """Where a write to `path` has to go: a link followed to its end, so that it stays a link.

    Raises StoreError for links that lead in a circle or to nothing (a disk that is not plugged in).
    """
    if not os.path.islink(path):  # noqa: PTH114
        return path  # links above it need not be followed: the new file takes the same way
    try:
        return Path(os.path.realpath(path, strict=True))
    except FileNotFoundError as error:
        raise StoreError("is a link to a place that is not there", path=str(path)) from error
    except OSError as error:
        raise _refused(path, error) from error


def make_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, for its owner alone (0700), durably."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        make_folder(folder.parent)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)
    except OSError as error:
        raise _refused(folder, error) from error


def put(path: Path, data: bytes) -> None:
    """`replace` whatever stands at `path`, in a folder that is made if it is missing."""
    make_folder(path.parent)
    replace(path, data)


def replace(path: Path, data: bytes, *, expect: Seen | None = None, local: Path | None = None) -> Seen:
    """Put `data` where `path` leads; once this returns it survives a power cut. Returns it as seen now.

    `expect`: what was seen when the old bytes were read, else ChangedError is raised; None: whatever stands
    there is replaced. `local`: where both versions are kept while a file is written over that is mounted by
    itself. Mode, owner and links of an old file stay; a new one is 0600. The folder must exist. Raises
    StoreError; the old file is then as it was and nothing is left beside it.
    """
    real = real_path(path)
    old = _stat(real, path)
    if old and not stat.S_ISREG(old.st_mode):
        raise StoreError("is not a plain file", path=str(path))
    if old and not os.access(real, os.W_OK):
        raise StoreError("may not be written to (read-only)", path=str(path))
    try:
        try:
            return _swap(path, real, data, old, expect)
        except OSError as error:
            if local is None or old is None or error.errno not in _MOUNTED:
                raise
        from quietread.storage.in_place import overwrite

        overwrite(real, data, expect, local)
        return look(real)
    except OSError as error:
        raise _refused(path, error) from error


def _swap(path: Path, real: Path, data: bytes, old: os.stat_result | None, expect: Seen | None) -> Seen:
    from tempfile import mkstemp

    handle, name = mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=real.parent)
    temporary = Path(name)
    try:
        try:
            if old is not None:
                _like(old, handle)
            fill(handle, data)
            new = _seen(os.fstat(handle))
        finally:
            os.close(handle)
        if expect is not None and look(real) != expect:
            raise ChangedError(path)
        _rename(temporary, real)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(real.parent)
    return new


def fill(handle: int, data: bytes) -> None:
    """Make `data` all that is in an open file, on the disk. Raises OSError, also for a disk that takes less."""
    rest = memoryview(data)
    while rest:
        written = os.write(handle, rest)
        if written <= 0:
            raise OSError(errno.EIO, "the disk took none of it")
        rest = rest[written:]
    if os.fstat(handle).st_size > len(data):
        os.ftruncate(handle, len(data))
    _sync(handle)
    if os.fstat(handle).st_size != len(data):
        raise OSError(errno.EIO, "not all of it reached the disk")


def _like(old: os.stat_result, handle: int) -> None:
    if sys.platform == "win32":
        return
    if (old.st_uid, old.st_gid) != (os.getuid(), os.getgid()):
        # Only root may give a file away, and the words matter more than whose they are.
        with suppress(PermissionError):
            os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # fsync alone leaves the bytes in the drive's own cache there
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def _rename(temporary: Path, real: Path) -> None:
    for pause in (*_RETRIES, None):
        try:
            os.replace(temporary, real)  # noqa: PTH105
        except PermissionError as error:
            if pause is None or getattr(error, "winerror", None) not in _HELD_ON_WINDOWS:
                raise
            time.sleep(pause)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system knows such a thing."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(handle)


def _refused(path: Path, error: OSError) -> StoreError:
    why = "links lead in a circle" if error.errno == errno.ELOOP else reason(error)
    return StoreError(why, path=str(path))


@contextmanager
def hold(path: Path, folder: Path, *, wait: float = WAIT) -> Iterator[bool]:
    """Hold the lock of the file that `path` leads to while the block runs; lock files stand in `folder`.

    It is a courtesy, not the guarantee: whoever writes looks again before the rename. A file is told by its
    name and the identity of its folder, so that every way to it is the same lock. The kernel frees it when
    its holder dies; the lock file stays, as waiters on a removed one would split. Yields False where locks
    are unknown (some network folders). Raises LockedError after `wait` seconds.
    """
    from hashlib import sha256

    try:
        above, name = os.path.split(real_path(path))
        found = os.stat(above)  # noqa: PTH116
        known = f"{found.st_dev} {found.st_ino} {name}"
        file = os.path.join(folder, sha256(os.fsencode(known)).hexdigest()[:24] + ".lock")  # noqa: PTH118
        make_folder(folder)
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except (OSError, StoreError):
        yield False
        return
    try:
        yield _acquire(handle, path, wait)
    finally:
        os.close(handle)


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


def _try(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
