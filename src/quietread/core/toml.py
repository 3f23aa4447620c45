"""TOML as a hand may write it: read, or refused with a reason."""

from __future__ import annotations

from string import digits
from typing import Any

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
