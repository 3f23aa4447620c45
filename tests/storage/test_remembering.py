"""Settings changed while reading: in the file soon, in order, and never at the cost of what a hand wrote."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from quietread.core.settings import Settings, settle
from quietread.storage import config, durable
from quietread.storage.config import Memory, read_config, remember


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quietread" / "config.toml"


def test_the_last_of_many_changes_stands_in_the_file(path: Path) -> None:
    memory = Memory(path)
    for measure in range(30, 81):
        memory.remember("measure", measure)
    memory.remember("theme", "paper")
    assert memory.close() == ()
    assert settle(read_config(path)[0]).settings == Settings(measure=80, theme="paper")


def test_changes_of_one_moment_are_one_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on, written = Event(), Event(), []

    def slowly(file: Path, changes: dict[str, object]) -> None:
        written.append(dict(changes))
        begun.set()
        go_on.wait(10)

    monkeypatch.setattr(config, "remember", slowly)
    memory = Memory(path)
    memory.remember("measure", 60)
    assert begun.wait(10)
    for measure in (63, 66, 69):
        memory.remember("measure", measure)
    memory.remember("theme", "night")
    go_on.set()
    memory.close()
    assert written == [{"measure": 60}, {"measure": 69, "theme": "night"}]


def test_what_cannot_be_kept_is_said_once(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("broken = \n", "utf-8")
    told: list[str] = []

    def tell(line: str) -> bool:
        told.append(line)
        return True

    memory = Memory(path, tell)
    memory.remember("theme", "paper")
    assert memory.settle() == ()
    memory.remember("measure", 60)
    assert memory.close() == ()
    assert len(told) == 1
    assert told[0].startswith(f"theme not remembered: {path}:1: ")
    assert path.read_text("utf-8") == "broken = \n"


def test_what_nobody_could_be_told_is_left_for_the_end(path: Path) -> None:
    path.parent.write_text("a file where the folder should be", "utf-8")
    memory = Memory(path)
    memory.remember("theme", "paper")
    (line,) = memory.close()
    assert "theme not remembered" in line


def test_a_disk_that_does_not_answer_keeps_nobody(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Event()
    monkeypatch.setattr(config, "PATIENCE", 0.05)
    monkeypatch.setattr(config, "remember", lambda file, changes: go_on.wait(10))
    memory = Memory(path)
    memory.remember("theme", "paper")
    assert memory.close() == ("settings not remembered yet: the disk does not answer",)
    go_on.set()


def test_closing_without_a_change_touches_nothing(path: Path) -> None:
    assert Memory(path).close() == ()
    assert not path.parent.exists()


def test_what_a_hand_writes_meanwhile_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(path, {"measure": 60})
    real = durable.replace
    by_hand = iter(["# by hand\nmeasure = 45\n"])

    def interrupted(target: Path, data: bytes, *, expect: durable.Seen | None = None) -> durable.Seen:
        for text in by_hand:
            path.write_text(text, "utf-8")
        return real(target, data, expect=expect)

    monkeypatch.setattr(durable, "replace", interrupted)
    remember(path, {"theme": "paper"})
    assert path.read_text("utf-8") == '# by hand\nmeasure = 45\ntheme = "paper"\n'


def test_a_link_to_a_file_elsewhere_stays_a_link(path: Path, tmp_path: Path) -> None:
    dotfiles = tmp_path / "dotfiles.toml"
    dotfiles.write_text("measure = 45 # mine\n", "utf-8")
    path.parent.mkdir()
    path.symlink_to(dotfiles)
    remember(path, {"measure": 60})
    assert path.is_symlink()
    assert dotfiles.read_text("utf-8") == "measure = 60 # mine\n"
