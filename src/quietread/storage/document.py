"""A marks file as a value: its text, what the text says, and the text that says something else.

The hand's text is the document. A change touches the blocks it is about; the result is parsed again
and must say exactly what was meant, else the file is written anew (and its old form backed up).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from quietread.core.merge import Sheet, Table, instant, same
from quietread.errors import StoreError
from quietread.storage.blocks import Block, cut, joined, line, remains, render, rewritten
from quietread.storage.tables import ids_of

FORMAT = 1
HEAD = """\
# quietread marks: plain TOML, yours to edit.
# quietread keeps your comments and every key it does not know.
format = 1
"""
WHOLE = 32 * 1024
"""Up to this size the whole text is parsed at every save; above, only the blocks that change."""

EDITIONS = 10
GRAVE = timedelta(days=180)
"""How long it is remembered that a mark was deleted, so that no old copy brings it back."""


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a marks file."""

    blocks: tuple[Block, ...]
    data: Mapping[str, object]
    """What tomllib reads in it."""
    ids: tuple[str, ...]
    """The id of each mark, in the order of the file."""
    sheet: Sheet
    """The marks and the deleted ones, by id."""
    newline: str = "\n"
    bom: bool = False
    remade: bool = False
    """Whether this version had to be written anew, without the hand's comments."""

    @property
    def text(self) -> str:
        """The text, without a byte-order mark."""
        return joined(self.blocks)

    @property
    def bytes(self) -> bytes:
        """What stands on the disk."""
        return (("\ufeff" if self.bom else "") + self.text).encode()

    @property
    def tables(self) -> list[Table]:
        """The marks, in the order of the file."""
        return _rows(self.data, "mark")


