"""Lesser ways of doing what the store does: what `bites.py` puts in the place of its functions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nursery import Nursery

from quietread.core.merge import Change, Sheet, Table, changed_at, merge2
from quietread.errors import StoreError
from quietread.storage import changing, conflicts, document, durable, heads, scan
from quietread.storage.coming_and_going import forget
from quietread.storage.document import Document, new_document, parsed
from quietread.storage.keeper import Keeper
from quietread.storage.sheaf import Sheaf


def nothing(*_: object, **__: object) -> None:
    """What should be done is not."""


def true(*_: object, **__: object) -> bool:
    """It is always well."""
    return True


def false(*_: object, **__: object) -> bool:
    """It never is."""
    return False


def as_it_is(value: Any, *_: object) -> Any:
    """What comes in goes out."""
    return value


def ours(*sheets: Any) -> Any:
    """Of two versions, or of two and their ancestor, the one that is here."""
    return sheets[-2]


def filled_once(handle: int, data: bytes) -> None:
    """The disk's word is taken for it."""
    os.write(handle, data)
    os.fsync(handle)


def written_over(path: Path, data: bytes, **_: object) -> durable.Seen:
    """What stands there is written over, whatever it is."""
    path.write_bytes(data)
    return durable.look(path)


def blindly(path: Path, data: bytes, *, replace: Any = durable.replace, **_: object) -> durable.Seen:
    """Nobody looks whether the file is still the one that was read."""
    seen: durable.Seen = replace(path, data)
    return seen


def open_to_all(prefix: str, suffix: str, dir: Path) -> tuple[int, str]:  # noqa: A002
    """A temporary file as any program makes one."""
    name = dir / f"{prefix}0{suffix}"
    return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666), str(name)


def folder_for_all(folder: Path) -> None:
    """A folder as any program makes one."""
    folder.mkdir(parents=True, exist_ok=True)


def no_folder(folder: Path) -> None:
    """There is no place for the locks."""
    raise StoreError("read-only", path=str(folder))


def put_off(self: Nursery, folder: Path, round_: int, _: str, *, ask: Any = Nursery.ask, **more: int) -> None:
    """A draft waits for a pause in the typing."""
    ask(self, folder, round_, "typing-put-off", **more)


def for_nothing(data: bytes, *, parsed: Any = parsed) -> Document:
    """What cannot be read is taken for an empty file."""
    try:
        found: Document = parsed(data)
    except (ValueError, RecursionError):
        return new_document({"id": "faults"})
    return found


def by_lines(data: bytes, *, parsed: Any = parsed) -> Document:
    """Lines end as they do here."""
    found: Document = parsed(data)
    return replace(found, newline="\n")


def without_bom(data: bytes, *, parsed: Any = parsed) -> Document:
    """A byte-order mark is no part of a file."""
    found: Document = parsed(data)
    return replace(found, bom=False)


def unaware(self: Sheaf, pending: Mapping[str, Change], before: Document, *, done: Any = Sheaf._done) -> None:
    """No account is kept of what was said to be kept."""
    done(self, pending, before)
    self._acknowledged.clear()


def by_date(
    self: Sheaf, theirs: Document, pending: Mapping[str, Change], now: datetime, *, with_: Any = Sheaf._with
) -> Document:
    """A mark and its deletion are weighed by what the clock said of both."""
    made: Document = with_(self, theirs, pending, now)
    return changing.changed(made, merge2(made.sheet, Sheet({}, theirs.sheet.removed)), now=now)


def as_written(value: object) -> datetime:
    """The hour counts, wherever on earth it was written."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else datetime(1, 1, 2, tzinfo=UTC)


def eagerly(self: Keeper, sheaf: Sheaf, *, place: Any = Keeper._place) -> None:
    """What was found is written down at once."""
    place(self, sheaf)
    self.commit(sheaf)


def drafts_only(self: Keeper) -> None:
    """Nobody looks at broken files again."""
    self.drafts.write()


def newest(both: tuple[Table, Table], _: Table | None) -> Table:
    """The newer note, and no other."""
    newer = max(both, key=changed_at)
    return {key: newer[key] for key in ("note", "note_kept", "tags") if key in newer}


def side_by_side(both: tuple[Table, Table], _: Table | None) -> Table:
    """Both notes in one."""
    return {"note": " / ".join(sorted(str(table.get("note", "")) for table in both))}


def by_name(found: Iterable[heads.Head], *, copies: Any = conflicts.copies) -> list[conflicts.Copy]:
    """A copy is what is called a conflict."""
    return [copy for copy in copies(found) if "conflict" in copy.path.name.lower()]


def at_once(found: Iterable[heads.Head], *, copies: Any = conflicts.copies) -> Any:
    """A copy is one from the first moment."""
    return copies(found, float("inf"))


def of_like_name(path: Path, *, read_head: Any = heads.read_head) -> heads.Head:
    """Whose marks they are, by the name of the file."""
    head: heads.Head = read_head(path)
    return head._replace(id=path.name[:4])


def unlinked(path: Path, *_: object) -> None:
    """It is gone, whatever has come meanwhile."""
    path.unlink()


def hint_only(raw: bytes, *, found: Any = document.diagnose) -> document.Diagnosis | None:
    """It is broken, somewhere."""
    wrong: document.Diagnosis | None = found(raw)
    return wrong and document.Diagnosis(0, 0, wrong.hint)


def shown(raw: bytes, *, found: Any = document.diagnose) -> document.Diagnosis | None:
    """What is wrong is said by showing it."""
    wrong: document.Diagnosis | None = found(raw)
    return wrong and wrong._replace(hint=f"{wrong.hint} {raw.decode('utf-8', 'replace')}")


def told(self: Keeper, sheaf: Sheaf, reason: str, *, hold: Any = Keeper._hold) -> bool:
    """It is said what could not be written."""
    held: bool = hold(self, sheaf, f"{reason}: {sheaf.pending}")
    return held


def half_dropped(text: str) -> str:
    """Half a character is none."""
    return text.encode("utf-8", "ignore").decode()


def main_file_only(*asked: Any, forget: Any = forget) -> list[Path]:
    """The words leave the marks file."""
    target, where, cache, now = asked
    found: list[Path] = forget(target, where._replace(local=where.local / "elsewhere"), cache, now)
    return found


def in_triple_quotes(value: object, *, value_text: Any = scan.value_text) -> str:
    """Whatever has more than one line, in triple quotes, carriage returns and all."""
    text: str = value_text(value)
    return text if not isinstance(value, str) or "\n" not in value else scan._scalar(value, multiline=True)
