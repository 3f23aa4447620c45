"""A marks file's text as blocks: a header, its keys, and the comments above it, to be changed one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quietread.core.merge import same
from quietread.storage.scan import header_path, pair_of, statements
from quietread.storage.values import lines, value_text

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
