"""Copies of a marks file on this machine: the last ten versions, and one a day for a month."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from quietread.core.merge import Table
from quietread.errors import StoreError
from quietread.storage.document import parsed
from quietread.storage.durable import PREFIX, SUFFIX, make_folder, read, replace

VERSIONS = 10
DAYS = 30
EVERY = timedelta(minutes=10)
"""A copy is due at the first save of a run, and again when the last one is older than this."""

_STAMP = "%Y%m%dT%H%M%S"


def folder_for(path: Path, local: Path) -> Path:
    """Where the copies of the marks file `path` are."""
    digest = sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:8]
    return local / "backups" / f"{path.stem}-{digest}"


def save(path: Path, data: bytes, local: Path, now: datetime) -> None:
    """Keep a copy of `data`, unless the newest copy is just that. Raises StoreError."""
    folder = folder_for(path, local)
    make_folder(folder)
    copies = sorted(folder.glob("*.toml"))
    if copies and read(copies[-1])[0] == data:
        return
    stamp = now.astimezone().strftime(_STAMP)
    after = [copy.stem for copy in copies if copy.stem >= stamp]
    # Two in one second, or a clock set back: the newest copy must stay the last by name.
    name = f"{after[-1]}a" if after else stamp
    replace(folder / f"{name}.toml", data)
    for copy in _surplus(sorted(folder.glob("*.toml")), now):
        copy.unlink(missing_ok=True)


def newest(path: Path, local: Path) -> tuple[bytes, Path] | None:
    """The last copy of a marks file and where it is."""
    copies = sorted(folder_for(path, local).glob("*.toml"))
    return (read(copies[-1])[0], copies[-1]) if copies else None


def last_marks(path: Path, local: Path, essay: str) -> Mapping[str, Table]:
    """The marks of the last copy, by id; none without a copy, or if that is of another essay or tampered with."""
    try:
        copy = newest(path, local)
        document = parsed(copy[0]) if copy else None
    except (ValueError, StoreError):
        return {}
    about = document.data.get("essay") if document else None
    named = about.get("id") if isinstance(about, dict) else None
    return document.sheet.marks if document and named in (None, essay) else {}


def _surplus(copies: list[Path], now: datetime) -> Iterable[Path]:
    days: set[str] = set()
    oldest = (now.astimezone() - timedelta(days=DAYS)).strftime(_STAMP)
    for n, copy in enumerate(reversed(copies)):
        first_of_day = copy.stem[:8] not in days
        days.add(copy.stem[:8])
        if n >= VERSIONS and (not first_of_day or copy.stem < oldest):
            yield copy


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


def missing(path: Path, local: Path, essay: str, known: Iterable[str]) -> Mapping[str, Table]:
    """Marks of the last copy made here of the file `path` that are not among the `known` ones, by id."""
    return {id_: table for id_, table in last_marks(path, local, essay).items() if id_ not in known}
