"""A TOML text the reader wrote by hand, with the line of each key, so that a mistake can be pointed at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Written(NamedTuple):
    """What a hand-written TOML file says."""

    path: str = ""
    """The file, as it is shown to the reader."""
    text: str = ""
    data: Mapping[str, Any] = {}

    def line(self, key: str) -> int | None:
        """The line, from 1, on which a dotted key or table first stands, None if it is not written."""
        return dict(_lines(self.text)).get(key)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Dotted keys with their lines, each key's first line last so that it wins in a dict.

    A TOML statement is the shortest run of lines that parses by itself, so the TOML parser finds the
    ends of strings and arrays that go over several lines.
    """
    import tomllib

    found: list[tuple[str, int]] = []
    table, statement, first = "", "", 1
    for number, line in enumerate(text.split("\n"), 1):
        statement += line + "\n"
        try:
            data = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        keys = list(_dotted(data))
        if statement.lstrip().startswith("["):
            table = keys[-1] + "."
            found += [(key, first) for key in keys]
        else:
            found += [(table + key, first) for key in keys]
        statement, first = "", number + 1
    return reversed(found)


def _dotted(data: Mapping[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        yield key
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, dict):
            yield from (f"{key}.{rest}" for rest in _dotted(inner))
