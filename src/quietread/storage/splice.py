"""A TOML text that a person wrote made to say something else in one place; the rest stays as the hand left it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quietread.core.merge import Table, same
from quietread.errors import StoreError
from quietread.storage.scan import header_path, key_text, lines, pair_of, statements, value_text


class _Pair(NamedTuple):
    table: tuple[str, ...]
    """The header it stands under, () before the first."""
    path: tuple[str, ...]
    """All its names, the header's among them."""
    end: int
    value: tuple[int, int]


class _Table(NamedTuple):
    path: tuple[str, ...]
    start: int
    end: int


def set_key(text: str, dotted: str, value: object) -> str:
    """`text` with the key `dotted` (such as "pause.kind") set to `value`; tables are made as needed.

    The result has been read back with tomllib and holds the old data and the new value, nothing else. Raises
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
        begin, end = pair.value
        if pair.path == path:
            yield text[:begin] + shown + text[end:]
        elif pair.path == path[: len(pair.path)]:
            yield text[:begin] + _set_inside(text[begin:end], path[len(pair.path) :], value) + text[end:]
    *parent, name = path
    siblings = [pair for pair in pairs if [*pair.path[:-1]] == parent]
    cousins = [pair for pair in pairs if path[0] == pair.path[0] and pair.table == path[: len(pair.table)]]
    for pair in (*siblings[-1:], *cousins[-1:]):
        key = ".".join(map(key_text, path[len(pair.table) :]))
        yield _insert(text, pair.end, f"{key} = {shown}", newline)
    said = f"{key_text(name)} = {shown}"
    for table in tables:
        if [*table.path] == parent:
            yield _insert(text, table.end, said, newline)
    if not parent:
        begin = tables[0].start if tables else len(text)
        yield _insert(text, begin, said + (newline if tables else ""), newline)
    gap = newline if text.strip() else ""
    yield _insert(text, len(text), f"{gap}[{'.'.join(map(key_text, parent))}]{newline}{said}", newline)


def _survey(text: str) -> tuple[list[_Pair], list[_Table]]:
    pairs: list[_Pair] = []
    tables: list[_Table] = []
    at: tuple[str, ...] = ()
    glued = 0  # comments right above a header go with it
    for statement in statements(text):
        kind, start, end = statement
        if kind in ("table", "array"):
            # What stands in an array of tables has no dotted name: nothing is ever set there.
            at = (*([""] if kind == "array" else []), *header_path(text[start:end]))
            tables.append(_Table(at, glued, end))
        elif kind == "pair":
            key, value = pair_of(text, statement)
            pairs.append(_Pair(at, at + key, end, value))
        if kind != "comment":
            glued = end
    return pairs, tables


def _set_inside(text: str, path: tuple[str, ...], value: object) -> str:
    import tomllib

    inner = tomllib.loads(f"x = {text}")["x"]
    if isinstance(inner, dict):
        _put(inner, path, value)
    return value_text(inner)


def _insert(text: str, at: int, said: str, newline: str) -> str:
    lead = newline if at and text[at - 1] != "\n" else ""
    return text[:at] + lead + said + newline + text[at:]


class Block(NamedTuple):
    """A stretch of a marks file that belongs together; all blocks joined are the text."""

    name: str
    """The header's first name, "" for what stands before the first header."""
    data: bytes
    """Its text in UTF-8: a save of a thousand marks joins as many blocks, and only a few are ever looked into."""
    array: bool = False
    """Whether the header is of the [[name]] kind."""

    @property
    def text(self) -> str:
        """Its text."""
        return self.data.decode()


def cut(text: str) -> list[Block]:
    """The blocks of a text that is TOML. `[mark.x]` belongs to the `[[mark]]` above it."""
    starts: list[tuple[int, str, bool]] = [(0, "", False)]
    glued = 0
    for kind, start, end in statements(text):
        if kind in ("table", "array"):
            path = header_path(text[start:end])
            if not (len(path) > 1 and starts[-1][1:] == (path[0], True)):
                starts.append((glued, path[0], kind == "array" and len(path) == 1))
        if kind != "comment":
            glued = end
    ends = [start for start, _, _ in starts[1:]] + [len(text)]
    return [
        Block(name, text[start:end].encode(), array)
        for (start, name, array), end in zip(starts, ends, strict=True)
    ]


def render(name: str, table: Table) -> str:
    """A table as a [[name]] block, one line a key."""
    return f"[[{name}]]\n{lines(table)}"


def rewritten(text: str, old: Table, new: Table, newline: str, order: Sequence[str] = ()) -> str | None:
    """A block's text made to say `new` where it said `old`; None if its form does not allow it.

    Only lines of keys that differ change: their value, or the whole line where a key comes or goes. A new
    key stands behind the nearest of those before it in `order`, else at the end.
    """
    places: dict[str, tuple[int, int, int, int]] = {}
    """Where the line of a key begins, its value, and where both end."""
    last = None
    for statement in statements(text):
        kind, start, end = statement
        if kind == "pair":
            path, value = pair_of(text, statement)
            if len(path) == 1:
                places[path[0]] = start, *value, end
        elif kind not in ("table", "array"):
            continue
        elif last is not None:
            break  # a sub-table: what it holds is not ours to reach into
        last = end
    if last is None:
        return None
    cuts: list[tuple[int, int, str]] = []
    for key in dict.fromkeys((*old, *new)):
        if key in old and key in new and same(old[key], new[key]):
            continue
        if key in old:
            if key not in places:
                return None
            start, begin, stop, end = places[key]
            cuts.append((begin, stop, value_text(new[key])) if key in new else (start, end, ""))
        else:
            before = [other for other in order[: order.index(key)] if other in places] if key in order else []
            at = places[before[-1]][3] if before else last
            lead = "" if text[:at].endswith("\n") else "\n"
            cuts.append((at, at, lead + lines({key: new[key]})))
    made, at = "", 0
    for start, end, said in sorted(cuts, key=lambda change: change[:2]):
        made += text[at:start] + said.replace("\n", newline)
        at = end
    return made + text[at:]


def remains(text: str) -> str:
    """What is left of a block that is taken out: comments at its end that stand apart from it."""
    begin = len(text)
    for kind, _, end in statements(text):
        if kind == "blank":
            begin = min(begin, end)
        elif kind != "comment":
            begin = len(text)
    return text[begin:] if text[begin:].strip() else ""
