"""A marks file's text made to say something else.

The hand's text is the document. A change touches the blocks it is about; the result is parsed again
and must say exactly what was meant, else the file is written anew (and its old form backed up).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from quietread.core.merge import Sheet, Table, instant, same
from quietread.errors import StoreError
from quietread.storage.document import BOM, HEAD, Document, parsed, rows, sheet_of, tables, verified
from quietread.storage.scan import sayable_table
from quietread.storage.splice import Block, remains, render, rewritten
from quietread.storage.tables import ORDER

WHOLE = 32 * 1024
"""Bytes up to which the whole text is parsed at every save; above, only the blocks that change."""

EDITIONS = 10
GRAVE = timedelta(days=180)
"""How long it is remembered that a mark was deleted, so that no old copy brings it back."""


def changed(
    document: Document,
    sheet: Sheet,
    *,
    now: datetime,
    edition: Table | None = None,
    once: Mapping[str, str] | None = None,
    only: Iterable[str] | None = None,
) -> Document:
    """`document` made to hold the marks of `sheet`.

    `edition`: the text's edition, added to the file if new. `once`: blocks as they stood before they were
    removed, by id, so that a mark put back comes with the hand's own comments. `only`: ids of the marks
    that may differ, None: any. Raises StoreError if no text could be made that says so.
    """
    draft = _Draft(document)
    draft.marks(sheet, once or {}, dict.fromkeys((*document.ids, *sheet.marks)) if only is None else only)
    if edition is not None:
        draft.edition(edition)
    draft.graves(sheet, now)
    made = draft.document()
    if made is None or not _says(draft.touched):
        return anew(document, draft.data)
    if len(made.bytes) > WHOLE:
        return made
    return made.surely() if verified(made) else anew(document, draft.data)


class _Draft:
    """A document in the making: blocks change one by one, and what they should say beside them."""

    def __init__(self, document: Document) -> None:
        self.old = document
        self.blocks = list(document.blocks)
        self.names = [block.name for block in document.blocks]
        self.data = dict(document.data)
        self.ids = list(document.ids)
        self.touched: list[tuple[str, Table, str]] = []
        self.apart = document.apart

    def document(self) -> Document | None:
        """The document, or None if its form was such that blocks could not be told apart."""
        if not self.apart:
            return None
        ids = tuple(self.ids)
        mark = BOM if self.old.bom else b""
        return replace(
            self.old,
            bytes=mark + b"".join([block.data for block in self.blocks]),
            blocks=tuple(self.blocks),
            data=self.data,
            ids=ids,
            sheet=sheet_of(self.data, ids),
            sure=False,
            remade=False,
        )

    def marks(self, sheet: Sheet, once: Mapping[str, str], ids: Iterable[str]) -> None:
        """Bring the marks `ids` to what `sheet` says; new ones go where they stand in the text."""
        old, new = self.old.sheet.marks, sheet.marks
        for id_ in ids:
            table = new.get(id_)
            if table is None:
                if id_ in old:
                    self._take_out("mark", self.ids.index(id_))
                    self.ids.remove(id_)
            elif id_ not in old:
                at = _after(rows(self.data, "mark"), _start(table))
                self._put_in("mark", at, sayable_table(table), once.get(id_))
                self.ids.insert(at, id_)
            elif not same(old[id_], table):
                self._alter("mark", self.ids.index(id_), sayable_table(table))

    def edition(self, edition: Table) -> None:
        """Name the edition if it is a new one; the oldest of too many goes."""
        known = rows(self.data, "edition")
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
        for n, table in reversed(list(enumerate(rows(self.data, "removed")))):
            id_ = table.get("id")
            if isinstance(id_, str) and wanted.pop(id_, None) is None:
                self._take_out("removed", n)
        for id_, at in wanted.items():
            self._put_in("removed", len(rows(self.data, "removed")), {"id": id_, "at": at}, None)

    def _place(self, name: str, n: int) -> int:
        """Where the n-th block of that name is, or would be."""
        first = self.names.index(name) if name in self.names else None
        if first is not None and self.names[first : first + n].count(name) == n:  # they stand in a row
            return self.names.index(name, first + n) if name in self.names[first + n :] else first + n
        places = [place for place, other in enumerate(self.names) if other == name]
        if places:
            return places[n] if n < len(places) else places[-1] + 1
        before = {"edition": ("mark", "removed"), "mark": ("removed",)}.get(name, ())
        return next((n for n, other in enumerate(self.names) if other in before), len(self.names))

    def _put_in(self, name: str, n: int, table: Table, text: str | None) -> None:
        self.data[name] = [*rows(self.data, name)[:n], table, *rows(self.data, name)[n:]]
        if not self.apart:
            return
        newline, place = self.old.newline, self._place(name, n)
        text = text and _revived(text, name, table, newline)
        text = (text or render(name, table).replace("\n", newline)).strip("\r\n") + newline
        above = next((data for n in range(place - 1, -1, -1) if (data := self.blocks[n].data)), b"")
        if above and not above.endswith((newline * 2).encode()):
            text = newline * (1 if above.endswith(b"\n") else 2) + text
        if place < len(self.blocks) and not self.blocks[place].data.startswith(newline.encode()):
            text += newline
        self.blocks.insert(place, Block(name, text.encode(), array=True))
        self.names.insert(place, name)
        self.touched.append((name, table, text))

    def _take_out(self, name: str, n: int) -> None:
        rest = rows(self.data, name)[:n] + rows(self.data, name)[n + 1 :]
        self.data[name] = rest
        if not rest:
            del self.data[name]
        if self.apart:
            place = self._place(name, n)
            left = remains(self.blocks.pop(place).text).encode()
            del self.names[place]
            above, newline = self.blocks[place - 1], self.old.newline.encode()
            if place == len(self.blocks) and not left and above.data.endswith(newline * 2):
                above = above._replace(data=above.data.removesuffix(newline))
            self.blocks[place - 1] = above._replace(data=above.data + left)

    def _alter(self, name: str, n: int, table: Table) -> None:
        old = rows(self.data, name)
        self.data[name] = [*old[:n], table, *old[n + 1 :]]
        if not self.apart:
            return
        place = self._place(name, n)
        text = rewritten(self.blocks[place].text, old[n], table, self.old.newline, ORDER)
        if text is None:
            self.apart = False
            return
        self.blocks[place] = self.blocks[place]._replace(data=text.encode())
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
    return rewritten(text, old[0], table, newline, ORDER) if len(old) == 1 else None


def _says(touched: Iterable[tuple[str, Table, str]]) -> bool:
    """Whether each block says what is meant, by an independent parser."""
    try:
        return all(same(rows(tomllib.loads(text), name), [table]) for name, table, text in touched)
    except ValueError:
        return False


def anew(document: Document, data: Mapping[str, object]) -> Document:
    """A text made from the data alone: everything is in it but the hand's comments and order.

    Raises StoreError if no text says it.
    """
    import tomli_w

    ours = ("mark", "removed", "edition")
    rest = {key: value for key, value in data.items() if key not in ours}
    head = HEAD.rsplit("format", 1)[0] + tomli_w.dumps(rest)
    parts = [render(name, table) for name in ("edition", "mark", "removed") for table in rows(data, name)]
    text = "\n".join([head, *parts]).replace("\n", document.newline)
    try:
        made = replace(parsed((BOM if document.bom else b"") + text.encode()), remade=True)
    except ValueError as error:
        raise StoreError(f"cannot be written: {error}") from error
    if not same(made.data, dict(data)):
        raise StoreError("cannot be written: what came out is not what went in")
    return made
