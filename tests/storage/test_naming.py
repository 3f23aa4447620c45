"""What a marks file is called tells as much of what one reads as one wants it to."""

from __future__ import annotations

from pathlib import Path

import pytest
from window import ESSAY, NOW, sentence

from quietread.core.markdown import read_markdown
from quietread.storage.marks import Store
from quietread.storage.paths import file_name


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("self-reliance", "self-reliance"),
        ("con", "con-essay"),
        ("LPT1.notes", "LPT1.notes-essay"),
        ("a/b\\c:d", "a-b-c-d"),
        ("…", "essay"),
        ("x" * 200, "x" * 80),
        ("être", "être"),
    ],
)
def test_any_system_can_hold_the_name(slug: str, name: str) -> None:
    assert file_name(slug) == name


def test_a_hash_tells_nothing_and_is_found_at_once(tmp_path: Path) -> None:
    def run() -> Store:
        folders = tmp_path / "marks", tmp_path / "local", tmp_path / "locks"
        return Store(*folders, tell=lambda event: None, now=lambda: NOW, hashed=True)

    first = run()
    first.open(ESSAY)
    first.put(ESSAY.id, sentence(ESSAY, "One"))
    other = read_markdown("# Other\n\nTwo is elsewhere.", "other")
    first.open(other)
    first.put(other.id, sentence(other, "Two"))
    first.close()
    names = {path.name for path in (tmp_path / "marks").iterdir()}
    assert len(names) == 2
    assert all(name.startswith("essay-") and "faults" not in name for name in names)
    assert [entry.id for entry in run().open(ESSAY).entries] == ["one"]
