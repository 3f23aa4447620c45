"""Forget a mark, or everything about an essay: the words leave this machine's files, copies and all.

What a sync tool or git has kept elsewhere is beyond us, and whoever calls this has to say so.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from quietread.core.merge import Sheet
from quietread.errors import StoreError, reason
from quietread.storage import recovery
from quietread.storage.cache import Cache
from quietread.storage.changing import changed
from quietread.storage.document import parsed
from quietread.storage.durable import PREFIX, SUFFIX, hold, read, real_path, replace
from quietread.storage.heads import Whereabouts

_COPIES = ("recovery", "backups", "drafts", "merged", "leftovers", "in-place")
"""What of `local` may hold words of marks."""


def forget(target: str, where: Whereabouts, cache: Cache, now: datetime) -> list[Path]:
    """Remove the mark, or all marks of the essay, with the id `target`. Returns the files it was found in.

    Files that cannot be read are left in the marks folder (a hand has to mend them) and deleted among the
    copies if they name `target`. Raises StoreError if a file cannot be written.
    """
    found = []
    for path in sorted(where.marks.glob("*.toml")):
        with hold(path, where.locks):
            if _scrub(path, target, now, local=where.local):
                found.append(path)
    found += _forget_held(target, where.local, now)
    copies = [path for name in _COPIES for path in sorted((where.local / name).rglob("*"))]
    for path in [*sorted(where.marks.glob(f"{PREFIX}*{SUFFIX}")), *copies]:
        if path.is_file() and _scrub(path, target, now, copy=True):
            found.append(path)
    cache.tell(("DELETE FROM anchored WHERE mark = ?", [(target,)]))
    return found


def unreadable(target: str, where: Whereabouts) -> list[Path]:
    """Files of the marks folder that name `target` and cannot be read, so that it has to be taken out by hand."""
    found = []
    for path in sorted(where.marks.glob("*.toml")):
        raw, _ = read(path)
        try:
            if target.encode() in raw:
                parsed(raw)
        except (ValueError, RecursionError):
            found.append(path)
    return found


def _forget_held(target: str, local: Path, now: datetime) -> list[Path]:
    """Take the mark out of what waits to be written; other marks go on waiting."""
    found = []
    for item in recovery.waiting(local):
        whole = item.essay.get("id") == target
        left = {id_: change for id_, change in item.changes.items() if not whole and id_ != target}
        if len(left) < len(item.changes):
            found.append(item.path)
            if left:
                recovery.write(item.path, item.essay, item.file, left, now)
            else:
                recovery.drop(item.path)
    return found


def _scrub(path: Path, target: str, now: datetime, *, copy: bool = False, local: Path | None = None) -> bool:
    raw, seen = read(path)
    try:
        document = parsed(raw)
        sheet = document.sheet
    except (ValueError, RecursionError):
        return copy and target.encode() in raw and _delete(path)
    essay = document.data.get("essay")
    if (essay.get("id") if isinstance(essay, dict) else essay) == target:
        return _delete(path)
    if target not in sheet.marks:
        return copy and document.data.get("id") == target and _delete(path)  # the draft of its note
    left = {id_: table for id_, table in sheet.marks.items() if id_ != target}
    removed = sheet.removed if copy else {**sheet.removed, target: now.replace(microsecond=0)}
    replace(path, changed(document, Sheet(left, removed), now=now).bytes, expect=seen, local=local)
    return True


def _delete(path: Path) -> bool:
    """Delete a file, and the link to it if it was reached by one. Raises StoreError."""
    try:
        for one in dict.fromkeys((real_path(path), path)):
            one.unlink()
    except OSError as error:
        raise StoreError(reason(error), path=str(path)) from error
    return True
