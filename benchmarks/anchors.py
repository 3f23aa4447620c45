"""What a new edition costs: the index of its words, and a hundred marks to be found again, of each kind of change."""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from quietread.core.anchor import locate
from quietread.core.mark import CONTEXT, Mark
from quietread.core.wordlist import WordList

SIZES = (10_000, 100_000, 1_000_000)
LIMITS = {10_000: 0.3, 1_000_000: 5.0}
"""Seconds that the index and a hundred marks may take."""
MARKS = 100
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print the table."""
    print(
        "| words | change | index, s of processor | a mark, ms: median | slowest | index + 100 marks, s | of what it may take |"
    )
    print("|---|---|---|---|---|---|---|")
    for size in sizes:
        dice = random.Random(size)
        text = prose(dice, size)
        begun = time.process_time()
        words = WordList(text)
        index = time.process_time() - begun
        for name, change in CHANGES.items():
            took = [1000 * seconds(words, change(dice, mark)) for mark in marks(dice, text)]
            total = index + sum(took) / 1000
            share = f"{total / LIMITS[size]:.0%}" if size in LIMITS else ""
            print(
                f"| {size:,} | {name} | {index:.2f} | {statistics.median(took):.2f} | {max(took):.1f} | {total:.2f} | {share} |",
                flush=True,
            )


def prose(dice: random.Random, size: int) -> str:
    """A text of so many words that repeat themselves as often as those of English do (Zipf's law)."""
    letters = "aeioubcdfghlmnprstvw"
    lexicon = ["".join(dice.choices(letters, k=dice.randint(2, 9))) for _ in range(20_000)]
    drawn = iter(dice.choices(lexicon, [1 / (rank + 3) for rank in range(len(lexicon))], k=size))
    sentences, left = [], size
    while left > 0:
        length = min(left, dice.randint(6, 24))
        sentences.append(" ".join(next(drawn) for _ in range(length)).capitalize() + ".")
        left -= length
    return " ".join(sentences)


def marks(dice: random.Random, text: str) -> list[Mark]:
    """A hundred sentences, kept in another edition."""
    picked = dice.sample([found.span() for found in re.finditer(r"[^. ][^.]*\.", text)], MARKS)
    return [
        Mark(
            str(start),
            NOW,
            NOW,
            "sentence",
            text[start:end],
            text[max(0, start - CONTEXT) : start],
            text[end : end + CONTEXT],
            start=start,
            end=end,
            edition="another",
        )
        for start, end in picked
    ]


def same(dice: random.Random, mark: Mark) -> Mark:
    """The very words."""
    return mark


def misspelt(dice: random.Random, mark: Mark) -> Mark:
    """Two letters changed."""
    letters = list(mark.quote)
    for place in dice.sample(range(len(letters) - 1), 2):
        letters[place] = dice.choice("etaoin")
    return _quoting(mark, "".join(letters))


def reworded(dice: random.Random, mark: Mark) -> Mark:
    """A quarter of the words replaced."""
    words = mark.quote.split(" ")
    for place in dice.sample(range(len(words)), len(words) // 4):
        words[place] = "another"
    return _quoting(mark, " ".join(words))


def gone(dice: random.Random, mark: Mark) -> Mark:
    """Words that are not there at all."""
    words = mark.quote.split(" ")
    return _quoting(mark, " ".join("".join(dice.sample(word, len(word))) + "q" for word in words))


def _quoting(mark: Mark, quote: str) -> Mark:
    return replace(mark, quote=quote)


def seconds(words: WordList, mark: Mark) -> float:
    """Processor time to look for one."""
    begun = time.process_time()
    locate(words, mark)
    return time.process_time() - begun


CHANGES: dict[str, Callable[[random.Random, Mark], Mark]] = {
    "none": same,
    "two letters": misspelt,
    "a quarter of the words": reworded,
    "gone": gone,
}


if __name__ == "__main__":
    main()
