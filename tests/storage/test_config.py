"""The reader's config file is read whole, and one change leaves the rest as the hand wrote it."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from quietread.core.settings import Settings, settle
from quietread.errors import StoreError
from quietread.storage.config import read_config, remember

BROKEN = {
    b"measure = 60\nmotion = \n": (2, "column 10"),
    b"measure = 60\n[pause\nkind = 1\n": (2, "column 7"),
    b"a = 1\na = 2\n": (2, "overwrite"),
    b'\n\nx = "open': (3, "not TOML"),
    b'ok = 1\ntheme = "caf\xe9"\n': (2, "UTF-8"),
    b"\xff\xfem\x00": (1, "UTF-8"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "quietread" / "config.toml"


def written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_missing_file_says_nothing(path: Path) -> None:
    assert read_config(path)[0].data == {}
    assert read_config(path)[1] == ()
    assert not path.parent.exists()


@pytest.mark.parametrize("data", BROKEN)
def test_a_broken_file_is_one_line_with_its_place(path: Path, data: bytes) -> None:
    found, problems = read_config(written(path, data))
    line, word = BROKEN[data]
    assert found.data == {}
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}:{line}: ")
    assert word in problems[0]
    assert "\n" not in problems[0]


def test_a_mark_of_byte_order_and_dos_line_ends_are_fine(path: Path) -> None:
    found, problems = read_config(written(path, b"\xef\xbb\xbf# c\r\nmeasure = 50\r\ntheme = 1\r\n"))
    assert (dict(found.data), problems) == ({"measure": 50, "theme": 1}, ())
    assert found.line("theme") == 3


def test_a_folder_in_its_place_is_one_line(path: Path) -> None:
    path.mkdir(parents=True)
    assert "directory" in read_config(path)[1][0]


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFO there")
def test_a_pipe_in_its_place_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    assert read_config(path)[0].data == {}


def test_what_is_remembered_is_found_again(path: Path) -> None:
    remember(path, {"theme": "paper"})
    remember(path, {"pause.kind": "still"})
    remember(path, {"measure": 60})
    remember(path, {"theme": "night"})
    found = settle(read_config(path)[0])
    assert found.settings == Settings(theme="night", pause_kind="still", measure=60)
    assert found.problems == ()


@pytest.mark.skipif(sys.platform == "win32", reason="modes as POSIX has them")
def test_what_is_made_is_the_readers_alone(path: Path) -> None:
    remember(path, {"theme": "paper"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_hand_written_rest_stays(path: Path) -> None:
    text = "# mine\n\nmeasure=60   # wide\n\n[pause] # slow\nkind   = 'moving'\n\n[keys]\nnext = 'x'"
    remember(written(path, text.encode()), {"pause.kind": "none"})
    assert path.read_text() == text.replace("'moving'", '"none"')


@pytest.mark.parametrize("data", BROKEN)
def test_a_broken_file_is_never_written_to(path: Path, data: bytes) -> None:
    written(path, data)
    with pytest.raises(StoreError, match="theme not remembered") as caught:
        remember(path, {"theme": "paper"})
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == data


def test_a_folder_that_cannot_be_made_is_one_line(path: Path) -> None:
    path.parent.parent.parent.joinpath("config").write_text("a file")
    with pytest.raises(StoreError, match="measure not remembered"):
        remember(path, {"measure": 50})
