"""The cache is disposable: whatever is wrong with it, the answers are right and nobody is told."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quietread.storage import cache as module
from quietread.storage.cache import Cache, Stamp
from quietread.storage.library import Shelves, look_through, remembered, remembered_path
from quietread.storage.opening import open_essay

as_reader = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "library.db"


@pytest.fixture
def shelves(tmp_path: Path) -> Shelves:
    own = tmp_path / "own"
    own.mkdir()
    for name in ("a", "b"):
        (own / f"{name}.md").write_text(f"# Title {name}\n\nThe words of {name}.\n")
        os.utime(own / f"{name}.md", (1, 1))
    os.utime(own, (1, 1))
    return Shelves(own, bundled=False)


def is_right(shelves: Shelves, cache: Cache) -> None:
    for _ in range(2):
        library = look_through(shelves, cache)
        assert [entry.title for entry in library.entries] == ["Title a", "Title b"]
        assert remembered(shelves, cache) in (None, library)
        for entry in library.entries:
            assert open_essay(entry.path, cache).text == f"The words of {entry.slug}."


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def holed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    path.write_bytes(data)


def noise(path: Path) -> None:
    path.write_bytes(b"\xff" * 10_000)


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE VIEW file AS SELECT 1 AS path")
        made.execute("CREATE TABLE essay (something TEXT)")


def older(path: Path) -> None:
    made = sqlite3.connect(path)
    made.execute("PRAGMA user_version = 3")
    made.execute("UPDATE essay SET packed = '{}'")
    made.execute("DROP TABLE folder")
    made.commit()
    made.close()


def lying(path: Path) -> None:
    """Of the right version, but with other tables."""
    made = sqlite3.connect(path)
    made.executescript("DROP TABLE file; CREATE TABLE file (path BLOB); DROP TABLE essay;")
    made.close()


def garbled(path: Path) -> None:
    made = sqlite3.connect(path)
    made.executescript("UPDATE essay SET packed = substr(packed, 1, 40)")
    made.close()


def strange(path: Path) -> None:
    made = sqlite3.connect(path)
    made.executescript("UPDATE essay SET packed = '[1, {\"format\": 1}]'")
    made.close()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


HARMS = [torn, holed, noise, foreign, older, lying, garbled, strange, a_folder, Path.unlink]


@pytest.mark.parametrize("harm", HARMS, ids=lambda one: one.__name__)
def test_a_harmed_cache_changes_no_answer(path: Path, shelves: Shelves, harm: Callable[[Path], None]) -> None:
    cache = Cache(path)
    is_right(shelves, cache)
    cache.close()
    harm(path)
    again = Cache(path)
    is_right(shelves, again)
    again.close()
    last = Cache(path)
    is_right(shelves, last)
    assert (remembered(shelves, last) is None) == (harm is a_folder)
    last.close()


def test_harm_while_it_is_open_changes_no_answer(path: Path, shelves: Shelves) -> None:
    cache = Cache(path)
    is_right(shelves, cache)
    with path.open("r+b") as file:
        file.write(b"\0" * 4096)
    is_right(shelves, cache)
    assert remembered_path("a", shelves, Cache(path)) in (None, str(shelves.own / "a.md"))
    cache.close()


@as_reader
def test_a_folder_that_cannot_be_written_to_is_done_without(path: Path, shelves: Shelves) -> None:
    path.parent.mkdir()
    path.parent.chmod(0o500)
    is_right(shelves, Cache(path))
    path.parent.chmod(0o700)


def test_a_file_in_the_folders_place_is_done_without(path: Path, shelves: Shelves) -> None:
    path.parent.write_text("in the way")
    is_right(shelves, Cache(path))
    assert path.parent.read_text() == "in the way"


def test_while_another_writes_it_is_done_without(path: Path, shelves: Shelves) -> None:
    first = Cache(path)
    first.ask("SELECT 1")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    is_right(shelves, Cache(path, patience=0.01))
    other.execute("ROLLBACK")
    other.close()
    is_right(shelves, first)
    assert remembered(shelves, first) is not None
    first.close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes as POSIX has them")
def test_it_is_the_readers_alone(path: Path, shelves: Shelves) -> None:
    old = os.umask(0)
    try:
        is_right(shelves, Cache(path))
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in path.parent.iterdir())


def test_another_version_of_the_reader_starts_anew(
    path: Path, shelves: Shelves, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_right(shelves, Cache(path))
    monkeypatch.setattr(module, "_VERSION", module._VERSION ^ 1)
    assert remembered(shelves, Cache(path)) is None
    is_right(shelves, Cache(path))


def test_a_mistake_of_ours_is_not_forgiven(path: Path) -> None:
    with pytest.raises(sqlite3.ProgrammingError):
        Cache(path).ask("SELECT ?", ())


@pytest.mark.parametrize(
    ("age", "whole", "sure"),
    [(1, False, True), (0.0, False, False), (1, True, False), (3, True, True), (-5, False, False)],
)
def test_a_file_is_only_known_when_a_change_would_show(
    monkeypatch: pytest.MonkeyPatch, age: float, whole: bool, sure: bool
) -> None:
    now = 1_800_000_000_000_000_000 + (0 if whole else 123_456_789)
    monkeypatch.setattr("time.time_ns", lambda: now + 1)
    stamp = Stamp(5, now - int(age * 1_000_000_000))
    assert stamp.sure == (stamp if sure else Stamp(5, -1))


def test_several_threads_may_ask_at_once(path: Path, shelves: Shelves) -> None:
    cache = Cache(path)
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(5):
                is_right(shelves, cache)
        except BaseException as error:
            failed.append(error)
            raise

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    cache.close()


PROCESS = """
import sys
from pathlib import Path
from quietread.storage.cache import Cache
from quietread.storage.library import Shelves, look_through
from quietread.storage.opening import open_essay
own, path = map(Path, sys.argv[1:])
for number in range(8):
    cache = Cache(path)
    (own / "c.md").touch()
    library = look_through(Shelves(own, bundled=False), cache)
    assert [one.slug for one in library.entries][:2] == ["a", "b"]
    assert [open_essay(one.path, cache).slug for one in library.entries][:2] == ["a", "b"]
    cache.close()
"""


def test_two_processes_use_it_at_once(path: Path, shelves: Shelves) -> None:
    command = [sys.executable, "-W", "error", "-c", PROCESS, str(shelves.own), str(path)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate(timeout=60)[1] for process in running] == ["", ""]
    assert [process.returncode for process in running] == [0, 0]


def test_essays_from_elsewhere_do_not_pile_up(path: Path, shelves: Shelves, tmp_path: Path) -> None:
    cache = Cache(path)
    for number in range(230):
        file = tmp_path / f"{number}.md"
        file.write_text("words")
        os.utime(file, (1, 1))
        open_essay(str(file), cache)
    look_through(shelves, cache)
    assert 200 <= cache.ask("SELECT count(*) FROM essay")[0][0] <= 202
    cache.close()
