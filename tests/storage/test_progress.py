"""Places are kept at every turn, and whatever happens to the file, the reading goes on."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from quietread.core.parts import Place
from quietread.core.terminal import ASKED
from quietread.core.trail import Stop, Trail
from quietread.storage.progress import READ, UNDER_WAY, UNREAD, Progress

as_reader = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")


class Clock:
    """A clock one second further at each look."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "local" / "progress.db"


@pytest.fixture
def progress(path: Path) -> Iterator[Progress]:
    made = Progress(path, Clock())
    yield made
    made.close()


def again(progress: Progress) -> Progress:
    progress.close()
    return Progress(progress.path, Clock())


def place(offset: int) -> Place:
    return Place(offset, "e" * 64, "It was a “quiet” page\x00, and 漢字.")


def test_reading_makes_nothing_and_knows_nothing(progress: Progress) -> None:
    running = threading.active_count()
    assert progress.seen("a") is None
    assert progress.latest() is None
    assert (progress.state("a"), progress.states(), progress.echoes()) == (UNREAD, {}, {})
    assert progress.trail() == Trail()
    assert not progress.welcomed()
    assert progress.told("xterm", ASKED) == {}
    progress.close()
    assert not progress.path.parent.exists()
    assert threading.active_count() == running


def test_a_place_is_found_again(progress: Progress) -> None:
    for offset in (0, 10, 7):
        progress.save("a", "/essays/a.md", place(offset))
    for known in (progress, again(progress)):
        seen = known.seen("a")
        assert seen is not None
        assert (seen.path, seen.place, seen.seen, seen.read) == ("/essays/a.md", place(7), 1003.0, False)
        known.close()


def test_read_is_never_forgotten(progress: Progress) -> None:
    progress.save("a", "", place(1))
    assert progress.state("a") == UNDER_WAY
    progress.save("a", "", place(9), read=True)
    progress.save("a", "", place(2))
    progress.save("b", "", place(2))
    assert progress.state("a") == READ
    assert progress.states() == {"a": READ, "b": UNDER_WAY}
    assert progress.state("c") == UNREAD


def test_the_essay_read_last(progress: Progress) -> None:
    for name in ("a", "b", "a", "c", "b"):
        progress.save(name, f"/{name}", place(1))
    latest = progress.latest()
    assert latest is not None
    assert (latest.id, latest.path) == ("b", "/b")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always UTF-8")
def test_paths_of_any_bytes(progress: Progress) -> None:
    path = os.fsdecode(b"/caf\xe9/[red]\x1b\n'.md")
    progress.save("a", path, place(1))
    seen = progress.seen("a")
    assert seen is not None
    assert seen.path == path


def test_the_trail_survives_leaving(progress: Progress) -> None:
    trail = Trail(
        tuple(Stop(f"essay-{number}", "e" * 64, number, cursor=number + 1) for number in range(200)),
        (Stop("x", "f" * 64, 5, related=True, lead=3), Stop("y", "", 0)),
    )
    progress.save_trail(trail)
    assert again(progress).trail() == trail


@pytest.mark.parametrize("value", ["", "[]", "[[1], []]", "{}", "[[[1, 2]], []]", "nonsense", "null"])
def test_a_garbled_trail_is_an_empty_one(progress: Progress, value: str) -> None:
    progress.save_welcomed()
    progress.close()
    made = sqlite3.connect(progress.path)
    made.execute("INSERT INTO note VALUES ('trail', ?)", (value,))
    made.commit()
    made.close()
    known = Progress(progress.path)
    assert known.trail() == Trail()
    known.close()


def test_small_things_are_remembered(progress: Progress) -> None:
    progress.save_welcomed()
    progress.save_told("iTerm xterm", {"background": "#ffffff", "dash": ""})
    progress.save_told("iTerm xterm", {"background": "#000000"})
    progress.save_echo("m1")
    progress.save_echo("m2")
    progress.save_echo("m1")
    known = again(progress)
    assert known.welcomed()
    assert known.told("iTerm xterm", ASKED) == {"background": "#000000", "dash": ""}
    assert known.told("xterm", ASKED) == {}
    assert known.echoes() == {"m1": 1003.0, "m2": 1002.0}
    known.close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes as POSIX has them")
