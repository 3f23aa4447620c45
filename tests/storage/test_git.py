"""Two branches in a real git repository, set up as the page on marks says, and without."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from repository import LENGTH, NOW, OLD, Repository

from quietread.storage.conflicts import merge_signs
from quietread.storage.document import parsed
from quietread.storage.heads import Whereabouts

TRIALS = 100 if os.environ.get("QUIETREAD_LONG") else 2
"""Of each kind."""
KINDS = {"one mark each": (1, False), "five marks each": (5, False), "the same note": (0, True)}
"""How many marks each branch has kept, and whether both have written a note for the same old mark."""

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="there is no git"),
    pytest.mark.parametrize(("count", "note"), KINDS.values(), ids=[*KINDS]),
]


def diverged(room: Path, trial: int, count: int, note: bool) -> Repository:
    """Two branches whose marks stand anywhere, those of one near those of the other in every second trial."""
    dice = random.Random(trial)
    repository = Repository(room / str(trial))
    away = [dice.randrange(LENGTH) for _ in range(count)]
    home = [start + 1 if trial % 2 else dice.randrange(LENGTH) for start in away]
    repository.diverge(away, home, note=note)
    return repository


def whole(repository: Repository, count: int, note: bool) -> None:
    """Every mark is there, and both notes, the newer one first."""
    document = parsed(repository.file.read_bytes())
    assert len(document.ids) == OLD + 2 * count
    if note:
        noted = document.sheet.marks["m2"]
        assert (noted["note"], noted["note_kept"]) == ("from home", ["from away"])


def test_with_our_driver_every_merge_is_clean(tmp_path: Path, count: int, note: bool) -> None:
    for trial in range(TRIALS):
        repository = diverged(tmp_path, trial, count, note)
        repository.use_our_driver()
        assert repository.git("merge", "-q", "--no-edit", "away") == 0
        whole(repository, count, note)


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_without_it_what_git_leaves_can_be_merged_afterwards(
    tmp_path: Path, count: int, note: bool, style: str
) -> None:
    conflicts = 0
    for trial in range(TRIALS):
        repository = diverged(tmp_path, trial, count, note)
        repository.git("config", "merge.conflictStyle", style)
        if repository.git("merge", "-q", "--no-edit", "away"):
            conflicts += 1
            room = repository.room
            merge_signs(repository.file, Whereabouts(room, room / "local", room / "locks"), NOW)
        whole(repository, count, note)
    assert conflicts, "git would be enough"
