"""TOML as a person types it: where the statements of a text begin and end, and values as text.

A text is only cut up here, so that one statement can be changed and the rest left alone; whether it is TOML
at all is for `tomllib` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

# Nothing possessive: the first releases of Python 3.11 lose matches by it. No branch begins as another does.
_STRING = r'''
    """[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""(?:"{0,2})
  | '{3}[^']*(?:'(?!'')[^']*)*'{3}(?:'{0,2})
  | "(?!"")[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"
  | '(?!'')[^'\n]*'
'''
_TOKEN = re.compile(_STRING + r"""| \#[^\n]* | [\[\]{}\n] | [^"'\#\[\]{}\n]+""", re.VERBOSE | re.DOTALL)
_PLAIN = re.compile(
    r"[ \t]*([A-Za-z0-9_-]+)[ \t]*=[ \t]*"
    r'("[^"\\\n]*"(?!")|[\w:+.-]+(?:[ ]+[\w:+.-]+)*)'
    r"[ \t]*\r?(?:\n|\Z)"
)
_KEY = re.compile(r"[ \t]*((?:" + _STRING + r"""| [^"'=\#\n])+?)[ \t]*=[ \t]*""", re.VERBOSE | re.DOTALL)
_HEADER = re.compile(r"[ \t]*\[")
_BARE_HEADER = re.compile(r"\s*\[{1,2}([A-Za-z0-9_-]+)\]{1,2}\s*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_HALVES = re.compile("[\ud800-\udfff]")


class Statement(NamedTuple):
    """One statement: `text[start:end]`, its line end included."""

    kind: str
    """`table` for [x], `array` for [[x]], `pair`, `comment` or `blank`."""
    start: int
    end: int


class OpenError(ValueError):
    """A string that is opened and never closed; `args` are its offset and its opening quotes."""


def statements(text: str) -> Iterator[Statement]:
    """The statements of `text` in order; together they are the text. Raises OpenError."""
    at = 0
    while at < len(text):
        if plain := _PLAIN.match(text, at):
            yield Statement("pair", at, plain.end())
            at = plain.end()
            continue
        start, at = at, _end(text, at)
        yield Statement(_kind(text, start, at), start, at)


def _end(text: str, at: int) -> int:
    depth = 0
    header = _HEADER.match(text, at) is not None
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            quotes = text[at : at + 3]
            raise OpenError(at, quotes if quotes in ('"""', "'''") else text[at])
        at = token.end()
        match token[0]:
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "\n" if depth <= 0 or header:
                return at
    return at


def _kind(text: str, start: int, end: int) -> str:
    line = text[start:end].lstrip(" \t")
    for kind, sign in (("array", "[["), ("table", "["), ("comment", "#")):
        if line.startswith(sign):
            return kind
    return "pair" if line.strip() else "blank"


def header_path(line: str) -> tuple[str, ...]:
    """The names in a header line: `[a."b c"] # so` gives ("a", "b c"). Raises ValueError if it is none."""
    bare = _BARE_HEADER.fullmatch(line)
    return (bare[1],) if bare else _walk(line)


def pair_of(text: str, statement: Statement) -> tuple[tuple[str, ...], tuple[int, int]]:
    """The names before the `=` of a pair, and where its value stands in `text`. Raises ValueError."""
    if plain := _PLAIN.match(text, statement.start):
        return (plain[1],), plain.span(2)
    key = _KEY.match(text, statement.start, statement.end)
    if key is None:
        raise ValueError(text[statement.start : statement.end])
    at = end = key.end()
    while token := _TOKEN.match(text, at, statement.end):
        at = token.end()
        if token[0].strip() and not token[0].startswith("#"):
            end = token.start() + len(token[0].rstrip())
    return _walk(f"{key[1]} = 0"), (key.end(), end)


def _walk(line: str) -> tuple[str, ...]:
    """The names that lead to what a line of TOML says."""
    import tomllib

    path: list[str] = []
    data: object = tomllib.loads(line)
    while isinstance(data, dict | list) and data:
        if isinstance(data, list):
            data = data[-1]
        else:
            name, data = next(iter(data.items()))
            path.append(str(name))
    return tuple(path)


def clean(text: str) -> str:
    """`text` with what UTF-8 cannot hold (half a surrogate pair) replaced by U+FFFD."""
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def sayable(value: object) -> object:
    """A value as it will be read back: no half characters, and offsets of whole minutes."""
    if isinstance(value, Mapping):
        return sayable_table(value)
    if isinstance(value, list | tuple):
        return [sayable(item) for item in value]
    return clean(value) if isinstance(value, str) else _timely(value)


def sayable_table(table: Mapping[str, object]) -> dict[str, object]:
    """Every key and value of a table as they will be read back."""
    return {clean(key): sayable(value) for key, value in table.items()}


def _timely(value: object) -> object:
    offset = value.utcoffset() if isinstance(value, datetime) else None
    if isinstance(value, datetime) and offset is not None and offset.total_seconds() % 60:
        return value.astimezone(UTC)
    return value


def key_text(name: str) -> str:
    """A key as written: bare where TOML allows it, else quoted."""
    return name if _BARE_KEY.fullmatch(name) else value_text(name)


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
            plain[key] = sayable(value)
    return "".join([*parts, tomli_w.dumps(plain)])


def value_text(value: object) -> str:
    """`value` as TOML: strings with line breaks in triple quotes, arrays and tables on one line.

    Raises TypeError for what TOML has no word for.
    """
    # tomli_w turns \r\n into \n inside triple quotes, which would change the reader's words.
    if isinstance(value, str) and "\n" in value and "\r" not in value:
        return _scalar(value, multiline=True)
    return _inline(value)


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key_text(key)} = {_inline(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if value else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_inline, value))}]"
    return _scalar(value, multiline=False)


def _scalar(value: object, *, multiline: bool) -> str:
    import tomli_w

    return tomli_w.dumps({"x": sayable(value)}, multiline_strings=multiline)[len("x = ") : -1]