def test_it_is_the_readers_alone(progress: Progress) -> None:
    old = os.umask(0)
    try:
        progress.save("a", "", place(1))
        assert progress.seen("a")
    finally:
        os.umask(old)
    folder = progress.path.parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in folder.iterdir())


@pytest.mark.parametrize("bad", [b"\xff" * 9000, b"not a database, but words" * 300], ids=["noise", "words"])
def test_a_file_that_cannot_be_read_is_set_aside_and_that_is_said_once(path: Path, bad: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(bad)
    progress = Progress(path, Clock())
    assert progress.seen("a") is None
    progress.save("a", "", place(4))
    seen = progress.seen("a")
    assert seen is not None
    assert seen.place == place(4)
    news = progress.news()
    assert len(news) == 1
    assert str(path) + ".bad" in news[0]
    assert progress.news() == ()
    assert path.with_name("progress.db.bad").read_bytes() == bad
    progress.close()
    calm = Progress(path)
    assert (calm.state("a"), calm.news()) == (UNDER_WAY, ())
    calm.close()


def test_tables_of_someone_else_are_set_aside(path: Path) -> None:
    path.parent.mkdir(parents=True)
    made = sqlite3.connect(path)
    made.execute("CREATE TABLE essay (name TEXT)")
    made.close()
    progress = Progress(path)
    progress.save("a", "", place(4))
    assert progress.state("a") == UNDER_WAY
    assert len(progress.news()) == 1
    progress.close()


def test_harm_while_reading_is_survived(progress: Progress) -> None:
    for number in range(200):
        progress.save(f"essay-{number}", "/p", place(number))
    progress.close()
    data = bytearray(progress.path.read_bytes())
    data[4096:] = b"\x77" * (len(data) - 4096)
    progress.path.write_bytes(data)
    known = Progress(progress.path)
    known.save("a", "", place(1))
    assert known.state("a") == UNDER_WAY
    assert len(known.news()) == 1
    known.close()


def test_where_nothing_can_be_kept_that_is_said_once_and_reading_goes_on(path: Path) -> None:
    path.parent.parent.write_text("a file in the way")
    progress = Progress(path)
    for number in range(3):
        progress.save("a", "", place(number))
    assert progress.seen("a") is None
    news = progress.news()
    assert len(news) == 1
    assert news[0].startswith("places are not kept: ")
    progress.save("a", "", place(1))
    progress.close()
    assert progress.news() == ()


@as_reader
def test_a_file_that_may_not_be_written_is_said_once(progress: Progress) -> None:
    progress.save("a", "", place(1))
    progress.close()
    progress.path.chmod(0o400)
    known = Progress(progress.path)
    known.save("a", "", place(2))
    known.close()
    assert len(known.news()) == 1


def test_two_windows_keep_their_places(path: Path) -> None:
    windows = [Progress(path, Clock()) for _ in range(2)]
    for number in range(100):
        for name, window in zip("ab", windows, strict=True):
            window.save(name, "", place(number))
    for window in windows:
        window.close()
    last = Progress(path)
    for name in "ab":
        found = last.seen(name)
        assert found is not None
        assert found.place == place(99)
    assert last.news() == ()
    last.close()


TURNING = """
import sys
from pathlib import Path
from quietread.core.parts import Place
from quietread.storage.progress import Progress
progress = Progress(Path(sys.argv[1]))
for number in range(1, 1_000_000):
    progress.save("a", "", Place(number, "", ""))
    progress.state("a")
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
@pytest.mark.parametrize("turns", [1, 7, 40])
def test_a_kill_loses_at_most_the_last_page_turn(path: Path, turns: int) -> None:
    command = [sys.executable, "-c", TURNING, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(turns):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().split()
    known = Progress(path)
    seen = known.seen("a")
    assert seen is not None
    assert seen.place.offset >= int(said[-1] if said else turns)
    assert known.news() == ()
    known.close()


def test_turning_a_page_does_not_wait_for_the_disk(progress: Progress) -> None:
    progress.save("a", "", place(0))
    assert progress.state("a") == UNDER_WAY
    other = sqlite3.connect(progress.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    turned = threading.Event()

    def turn() -> None:
        for number in range(50):
            progress.save("a", "", place(number))
        turned.set()

    threading.Thread(target=turn, daemon=True).start()
    assert turned.wait(1)
    other.execute("ROLLBACK")
    other.close()
    seen = progress.seen("a")
    assert seen is not None
    assert seen.place == place(49)
