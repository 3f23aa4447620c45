"""The echo: one kept sentence a day returns."""

from __future__ import annotations

from pathlib import Path

from quietread import noted
from quietread.core.echo import returning, seen_on
from quietread.desk import Desk
from quietread.errors import StoreError
from quietread.noted import Noted
from quietread.storage.collect import collected


def returned(desk: Desk) -> Noted | None:
    """The kept sentence that returns today, None if there is none; it has been seen then.

    Reads marks files, all of them the first time on a day: call it from a worker.
    """
    seen = desk.progress.echoes()
    again = seen_on(seen, desk.now())
    found = _kept_as(again, desk.marks_folder) if again else None
    if found is not None:
        return found
    kept = noted.on_disk(desk)
    mark = returning([one.mark for one in kept if one.mark is not None], seen, desk.now())
    if mark is None:
        return None
    desk.progress.save_echo(mark.id)
    return next(one for one in kept if one.mark is mark)


def _kept_as(id_: str, folder: Path) -> Noted | None:
    """The mark with an id, if it is still kept."""
    for path in sorted(folder.glob("*.toml")):
        try:
            if id_.encode() in path.read_bytes() and id_ in (file := collected(path)).marks:
                return noted.of_file(file, id_)
        except (OSError, StoreError, ValueError, RecursionError):
            continue  # the store speaks of broken files
    return None
