"""Forget a mark, or everything about an essay: the words leave this machine's files, copies and all.

What a sync tool or git has kept of them elsewhere is beyond us, and whoever calls this has to say so.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from quietread.core.merge import Sheet
from quietread.storage import recovery
from quietread.storage.changing import changed
from quietread.storage.document import parsed
from quietread.storage.durable import read, replace
from quietread.storage.lock import hold
from quietread.storage.whereabouts import Whereabouts


def forget(target: str, where: Whereabouts, now: datetime) -> list[Path]:
    """Remove the mark, or all marks of the essay, with the id `target`. Returns the files it was found in.

    Files that cannot be read are left in the marks folder (a hand has to mend them) and deleted among the
    copies if they name `target`. Raises StoreError if a file cannot be written.
    """
    found = []
    for path in sorted(where.marks.glob("*.toml")):
        with hold(path, where.locks):
            if _scrub(path, target, now):
                found.append(path)
    found += _forget_held(target, where.local, now)
    for name in ("backups", "drafts", "merged", "leftovers"):
        for path in sorted((where.local / name).rglob("*")):
            if path.is_file() and _scrub(path, target, now, copy=True):
                found.append(path)
    return found


def _forget_held(target: str, local: Path, now: datetime) -> list[Path]:
    """Take the mark out of what waits to be written; other marks go on waiting."""
    found = []
    for item in recovery.waiting(local):
        left = {id_: change for id_, change in item.changes.items() if id_ != target}
        if item.essay.get("id") == target:
            left = {}
        if len(left) == len(item.changes):
            continue
        found.append(item.path)
        if left:
            recovery.write(item.path, item.essay, item.file, left, now)
        else:
            recovery.drop(item.path)
    return found


def _scrub(path: Path, target: str, now: datetime, *, copy: bool = False) -> bool:
    raw, seen = read(path)
    try:
        document = parsed(raw)
        sheet = document.sheet
    except (ValueError, RecursionError):
        if copy and target.encode() in raw:
            path.unlink()
            return True
        return False
    essay = document.data.get("essay")
    if (essay.get("id") if isinstance(essay, dict) else essay) == target:
        path.unlink()
        return True
    if target not in sheet.marks:
        if copy and document.data.get("id") == target:
            path.unlink()  # the draft of its note
            return True
        return False
    left = {id_: table for id_, table in sheet.marks.items() if id_ != target}
    removed = sheet.removed if copy else {**sheet.removed, target: now.replace(microsecond=0)}
    replace(path, changed(document, Sheet(left, removed), now=now).bytes, expect=seen)
    return True
