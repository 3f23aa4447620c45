"""Change one setting in a TOML text that a person wrote; everything else stays as the hand left it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quietread.errors import StoreError
from quietread.storage.scan import header_path, pair_of, statements
from quietread.storage.values import key_text, value_text


class _Pair(NamedTuple):
    table: tuple[str, ...]
    """The header it stands under, () before the first."""
    key: tuple[str, ...]
    """Its names as written, seen from that header."""
    end: int
    value: tuple[int, int]


class _Table(NamedTuple):
    path: tuple[str, ...]
    start: int
    end: int


def set_key(text: str, dotted: str, value: object) -> str:
    """`text` with the key `dotted` (such as "pause.kind") set to `value`.

    Comments, order, quoting, line ends and a byte-order mark stay; tables are made as needed. The result
    has been read back with tomllib and holds the old data and the new value, nothing else. Raises
    StoreError if `text` is no TOML or the key cannot be set in it.
    """
    import tomllib

    path = tuple(dotted.split("."))
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    try:
        wanted = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise StoreError(f"is not TOML, so nothing was changed: {error}", key=dotted) from error
    if not _put(wanted, path, value):
        raise StoreError("stands inside something that is not a table", key=dotted)
    newline = "\r\n" if "\r\n" in text else "\n"
    for changed in _ways(text, path, value, newline):
        try:
            if tomllib.loads(changed) == wanted:
                return mark + changed
        except tomllib.TOMLDecodeError:
            continue
    raise StoreError("is written in a way only a hand can change", key=dotted)


def _put(data: dict[str, object], path: tuple[str, ...], value: object) -> bool:
    for name in path[:-1]:
        inner = data.setdefault(name, {})
        if not isinstance(inner, dict):
            return False
        data = inner
    data[path[-1]] = value
    return True


def _ways(text: str, path: tuple[str, ...], value: object, newline: str) -> Iterator[str]:
    """Texts that may say it, the most natural first."""
    pairs, tables = _survey(text)
    shown = value_text(value).replace("\n", newline)
    for pair in pairs:
        whole = pair.table + pair.key
        if whole == path:
            yield text[: pair.value[0]] + shown + text[pair.value[1] :]
        elif whole == path[: len(whole)]:
            yield _set_inside(text, pair, path[len(whole) :], value)
    parent = path[:-1]
    siblings = [pair for pair in pairs if (pair.table + pair.key)[:-1] == parent]
    cousins = [
        pair
        for pair in pairs
        if path[0] == (pair.table + pair.key)[0] and pair.table == path[: len(pair.table)]
    ]
    for pair in (*siblings[-1:], *cousins[-1:]):
        key = ".".join(key_text(name) for name in path[len(pair.table) :])
        yield _insert(text, pair.end, f"{key} = {shown}", newline)
    for table in tables:
        if table.path == parent:
            yield _insert(text, table.end, f"{key_text(path[-1])} = {shown}", newline)
    line = f"{key_text(path[-1])} = {shown}"
    if not parent and tables:
        yield _insert(text, tables[0].start, line + newline, newline)
    elif not parent:
        yield _insert(text, len(text), line, newline)
    header = ".".join(key_text(name) for name in parent)
    gap = newline if text.strip() else ""
    yield _insert(text, len(text), f"{gap}[{header}]{newline}{line}", newline)


def _survey(text: str) -> tuple[list[_Pair], list[_Table]]:
    pairs: list[_Pair] = []
    tables: list[_Table] = []
    at: tuple[str, ...] = ()
    glued = 0  # comments right above a header go with it
    for statement in statements(text):
        line = text[statement.start : statement.end]
        match statement.kind:
            case "table" | "array":
                # What stands in an array of tables has no dotted name: nothing is ever set there.
                at = header_path(line) if statement.kind == "table" else ("", *header_path(line))
                tables.append(_Table(at, glued, statement.end))
            case "pair":
                key, value = pair_of(text, statement)
                pairs.append(_Pair(at, key, statement.end, value))
        if statement.kind != "comment":
            glued = statement.end
    return pairs, tables


def _set_inside(text: str, pair: _Pair, path: tuple[str, ...], value: object) -> str:
    import tomllib

    begin, end = pair.value
    inner = tomllib.loads(f"x = {text[begin:end]}")["x"]
    if isinstance(inner, dict):
        _put(inner, path, value)
    return text[:begin] + value_text(inner) + text[end:]


def _insert(text: str, at: int, line: str, newline: str) -> str:
    before = text[:at]
    if before and not before.endswith("\n"):
        before += newline
    return before + line + newline + text[at:]
