"""Marks find their words again in a changed text, and do not take a look-alike for them."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.anchor import locate, locate_all
from quietread.core.distance import distance
from quietread.core.mark import CONTEXT, Mark
from quietread.core.notebook import FOUND, LOST, PROBABLY
from quietread.core.wordlist import WordList

LONG = bool(os.environ.get("QUIETREAD_LONG"))
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def mark_at(text: str, start: int, end: int, id_: str = "m") -> Mark:
    before, after = (
        part.replace("\n\n", " ")
        for part in (text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    )
    return Mark(
        id_, NOW, NOW, "sentence", text[start:end], before, after, start=start, end=end, edition="old"
    )


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


EDITIONS = (
    # The opening of Genesis in the Authorised Version (1611) and the American Standard Version (1901).
    (
        "In the beginning God created the heaven and the earth.",
        "In the beginning God created the heavens and the earth.",
    ),
    (
        "And the earth was without form, and void; and darkness was upon the face of the deep. And the Spirit of God "
        "moved upon the face of the waters.",
        "And the earth was waste and void; and darkness was upon the face of the deep: and the Spirit of God moved "
        "upon the face of the waters.",
    ),
    (
        "And God said, Let there be light: and there was light.",
        "And God said, Let there be light: and there was light.",
    ),
    (
        "And God saw the light, that it was good: and God divided the light from the darkness.",
        "And God saw the light, that it was good: and God divided the light from the darkness.",
    ),
    (
        "And God called the light Day, and the darkness he called Night. And the evening and the morning were the "
        "first day.",
        "And God called the light Day, and the darkness he called Night. And there was evening and there was morning, "
        "one day.",
    ),
    (
        "And God said, Let there be a firmament in the midst of the waters, and let it divide the waters from the "
        "waters.",
        "And God said, Let there be a firmament in the midst of the waters, and let it divide the waters from the "
        "waters.",
    ),
    (
        "And God made the firmament, and divided the waters which were under the firmament from the waters which "
        "were above the firmament: and it was so.",
        "And God made the firmament, and divided the waters which were under the firmament from the waters which "
        "were above the firmament: and it was so.",
    ),
    (
        "And God called the firmament Heaven. And the evening and the morning were the second day.",
        "And God called the firmament Heaven. And there was evening and there was morning, a second day.",
    ),
    (
        "And God said, Let the waters under the heaven be gathered together unto one place, and let the dry land "
        "appear: and it was so.",
        "And God said, Let the waters under the heavens be gathered together unto one place, and let the dry land "
        "appear: and it was so.",
    ),
    (
        "And God called the dry land Earth; and the gathering together of the waters called he Seas: and God saw that "
        "it was good.",
        "And God called the dry land Earth; and the gathering together of the waters called he Seas: and God saw that "
        "it was good.",
    ),
)


def test_verses_are_found_in_another_translation() -> None:
    old, new = (" ".join(verse[side] for verse in EDITIONS) for side in (0, 1))
    marks = {
        n: mark_at(old, old.index(verse), old.index(verse) + len(verse), str(n))
        for n, (verse, _) in enumerate(EDITIONS)
    }
    places = locate_all(new, marks.values())
    for n, (_, verse) in enumerate(EDITIONS):
        found = places[str(n)]
        assert (new[found.start : found.end], found.state) == (verse, FOUND)


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
@settings(derandomize=True, max_examples=2000 if LONG else 200, deadline=None)
def test_distance_is_the_least_number_of_changes(one: str, other: str) -> None:
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    assert distance(one, other) == row[-1]
