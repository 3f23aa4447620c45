"""Copies of a marks file on this machine: the last ten versions, and one a day for a month."""

from __future__ import annotations

import os
import time
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from quietread.core.merge import Table
from quietread.errors import StoreError
from quietread.storage.document import parsed
from quietread.storage.durable import PREFIX, SUFFIX, make_folder, put, read

VERSIONS = 10
DAYS = 30
EVERY = timedelta(minutes=10)
"""A copy is due at the first save of a run, and again when the last one is older than this."""
STALE = 3600.0
"""Seconds after which a temporary file can be no one's any more."""

_STAMP = "%Y%m%dT%H%M%S"


def copies(path: Path, local: Path) -> list[Path]:
    """The copies of the marks file `path`, the newest last."""
    return sorted(_folder(path, local).glob("*.toml"))


def _folder(path: Path, local: Path) -> Path:
    digest = sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:8]
    return local / "backups" / f"{path.stem}-{digest}"


def save(path: Path, data: bytes, local: Path, now: datetime) -> None:
    """Keep a copy of `data`, unless the newest copy is just that. Raises StoreError."""
    known = copies(path, local)
    if known and read(known[-1])[0] == data:
        return
    stamp = now.astimezone().strftime(_STAMP)
    after = [copy.stem for copy in known if copy.stem >= stamp]
    # Two in one second, or a clock set back: the newest copy must stay the last by name.
    name = f"{after[-1]}a" if after else stamp
    put(_folder(path, local) / f"{name}.toml", data)
    for copy in _surplus(copies(path, local), now):
        copy.unlink(missing_ok=True)


def last_marks(path: Path, local: Path, essay: str) -> Mapping[str, Table]:
    """The marks of the last copy, by id; none without a copy, or if that is of another essay or tampered with."""
    for copy in copies(path, local)[-1:]:
        with suppress(ValueError, StoreError):
            document = parsed(read(copy)[0])
            if document.essay.get("id", essay) == essay:
                return document.sheet.marks
    return {}


def missing(path: Path, local: Path, essay: str, known: Container[str]) -> Mapping[str, Table]:
    """Marks of the last copy made here of the file `path` that are not among the `known` ones, by id."""
    return {id_: table for id_, table in last_marks(path, local, essay).items() if id_ not in known}


def _surplus(known: list[Path], now: datetime) -> Iterable[Path]:
    days: set[str] = set()
    oldest = (now.astimezone() - timedelta(days=DAYS)).strftime(_STAMP)
    for n, copy in enumerate(reversed(known)):
        first_of_day = copy.stem[:8] not in days
        days.add(copy.stem[:8])
        if n >= VERSIONS and (not first_of_day or copy.stem < oldest):
            yield copy


def clear_leftovers(marks: Path, local: Path) -> None:
    """Temporary files of killed runs go from the marks folder to `local/leftovers`."""
    with suppress(OSError, StoreError):  # they are of no harm where they are
        for path in marks.glob(f"{PREFIX}*{SUFFIX}"):
            if time.time() - path.stat().st_mtime > STALE:
                make_folder(local / "leftovers")
                os.replace(path, local / "leftovers" / path.name)  # noqa: PTH105
