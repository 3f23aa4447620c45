"""Whatever bytes stand in a reader's files, they are understood or told of in a line, and never lost.

`mangled` takes a file that is in order and does to it what slips of a hand, tools and disks do.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quietread.commands.setup import default_text
from quietread.core.commands import COMMANDS, CONTEXTS
from quietread.core.keys import bind
from quietread.core.mark import made
from quietread.core.markdown import read_markdown
from quietread.core.settings import settle
from quietread.core.text import line
from quietread.core.toml import read_toml
from quietread.errors import StoreError
from quietread.storage.config import load_theme, read_config, remember
from quietread.storage.marks import Store

BEYOND = {
    "brackets": b"a = " + b"[" * 5_000,
    "tables": b"a = " + b"{b = " * 2_000,
    "dots": b"a" + b".a" * 5_000 + b" = 1",
    "digits": b"a = " + b"9" * 5_000,
}
"""TOML, or its beginning, that a parser or whoever walks what it reads can choke on."""
EXAMPLES = 1000 if os.environ.get("QUIETREAD_LONG") else 40
FUZZ = settings(derandomize=True, max_examples=EXAMPLES)
THEME = (Path(__file__).parents[2] / "themes" / "night.toml").read_bytes()
KEYS = b'"mark.sentence" = ["x", "ctrl+k"]\n"read.on" = "space"\nundo = []\nquit = ""\n"picker.paragraph" = "P"\n'
ESSAY = read_markdown("# Slips\n\nIt was kept. It was not lost.\n", "slips")
NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
MARKS = b"""# mine
format = 1
[essay]
id = "slips"
title = "Slips"
[[edition]]
sha256 = "%s"
[[mark]]
id = "m1110rdv1ewz"
created = 2026-03-03 22:02:11+01:00
quote = "It was not lost."
start = 13
end = 29
note = '''Said "so".'''
tags = ["a", "b"]
stars = 5 # mine
[[removed]]
id = "6bj7nvckjzs2"
at = 2026-03-04 09:00:00+01:00
""" % ESSAY.edition.encode()
PIECES = [
    b'"',
    b"'''",
    b"[[mark]]\n",
    b"=",
    b"\n",
    b"#",
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"[",
    b"]",
    b"9" * 30,
    b"nan",
    b"[" * 5_000,
    b"9" * 5_000,
    b"a" + b".a" * 5_000,
]
PIECES += [
    b"1979-05-27",
    b"true",
    b"{}",
    b"<<<<<<< ours\n",
    b"id = 3\n",
    b"\r\n",
    "\u202e\x1b[2J".encode(),
    b"[mark.x]\n",
    b'"\\u001b[2J\\u202e" = "\\u001b]0;x"\n',
]


@st.composite
def mangled(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file after a few slips: something put in, cut out, doubled, or the rest of it gone."""
    data = whole
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 30)))
        put = draw(st.sampled_from([*PIECES, data[start:end] * 2, b""]) | st.binary(max_size=4))
        data = data[:start] + put + data[end:]
        if draw(st.integers(0, 9)) == 0:
            data = data[:start]
    return data


def files(whole: bytes) -> st.SearchStrategy[bytes]:
    return mangled(whole) | st.binary(max_size=200)


