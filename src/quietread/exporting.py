"""Taking marks along: what the notebook and the command line export, and where to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from quietread.desk import Desk
from quietread.errors import NotFoundError, SourceError
from quietread.storage.collect import Collected, collect, collected
from quietread.storage.export import exported, form_of, write

Each = Callable[[Sequence[Collected]], Iterable[Collected]]
"""Goes through marks files one by one, and may show how far it has come."""


def books(desk: Desk, essay_id: str | None = None, each: Each = iter) -> list[Collected]:
    """The marks files of one essay or, for None, of all, with the state of each mark in the essays at hand."""
    desk.keeping.store.settle()
    found = [one for one in collect(desk.marks_folder) if essay_id in (None, one.id)]
    if essay_id is not None and not found:
        raise NotFoundError(f"nothing is kept of {essay_id}")
    return [_with_states(desk, one) for one in each(found)]


def export_to(
    desk: Desk,
    path: Path,
    essay_id: str | None = None,
    form: str | None = None,
    *,
    excel: bool = False,
    each: Each = iter,
) -> Path:
    """Write an export; its form is `form`, or what the file's ending says. Returns where it went.

    A file that is not an earlier export of ours, unchanged, is never written over: the new one is "name (2)".
    """
    data = exported(books(desk, essay_id, each), form or form_of(path), now=desk.now(), excel=excel)
    target, known = write(path.absolute(), data, known_exports(desk))
    remember_exports(desk, known)
    return target


def known_exports(desk: Desk) -> dict[str, str]:
    """Digests of earlier exports by path; none if they cannot be read: then nothing is written over."""
    try:
        known = json.loads(_record(desk).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(path): str(digest) for path, digest in known.items()} if isinstance(known, dict) else {}


def remember_exports(desk: Desk, known: Mapping[str, str]) -> None:
    """Keep what `known_exports` will tell."""
    from quietread.storage.durable import make_folder, replace

    record = _record(desk)
    make_folder(record.parent)
    replace(record, json.dumps(dict(known), indent=1).encode())


def _record(desk: Desk) -> Path:
    return desk.folders.local / "exports.json"


def _with_states(desk: Desk, book: Collected) -> Collected:
    entry = desk.library().by_id.get(book.id)
    if entry is None:
        return book
    try:
        essay, _ = desk.find(entry.path)
    except SourceError:
        return book
    desk.keeping.open(essay)
    desk.keeping.store.settle()
    return collected(book.path, desk.keeping.notebook(essay))
