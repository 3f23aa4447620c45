"""Editions made here: prose of invented words, then the changes an author makes; are the marks found?

The common words repeat as they do in English. Every new edition also has typing errors, rewordings and
lost or added sentences all over. Right: at least half of the found span and the true span overlap.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import pytest

from quietread.core.anchor import locate, locate_all
from quietread.core.mark import CONTEXT, Mark
from quietread.core.notebook import FOUND, LOST
from quietread.core.wordlist import WordList

LONG = bool(os.environ.get("QUIETREAD_LONG"))
NOW = datetime(2026, 3, 1, tzinfo=UTC)
SHORT_WORDS = """
the of and to a in that it is was he for on are as with his they at be
this from have or one had by not but what all were when we there can an your which their
if do will each about how up out them then she many some so these would other into has more
her two like him see time could no make than first been its who now people
"""
COMMON = SHORT_WORDS.split()
CONSONANTS, VOWELS = "bcdfghlmnprstvw", "aeiou"

Page = list[list[tuple[int, str]]]
"""Paragraphs of numbered sentences; a number below zero is no sentence of the first edition."""


@dataclass
class Author:
    """Writes and rewrites: the same seed, the same words."""

    dice: random.Random

    def __post_init__(self) -> None:
        self.lexicon = [
            "".join(self._syllable() for _ in range(self.dice.choice((1, 2, 2, 3)))) for _ in range(1500)
        ]
        self.weights = [1 / (rank + 8) for rank in range(len(self.lexicon))]

    def _syllable(self) -> str:
        end = self.dice.choice(("", "", "n", "r", "st", "l"))
        return self.dice.choice(CONSONANTS) + self.dice.choice(VOWELS) + end

    def word(self) -> str:
        if self.dice.random() < 0.5:
            return self.dice.choices(COMMON, [1 / (rank + 1) for rank in range(len(COMMON))])[0]
        return self.dice.choices(self.lexicon, self.weights)[0]

    def sentence(self, low: int = 6, high: int = 24) -> str:
        words = [self.word() for _ in range(self.dice.randint(low, high))]
        if len(words) > 10:
            words[len(words) // 2] += ","
        return " ".join(words).capitalize() + "."

    def page(self, words: int) -> Page:
        made: Page = []
        number = count = 0
        while count < words:
            paragraph = []
            for _ in range(self.dice.randint(3, 7)):
                paragraph.append((number, self.sentence()))
                count += paragraph[-1][1].count(" ") + 1
                number += 1
            made.append(paragraph)
        return made

    def typos(self, text: str, count: int) -> str:
        letters = list(text)
        for place in self.dice.sample([n for n, letter in enumerate(letters) if letter.islower()], count):
            letters[place] = self.dice.choice((self.dice.choice("etaoin"), "", letters[place] * 2))
        return "".join(letters)

    def reword(self, text: str, share: float) -> str:
        words = text.split(" ")
        for place in self.dice.sample(range(len(words)), round(share * len(words))):
            old = words[place].strip(",.")
            new = self.dice.choice(COMMON if old.lower() in COMMON else self.lexicon)
            words[place] = words[place].replace(old, new.capitalize() if old[:1].isupper() else new)
        return " ".join(words)

    def insert(self, text: str) -> str:
        words = text.split(" ")
        at = self.dice.randint(1, len(words) - 1)
        return " ".join([*words[:at], *(self.word() for _ in range(self.dice.randint(3, 6))), *words[at:]])

    def split(self, text: str) -> str:
        words = text.split(" ")
        half = len(words) // 2
        return (
            " ".join(words[:half]).rstrip(",") + ". " + " ".join(words[half:]).capitalize().rstrip(".") + "."
        )

    def style(self, text: str) -> str:
        return text.replace(", ", " — ").replace("a ", "a\u00a0").upper().replace(".", " …")

    def wear(self, page: Page, spared: set[int]) -> Page:
        worn: Page = []
        for paragraph in page:
            new = []
            for number, text in paragraph:
                chance = self.dice.random()
                if number not in spared and chance < 0.06:
                    text = self.typos(text, 2)  # noqa: PLW2901
                elif number not in spared and chance < 0.10:
                    text = self.reword(text, 0.3)  # noqa: PLW2901
                elif number not in spared and chance < 0.115:
                    continue
                new.append((number, text))
                if chance > 0.985:
                    new.append((-1, self.sentence()))
            worn.append(new)
        return [paragraph for paragraph in worn if paragraph]


def joined(page: Page) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text of a page and the span of each numbered sentence."""
    pieces, spans, at = [], {}, 0
    for paragraph in page:
        for number, text in paragraph:
            spans[number] = (at, at + len(text))
            pieces.append(text)
            at += len(text) + 1
        pieces[-1] += "\n"
        at += 1
    return " ".join(pieces).replace("\n ", "\n\n"), spans


