"""TOML as a hand may write it: read, or refused with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import digits
from typing import Any, NamedTuple

_DEEPEST = 50
"""Tables and lists in one another. `tomllib` and whoever walks its data run out of stack at some hundreds."""


def read_toml(text: str) -> dict[str, Any]:
    """The data of a text. Raises ValueError, worded as `tomllib` words it, if there is none.

    What is nested beyond sense is refused too, and a number of more digits than Python reads.
    """
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError as error:
        raise ValueError(f"A number has too many digits {_place(text, digits)}") from error
    except RecursionError as error:
        raise ValueError(f"Nested too deeply {_place(text, '[{')}") from error
    if _is_deep(data):
        raise ValueError(f"Nested too deeply {_place(text, '[{.')}")
    return data


def _is_deep(data: object) -> bool:
    level = [data]
    for _ in range(_DEEPEST):
        inner = (
            one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)
        )
        level = [item for items in inner for item in items]
    return bool(level)


def _place(text: str, signs: str) -> str:
    """The line that has most of these signs, as `tomllib` names a place."""
    counts = [sum(map(one.count, signs)) for one in text.split("\n")]
    return f"(at line {counts.index(max(counts)) + 1}, column 1)"


class Written(NamedTuple):
    """What a hand-written TOML file says."""

    path: str = ""
    """The file, as it is shown to the reader."""
    text: str = ""
    data: Mapping[str, Any] = {}

    def line(self, key: str) -> int | None:
        """The line, from 1, on which a dotted key or table first stands, None if it is not written."""
        return _lines(self.text).get(key)


def _lines(text: str) -> dict[str, int]:
    """The line each dotted key first stands on.

    A TOML statement is the shortest run of lines that parses by itself, so the TOML parser finds the
    ends of strings and arrays that go over several lines.
    """
    import tomllib

    lines: dict[str, int] = {}
    table, statement, first = "", "", 1
    for number, line in enumerate(text.split("\n"), 1):
        statement += line + "\n"
        try:
            keys = list(_dotted(tomllib.loads(statement)))
        except tomllib.TOMLDecodeError:
            continue
        within = table
        if statement.lstrip().startswith("["):
            within, table = "", keys[-1] + "."
        for key in keys:
            lines.setdefault(within + key, first)
        statement, first = "", number + 1
    return lines


def _dotted(data: Mapping[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        yield key
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, dict):
            yield from (f"{key}.{rest}" for rest in _dotted(inner))
