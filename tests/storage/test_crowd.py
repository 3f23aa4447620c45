"""Many windows writing one file at once, with locks and without; and a note being typed when its window is killed."""

from __future__ import annotations

import os
import random
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from nursery import Nursery

from quietread.storage.recovery import read_draft

LONG = bool(os.environ.get("QUIETREAD_LONG"))
CROWDS = [(2, 100), (4, 50), (8, 25)] if LONG else [(4, 10)]
"""Windows, and marks kept in each."""
PACE = (2, 400) if LONG else (2, 8)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")


def crowd(nursery: Nursery, room: Path, sabotage: str, writers: int, count: int) -> Counter[str]:
    """How often each mark that was asked for is in the file."""
    nursery.ask(room, 0, sabotage, writers=writers, count=count)
    said = [id_ for _, id_ in nursery.rest()]
    data = tomllib.loads((room / "marks" / "kill.toml").read_text("utf-8"))
    there = Counter([mark["id"] for mark in data["mark"]])
    asked = [f"0{name}x{number}" for name in "abcdefgh"[:writers] for number in range(count)]
    assert set(said) <= {*asked}
    return Counter({id_: there[id_] for id_ in asked})


@pytest.mark.parametrize(("writers", "count"), CROWDS)
def test_all_of_it_is_there_and_once(nursery: Nursery, tmp_path: Path, writers: int, count: int) -> None:
    found = crowd(nursery, tmp_path, "none", writers, count)
    assert set(found.values()) == {1}
    assert found.total() == writers * count


def test_without_locks_nothing_is_lost_at_the_pace_of_people(nursery: Nursery, tmp_path: Path) -> None:
    found = crowd(nursery, tmp_path, "unlocked", *PACE)
    assert set(found.values()) == {1}


def test_each_writing_what_it_loaded_would_lose_marks(nursery: Nursery, tmp_path: Path) -> None:
    assert 0 in crowd(nursery, tmp_path, "blind", 4, 10).values()


def test_a_note_killed_while_it_is_typed_comes_back(nursery: Nursery, tmp_path: Path) -> None:
    """At most two seconds of typing are missing, though there was not a moment's pause."""
    dice = random.Random(5)
    for round_ in range(100 if LONG else 4):
        one_note(nursery, tmp_path, round_, dice)


def one_note(nursery: Nursery, tmp_path: Path, round_: int, dice: random.Random) -> None:
    """Typed on until the draft has been written three times, and a little longer."""
    nursery.ask(tmp_path, round_, "typing", writers=1, count=0)
    typed: dict[int, float] = {}
    drafts: set[str | None] = {None}
    enough, id_ = 0, f"{round_}a"
    while not enough or len(typed) < enough:
        _, letters, moment = nursery.hear()
        typed[int(letters)] = float(moment)
        drafts.add(read_draft(tmp_path / "local", id_))
        if not enough and len(drafts) > 3:
            enough = len(typed) + dice.randint(1, 40)
        assert len(typed) < 400, "no further draft in all that typing"
    nursery.kill()
    typed |= {int(letters): float(moment) for _, letters, moment in nursery.rest()}
    draft = read_draft(tmp_path / "local", id_)
    assert draft
    assert set(draft) == {"x"}
    assert max(typed.values()) - typed[len(draft)] <= 2.0
