"""Values as TOML text, one line each where they fit, the way a person would type them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_HALVES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` with what UTF-8 cannot hold (half a surrogate pair) replaced by U+FFFD."""
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def sayable(value: object) -> object:
    """A value as it will be read back: as it is, but for half characters, which no file can hold."""
    if isinstance(value, Mapping):
        return sayable_table(value)
    if isinstance(value, list | tuple):
        return [sayable(item) for item in value]
    return clean(value) if isinstance(value, str) else value


def sayable_table(table: Mapping[str, object]) -> dict[str, object]:
    """Every key and value of a table as they will be read back."""
    return {clean(key): sayable(value) for key, value in table.items()}


def _timely(value: object) -> object:
    """A moment as TOML can say it: offsets are whole minutes there."""
    offset = value.utcoffset() if isinstance(value, datetime) else None
    if isinstance(value, datetime) and offset is not None and offset.total_seconds() % 60:
        return value.astimezone(UTC)
    return value


def key_text(name: str) -> str:
    """A key as written: bare where TOML allows it, else quoted."""
    return name if _BARE.fullmatch(name) else value_text(name)


def lines(table: Mapping[str, object]) -> str:
    """Every key of a table and its value as a line. Raises TypeError for what TOML has no word for."""
    import tomli_w

    parts: list[str] = []
    plain: dict[str, object] = {}
    for key, value in table.items():
        if isinstance(value, Mapping | list | tuple) or (isinstance(value, str) and "\n" in value):
            parts += [tomli_w.dumps(plain), f"{key_text(key)} = {value_text(value)}\n"]
            plain = {}
        else:
            plain[key] = _timely(sayable(value))
    return "".join([*parts, tomli_w.dumps(plain)])


def value_text(value: object) -> str:
    """`value` as TOML: strings with line breaks in triple quotes, arrays and tables on one line.

    Raises TypeError for what TOML has no word for.
    """
    if isinstance(value, Mapping):
        return (
            "{ " + ", ".join(f"{key_text(key)} = {_inline(item)}" for key, item in value.items()) + " }"
            if value
            else "{}"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    # tomli_w turns \r\n into \n inside triple quotes, which would change the reader's words.
    lines = isinstance(value, str) and "\n" in value and "\r" not in value
    return _scalar(value, multiline=lines)


def _inline(value: object) -> str:
    return value_text(value) if isinstance(value, Mapping | list | tuple) else _scalar(value, multiline=False)


def _scalar(value: object, *, multiline: bool) -> str:
    import tomli_w

    return (
        tomli_w.dumps({"x": _timely(sayable(value))}, multiline_strings=multiline)
        .removeprefix("x = ")
        .removesuffix("\n")
    )
