"""One essay's marks while they are on their way to the disk."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quietread.core.essay import Essay
from quietread.core.mark import Mark, annotated, made
from quietread.core.markdown import read_markdown
from quietread.errors import StoreError
from quietread.storage import sheaf
from quietread.storage.durable import Seen, replace
from quietread.storage.events import KEPT
from quietread.storage.heads import Whereabouts
from quietread.storage.sheaf import Sheaf

NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
ESSAY: Essay = read_markdown("# Haste\n\nIt was kept. It was not to be kept.\n", "haste")
MARK: Mark = made(ESSAY, 0, 12, id="0000000000aa", now=NOW)


@pytest.fixture
def marks(tmp_path: Path) -> Sheaf:
    (tmp_path / "marks").mkdir()
    return Sheaf({"id": "haste"}, Whereabouts(tmp_path / "marks", tmp_path / "local", tmp_path / "locks"))


def test_a_mark_removed_while_it_is_written_is_gone_with_the_next_write(
    marks: Sheaf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "marks" / "haste.toml"

    def hurried(path: Path, data: bytes, *, expect: Seen | None = None, **_: object) -> Seen:
        marks.remove(MARK.id)
        return replace(path, data, expect=expect)

    marks.put(MARK)
    with monkeypatch.context() as patch:
        patch.setattr(sheaf, "replace", hurried)
        marks.commit(file, NOW)
    assert marks.tables() == {}
    marks.commit(file, NOW)
    said = tomllib.loads(file.read_text("utf-8"))
    assert "mark" not in said
    assert [one["id"] for one in said["removed"]] == [MARK.id]


def test_a_mark_removed_while_it_cannot_be_written_makes_no_file(
    marks: Sheaf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "marks" / "haste.toml"

    def full(path: Path, data: bytes, *, expect: Seen | None = None, **_: object) -> Seen:
        marks.remove(MARK.id)
        raise StoreError("no space left on device")

    marks.put(MARK)
    with monkeypatch.context() as patch:
        patch.setattr(sheaf, "replace", full)
        with pytest.raises(StoreError):
            marks.commit(file, NOW)
    assert marks.commit(file, NOW)[KEPT] == (MARK.id,)
    assert not file.exists()


def test_a_folder_that_is_gone_is_not_begun_anew(marks: Sheaf, tmp_path: Path) -> None:
    marks.put(MARK)
    marks.commit(tmp_path / "marks" / "haste.toml", NOW)
    (tmp_path / "marks").rename(tmp_path / "unplugged")
    marks.put(annotated(MARK, "kept while the disk was away", now=NOW))
    with pytest.raises(StoreError):
        marks.commit(tmp_path / "marks" / "haste.toml", NOW)
    assert not (tmp_path / "marks").exists()
    (tmp_path / "unplugged").rename(tmp_path / "marks")
    assert marks.commit(tmp_path / "marks" / "haste.toml", NOW)[KEPT] == (MARK.id,)
