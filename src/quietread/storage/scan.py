"""Where the statements of a TOML text begin and end, so that one can be changed and the rest left alone.

Nothing is interpreted here: a text is cut into headers, pairs, comments and blank lines whose pieces
joined are the text. Whether it is TOML at all is for `tomllib` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

_STRING = r'''
    """(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{0,2})
  | '{3}(?:[^']++|'(?!''))*+'{3}(?:'{0,2})
  | "(?!"")(?:[^"\\\n]++|\\[^\n])*+"
  | '(?!'')[^'\n]*+'
'''
_TOKEN = re.compile(_STRING + r"""| \#[^\n]*+ | [\[\]{}\n] | [^"'\#\[\]{}\n]++""", re.VERBOSE | re.DOTALL)
_PLAIN = re.compile(
    r"[ \t]*([A-Za-z0-9_-]+)[ \t]*=[ \t]*"
    r'("[^"\\\n]*+"(?!")|[\w:+.-]++(?:[ ]++[\w:+.-]++)*+)'
    r"[ \t]*\r?(?:\n|\Z)"
)
_KEY = re.compile(r"[ \t]*((?:" + _STRING + r"""| [^"'=\#\n])+?)[ \t]*=[ \t]*""", re.VERBOSE | re.DOTALL)
_HEADER = re.compile(r"[ \t]*\[")
_BARE = re.compile(r"[A-Za-z0-9_-]+(?:[ \t]*\.[ \t]*[A-Za-z0-9_-]+)*")


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
    if line.startswith("[["):
        return "array"
    if line.startswith("["):
        return "table"
    if line.startswith("#"):
        return "comment"
    return "pair" if line.strip() else "blank"


def header_path(line: str) -> tuple[str, ...]:
    """The names in a header line: `[a."b c"] # so` gives ("a", "b c"). Raises ValueError if it is none."""
    import tomllib

    bare = re.fullmatch(r"\s*\[{1,2}([A-Za-z0-9_-]+)\]{1,2}\s*", line)
    if bare:
        return (bare[1],)
    return _walk(tomllib.loads(line))


def pair_of(text: str, statement: Statement) -> tuple[tuple[str, ...], tuple[int, int]]:
    """The names before the `=` of a pair, and where its value stands in `text`. Raises ValueError."""
    plain = _PLAIN.match(text, statement.start)
    if plain:
        return (plain[1],), plain.span(2)
    line = text[statement.start : statement.end]
    names, begin = _pair_key(line)
    return names, (statement.start + begin, statement.start + _value_end(line, begin))


def _pair_key(line: str) -> tuple[tuple[str, ...], int]:
    import tomllib

    found = _KEY.match(line)
    if found is None:
        raise ValueError(line)
    name = found[1].rstrip()
    if _BARE.fullmatch(name):
        return tuple(part.strip() for part in name.split(".")), found.end()
    return _walk(tomllib.loads(f"{name} = 0")), found.end()


def _value_end(line: str, start: int) -> int:
    # before its comment and white space
    at, end, depth = start, start, 0
    while at < len(line):
        token = _TOKEN.match(line, at)
        if token is None or (depth <= 0 and token[0] == "\n"):
            break
        at = token.end()
        if token[0].startswith("#"):
            continue
        depth += (token[0] in "[{") - (token[0] in "]}")
        if token[0].strip():
            end = token.start() + len(token[0].rstrip())
    return end


def _walk(data: object) -> tuple[str, ...]:
    path = []
    while isinstance(data, dict | list) and data:
        if isinstance(data, list):
            data = data[-1]
        else:
            name, data = next(iter(data.items()))
            path.append(str(name))
    return tuple(path)


_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
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
