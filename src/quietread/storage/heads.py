"""Where marks are kept, and which file is whose: what the files say decides, not their names."""

from __future__ import annotations

import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from quietread.core.essay import Essay
from quietread.errors import StoreError
from quietread.storage.durable import ABSENT, PREFIX, Seen, look, make_folder, put, read
from quietread.storage.paths import first_path

_MARK = re.compile(r"""^[ \t]*\[\[[ \t]*["']?mark["']?[ \t]*\]\]""", re.MULTILINE)


class Head(NamedTuple):
    """What a marks file says of its essay."""

    path: Path
    seen: Seen
    id: str
    title: str = ""
    author: str = ""
    source: str = ""
    editions: tuple[str, ...] = ()
    """SHA-256 of each text the marks were made in."""
    marks: int = 0


def files(folder: Path) -> list[Path]:
    """What may be a marks file, shortest names first; nothing for a folder that is not there."""
    try:
        names = [name for name in os.listdir(folder) if name.endswith(".toml")]  # noqa: PTH208
    except OSError:
        return []
    ours = (folder / name for name in names if not name.startswith((PREFIX, ".syncthing.", "~syncthing~")))
    return sorted(ours, key=lambda path: (len(path.name), path.name))


def scan(folder: Path, known: Mapping[Path, Head] | None = None) -> dict[Path, Head]:
    """The head of every file in `folder` that can be read, shortest names first; only changed ones are read again."""
    heads = {}
    for path in files(folder):
        with suppress(StoreError, ValueError, RecursionError):
            old = (known or {}).get(path)
            heads[path] = old if old and old.seen == look(path) else read_head(path)
    return heads


def read_head(path: Path) -> Head:
    """The head of one file. Raises StoreError or ValueError if it cannot be read as a marks file."""
    raw, seen = read(path)
    text = raw.decode("utf-8-sig")
    first = _MARK.search(text)
    data: Mapping[str, object] = {}
    with suppress(ValueError):
        data = tomllib.loads(text[: first.start()] if first else text)
    if "essay" not in data:  # below the marks, or a header inside someone's note
        data = tomllib.loads(text)
    essay, editions = data.get("essay"), data.get("edition")
    said = essay if isinstance(essay, dict) else {}
    id_, title, author, source = (
        word if isinstance(word := said.get(key), str) else "" for key in ("id", "title", "author", "source")
    )
    found = (
        [one.get("sha256") for one in editions if isinstance(one, dict)] if isinstance(editions, list) else []
    )
    hashes = tuple(one for one in found if isinstance(one, str))
    return Head(path, seen, id_, title, author, source, hashes, len(_MARK.findall(text)))


def find(heads: Iterable[Head], essay: Essay) -> Head | None:
    """The file of an essay: by id, else by edition, by source, or by title and author if nothing speaks against."""
    heads = list(heads)
    source = essay.source not in ("", "-")
    fits = (
        [head for head in heads if head.id and head.id == essay.id]
        or [head for head in heads if essay.edition in head.editions]
        or [head for head in heads if source and head.source == essay.source]
    )
    if fits:
        return fits[0]
    names = (essay.title, essay.author)
    alike = [head for head in heads if (head.title, head.author) == names and _astray(head)]
    return alike[0] if len(alike) == 1 and essay.title else None


def _astray(head: Head) -> bool:
    if head.source.startswith("quietread:"):
        return False
    return not os.path.exists(os.path.expanduser(head.source))  # noqa: PTH110, PTH111


def about(essay: Essay) -> Mapping[str, object]:
    """What stands under [essay] in a marks file."""
    words = {
        "id": essay.id,
        "title": essay.title,
        "author": essay.author,
        "source": essay.source or "-",
        "language": essay.lang,
    }
    return {key: value for key, value in words.items() if value}


def edition_of(essay: Essay, now: datetime) -> Mapping[str, object]:
    """What stands under [[edition]] for the text at hand."""
    seen = now.replace(microsecond=0)
    return {"sha256": essay.edition, "seen": seen, "words": essay.words, "chars": essay.end}


class Whereabouts(NamedTuple):
    """The folders of the store, and where it was last, so that marks never vanish with a setting or a disk."""

    marks: Path
    """The marks files; the reader may sync this folder."""
    local: Path
    """What belongs to this machine: never synced."""
    locks: Path
    chosen: bool = False
    """Whether the reader named the marks folder."""
    hashed: bool = False
    """Whether new files are named by a hash, not by what one reads."""

    def ready(self) -> None:
        """Make the marks folder if it is new. Raises StoreError if it has only gone missing."""
        if self.marks.is_dir():
            return
        if str(self.marks) in self._used():
            raise StoreError("held your marks before and is not there now", path=str(self.marks))
        if self.chosen and not self.marks.parent.is_dir():
            raise StoreError("cannot be made: the folder above it is not there", path=str(self.marks))
        make_folder(self.marks)

    def remember(self) -> None:
        """Note that marks are kept in this folder now. A note that cannot be made is no reason to fail."""
        used = self._used()
        names = list(dict.fromkeys((str(self.marks), *used)))
        if names != used:
            from quietread.storage.scan import lines

            with suppress(StoreError):
                put(self._record, lines({"marks_folders": names}).encode())

    def left_behind(self) -> Path | None:
        """The folder used before, if this one is empty and that one holds marks."""
        for name in self._used()[:1]:
            if name != str(self.marks) and not any(self.marks.glob("*.toml")):
                return Path(name) if any(Path(name).glob("*.toml")) else None
        return None

    def _used(self) -> list[str]:
        """Marks folders that have held marks, the last one first."""
        try:
            found = tomllib.loads(read(self._record)[0].decode()).get("marks_folders")
        except (ValueError, StoreError):
            return []
        return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []

    @property
    def _record(self) -> Path:
        return self.local / "store.toml"


class Finder:
    """The files of a marks folder. What they say decides whose they are, their names only where they say nothing."""

    def __init__(self, folder: Path, *, hashed: bool = False) -> None:
        self._folder, self._hashed = folder, hashed
        self.heads: dict[Path, Head] = {}

    def scan(self) -> Iterable[Head]:
        """What files there are now; only changed ones are read again. Safe to ask from several threads."""
        self.heads = heads = scan(self._folder, self.heads)
        return heads.values()

    def counts(self) -> dict[str, int]:
        """How many marks are kept of each essay, by its id."""
        found: Counter[str] = Counter()
        for head in self.scan():
            found[head.id] += head.marks
        return found

    def of_id(self, id_: str) -> Path | None:
        """The file that names an essay by its id."""
        return next((head.path for head in self.scan() if head.id == id_), None)

    def of(self, id_: str, essay: Essay | None, known: Path | None) -> Path | None:
        """The file of an essay: `known`, unless that is gone and another is found. Raises StoreError."""
        if known is not None and look(known) != ABSENT:
            return known
        heads = self.scan()
        head = find(heads, essay) if essay else None
        if head is not None or known is not None:
            return head.path if head else known
        from quietread.storage.document import is_blank

        first = self.first(id_, essay)
        if first.is_symlink():
            return first  # and if it leads nowhere: its disk may not be plugged in
        # one that cannot be read or is empty says nothing, so that its name has to do
        taken = look(first) != ABSENT and (first not in self.heads or is_blank(read(first)[0]))
        return first if taken else None

    def first(self, id_: str, essay: Essay | None) -> Path:
        """The file of an essay that still has the name it was given."""
        return first_path(self._folder, essay.slug if essay else id_, id_, hashed=self._hashed)
