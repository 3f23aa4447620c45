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
from quietread.storage.document import BOM, HEAD, OURS, Document, parsed, rows, sheet_of, verified
from quietread.storage.scan import sayable_table
from quietread.storage.splice import Block, remains, render, rewritten
from quietread.storage.tables import ORDER, tables_of

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
    """`document` made to hold the marks of `sheet`. Raises StoreError if no text could be made that says so.

    `edition`: the text's edition, added to the file if new. `once`: blocks as they stood before they were
    removed, by id, so that a mark put back brings the hand's own comments. `only`: the marks that may differ.
    """
    draft = _Draft(document)
    draft.marks(sheet, once or {}, dict.fromkeys((*document.ids, *sheet.marks)) if only is None else only)
    if edition is not None:
        draft.edition(edition)
    draft.graves(sheet, now)
    made = draft.document()
    if draft.says_what_is_meant() and (not made.sure or verified(made)):
        return made
    return anew(document, draft.data)


class _Draft:
    """A document in the making: blocks change one by one, and what they should say beside them."""

    def __init__(self, document: Document) -> None:
        self.remade = not document.apart
        self.old = anew(document, document.data) if self.remade else document
        self.blocks = list(self.old.blocks)
        self.names = [block.name for block in self.blocks]
        self.data = dict(self.old.data)
        self.ids = list(self.old.ids)
        self.touched: list[tuple[str, Table, str]] = []

    def document(self) -> Document:
        data = b"".join([BOM if self.old.bom else b"", *[block.data for block in self.blocks]])
        return replace(
            self.old,
            bytes=data,
            blocks=tuple(self.blocks),
            data=self.data,
            sheet=sheet_of(self.data, self.ids),
            sure=len(data) <= WHOLE,
            remade=self.remade,
        )

    def says_what_is_meant(self) -> bool:
        """Whether each block does, by an independent parser."""
        try:
            return all(same(rows(tomllib.loads(text), name), [table]) for name, table, text in self.touched)
        except ValueError:
            return False

    def marks(self, sheet: Sheet, once: Mapping[str, str], ids: Iterable[str]) -> None:
        """Bring the marks `ids` to what `sheet` says; new ones go where they stand in the text."""
        old = self.old.sheet.marks
        for id_ in ids:
            table = sheet.marks.get(id_)
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
        self._put_in("edition", len(known), edition)
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
            self._put_in("removed", len(rows(self.data, "removed")), {"id": id_, "at": at})

    def _place(self, name: str, n: int) -> int:
        """Where the n-th block of that name is, or would be."""
        first = self.names.index(name) if name in self.names else None
        if first is not None and self.names[first : first + n].count(name) == n:  # they stand in a row
            return self.names.index(name, first + n) if name in self.names[first + n :] else first + n
        places = [place for place, other in enumerate(self.names) if other == name]
        if places:
            return places[n] if n < len(places) else places[-1] + 1
        behind = OURS[OURS.index(name) + 1 :]
        return next((n for n, other in enumerate(self.names) if other in behind), len(self.names))

    def _put_in(self, name: str, n: int, table: Table, text: str | None = None) -> None:
        known, newline, place = rows(self.data, name), self.old.newline, self._place(name, n)
        self.data[name] = [*known[:n], table, *known[n:]]
        text = text and _revived(text, name, table, newline)
        text = (text or render(name, table).replace("\n", newline)).strip("\r\n") + newline
        above = next((block.data for block in reversed(self.blocks[:place]) if block.data), b"")
        if above and not above.endswith((newline * 2).encode()):
            text = newline * (1 if above.endswith(b"\n") else 2) + text
        if place < len(self.blocks) and not self.blocks[place].data.startswith(newline.encode()):
            text += newline
        self.blocks.insert(place, Block(name, text.encode(), array=True))
        self.names.insert(place, name)
        self.touched.append((name, table, text))

    def _take_out(self, name: str, n: int) -> None:
        known, newline, place = rows(self.data, name), self.old.newline.encode(), self._place(name, n)
        self.data[name] = [*known[:n], *known[n + 1 :]]
        if not self.data[name]:
            del self.data[name]
        left = remains(self.blocks.pop(place).text).encode()
        del self.names[place]
        above = self.blocks[place - 1].data
        if place == len(self.blocks) and not left and above.endswith(newline * 2):
            above = above.removesuffix(newline)
        self.blocks[place - 1] = self.blocks[place - 1]._replace(data=above + left)

    def _alter(self, name: str, n: int, table: Table) -> None:
        known, newline, place = rows(self.data, name), self.old.newline, self._place(name, n)
        self.data[name] = [*known[:n], table, *known[n + 1 :]]
        text = rewritten(self.blocks[place].text, known[n], table, newline, ORDER)
        if text is None:  # a hand has written it so that it cannot be altered line by line
            self.remade = True
            text = (render(name, table) + "\n" * (place + 1 < len(self.blocks))).replace("\n", newline)
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
    old = tables_of(tomllib.loads(text), name)
    return rewritten(text, old[0], table, newline, ORDER) if len(old) == 1 else None


def anew(document: Document, data: Mapping[str, object]) -> Document:
    """A text made from the data alone, without the hand's comments and order. Raises StoreError."""
    import tomli_w

    rest = {key: value for key, value in data.items() if key not in OURS}
    head = HEAD.rsplit("format", 1)[0] + tomli_w.dumps(rest)
    parts = [render(name, table) for name in OURS for table in rows(data, name)]
    text = "\n".join([head, *parts]).replace("\n", document.newline)
    try:
        made = replace(parsed((BOM if document.bom else b"") + text.encode()), remade=True)
    except ValueError as error:
        raise StoreError(f"cannot be written: {error}") from error
    if not same(made.data, dict(data)):
        raise StoreError("cannot be written: what came out is not what went in")
    return made
