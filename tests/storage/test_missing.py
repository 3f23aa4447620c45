"""Marks that are gone from a file without a word, found missing at the next start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from window import Window

from quietread.storage.events import MISSING

ACCIDENTS: dict[str, Callable[[Path], None]] = {
    "all marks cut out": lambda file: rewrite(file, file.read_bytes().split(b"[[mark]]")[0]),
    "deleted": lambda file: file.unlink(),
    "emptied": lambda file: rewrite(file, b""),
    "blank": lambda file: rewrite(file, b"\xef\xbb\xbf\r\n \n"),
}


def rewrite(file: Path, data: bytes) -> None:
    file.write_bytes(data)


@pytest.fixture(params=ACCIDENTS)
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Two marks were kept, and something has happened since."""
    first = Window(tmp_path)
    first.keep("One", "Two")
    first.store.close()
    ACCIDENTS[request.param](first.file)
    return tmp_path


def test_they_are_missed_until_somebody_decides_and_can_be_put_back(room: Path) -> None:
    second = Window(room).begin()
    (finding,) = second.store.findings
    assert (finding.kind, finding.ids) == (MISSING, ("one", "two"))
    assert "faults.toml" in finding.words
    second.store.close()
    third = Window(room).begin()
    assert third.store.findings == (finding,)
    third.store.accept(finding)
    assert third.store.settle(10)
    assert list(third.store.findings) == []
    assert third.ids() == ["one", "two"]
    assert [path.name for path in third.file.parent.iterdir()] == ["faults.toml"]
    third.store.close()


def test_dismissed_they_are_not_missed_again(room: Path) -> None:
    second = Window(room).begin()
    second.store.dismiss(second.store.findings[0])
    assert second.store.settle(10)
    second.store.close()
    third = Window(room).begin()
    assert third.store.findings == ()
    third.store.close()


def test_new_marks_go_into_the_same_file_meanwhile(room: Path) -> None:
    second = Window(room).begin()
    second.keep("Three")
    assert second.ids() == ["three"]
    second.store.accept(second.store.findings[0])
    assert second.store.settle(10)
    assert second.ids() == ["one", "two", "three"]
    second.store.close()


def test_the_copy_of_another_essay_is_not_taken_for_ours(tmp_path: Path) -> None:
    first = Window(tmp_path)
    first.keep("One")
    first.store.close()
    text = first.file.read_text()
    for copy in (tmp_path / "local" / "backups").rglob("*.toml"):
        copy.write_text(text.replace('id = "faults"', 'id = "another"'))
    first.file.unlink()
    second = Window(tmp_path).begin()
    assert second.store.findings == ()
    second.store.close()
