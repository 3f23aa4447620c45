"""What is forgotten is nowhere on this machine any more."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pytest
from window import ESSAY, NOW, Window, sentence

from quietread.core import anchor
from quietread.core.mark import annotated
from quietread.core.markdown import read_markdown
from quietread.core.merge import Change
from quietread.errors import StoreError
from quietread.storage import recovery
from quietread.storage.cache import Cache
from quietread.storage.coming_and_going import forget, unreadable
from quietread.storage.document import parsed
from quietread.storage.heads import Whereabouts
from quietread.storage.places import remember
from quietread.storage.tables import table_of

SECRET = "something nobody else should read"


@pytest.fixture
def where(tmp_path: Path) -> Whereabouts:
    """One mark with a secret note and one without, kept in a run with everything a run can leave behind."""
    window = Window(tmp_path)
    window.keep("Two")
    secret = annotated(sentence(ESSAY, "One"), SECRET, now=NOW)
    window.store.put(ESSAY.id, secret)
    window.store.draft(ESSAY.id, "one", f"{SECRET}, and more")
    window.store.close()
    whole = window.file.read_bytes()
    local = tmp_path / "local"
    for name in (
        "local/merged/20260301T210000 faults 2.toml",
        "local/leftovers/.quietread-x.tmp",
        "local/in-place/0123",
        "local/recovery/torn.toml",
        "marks/.quietread-y.tmp",
        "marks/faults.sync-conflict-20260301-210000-ABCDEFG.toml",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(whole + (b"\x00" if "torn" in name or "0123" in name else b""))
    table = table_of(secret)
    changes = {"one": Change(table, None), "two": Change(None, table_of(sentence(ESSAY, "Two")))}
    recovery.write(local / "recovery" / "faults-0.toml", {"id": "faults"}, None, changes, NOW)
    newer = read_markdown("# Faults\n\nOne is here now.", "faults")
    cache = Cache(tmp_path / "cache.db")
    remember(cache, newer, anchor.locate_all(newer.text, [secret]))
    cache.close()
    return Whereabouts(tmp_path / "marks", local, tmp_path / "locks")


def holding(room: Path, words: str) -> list[Path]:
    """Every file with these words in it."""
    return [path for path in room.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def run(target: str, where: Whereabouts) -> list[Path]:
    cache = Cache(where.marks.parent / "cache.db")
    found = forget(target, where, cache, NOW + timedelta(hours=1))
    assert cache.ask("SELECT * FROM anchored WHERE mark = ?", (target,)) == []
    cache.close()
    return found


def test_a_mark(where: Whereabouts, tmp_path: Path) -> None:
    assert len(holding(tmp_path, SECRET)) >= 9
    assert len(run("one", where)) >= 9
    assert holding(tmp_path, SECRET) == []
    document = parsed((where.marks / "faults.toml").read_bytes())
    assert document.ids == ("two",)
    assert set(document.sheet.removed) == {"one"}, "so that no sync copy brings it back"
    (waiting,) = recovery.waiting(where.local)
    assert set(waiting.changes) == {"two"}
    assert run("one", where) == []


def test_an_essay(where: Whereabouts, tmp_path: Path) -> None:
    run("faults", where)
    assert holding(tmp_path, SECRET) == []
    assert holding(tmp_path, "Two is here.") == []
    assert not (where.marks / "faults.toml").exists()


def test_what_cannot_be_read_is_named(where: Whereabouts) -> None:
    file = where.marks / "faults.toml"
    file.write_bytes(file.read_bytes() + b"note = broken\n")
    before = file.read_bytes()
    run("one", where)
    assert file.read_bytes() == before
    assert unreadable("one", where) == [file]
    assert unreadable("nothing", where) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")
def test_a_linked_file_goes_with_its_link(where: Whereabouts, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    (where.marks / "faults.toml").rename(real)
    (where.marks / "faults.toml").symlink_to(real)
    run("faults", where)
    assert holding(tmp_path, SECRET) == []
    assert not (where.marks / "faults.toml").is_symlink()


def test_a_file_that_cannot_be_deleted_is_said(where: Whereabouts, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StoreError, match="permission denied"):
        run("faults", where)
