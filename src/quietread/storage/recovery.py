"""What this machine keeps beside a marks file: what could not be written yet, notes being typed, copies."""

from __future__ import annotations

import os
import re
import time
import tomllib
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from quietread.core.merge import Change, Table
from quietread.errors import StoreError
from quietread.storage.document import parsed
from quietread.storage.durable import PREFIX, SUFFIX, make_folder, put, read
from quietread.storage.scan import lines
from quietread.storage.splice import render
from quietread.storage.tables import tables_of

AFTER = 1.0
"""Seconds from the first key that is not on the disk yet until it is: typing on does not put it off."""

VERSIONS = 10
DAYS = 30
EVERY = timedelta(minutes=10)
"""A copy is due at the first save of a run, and again when the last one is older than this."""
STALE = 3600.0
"""Seconds after which a temporary file can be no one's any more."""

_STAMP = "%Y%m%dT%H%M%S"
_HEAD = "# Marks that could not be written to their file yet. quietread puts them there when it can.\n"


class Waiting(NamedTuple):
    """The contents of one recovery file."""

    path: Path
    raw: bytes
    about: Table
    """What stands under [essay] in the marks file."""
    file: Path | None
    """The marks file, if there was one."""
    changes: Mapping[str, Change]


def folder(local: Path) -> Path:
    """Where recovery files are."""
    return local / "recovery"


def text_of(about: Table, file: Path | None, changes: Mapping[str, Change], now: datetime) -> str:
    """Changes as TOML: what is new as ordinary [[mark]] blocks, what it was made from beside it."""
    blocks = [f"{_HEAD}\n[essay]\n{lines(about)}"]
    if file is not None:
        blocks.append(f"[file]\n{lines({'path': str(file)})}")
    for id_, (before, after) in changes.items():
        if after is not None:
            blocks.append(render("mark", {"id": id_, **after}))
        else:
            blocks.append(render("removed", {"id": id_, "at": now.replace(microsecond=0)}))
        if before is not None:
            blocks.append(render("was", {"id": id_, "mark": before}))
    return "\n".join(blocks)


def write(path: Path, about: Table, file: Path | None, changes: Mapping[str, Change], now: datetime) -> None:
    """Put changes into the recovery file `path`. Raises StoreError."""
    put(path, text_of(about, file, changes, now).encode())


def waiting(local: Path) -> list[Waiting]:
    """What waits from earlier runs. A recovery file that cannot be read is left where it is."""
    found = []
    for path in sorted(folder(local).glob("*.toml")):
        with suppress(ValueError, RecursionError, StoreError):
            raw = read(path)[0]
            found.append(_read(path, raw, tomllib.loads(raw.decode())))
    return found


def _read(path: Path, raw: bytes, data: Mapping[str, object]) -> Waiting:
    was, marks, removed = (
        {str(table.get("id")): table for table in tables_of(data, name)}
        for name in ("was", "mark", "removed")
    )
    before = {id_: mark for id_, table in was.items() if isinstance(mark := table.get("mark"), dict)}
    changes = {id_: Change(before.get(id_), marks.get(id_)) for id_ in (*marks, *removed)}
    about, file = (found if isinstance(found := data.get(name), dict) else {} for name in ("essay", "file"))
    return Waiting(path, raw, about, Path(str(file["path"])) if "path" in file else None, changes)


def settled(item: Waiting) -> None:
    """Drop what is in its place, unless its window has added to it since."""
    with suppress(StoreError):
        if read(item.path)[0] == item.raw:
            drop(item.path)


def drop(path: Path) -> None:
    """Remove a file; one that cannot be removed is replayed again, which changes nothing."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


class Drafts:
    """The unfinished notes of this run. `put` and `get` from any thread, `write` from the writer's."""

    def __init__(self, local: Path) -> None:
        self._local = local
        self._guard = Lock()
        self._waiting: dict[str, tuple[str, str | None, float]] = {}

    def put(self, essay: str, id: str, text: str | None) -> None:  # noqa: A002
        """What has been typed so far; None: kept or given up."""
        with self._guard:
            now, before = time.monotonic(), self._waiting.get(id)
            due = now if not text else before[2] if before else now + AFTER
            self._waiting[id] = essay, text, due

    def get(self, id: str) -> str | None:  # noqa: A002
        """What was typed as the note of a mark and not kept, now or in an earlier run."""
        with self._guard:
            if id in self._waiting:
                return self._waiting[id][1]
        return read_draft(self._local, id)

    def due(self) -> float | None:
        """Seconds until `write` has something to do."""
        with self._guard:
            times = [at for _, _, at in self._waiting.values()]
        return max(0.0, min(times) - time.monotonic()) if times else None

    def write(self, *, all_of_them: bool = False) -> None:
        """Write what is due. A draft that cannot be written is only on the screen, as any typing is."""
        now = time.monotonic()
        with self._guard:
            due = {id_: item for id_, item in self._waiting.items() if all_of_them or item[2] <= now}
        for id_, item in due.items():
            essay, text, _ = item
            path = _draft(self._local, id_)
            with suppress(StoreError):
                if text:
                    put(path, lines({"essay": essay, "id": id_, "text": text}).encode())
                else:
                    drop(path)
            with self._guard:
                if self._waiting.get(id_) is item:
                    del self._waiting[id_]


def read_draft(local: Path, id: str) -> str | None:  # noqa: A002
    """The unfinished note of a mark, None without one."""
    try:
        text = tomllib.loads(read(_draft(local, id))[0].decode()).get("text")
    except (ValueError, StoreError):
        return None
    return text if isinstance(text, str) else None


def _draft(local: Path, id_: str) -> Path:
    return local / "drafts" / (re.sub(r"[^0-9A-Za-z-]", "_", id_) + ".toml")


def copies(path: Path, local: Path) -> list[Path]:
    """The copies of the marks file `path`, the newest last."""
    return sorted(_folder(path, local).glob("*.toml"))


def _folder(path: Path, local: Path) -> Path:
    digest = sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:8]
    return local / "backups" / f"{path.stem}-{digest}"


def back_up(path: Path, data: bytes, local: Path, now: datetime) -> None:
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
