"""What git leaves in a marks file that it could not merge: both versions, between lines of signs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from quietread.core.merge import merge2, merge3
from quietread.errors import StoreError
from quietread.storage import backup
from quietread.storage.changing import changed
from quietread.storage.document import Document, check_format, parsed
from quietread.storage.durable import ABSENT, read, replace
from quietread.storage.in_place import overwriting
from quietread.storage.lock import hold
from quietread.storage.whereabouts import Whereabouts

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
        backup.save(path, raw, where.local, now)
        data = changed(mine, merged, now=now).bytes
        replace(path, data, expect=seen, instead=overwriting(where.local))
