"""Change one setting in a TOML text that a person wrote; everything else stays as the hand left it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quietread.core.merge import same
from quietread.errors import StoreError
from quietread.storage.scan import header_path, key_text, lines, pair_of, statements, value_text


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


Table = Mapping[str, object]


class Block(NamedTuple):
    """A stretch of the text that belongs together; all blocks joined are the text."""

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
    for statement in statements(text):
        if statement.kind in ("table", "array"):
            path = header_path(text[statement.start : statement.end])
            own, above = statement.kind == "array", starts[-1]
            if not (len(path) > 1 and above[1] == path[0] and above[2]):
                starts.append((glued, path[0], own and len(path) == 1))
        if statement.kind != "comment":
            glued = statement.end
    ends = [start for start, _, _ in starts[1:]] + [len(text)]
    return [
        Block(name, text[start:end].encode(), array)
        for (start, name, array), end in zip(starts, ends, strict=True)
    ]


def render(name: str, table: Table) -> str:
    """A table as a [[name]] block, one line a key."""
    return f"[[{name}]]\n{lines(table)}"


def line(key: str, value: object) -> str:
    """One key and its value as a line."""
    return lines({key: value})


def rewritten(text: str, old: Table, new: Table, newline: str, order: Sequence[str] = ()) -> str | None:
    """A block's text made to say `new` where it said `old`; None if its form does not allow it.

    Only lines of keys that differ change: their value, or the whole line where a key comes or goes. A new
    key stands behind the nearest of those before it in `order`, else at the end.
    """
    places: dict[str, tuple[int, int, int, int]] = {}
    last = None
    for statement in statements(text):
        if statement.kind == "pair":
            path, value = pair_of(text, statement)
            if len(path) == 1:
                places[path[0]] = (statement.start, *value, statement.end)
            last = statement.end
        elif statement.kind in ("table", "array"):
            if last is not None:
                break  # a sub-table: what it holds is not ours to reach into
            last = statement.end
    if last is None:
        return None
    cuts: list[tuple[int, int, str]] = []
    for key in dict.fromkeys((*old, *new)):
        if key in old and key in new and same(old[key], new[key]):
            continue
        if key in old and key not in places:
            return None
        if key not in new:
            cuts.append((places[key][0], places[key][3], ""))
        elif key in old:
            cuts.append((places[key][1], places[key][2], value_text(new[key]).replace("\n", newline)))
        else:
            before = [other for other in order[: order.index(key)] if other in places] if key in order else []
            at = places[before[-1]][3] if before else last
            lead = "" if text[:at].endswith("\n") else newline
            cuts.append((at, at, lead + line(key, new[key]).replace("\n", newline)))
    return _apply(text, cuts)


def _apply(text: str, cuts: Iterable[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, new in sorted(cuts, key=lambda change: change[:2]):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def remains(text: str) -> str:
    """What is left of a block that is taken out: comments at its end that stand apart from it."""
    kinds = list(statements(text))
    own = max(
        (n for n, statement in enumerate(kinds) if statement.kind not in ("comment", "blank")), default=-1
    )
    apart = [n for n in range(own + 1, len(kinds)) if kinds[n].kind == "blank"]
    rest = text[kinds[apart[0]].end :] if apart else ""
    return rest if rest.strip() else ""
