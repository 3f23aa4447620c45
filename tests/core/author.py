"""An author who writes prose of invented words, and rewrites it: the same seed, the same words.

The common words repeat as they do in English, and are English; the others are made of syllables.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from quietread.core.mark import CONTEXT, Mark

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
    """Writes and rewrites."""

    dice: random.Random
    terse: float = 0.0
    """The share of sentences of two to five words."""

    def __post_init__(self) -> None:
        self.lexicon = [
            "".join(self._syllable() for _ in range(self.dice.choice((1, 2, 2, 3)))) for _ in range(1500)
        ]
        self.weights = [1 / (rank + 8) for rank in range(len(self.lexicon))]
        self.ranks = [1 / (rank + 1) for rank in range(len(COMMON))]

    def _syllable(self) -> str:
        end = self.dice.choice(("", "", "n", "r", "st", "l"))
        return self.dice.choice(CONSONANTS) + self.dice.choice(VOWELS) + end

    def word(self) -> str:
        if self.dice.random() < 0.5:
            return self.dice.choices(COMMON, self.ranks)[0]
        return self.dice.choices(self.lexicon, self.weights)[0]

    def sentence(self) -> str:
        shortest, longest = (2, 5) if self.terse and self.dice.random() < self.terse else (6, 24)
        words = [self.word() for _ in range(self.dice.randint(shortest, longest))]
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
        places = [n for n, letter in enumerate(letters) if letter.islower()]
        for place in self.dice.sample(places, min(count, len(places))):
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
        rest = " ".join(words[half:]).capitalize().rstrip(".")
        return " ".join(words[:half]).rstrip(",") + ". " + rest + "."

    def style(self, text: str) -> str:
        return text.replace(", ", " — ").replace("a ", "a\u00a0").upper().replace(".", " …")

    def wear(self, page: Page, spared: Collection[int]) -> Page:
        """What happens to the rest of a text: 6 % typing errors, 4 % reworded, 5 % of paragraphs lose or gain."""
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
    """A mark of `text[start:end]`, made in that text."""
    before, after = (
        part.replace("\n\n", " ")
        for part in (text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    )
    return Mark(
        id_, NOW, NOW, "sentence", text[start:end], before, after, start=start, end=end, edition="old"
    )


def rewritten(page: Page, number: int, change: Callable[[str], str]) -> Page:
    """The page with one sentence changed."""
    return [[(n, change(text) if n == number else text) for n, text in paragraph] for paragraph in page]


def without(page: Page, number: int) -> Page:
    """The page with one sentence gone."""
    return [rest for paragraph in page if (rest := [item for item in paragraph if item[0] != number])]


def moved(author: Author, page: Page, number: int, change: Callable[[str], str] = str) -> Page:
    """The page with one sentence at the end of some other paragraph."""
    text = next(text for paragraph in page for n, text in paragraph if n == number)
    rest = [[*paragraph] for paragraph in without(page, number)]
    author.dice.choice(rest).append((number, change(text)))
    return rest


def replaced_paragraph(author: Author, page: Page, number: int) -> Page:
    """The page with other sentences where the numbered one stood."""
    return [
        [(-1, author.sentence()) for _ in paragraph] if number in dict(paragraph) else paragraph
        for paragraph in page
    ]


def with_twin(author: Author, page: Page, number: int) -> Page:
    """The page with a sentence after the numbered one that differs from it in one word to three."""
    new = []
    for paragraph in page:
        row = []
        for n, text in paragraph:
            row.append((n, text))
            if n == number:
                words = text.count(" ") + 1
                row.append(
                    (-2 - number, author.reword(text, min(words - 1, author.dice.randint(1, 3)) / words))
                )
        new.append(row)
    return new


def with_copies(author: Author, page: Page, number: int) -> Page:
    """The page with the numbered sentence twice more, elsewhere."""
    text = next(text for paragraph in page for n, text in paragraph if n == number)
    new = [[*paragraph] for paragraph in page]
    for paragraph in author.dice.sample(new, 2):
        paragraph.append((-2 - number, text))
    return new