def in_a_file(data: bytes, act: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.toml")
        path.write_bytes(data)
        act(path)


@FUZZ
@given(files(default_text().encode()))
def test_any_settings_file_is_read_or_told_of(data: bytes) -> None:
    def act(path: Path) -> None:
        written, problems = read_config(path)
        settled = settle(written, environ={})
        assert len(problems) <= 1
        assert all(said == line(said) for said in (*problems, *settled.problems))
        assert bool(problems) == (not parses(data))

    in_a_file(data, act)


@FUZZ
@given(files(default_text().encode()))
def test_a_setting_is_remembered_in_any_file_that_can_be_read(data: bytes) -> None:
    def act(path: Path) -> None:
        refused = ""
        try:
            remember(path, {"pause.kind": "still"})
        except StoreError as error:
            refused = str(error)
        assert refused == line(refused)
        if refused:
            assert path.read_bytes() == data
            return
        wanted = tomllib.loads(data.decode("utf-8-sig"))
        wanted.setdefault("pause", {})["kind"] = "still"
        assert repr(tomllib.loads(path.read_bytes().decode("utf-8-sig"))) == repr(wanted)

    in_a_file(data, act)


@FUZZ
@given(files(THEME))
@example(THEME + b'"\\u001b[2J" = "\\u001b]0;x"\n')
def test_any_theme_is_a_theme_or_told_of(data: bytes) -> None:
    def act(path: Path) -> None:
        theme, problems = load_theme(path)
        assert theme is not None or problems
        assert all(said == line(said) for said in problems)
        if theme is not None:
            assert theme.ramp(5, "truecolor")
            theme.look("text chosen strong")

    in_a_file(data, act)


NAMES = st.sampled_from([one.id for one in COMMANDS]) | st.sampled_from(
    ["quit", "quit.now", "mark", "nothing"]
)
KEY = st.sampled_from(
    ["q", "ctrl+c", "space", "x", "Q", "1", "ctrl+x", "", "gg", "\x1b", "f13", "enter"]
) | st.text(max_size=3)
VALUES = KEY | st.lists(KEY | st.integers(), max_size=4) | st.sampled_from([True, 3, NOW, {"a": "b"}])


def tables() -> st.SearchStrategy[dict[str, object]]:
    """Tables of keys: a hand's after some slips, or any values for any commands."""

    def read(data: bytes) -> dict[str, object]:
        try:
            return tomllib.loads(data.decode())
        except (ValueError, RecursionError):
            return {}

    return mangled(KEYS).map(read) | st.dictionaries(NAMES, VALUES, max_size=8)


@FUZZ
@given(tables())
@example({"quit": [], "quit.now": []})
@example({"undo": [3, "x"]})
@example({"undo": "\x1b", "\x1b[2J": "x"})
@example({"read.on": ["x", "x"], "undo": "x", "mark": {"sentence": "x"}})
def test_any_table_of_keys_is_bound_or_told_of(table: dict[str, object]) -> None:
    keymap, problems = bind(table, "config.toml")
    assert all(said == line(said) for said in problems)
    assert keymap.keys("quit") or keymap.keys("quit.now")
    for context in CONTEXTS:
        taken = [key for one in COMMANDS if one.words(context) for key in keymap.keys(one.id)]
        assert len(taken) == len(set(taken))
        assert set(keymap.bound(context)) <= set(taken)
    told = "\n".join(problems)
    asked = [name for name, value in table.items() if isinstance(value, str | list)]
    assert all(name in keymap.changed or line(name) in told for name in asked)


@settings(derandomize=True, max_examples=EXAMPLES // 2)
@given(files(MARKS))
@example(b"")
def test_any_marks_file_takes_a_mark_or_stays_as_it_is(data: bytes) -> None:
    def act(path: Path) -> None:
        folder = path.parent / "marks"
        folder.mkdir()
        file = folder / "slips.toml"
        file.write_bytes(data)
        store = Store(
            folder, path.parent / "local", path.parent / "locks", tell=lambda event: None, now=lambda: NOW
        )
        store.open(ESSAY)
        store.begin()
        kept = made(ESSAY, 0, 12, id="0000000000aa", now=NOW)
        store.put(ESSAY.id, kept)
        assert store.close() == []
        everything = b"".join(one.read_bytes() for one in path.parent.rglob("*.toml") if one != path)
        assert b'"0000000000aa"' in everything
        if not parses(data) and data.removeprefix(b"\xef\xbb\xbf").strip():
            assert file.read_bytes() == data
        else:
            assert all(parses(one.read_bytes()) for one in folder.glob("*.toml"))

    in_a_file(data, act)


@pytest.mark.parametrize("data", BEYOND.values(), ids=BEYOND)
def test_what_is_nested_or_long_beyond_sense_is_told_of_in_a_line(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_bytes(b"# mine\n" + data + b"\n")
    written, problems = read_config(path)
    assert not written.data
    assert [said for said in problems if f"{path}:2: " in said and said == line(said)]
    theme, problems = load_theme(path)
    assert theme is None
    assert [said for said in problems if f"{path}:2: " in said and said == line(said)]
    essay = read_markdown(f"+++\n{data.decode()}\n+++\nIt was kept.\n", "slips")
    assert essay.text == "It was kept."
    assert [said for said in essay.problems if "line 2" in said and said == line(said)]
    (said,) = settle(environ={}, sets=[f"measure={data.decode().removeprefix('a = ')}"]).problems
    assert said == line(said)


def parses(data: bytes) -> bool:
    """Whether the bytes are TOML, and such as can be worked with."""
    try:
        read_toml(data.decode("utf-8-sig"))
    except ValueError:
        return False
    return True
