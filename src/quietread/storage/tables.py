"""Marks as the tables of a marks file, and back; forgiving towards what a hand has typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time

from quietread.core.mark import Mark

ANCHOR = ("kind", "quote", "quote_first", "before", "after", "section", "start", "end", "edition")
ORDER = (
    *("id", "quote", "note", "note_kept", "tags", "section", "created", "modified"),
    *("kind", "quote_first", "before", "after", "start", "end", "edition"),
)
"""The order in which we write the keys of a mark: first what a person opens the file for."""

_TEXTS = ("kind", "quote", "before", "after", "section", "edition", "note", "quote_first")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def table_of(mark: Mark) -> dict[str, object]:
    """A mark's keys and values as they are written: what is empty is left out."""
    table: dict[str, object] = {}
    for name in ORDER:
        value = getattr(mark, name)
        if isinstance(value, tuple):
            value = list(value)
        if value not in ("", []) or name == "quote":
            table[name] = value
    return table


def mark_of(table: Mapping[str, object], id: str) -> Mark:  # noqa: A002
    """The mark a table tells of, as far as it makes sense; `odd_keys` says what does not."""
    created = moment(table.get("created")) or moment(table.get("modified")) or _NEVER
    texts = {name: _text(table.get(name)) for name in _TEXTS}
    start = _number(table.get("start"))
    return Mark(
        id=id,
        created=created,
        modified=moment(table.get("modified")) or created,
        start=start,
        end=max(start, _number(table.get("end"))),
        note_kept=_texts(table.get("note_kept")),
        tags=_texts(table.get("tags")),
        **texts,
    )


def odd_keys(table: Mapping[str, object]) -> list[str]:
    """Keys whose values are not of the kind they should be, in our order."""
    odd = []
    for name in ORDER:
        value = table.get(name)
        right = {
            "created": moment(value) is not None,
            "modified": moment(value) is not None,
            "start": isinstance(value, int),
            "end": isinstance(value, int),
            "note_kept": isinstance(value, list),
            "tags": isinstance(value, list),
        }.get(name, isinstance(value, str))
        if (value is not None or name == "quote") and not right:
            odd.append(name)
    return odd


def changed_table(old: Mapping[str, object] | None, mark: Mark) -> dict[str, object]:
    """The table `old` made to tell of `mark`: only what differs changes, keys of the hand's own stay."""
    if old is None:
        return table_of(mark)
    was, now = table_of(mark_of(old, mark.id)), table_of(mark)
    different = {name for name in ORDER if was.get(name) != now.get(name)}
    if different & {*ANCHOR}:
        different |= {*ANCHOR}  # offsets of one edition with the words of another would point nowhere
    table = {name: value for name, value in old.items() if name not in different}
    table |= {name: now[name] for name in ORDER if name in different and name in now}
    return {"id": mark.id, **{name: value for name, value in table.items() if name != "id"}}


def ids_of(tables: Iterable[Mapping[str, object]]) -> list[str]:
    """An id for every table of a file: its own, or one made of its words where there is none or it is taken.

    The made ones are the same on every machine.
    """
    ids: dict[str, None] = {}
    seen: dict[str, int] = {}
    for table in tables:
        own = table.get("id")
        if isinstance(own, str) and own and own not in ids:
            ids[own] = None
            continue
        from hashlib import sha256

        words = f"{table.get('quote')}\x1f{table.get('created')}"
        while True:
            ordinal = seen[words] = seen.get(words, -1) + 1
            made = "h" + sha256(f"{words}\x1f{ordinal}".encode("utf-8", "replace")).hexdigest()[:11]
            if made not in ids:
                break
        ids[made] = None
    return list(ids)


def moment(value: object) -> datetime | None:
    """A date, with or without time and offset, as a point in time; without an offset it is local."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.astimezone()
    if isinstance(value, date):
        return datetime.combine(value, time()).astimezone()
    return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _number(value: object) -> int:
    return max(0, value) if isinstance(value, int) else 0


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
