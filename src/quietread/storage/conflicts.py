"""Several accounts of one essay's marks become one: copies a sync tool has made, branches and conflicts in git."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from quietread.core.merge import differing, instant, merge2, merge3
from quietread.errors import StoreError
from quietread.storage import recovery
from quietread.storage.changing import changed
from quietread.storage.document import BrokenError, Document, check_format, new_document, parsed
from quietread.storage.durable import ABSENT, ChangedError, Seen, hold, look, put, read, replace
from quietread.storage.heads import Head, Whereabouts

SETTLED = 10.0
"""Seconds a copy must have been left alone: a sync tool may still be writing it."""
_ROUNDS = 8
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Copy(NamedTuple):
    """A second file of the same essay."""

    main: Path
    path: Path
    essay: str
    """The essay's id."""


def copies(heads: Iterable[Head], now: float | None = None) -> list[Copy]:
    """The files whose essay has another file already: what they are called does not matter.

    The shortest name is the main one. `now`: seconds since the epoch, to tell files still being written.
    """
    now = time.time() if now is None else now
    mains: dict[str, Head] = {}
    found = []
    for head in heads:
        main = mains.setdefault(head.id, head)
        if head.id and main is not head and now - head.seen.mtime_ns / 1e9 >= SETTLED:
            found.append(Copy(main.path, head.path, head.id))
    return found


def take_in(copy: Copy, where: Whereabouts, now: datetime) -> tuple[str, ...]:
    """Merge a copy into the main file and put it away in `local/merged`. Returns ids of what it changed.

    Doing it twice, or on two machines at once, comes to the same. Raises StoreError; both are then as they were.
    """
    with hold(copy.main, where.locks):
        for _ in range(_ROUNDS):
            raw, seen = read(copy.main)
            theirs, seen_there = read(copy.path)
            main, other = _readable(copy.main, raw), _readable(copy.path, theirs)
            check_format(copy.path, main, other)
            merged = merge2(main.sheet, other.sheet)
            data = changed(main, merged, now=now).bytes
            with suppress(ChangedError):
                if data != raw:
                    replace(copy.main, data, expect=seen, local=where.local)
                _put_away(copy.path, theirs, seen_there, where.local, now)
                return tuple(differing(main.sheet, merged))
    raise StoreError("is being written all the time by someone else", path=str(copy.main))


def _readable(path: Path, data: bytes) -> Document:
    try:
        return parsed(data)
    except ValueError as error:
        raise BrokenError(f"cannot be merged: {error}", path, data) from error


def _put_away(path: Path, data: bytes, seen: Seen, local: Path, now: datetime) -> None:
    put(local / "merged" / f"{now.astimezone():%Y%m%dT%H%M%S} {path.name}", data)
    if look(path) == seen:  # else a sync tool has brought a newer one, which the next look takes in
        path.unlink(missing_ok=True)


def merge_file(ancestor: Path, ours: Path, theirs: Path) -> int:
    """Git's merge driver: both sides' changes since `ancestor` go into `ours`. Returns the exit code.

    0: merged, always without conflict; 1: one of the three is no marks file, and `ours` is untouched.
    """
    try:
        old, mine, yours = (
            parsed(raw) if (raw := read(path)[0]).strip() else new_document({})
            for path in (ancestor, ours, theirs)
        )
        check_format(ours, old, mine, yours)
        merged = merge3(old.sheet, mine.sheet, yours.sheet)
        stamps = (*mine.sheet.removed.values(), *yours.sheet.removed.values(), _LONG_AGO)
        if not mine.ids and not mine.essay:
            mine = yours
        # The newest deletion is "now": what git merges must not depend on the day.
        replace(ours, changed(mine, merged, now=max(map(instant, stamps))).bytes)
    except (ValueError, StoreError):
        return 1
    return 0


_NEXT = {
    ("all", "<<<<<<<"): "ours",
    ("ours", "|||||||"): "base",
    ("ours", "======="): "theirs",
    ("base", "======="): "theirs",
    ("theirs", ">>>>>>>"): "all",
}
"""Whose lines follow after a line of signs."""
_SIGNS = ("<<<<<<<", ">>>>>>>")
"""Those that stand in no marks file by themselves."""


def sides(text: str) -> tuple[str, str | None, str]:
    """Our version, the one both come from (None where git has not written it down), and theirs.

    Raises ValueError if the signs are not such as git makes them, or there are none.
    """
    found: dict[str, list[str]] = {"ours": [], "base": [], "theirs": []}
    whose, hunks, bases = "all", 0, 0
    for line in text.splitlines(keepends=True):
        after = _NEXT.get((whose, line[:7]))
        if after is not None:
            hunks += after == "ours"
            bases += after == "base"
            whose = after
        elif line.startswith(_SIGNS):
            raise ValueError("the signs are not as git makes them")
        else:
            for name in found if whose == "all" else (whose,):
                found[name].append(line)
    if whose != "all" or not hunks:
        raise ValueError("the signs are not as git makes them")
    ours, base, theirs = ("".join(lines) for lines in found.values())
    return ours, base if bases == hunks else None, theirs


def merge_signs(path: Path, where: Whereabouts, now: datetime) -> None:
    """Make one version of the two that stand in `path`; what stood there goes to the backups.

    Raises StoreError if the file holds no two versions of a marks file; it is then as it was.
    """
    with hold(path, where.locks):
        raw, seen = read(path)
        if seen == ABSENT:
            raise StoreError("there is no such file", path=str(path))
        try:
            ours, base, theirs = sides(raw.decode())
            mine, yours = parsed(ours.encode()), parsed(theirs.encode())
            old: Document | None = parsed(base.encode()) if base is not None else None
        except ValueError as error:
            raise StoreError(f"holds no two versions of a marks file: {error}", path=str(path)) from error
        check_format(path, mine, yours)
        merged = merge3(old.sheet, mine.sheet, yours.sheet) if old else merge2(mine.sheet, yours.sheet)
        recovery.back_up(path, raw, where.local, now)
        data = changed(mine, merged, now=now).bytes
        replace(path, data, expect=seen, local=where.local)
