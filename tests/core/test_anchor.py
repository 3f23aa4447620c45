"""Marks find their words again in a changed text, and do not take a look-alike for them."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from author import mark_at
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.anchor import locate, locate_all
from quietread.core.notebook import FOUND, LOST, PROBABLY
from quietread.core.wordlist import WordList, distance

LONG = bool(os.environ.get("QUIETREAD_LONG"))


LINE = "{} had trained together since the spring, and nobody expected what they would do on the long lake in June."
ALPHA, BETA = LINE.format("Team Alpha"), LINE.format("Team Beta")


@pytest.mark.parametrize(
    ("new", "state"), [(BETA, PROBABLY), (ALPHA.replace("trained", "trainned") + " " + BETA, FOUND)]
)
def test_the_neighbour_is_not_taken_for_the_sentence(new: str, state: str) -> None:
    old = f"The teams were drawn by lot. {ALPHA} {BETA} Both of them came home in the end."
    start = old.index(ALPHA)
    found = locate(
        WordList(f"The teams were drawn by lot. {new} Both of them came home in the end."),
        mark_at(old, start, start + len(ALPHA)),
    )
    assert found.state == state


def test_what_stands_in_the_place_of_a_lost_sentence_is_offered_as_the_closest() -> None:
    before, after = (
        "He came to us in the end, with his hat in his hand. ",
        " I have done a good deal of waiting there.",
    )
    old = f"{before}The plate does not say so, but everyone will tell you.{after}"
    new = f"{before}Nobody says so now.{after}"
    found = locate(WordList(new), mark_at(old, len(before), len(old) - len(after)))
    assert (found.state, new[found.start : found.end]) == (LOST, "Nobody says so now.")
    closed = before.rstrip() + after
    gone = locate(WordList(closed), found.mark)
    assert (gone.start, gone.end, gone.state) == (found.mark.start, found.mark.start, LOST)


@pytest.mark.parametrize(
    "quote",
    [
        "吾輩は猫である。名前はまだ無い。",
        "إن القراءة ببطء هي أقدم أشكال الانتباه",
        "การอ่านช้าเป็นศิลปะ",
        "👩‍👩‍👧 → 🙂",
        "one",
        "— … —",
        "a\x00b",
    ],
)
def test_any_script_and_no_words_at_all(quote: str) -> None:
    text = f"It begins here, as it must. {quote} And so it ends, some would say too soon."
    start = text.index(quote)
    mark = mark_at(text, start, start + len(quote))
    places = locate_all("Something quite new comes first. " + text, [mark])
    assert places["m"].state in (FOUND, PROBABLY, LOST)
    if any(letter.isalnum() for letter in quote):
        assert (places["m"].start, places["m"].state) == (start + 33, FOUND)
    gone = locate_all("Nothing of it is left.", [mark])["m"]
    assert gone.state == LOST
    assert 0 <= gone.start <= gone.end <= 22


def test_an_empty_text_and_an_empty_quote_are_no_surprise() -> None:
    mark = mark_at("", 0, 0)
    assert locate_all("", [mark])["m"].state == LOST
    assert locate_all("Words.", [replace(mark, quote="words", start=10**9)])["m"].state == PROBABLY


@given(st.text("abc ", max_size=12), st.text("abc ", max_size=12))
@settings(derandomize=True, max_examples=2000 if LONG else 200)
def test_distance_is_the_least_number_of_changes(one: str, other: str) -> None:
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    assert distance(one, other) == row[-1]
