"""Two accounts of the same marks become one, and no word of the reader's is lost on the way.

Works on tables as they stand in a marks file, so that keys only a hand knows are merged too. With a
common ancestor each side's changes are taken (`merge3`); without one the newer wins, and what it beats
is kept beside it (`merge2`). Both give the same result whichever side is called ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from quietread.core import mark

Table = Mapping[str, object]
"""One mark's keys and values, as TOML gives them."""

ANCHOR = (*mark.ANCHOR, "created")
"""Keys that say what is marked. They belong together: always all from one side."""

_WORDS = ("note", "note_kept", "tags")
_NEVER = datetime(1, 1, 2, tzinfo=UTC)


class Sheet(NamedTuple):
    """Everything an account says of an essay's marks."""

    marks: Mapping[str, Table]
    """By id."""
    removed: Mapping[str, datetime]
    """When each of the marks deleted on purpose was deleted."""


class Change(NamedTuple):
    """What is to become of a mark: its table before and after; None where there is none."""

    before: Table | None
    after: Table | None


def instant(value: object) -> datetime:
    """A point in time to compare by; what is no date and time counts as long ago."""
    if not isinstance(value, datetime):
        return _NEVER
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def changed_at(table: Table) -> datetime:
    """When a mark was last changed."""
    return max(instant(table.get("modified")), instant(table.get("created")))


def merge2(one: Sheet, other: Sheet) -> Sheet:
    """Both accounts as one, when nobody knows what they had in common."""
    removed = _removed(one, other)
    marks: dict[str, Table] = {}
    for id_ in dict.fromkeys((*one.marks, *other.marks)):
        table = decide(None, one.marks.get(id_), other.marks.get(id_))
        if table is None or (id_ in removed and instant(removed[id_]) >= changed_at(table)):
            continue
        removed.pop(id_, None)
        marks[id_] = table
    return Sheet(marks, removed)


def merge3(base: Sheet, ours: Sheet, theirs: Sheet) -> Sheet:
    """What both sides made of `base`; a mark deleted by one side and changed by the other stays."""
    marks: dict[str, Table] = {}
    for id_ in dict.fromkeys((*theirs.marks, *ours.marks)):
        table = decide(*(sheet.marks.get(id_) for sheet in (base, ours, theirs)))
        if table is not None:
            marks[id_] = table
    removed = {id_: at for id_, at in _removed(ours, theirs).items() if id_ not in marks}
    return Sheet(marks, removed)


def _removed(one: Sheet, other: Sheet) -> dict[str, datetime]:
    return {
        id_: max((sheet.removed[id_] for sheet in (one, other) if id_ in sheet.removed), key=instant)
        for id_ in dict.fromkeys((*one.removed, *other.removed))
    }


def decide(old: Table | None, mine: Table | None, yours: Table | None) -> Table | None:
    """What becomes of one mark, `old` being what both sides started from; None: there is no such mark."""
    if same(mine, old):
        return yours
    if same(yours, old):
        return mine
    if mine is None or yours is None:
        return mine or yours
    return merge_mark(mine, yours, base=old)


def merge_mark(one: Table, other: Table, *, base: Table | None = None) -> Table:
    """One mark out of two versions of it, `base` being what both were made from, if that is known.

    Of two changes of a thing the newer counts (at the same second: the larger, so that every machine
    decides alike); a note that is beaten goes to `note_kept`, tags are united.
    """
    if same(one, other):
        return one
    both = one, other
    merged = dict(_winner(both, base, ANCHOR))
    plain = [key for key in dict.fromkeys((*one, *other)) if key not in ANCHOR]
    if all(map(_well_formed, both)):
        plain = [key for key in plain if key not in _WORDS]
        merged |= _words(both, base)
    for key in plain:
        merged |= _winner(both, base, (key,)) or _last_held(both, base, key)
    merged["modified"] = _by_age(both, ("modified",))[0].get("modified")
    return {key: value for key, value in merged.items() if value is not None}


def differing(one: Sheet, other: Sheet) -> list[str]:
    """Ids of the marks that the two do not tell alike."""
    ids = dict.fromkeys((*one.marks, *other.marks))
    return [id_ for id_ in ids if not same(one.marks.get(id_), other.marks.get(id_))]


def _by_age(both: tuple[Table, Table], keys: tuple[str, ...]) -> tuple[Table, Table]:
    def age(table: Table) -> tuple[datetime, str]:
        return changed_at(table), _canonical([table.get(key) for key in keys])

    older, newer = sorted(both, key=age)
    return newer, older


def _changed(table: Table, base: Table | None, keys: tuple[str, ...]) -> bool:
    return base is None or any(not same(table.get(key), base.get(key)) for key in keys)


def _winner(both: tuple[Table, Table], base: Table | None, keys: tuple[str, ...]) -> Table:
    """What the side that counts says under `keys`."""
    newer, older = _by_age(both, keys)
    side = older if _changed(older, base, keys) and not _changed(newer, base, keys) else newer
    return {key: side[key] for key in keys if key in side}


def _last_held(both: tuple[Table, Table], base: Table | None, key: str) -> Table:
    """The value of a key that the newer side lacks: gone if that is a deletion, else the other's."""
    if not all(_changed(table, base, (key,)) for table in both):
        return {}
    return next(({key: table[key]} for table in both if key in table), {})


def _well_formed(table: Table) -> bool:
    lists = all(_items(table, key) == table.get(key, []) for key in ("note_kept", "tags"))
    return lists and isinstance(table.get("note", ""), str)


def _words(both: tuple[Table, Table], base: Table | None) -> Table:
    newer, older = _by_age(both, ("note",))
    note = _winner(both, base, ("note",)).get("note") or ""
    if not note and all(_changed(table, base, ("note",)) for table in both):
        note = newer.get("note") or older.get("note") or ""
    kept = set().union(*map(_wordings, both)) - {note, ""}
    tags = [tag for table in _by_age(both, ("tags",)) for tag in _items(table, "tags")]
    if base is not None and _well_formed(base):
        # What one side has replaced or dropped knowingly is settled and does not come back.
        kept -= set().union(*(_wordings(base) - _wordings(table) for table in both))
        stay = set.intersection(*(set(_items(table, "tags")) for table in both))
        tags = [tag for tag in tags if tag in stay or tag not in _items(base, "tags")]
    words = {"note": note, "note_kept": sorted(kept), "tags": list(dict.fromkeys(tags))}
    return {key: value for key, value in words.items() if value}


def _wordings(table: Table) -> set[str]:
    note = table.get("note")
    return {*_items(table, "note_kept"), *([note] if isinstance(note, str) else [])}


def _items(table: Table, key: str) -> list[str]:
    items = table.get(key)
    return [item for item in items if isinstance(item, str)] if isinstance(items, list) else []


def same(one: object, other: object) -> bool:
    """Whether two TOML values say the same: of the same type, nan equal to itself."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other or (one != one and other != other)  # noqa: PLR0124


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, default=repr)
