"""Editions made here: an author's changes, one kind at a time, in a text that changes all over; are marks found?

Right: at least half of the found span and the true span overlap. The figures asked for are those the rule was
designed to (`docs/marks.md`); the seeds are none that it was made with.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import pytest
from author import (
    Author,
    Page,
    joined,
    mark_at,
    moved,
    replaced_paragraph,
    rewritten,
    with_copies,
    with_twin,
    without,
)

from quietread.core.anchor import locate, locate_all
from quietread.core.notebook import FOUND, LOST, PROBABLY
from quietread.core.wordlist import WordList

SEEDS, MARKS, WORDS = (
    (range(31, 37), 60, 10_000) if os.environ.get("QUIETREAD_LONG") else (range(31, 33), 20, 3_600)
)
POINTS = 0.02
"""What a row may fall short of what was measured when the rule was designed."""

Change = Callable[[Author, Page, int], Page]


def said(change: Callable[[Author, str], str]) -> Change:
    """A change of the sentence itself."""
    return lambda author, page, n: rewritten(page, n, lambda text: change(author, text))


def same(author: Author, page: Page, number: int) -> Page:
    return page


class Stays(NamedTuple):
    """A change after which the sentence is still there."""

    change: Change
    found: float
    """The share that was found right."""
    suggested: float
    """The share that was found or rightly suggested."""
    before: Change = same
    """What the first edition is given."""


def cut(author: Author, text: str) -> str:
    return text[: int(len(text) * 0.7)].rsplit(" ", 1)[0] + "."


STAYS = {
    "untouched": Stays(same, 1, 1),
    "style": Stays(said(Author.style), 1, 1),
    "case and hyphens": Stays(said(lambda _, text: text.title().replace(" ", "-")), 1, 1),
    "10 % reworded": Stays(said(lambda author, text: author.reword(text, 0.1)), 1, 1),
    "20 % reworded": Stays(said(lambda author, text: author.reword(text, 0.2)), 0.997, 1),
    "30 % reworded": Stays(said(lambda author, text: author.reword(text, 0.3)), 0.969, 0.997),
    "50 % reworded": Stays(said(lambda author, text: author.reword(text, 0.5)), 0.092, 0.425),
    "1 typo": Stays(said(lambda author, text: author.typos(text, 1)), 0.997, 1),
    "3 typos": Stays(said(lambda author, text: author.typos(text, 3)), 0.967, 0.967),
    "phrase inserted": Stays(said(Author.insert), 0.958, 0.958),
    "last third cut": Stays(said(cut), 0.933, 0.947),
    "split in two": Stays(said(Author.split), 1, 1),
    "merged with the next": Stays(said(lambda _, text: text.rstrip(".") + ";"), 1, 1),
    "paragraphs parted": Stays(lambda _, page, n: [[item] for row in page for item in row], 1, 1),
    "sections renamed": Stays(lambda author, page, n: [[(-1, author.sentence())], *page], 1, 1),
    "one of three alike": Stays(same, 1, 1, with_copies),
    "moved": Stays(moved, 0.994, 0.997),
    "moved, 2 typos": Stays(
        lambda author, page, n: moved(author, page, n, lambda text: author.typos(text, 2)), 0.547, 0.997
    ),
}
GONE: dict[str, tuple[Change, Change]] = {
    # name: what the first edition is given, and what becomes of it
    "deleted": (same, lambda _, page, n: without(page, n)),
    "paragraph replaced": (same, replaced_paragraph),
    "deleted, look-alike elsewhere": (
        same,
        lambda author, page, n: moved(author, without(with_twin(author, page, n), n), -2 - n),
    ),
    "deleted, look-alike beside": (with_twin, lambda _, page, n: without(page, n)),
}


@cache
def answers(before: Change, change: Change, *, terse: bool = False) -> Counter[tuple[str, bool]]:
    """How often which answer was given, and whether the place was right."""
    given = Counter[tuple[str, bool]]()
    for seed in SEEDS:
        author = Author(random.Random(seed), terse=0.3 if terse else 0.0)
        page = author.page(WORDS)
        # one sentence of every second paragraph: no change is to another's neighbour
        pool = [[n for n, text in row if (text.count(" ") < 5) == terse] for row in page[::2]]
        numbers = [author.dice.choice(row) for row in author.dice.sample([row for row in pool if row], MARKS)]
        for number in numbers:
            page = before(author, page, number)
        text, spans = joined(page)
        marks = [mark_at(text, *spans[number], str(number)) for number in numbers]
        page = author.wear(page, {*numbers, *(-2 - number for number in numbers)})
        for number in numbers:
            page = change(author, page, number)
        text, spans = joined(page)
        for id_, found in locate_all(text, marks).items():
            true = spans.get(int(id_), (0, 0))
            common = min(true[1], found.end) - max(true[0], found.start)
            longer = max(true[1] - true[0], found.end - found.start)
            given[found.state, found.state != LOST and common >= 0.5 * longer] += 1
    return given


@pytest.mark.parametrize("name", STAYS)
def test_words_that_are_still_there_are_found(name: str) -> None:
    row = STAYS[name]
    given = answers(row.before, row.change)
    assert given[FOUND, True] >= (row.found - POINTS) * given.total()
    assert given[FOUND, True] + given[PROBABLY, True] >= (row.suggested - POINTS) * given.total()
    assert given[FOUND, False] <= 2 * POINTS * given.total()


@pytest.mark.parametrize("name", GONE)
def test_words_that_are_gone_are_not_placed_silently(name: str) -> None:
    given = answers(*GONE[name])
    assert given[FOUND, True] + given[FOUND, False] <= 2 * POINTS * given.total()


def test_all_changes_together_keep_the_promised_figures() -> None:
    stays = sum((answers(row.before, row.change) for row in STAYS.values()), Counter[tuple[str, bool]]())
    gone = sum((answers(*row) for row in GONE.values()), Counter[tuple[str, bool]]())
    assert stays[FOUND, True] >= 0.90 * stays.total()
    assert stays[FOUND, True] + stays[PROBABLY, True] >= 0.95 * stays.total()
    assert stays[FOUND, False] <= 0.01 * (stays[FOUND, True] + stays[FOUND, False])
    assert gone[FOUND, True] + gone[FOUND, False] <= 0.02 * gone.total()


def test_a_sentence_of_a_few_words_is_not_taken_for_its_neighbour() -> None:
    gone = sum((answers(*row, terse=True) for row in GONE.values()), Counter[tuple[str, bool]]())
    assert gone[FOUND, True] + gone[FOUND, False] <= 0.01 * gone.total()
    names = ("3 typos", "30 % reworded", "last third cut")
    stays = sum(
        (answers(same, STAYS[name].change, terse=True) for name in names), Counter[tuple[str, bool]]()
    )
    assert stays[FOUND, True] >= 0.50 * stays.total()
    assert stays[FOUND, False] <= 0.01 * (stays[FOUND, True] + stays[FOUND, False])


@pytest.mark.parametrize("sentences", [3, 200])
def test_a_passage_with_typing_errors_over_paragraphs_is_found(sentences: int) -> None:
    author = Author(random.Random(7))
    page = author.page(6_000)
    text, spans = joined(page)
    first = next(row[-1][0] for row in page[5:] if len(row) > 2)
    start, end = spans[first][0], spans[first + sentences - 1][1]
    passage = author.typos(text[start:end], 4 + sentences // 5)
    new = author.sentence() + " " + text[:start] + passage + text[end:]
    found = locate(WordList(new), mark_at(text, start, end))
    assert found.state == FOUND
    assert new[found.start : found.end] == passage
