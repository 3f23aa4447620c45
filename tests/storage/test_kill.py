"""kill -9 at any moment, over two windows writing the same file: what was said to be kept is kept."""

from __future__ import annotations

import os
import random
import sys
import time
import tomllib
from pathlib import Path

import pytest
from nursery import Nursery

LONG = bool(os.environ.get("QUIETREAD_LONG"))
ROUNDS = 1000 if LONG else 50

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")


def one_round(nursery: Nursery, folder: Path, number: int, sabotage: str, dice: random.Random) -> list[str]:
    """Two writers until some marks are kept, and both killed. Returns the ids they were told are kept."""
    nursery.ask(folder, number, sabotage, writers=2, count=400)
    kept: list[str] = []
    enough = dice.randint(1, 5)
    while len(kept) < enough:
        kept += nursery.hear()[1:]
    time.sleep(dice.uniform(0, 0.01))
    nursery.kill()
    return kept + [id_ for _, id_ in nursery.rest()]


def harm(nursery: Nursery, room: Path, rounds: int, sabotage: str) -> tuple[int, list[str]]:
    """Marks acknowledged in all, and what has come to harm after so many rounds, or at the first harm."""
    dice, total = random.Random(9), 0
    for number in range(rounds):
        folder = room / f"room{number // 5}"
        file = folder / "marks" / "kill.toml"
        if not file.exists():
            file.parent.mkdir(parents=True)
            file.write_text("# by hand\nmine = 1 # mine\n\n[essay]\nid = 'kill'\n")
            kept_here: list[str] = []
        kept_here += one_round(nursery, folder, number, sabotage, dice)
        try:
            data = tomllib.loads(file.read_text())
        except tomllib.TOMLDecodeError as error:
            return total, [f"unreadable after {number} rounds: {error}"]
        there = {mark["id"] for mark in data.get("mark", [])}
        lost = [id_ for id_ in kept_here if id_ not in there]
        if lost or "mine = 1 # mine" not in file.read_text():
            return total, lost or ["the hand's own comment"]
        total += len(kept_here)
    return total, []


def test_nothing_that_was_kept_is_lost(nursery: Nursery, tmp_path: Path) -> None:
    kept, lost = harm(nursery, tmp_path, ROUNDS, "none")
    assert lost == []
    assert kept > ROUNDS


@pytest.mark.parametrize("sabotage", ["naive", "blind"])
def test_a_lesser_way_of_writing_would_lose_marks(nursery: Nursery, tmp_path: Path, sabotage: str) -> None:
    _, lost = harm(nursery, tmp_path, 60, sabotage)
    assert lost
