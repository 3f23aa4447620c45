"""Marks as the tables of a marks file, and back; forgiving towards what a hand has typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from itertools import count

from quietread.core.mark import ANCHOR, Mark

ORDER = (
    *("id", "quote", "note", "note_kept", "tags", "section", "created", "modified"),
    *("kind", "quote_first", "before", "after", "start", "end", "edition"),
)
"""The order in which we write the keys of a mark: first what a person opens the file for."""

_KINDS = {"created": date, "modified": date, "start": int, "end": int, "note_kept": list, "tags": list}
"""What the values of keys are that are not texts."""
_TEXTS = tuple(name for name in ORDER if name not in _KINDS and name != "id")
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
    start = _number(table.get("start"))
    return Mark(
        id=id,
        created=created,
        modified=moment(table.get("modified")) or created,
        start=start,
        end=max(start, _number(table.get("end"))),
        note_kept=_texts(table.get("note_kept")),
        tags=_texts(table.get("tags")),
        **{name: _text(table.get(name)) for name in _TEXTS},
    )


def odd_keys(table: Mapping[str, object]) -> list[str]:
    """Keys whose values are not of the kind they should be, in our order."""
    asked = (name for name in ORDER if name in table or name == "quote")
    return [name for name in asked if not isinstance(table.get(name), _KINDS.get(name, str))]


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


def tables_of(data: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    """The [[name]] tables of a file. Raises ValueError if something else goes by that name."""
    found = data.get(name, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise ValueError(f"[[{name}]] needs two brackets on both sides")
    return found


def ids_of(tables: Iterable[Mapping[str, object]]) -> list[str]:
    """An id for every mark of a file: its own, or one made of its words where there is none or it is taken.

    The made ones are the same on every machine.
    """
    ids: dict[str, None] = {}
    for table in tables:
        own = table.get("id")
        if not (isinstance(own, str) and own and own not in ids):
            words = f"{table.get('quote')}\x1f{table.get('created')}"
            own = next(made for made in _made_ids(words) if made not in ids)
        ids[own] = None
    return list(ids)


def _made_ids(words: str) -> Iterator[str]:
    from hashlib import sha256

    for ordinal in count():
        yield "h" + sha256(f"{words}\x1f{ordinal}".encode("utf-8", "replace")).hexdigest()[:11]


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
