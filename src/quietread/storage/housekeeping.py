"""What earlier runs have left behind, put in its place when a new one begins."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

from quietread.core.merge import Table
from quietread.errors import StoreError
from quietread.storage import backup
from quietread.storage.durable import PREFIX, SUFFIX, make_folder
from quietread.storage.sheaf import Sheaf

STALE = 3600.0
"""Seconds after which a temporary file can be no one's any more."""


def clear_leftovers(marks: Path, local: Path) -> None:
    """Temporary files of killed runs go from the marks folder to `local/leftovers`."""
    stale = [path for path in marks.glob(f"{PREFIX}*{SUFFIX}") if _age(path) > STALE]
    if not stale:
        return
    try:
        make_folder(local / "leftovers")
        for path in stale:
            os.replace(path, local / "leftovers" / path.name)  # noqa: PTH105
    except (OSError, StoreError):
        return  # of no harm where they are


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def missing(sheaf: Sheaf, file: Path, local: Path) -> Mapping[str, Table]:
    """Marks of the last copy made here that the file no longer has, and that nobody deleted on purpose.

    `file`: where it was, should it be gone.
    """
    before = backup.last_marks(sheaf.path or file, local, str(sheaf.essay.get("id", "")))
    here, removed = sheaf.tables(), sheaf.removed()
    return {id_: table for id_, table in before.items() if id_ not in here and id_ not in removed}
