"""Real editions: an essay revised lightly, one revised heavily, and verses in two translations.

A file in `tests/data/editions` holds both, a sentence a line: `=` stands in both, `-` became the `+` below it;
a `+` alone is new. The verses are those of the Authorised Version (1611) and of the American Standard Version
(1901), which are free to all; the essays were written, and rewritten, for this.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from author import mark_at

from quietread.core.anchor import locate_all
from quietread.core.find import find
from quietread.core.mark import Mark
from quietread.core.notebook import FOUND, Kept

FOLDER = Path(__file__).parents[1] / "data" / "editions"
Span = tuple[int, int]


def editions(name: str) -> tuple[str, str, list[tuple[Span, Span]]]:
    """Both texts, and where each sentence of the first stands in the first and in the second."""
    texts, pairs, waiting = ["", ""], [], (0, 0)

    def add(side: int, words: str) -> Span:
        gap = "" if not texts[side] or texts[side].endswith("\n") else " "
        start = len(texts[side]) + len(gap)
        texts[side] += gap + words
        return start, start + len(words)

    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    for line, after in pairwise([*lines, ""]):
        sign, words = line[:1], line[2:]
        if not line:
            texts = [text + "\n\n" for text in texts]
        elif sign == "=":
            pairs.append((add(0, words), add(1, words)))
        elif sign == "-":
            assert after.startswith("+")
            waiting = add(0, words)
        elif sign == "+" and waiting != (0, 0):
            pairs.append((waiting, add(1, words)))
            waiting = (0, 0)
        else:
            add(1, words)
    return texts[0], texts[1], pairs


def overlaps(found: Kept, span: Span) -> bool:
    longer = max(found.end - found.start, span[1] - span[0])
    return min(found.end, span[1]) - max(found.start, span[0]) >= 0.5 * longer


def wrongly(places: dict[str, Kept], spans: list[Span]) -> list[str]:
    """The quotes that were placed, as if for certain, where they do not stand."""
    return [
        found.mark.quote
        for id_, found in places.items()
        if found.state == FOUND and not overlaps(found, spans[int(id_)])
    ]


@pytest.mark.parametrize(
    ("name", "changed", "share"), [("light", 28, 0.99), ("heavy", 40, 0.95), ("verses", 40, 0.95)]
)
def test_sentences_are_found_in_another_edition(name: str, changed: int, share: float) -> None:
    old, new, pairs = editions(name)
    assert sum(old[slice(*was)] != new[slice(*now)] for was, now in pairs) >= changed
    marks = [mark_at(old, *was, str(number)) for number, (was, _) in enumerate(pairs)]
    places = locate_all(new, marks)
    assert wrongly(places, [now for _, now in pairs]) == []
    missed = [found.mark.quote for found in places.values() if found.state != FOUND]
    assert len(missed) <= (1 - share) * len(pairs) + 1e-9, missed
    exact = sum((found.start, found.end) == pairs[int(id_)][1] for id_, found in places.items())
    assert exact >= 0.9 * len(pairs)


@pytest.mark.parametrize("name", ["light", "heavy", "verses"])
def test_passages_of_several_sentences_are_found_in_another_edition(name: str) -> None:
    old, new, pairs = editions(name)
    marks: list[Mark] = []
    spans: list[Span] = []
    for (first, first_now), (last, last_now) in zip(pairs[::2], pairs[2::2], strict=False):
        marks.append(mark_at(old, first[0], last[1], str(len(marks))))
        spans.append((first_now[0], last_now[1]))
    places = locate_all(new, marks)
    assert wrongly(places, spans) == []
    assert sum(found.state == FOUND for found in places.values()) >= 0.95 * len(marks)


@pytest.mark.parametrize("name", ["light", "heavy", "verses"])
def test_phrases_are_never_placed_in_another_sentence(name: str) -> None:
    old, new, pairs = editions(name)
    marks: list[Mark] = []
    spans: list[Span] = []
    for was, now in pairs:
        words = old[slice(*was)].split(" ")
        phrase = " ".join(words[len(words) // 3 : 2 * len(words) // 3])
        if len(find(old[slice(*was)], phrase)) == 1 and phrase.count(" "):
            start = was[0] + old[slice(*was)].index(phrase)
            marks.append(mark_at(old, start, start + len(phrase), str(len(marks))))
            spans.append(now)
    places = locate_all(new, marks)
    strayed = [
        (found.mark.quote, new[found.start : found.end])
        for id_, found in places.items()
        if found.state == FOUND and not spans[int(id_)][0] <= found.start < spans[int(id_)][1]
    ]
    assert strayed == []
    assert sum(found.state == FOUND for found in places.values()) >= 0.8 * len(marks)


@pytest.mark.parametrize("name", ["light", "heavy", "verses"])
def test_a_sentence_that_an_author_took_out_is_not_placed(name: str) -> None:
    old, new, pairs = editions(name)
    for number, (was, now) in enumerate(pairs):
        without = new[: now[0]].rstrip(" ") + new[now[1] :]
        if old[slice(*was)] in without:
            continue  # it stands elsewhere, word for word
        found = locate_all(without, [mark_at(old, *was, str(number))])[str(number)]
        assert found.state != FOUND, (old[slice(*was)], without[found.start : found.end])