def mark_at(text: str, start: int, end: int, id_: str = "m") -> Mark:
    before, after = (
        part.replace("\n\n", " ")
        for part in (text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    )
    return Mark(
        id_, NOW, NOW, "sentence", text[start:end], before, after, start=start, end=end, edition="old"
    )


def rewritten(page: Page, number: int, change: Callable[[str], str]) -> Page:
    return [[(n, change(text) if n == number else text) for n, text in paragraph] for paragraph in page]


def moved(author: Author, page: Page, number: int, change: Callable[[str], str] = str) -> Page:
    text = next(text for paragraph in page for n, text in paragraph if n == number)
    rest = [[item for item in paragraph if item[0] != number] for paragraph in page]
    author.dice.choice(rest).append((number, change(text)))
    return [paragraph for paragraph in rest if paragraph]


def without(page: Page, number: int) -> Page:
    return [rest for paragraph in page if (rest := [item for item in paragraph if item[0] != number])]


def replaced_paragraph(author: Author, page: Page, number: int) -> Page:
    return [
        [(-1, author.sentence()) for _ in paragraph] if number in dict(paragraph) else paragraph
        for paragraph in page
    ]


def with_twin(author: Author, page: Page, number: int) -> Page:
    """The page with a sentence beside the numbered one that differs from it in two words."""
    new = []
    for paragraph in page:
        row = []
        for n, text in paragraph:
            row.append((n, text))
            if n == number:
                row.append((-2, author.reword(text, 2 / (text.count(" ") + 1))))
        new.append(row)
    return new


def moved_twin(author: Author, page: Page, number: int) -> Page:
    return moved(author, without(with_twin(author, page, number), number), -2)


Edit = Callable[[Author, Page, int], Page]
STAYS: dict[str, tuple[Edit, float, float]] = {
    # name: how, least share found right, least share found or rightly suggested
    "untouched": (lambda author, page, n: page, 1.0, 1.0),
    "style": (lambda author, page, n: rewritten(page, n, author.style), 1.0, 1.0),
    "10 % reworded": (
        lambda author, page, n: rewritten(page, n, lambda t: author.reword(t, 0.1)),
        0.98,
        0.98,
    ),
    "20 % reworded": (
        lambda author, page, n: rewritten(page, n, lambda t: author.reword(t, 0.2)),
        0.97,
        0.98,
    ),
    "30 % reworded": (
        lambda author, page, n: rewritten(page, n, lambda t: author.reword(t, 0.3)),
        0.95,
        0.97,
    ),
    "50 % reworded": (
        lambda author, page, n: rewritten(page, n, lambda t: author.reword(t, 0.5)),
        0.07,
        0.40,
    ),
    "1 typo": (lambda author, page, n: rewritten(page, n, lambda t: author.typos(t, 1)), 0.98, 0.98),
    "3 typos": (lambda author, page, n: rewritten(page, n, lambda t: author.typos(t, 3)), 0.95, 0.95),
    "split in two": (lambda author, page, n: rewritten(page, n, author.split), 0.98, 0.98),
    "phrase inserted": (lambda author, page, n: rewritten(page, n, author.insert), 0.94, 0.94),
    "last third cut": (
        lambda author, page, n: rewritten(page, n, lambda t: t[: int(len(t) * 0.7)].rsplit(" ", 1)[0] + "."),
        0.91,
        0.93,
    ),
    "moved": (moved, 0.97, 0.98),
    "moved, 2 typos": (
        lambda author, page, n: moved(author, page, n, lambda t: author.typos(t, 2)),
        0.43,
        0.97,
    ),
    "merged with the next": (
        lambda author, page, n: rewritten(page, n, lambda t: t.rstrip(".") + ";"),
        1.0,
        1.0,
    ),
    "paragraphs parted": (
        lambda author, page, n: [[item] for paragraph in page for item in paragraph],
        1.0,
        1.0,
    ),
    "case and hyphens": (
        lambda author, page, n: rewritten(page, n, lambda t: t.title().replace(" ", "-")),
        1.0,
        1.0,
    ),
}
GONE: dict[str, tuple[Edit, float]] = {
    # name: how, largest share found all the same
    "deleted": (lambda author, page, n: without(page, n), 0.02),
    "paragraph replaced": (replaced_paragraph, 0.04),
    "look-alike elsewhere": (moved_twin, 0.03),
    "look-alike beside": (lambda author, page, n: without(page, n), 0.03),
}


def outcomes(edit: Edit, *, seeds: range, marks: int, words: int) -> list[tuple[str, bool]]:
    """For each mark what was answered, and whether the place was right."""
    answers = []
    for seed in seeds:
        author = Author(random.Random(seed))
        page = author.page(words)
        text, spans = joined(page)
        for number in author.dice.sample(sorted(spans), marks):
            old = page
            if edit is GONE["look-alike beside"][0]:
                old = with_twin(author, page, number)
                text, spans = joined(old)
            new_text, new_spans = joined(edit(author, author.wear(old, {number, -2}), number))
            found = locate(WordList(new_text), mark_at(text, *spans[number]))
            true = new_spans.get(number)
            overlap = 0.0
            if true is not None and found.state != LOST:
                common = min(true[1], found.end) - max(true[0], found.start)
                overlap = common / max(true[1] - true[0], found.end - found.start)
            answers.append((found.state, overlap >= 0.5))
    return answers


@cache
def answers_to(edit: Edit) -> list[tuple[str, bool]]:
    if LONG:
        return outcomes(edit, seeds=range(31, 37), marks=60, words=10_000)
    return outcomes(edit, seeds=range(31, 33), marks=20, words=4_000)


@pytest.mark.parametrize("name", STAYS)
def test_words_that_are_still_there_are_found(name: str) -> None:
    edit, found, suggested = STAYS[name]
    answers = answers_to(edit)
    right = [state for state, is_right in answers if is_right]
    assert right.count(FOUND) >= found * len(answers)
    assert len(right) >= suggested * len(answers)
    wrong = sum(state == FOUND and not is_right for state, is_right in answers)
    assert wrong <= 0.04 * len(answers)


@pytest.mark.parametrize("name", GONE)
def test_words_that_are_gone_are_not_placed_silently(name: str) -> None:
    edit, most = GONE[name]
    answers = answers_to(edit)
    assert sum(state == FOUND for state, _ in answers) <= most * len(answers)


def test_all_changes_together_keep_the_promised_figures() -> None:
    stays = [answer for edit, *_ in STAYS.values() for answer in answers_to(edit)]
    gone = [answer for edit, _ in GONE.values() for answer in answers_to(edit)]
    found = [right for state, right in stays if state == FOUND]
    assert sum(found) >= 0.90 * len(stays)
    assert sum(right for _, right in stays) >= 0.95 * len(stays)
    assert sum(found) >= 0.99 * len(found)
    assert sum(state == FOUND for state, _ in gone) <= 0.02 * len(gone)


def test_a_passage_of_three_thousand_words_is_found() -> None:
    author = Author(random.Random(7))
    text, spans = joined(author.page(6_000))
    start, end = spans[20][0], spans[220][1]
    new, _ = joined(rewritten([[(0, author.sentence())], [(1, text)]], 1, lambda t: author.typos(t, 40)))
    found = locate(WordList(new), mark_at(text, start, end))
    assert found.state == FOUND
    assert abs((found.end - found.start) - (end - start)) < 200


def test_a_hundred_marks_of_a_long_essay_are_placed_before_a_reader_wonders() -> None:
    author = Author(random.Random(3))
    page = author.page(10_000)
    text, spans = joined(page)
    new, _ = joined(author.wear(page, set()))
    marks = [mark_at(text, *spans[n], str(n)) for n in author.dice.sample(sorted(spans), 100)]
    begun = time.process_time()
    places = locate_all(new, marks)
    assert time.process_time() - begun < 3, "0.15 s here; a slow or busy machine has its own clock"
    assert sum(place.state == FOUND for place in places.values()) >= 90