def parsed(data: bytes) -> Document:
    """The document that `data` is. Raises ValueError (tomllib's or UnicodeDecodeError) if it is none."""
    text = data.decode()
    bom, text = text.startswith("\ufeff"), text.removeprefix("\ufeff")
    read = tomllib.loads(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    ids = tuple(ids_of(tables(read, "mark")))
    return Document(tuple(cut(text)), read, ids, _sheet(read, ids), newline, bom)


def tables(data: Mapping[str, object], name: str) -> list[Table]:
    """The [[name]] tables. Raises ValueError if something else goes by that name."""
    found = data.get(name, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise ValueError(f"[[{name}]] needs two brackets on both sides")
    return found


def _rows(data: Mapping[str, object], name: str) -> list[Table]:
    """The [[name]] tables of data that is known to hold such."""
    found = data.get(name)
    return found if isinstance(found, list) else []


def _sheet(data: Mapping[str, object], ids: tuple[str, ...]) -> Sheet:
    removed = {}
    for table in tables(data, "removed"):
        id_, at = table.get("id"), table.get("at")
        if isinstance(id_, str) and isinstance(at, datetime):
            removed[id_] = at
    return Sheet(dict(zip(ids, _rows(data, "mark"), strict=True)), removed)


def new_document(essay: Table) -> Document:
    """A file that holds no marks yet; `essay`: what stands under [essay]."""
    text = HEAD + "\n[essay]\n" + "".join(line(key, value) for key, value in essay.items())
    return parsed(text.encode())


def changed(
    document: Document,
    sheet: Sheet,
    *,
    now: datetime,
    edition: Table | None = None,
    once: Mapping[str, str] | None = None,
) -> Document:
    """`document` made to hold the marks of `sheet`.

    `edition`: the text's edition, added to the file if new. `once`: blocks as they stood before they were
    removed, by id, so that a mark put back comes with the hand's own comments. Raises StoreError if no
    text could be made that says so.
    """
    draft = _Draft(document)
    draft.marks(sheet, once or {})
    if edition is not None:
        draft.edition(edition)
    draft.graves(sheet, now)
    made = draft.document()
    if made is not None and _says(made, draft.touched):
        return made
    return _anew(document, draft.data)


class _Draft:
    """A document in the making: blocks change one by one, and what they should say beside them."""

    def __init__(self, document: Document) -> None:
        self.old = document
        self.blocks = list(document.blocks)
        self.data = dict(document.data)
        self.ids = list(document.ids)
        self.touched: list[tuple[str, Table, str]] = []
        self.whole = all(
            [block.array for block in self.blocks if block.name == name]
            == [True] * len(_rows(self.data, name))
            for name in ("mark", "edition", "removed")
        )

    def document(self) -> Document | None:
        """The document, or None if its form was such that blocks could not be told apart."""
        if not self.whole:
            return None
        ids = tuple(self.ids)
        return replace(
            self.old,
            blocks=tuple(self.blocks),
            data=self.data,
            ids=ids,
            sheet=_sheet(self.data, ids),
            remade=False,
        )

    def marks(self, sheet: Sheet, once: Mapping[str, str]) -> None:
        """Bring the marks to what `sheet` says; new ones go where they stand in the text."""
        old = self.old.sheet.marks
        for id_ in [id_ for id_ in self.ids if id_ not in sheet.marks]:
            self._take_out("mark", self.ids.index(id_))
            self.ids.remove(id_)
        for id_, table in sheet.marks.items():
            if id_ not in old:
                at = _after(_rows(self.data, "mark"), _start(table))
                self._put_in("mark", at, table, once.get(id_))
                self.ids.insert(at, id_)
            elif old[id_] is not table and not same(old[id_], table):
                self._alter("mark", self.ids.index(id_), table)

    def edition(self, edition: Table) -> None:
        """Name the edition if it is a new one; the oldest of too many goes."""
        known = _rows(self.data, "edition")
        if any(other.get("sha256") == edition.get("sha256") for other in known):
            return
        self._put_in("edition", len(known), edition, None)
        for _ in range(len(known) + 1 - EDITIONS):
            self._take_out("edition", 0)

    def graves(self, sheet: Sheet, now: datetime) -> None:
        """Remember what was deleted on purpose, as long as it matters."""
        wanted = {
            id_: at
            for id_, at in sheet.removed.items()
            if id_ not in sheet.marks and now - instant(at) < GRAVE
        }
        for n, table in reversed(list(enumerate(_rows(self.data, "removed")))):
            id_ = table.get("id")
            if isinstance(id_, str) and wanted.pop(id_, None) is None:
                self._take_out("removed", n)
        for id_, at in wanted.items():
            self._put_in("removed", len(_rows(self.data, "removed")), {"id": id_, "at": at}, None)

    def _place(self, name: str, n: int) -> int:
        """Where the n-th block of that name is, or would be."""
        places = [place for place, block in enumerate(self.blocks) if block.name == name]
        if n < len(places):
            return places[n]
        if places:
            return places[-1] + 1
        before = {"edition": ("mark", "removed"), "mark": ("removed",)}.get(name, ())
        return next((n for n, block in enumerate(self.blocks) if block.name in before), len(self.blocks))

    def _put_in(self, name: str, n: int, table: Table, text: str | None) -> None:
        self.data[name] = [*_rows(self.data, name)[:n], table, *_rows(self.data, name)[n:]]
        if not self.whole:
            return
        newline, place = self.old.newline, self._place(name, n)
        text = text and _revived(text, name, table, newline)
        text = (text or render(name, table).replace("\n", newline)).strip("\r\n") + newline
        above = next((block.text for block in reversed(self.blocks[:place]) if block.text), "")
        if above and not above.endswith(newline * 2):
            text = newline * (1 if above.endswith("\n") else 2) + text
        if place < len(self.blocks) and not self.blocks[place].text.startswith(newline):
            text += newline
        self.blocks.insert(place, Block(name, text, array=True))
        self.touched.append((name, table, text))

    def _take_out(self, name: str, n: int) -> None:
        rest = _rows(self.data, name)[:n] + _rows(self.data, name)[n + 1 :]
        self.data[name] = rest
        if not rest:
            del self.data[name]
        if self.whole:
            place = self._place(name, n)
            left = remains(self.blocks.pop(place).text)
            above, newline = self.blocks[place - 1], self.old.newline
            if place == len(self.blocks) and not left and above.text.endswith(newline * 2):
                above = above._replace(text=above.text.removesuffix(newline))
            self.blocks[place - 1] = above._replace(text=above.text + left)

    def _alter(self, name: str, n: int, table: Table) -> None:
        old = _rows(self.data, name)
        self.data[name] = [*old[:n], table, *old[n + 1 :]]
        if not self.whole:
            return
        place = self._place(name, n)
        text = rewritten(self.blocks[place].text, old[n], table, self.old.newline)
        if text is None:
            self.whole = False
            return
        self.blocks[place] = self.blocks[place]._replace(text=text)
        self.touched.append((name, table, text))


def _after(marks: list[Table], start: float) -> int:
    """Where a mark goes: behind the last one that begins no later."""
    return next((n + 1 for n in range(len(marks) - 1, -1, -1) if _start(marks[n]) <= start), 0)


def _start(table: Table) -> float:
    start = table.get("start")
    return start if isinstance(start, int) else float("inf")


def _revived(text: str, name: str, table: Table, newline: str) -> str | None:
    """A removed block's own text, if it can be made to say `table`."""
    old = tables(tomllib.loads(text), name)
    return rewritten(text, old[0], table, newline) if len(old) == 1 else None


def _says(made: Document, touched: list[tuple[str, Table, str]]) -> bool:
    """Whether the text says what is meant, by an independent parser."""
    try:
        for name, table, text in touched:
            if not same(_rows(tomllib.loads(text), name), [table]):
                return False
        return sum([len(block.text) for block in made.blocks]) > WHOLE or verified(made)
    except ValueError:
        return False


def verified(document: Document) -> bool:
    """Whether the whole text, parsed, says what the document holds."""
    try:
        return same(tomllib.loads(document.text), document.data)
    except ValueError:
        return False


def _anew(document: Document, data: Mapping[str, object]) -> Document:
    """A text made from the data alone: everything is in it but the hand's comments and order."""
    import tomli_w

    ours = ("mark", "removed", "edition")
    rest = {key: value for key, value in data.items() if key not in ours}
    head = HEAD.rsplit("format", 1)[0] + tomli_w.dumps(rest)
    parts = [render(name, table) for name in ("edition", "mark", "removed") for table in _rows(data, name)]
    text = "\n".join([head, *parts]).replace("\n", document.newline)
    try:
        made = replace(parsed(text.encode()), bom=document.bom, remade=True)
    except ValueError as error:
        raise StoreError(f"cannot be written: {error}") from error
    if not same(made.data, dict(data)):
        raise StoreError("cannot be written: what came out is not what went in")
    return made
