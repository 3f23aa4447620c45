"""A notebook brought up to date by what has changed is the one that would be made of everything."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from quietread.core.mark import made
from quietread.core.markdown import read_markdown
from quietread.core.merge import Table
from quietread.core.notebook import FOUND, LOST, PROBABLY, UNPLACED, Kept, Notebook, redrawn
from quietread.core.view import Drawn
from quietread.storage.places import FEW, Known, notebook_of, to_place
from quietread.storage.tables import mark_of, table_of

NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
ESSAY = read_markdown("# Places\n\n" + " ".join(f"Sentence {n} of it." for n in range(60)), "places")
SENTENCES = ESSAY.sections[0].body[0].sentences


def drawn(book: Notebook) -> tuple[Drawn, ...]:
    return tuple(Drawn(one.start, one.end, one.state == FOUND) for one in book.shown)


def table(number: int, id_: str) -> Table:
    one = SENTENCES[number]
    return table_of(made(ESSAY, one.start, one.end, id=id_, now=NOW))


def placed(found: Table, id_: str, dice: random.Random) -> Kept:
    state = dice.choice([FOUND, PROBABLY, LOST])
    return Kept(mark_of(found, id_), SENTENCES[dice.randrange(60)].start, 10_000, state)


@pytest.mark.parametrize("seed", range(8))
def test_step_by_step_it_is_what_it_would_be_at_once(seed: int) -> None:
    """Marks come, go, are noted, are read again as other objects, and are found elsewhere in the text."""
    dice, known = random.Random(seed), Known()
    tables: dict[str, Table] = {}
    places: dict[str, Kept] = {}
    book = notebook_of(ESSAY, tables, places, known)
    rows = drawn(book)
    for step in range(60):
        tables, places, before = dict(tables), dict(places), book
        for _ in range(dice.choice([0, 1, 1, 2, FEW + 3])):
            id_ = f"m{dice.randrange(40)}"
            what = dice.randrange(6)
            if what == 0:
                tables.pop(id_, None)
            elif what == 1 and id_ in tables:
                tables[id_] = {**tables[id_], "note": f"note {step}", "edition": dice.choice(["", "other"])}
            elif what == 2 and id_ in tables:
                places[id_] = placed(tables[id_], id_, dice)
            elif what == 3:
                tables = {key: dict(value) for key, value in tables.items()}
            else:
                tables[id_] = table(dice.randrange(60), id_)
        book = notebook_of(ESSAY, tables, places, known)
        assert book == notebook_of(ESSAY, tables, places)
        rows = redrawn(book, before, rows)
        assert rows == drawn(book)


def test_what_has_not_changed_is_the_same_notebook() -> None:
    known = Known()
    tables = {f"m{n}": table(n, f"m{n}") for n in range(9)}
    book = notebook_of(ESSAY, tables, {}, known)
    again = {key: dict(value) for key, value in reversed(tables.items())}
    assert notebook_of(ESSAY, again, {}, known) is book


ODD: dict[str, Table] = {
    "of this edition": table(3, "m"),
    "of another": {**table(3, "m"), "edition": "another"},
    "other words": {**table(3, "m"), "quote": "Sentence"},
    "no words": {**table(3, "m"), "quote": ""},
    "words that are none": {**table(3, "m"), "quote": 5},
    "a start that is none": {**table(3, "m"), "start": "3"},
    "a start before the text": {**table(3, "m"), "start": -5},
    "no end": {key: value for key, value in table(3, "m").items() if key != "end"},
    "an end before the start": {**table(3, "m"), "end": 0},
    "nothing": {},
}


@pytest.mark.parametrize("name", ODD)
def test_what_has_to_be_looked_for_is_told_by_the_table(name: str) -> None:
    tables = {"m": ODD[name]}
    wanted = [one.mark for one in notebook_of(ESSAY, tables, {}).entries if one.state == UNPLACED]
    assert to_place(ESSAY, tables, {}) == wanted
    assert len(wanted) == (name != "of this edition")
