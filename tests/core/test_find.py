from __future__ import annotations

import os
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.essay import GAP
from quietread.core.find import Folded, find, fold_character, index_text, needle
from quietread.core.text import clean, line

MORE = 20 if os.environ.get("QUIETREAD_LONG") else 1
TEXT = "The artist’s heart — “art” — is naïve; ART is long.\n\nLong ago, a café."
SIGNS = "aAéßﬁœ̂ x\n“”’—…ががｶﾞ東京中 한½İςΣ"
"""What folds to one character, to several, to none, and what keeps its place between them."""


def found(text: str, wanted: str) -> list[str]:
    return [text[start:end] for start, end in find(text, wanted)]


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ("artist's", ["artist’s"]),
        ('"art"', ["“art”"]),
        ("naive", ["naïve"]),
        ("naïve", ["naïve"]),
        ("cafe", ["café"]),
        ("ART", ["ART"]),
        ("Art", []),
        ("art", ["art", "art", "art", "ART"]),
        ("heart - ", ["heart —"]),
        ("long. long   ago", ["long.\n\nLong ago"]),
        ("a.t", []),
        ("", []),
        ("   ", []),
        ("nowhere", []),
    ],
)
def test_words_are_found_as_they_are_typed(wanted: str, places: list[str]) -> None:
    assert found(TEXT, wanted) == places


@pytest.mark.parametrize(
    ("text", "wanted", "places"),
    [
        ("Auf der Straße, in STRASSEN", "strasse", ["Straße", "STRASSE"]),
        ("Auf der Straße", "Strasse", ["Straße"]),
        ("Auf der Straße", "s", ["S", "ß"]),
        ("a ﬁnal oﬀer", "final", ["ﬁnal"]),
        ("a ﬁnal oﬀer", "f", ["ﬁ", "ﬀ"]),
        ("a ﬁnal oﬀer", "ffer", ["ﬀer"]),
        ("ﬁﬁﬁ and the end", "the end", ["the end"]),
        ("an œuvre, an Œuvre", "oeuvre", ["œuvre", "Œuvre"]),
        ("the vector x̂ and ŷ̂ again", "x and", ["x̂ and"]),
        ("the vector x̂ and ŷ̂ again", "y again", ["ŷ̂ again"]),
        ("the vector x̂", "x", ["x̂"]),
        ("Wait… what?", "wait...", ["Wait…"]),
        ("½ a cup, 2² pots", "22", ["2²"]),
        ("ΣΊΣΥΦΟΣ, Σίσυφος", "σισυφος", ["ΣΊΣΥΦΟΣ", "Σίσυφος"]),
        ("İstanbul and ısı", "istanbul", ["İstanbul"]),
        ("Øre, Łódź, Đà", "lodz", ["Łódź"]),
        ("a ´quoted` word", "'quoted", ["´quoted"]),
    ],
)
def test_what_folds_to_more_or_less_is_found_at_its_exact_place(
    text: str, wanted: str, places: list[str]
) -> None:
    assert found(text, wanted) == places


@pytest.mark.parametrize(
    ("text", "wanted", "places"),
    [
        ("春眠 不覚暁\n\n処処", "眠不覚", ["眠 不覚"]),
        ("春眠不覚暁", "春眠 不覚", ["春眠不覚"]),
        ("暁\n\n処処聞啼鳥", "暁処", ["暁\n\n処"]),
        ("東京 2024", "京2024", []),
        ("かき、がき", "かき", ["かき"]),
        ("かき、がき", "がき", ["がき"]),
        ("한글 검색", "글 검", ["글 검"]),
        ("ＡＢＣと書く", "abc", ["ＡＢＣ"]),
    ],
)
def test_scripts_without_spaces_are_searched_across_their_line_breaks(
    text: str, wanted: str, places: list[str]
) -> None:
    assert found(text, wanted) == places


@given(st.text(max_size=60) | st.text(SIGNS, max_size=20), st.data())
@settings(max_examples=80 * MORE, derandomize=True)
def test_what_stands_in_a_text_is_found_where_it_stands(typed: str, data: st.DataObject) -> None:
    text = clean(typed)
    start = data.draw(st.integers(0, len(text)))
    wanted = text[start : data.draw(st.integers(start, len(text)))]
    spans = find(text, wanted)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    plain = Folded(wanted).text
    if plain.strip() and not plain[0].isspace() and fold_character(wanted[0]):
        assert any(one <= start < other for one, other in spans)


@given(st.text(SIGNS, max_size=12), st.text(SIGNS, max_size=12))
@settings(max_examples=80 * MORE, derandomize=True)
def test_an_index_holds_the_needle_of_all_that_is_found(one: str, other: str) -> None:
    blocks = [line(one), line(other)]
    text = GAP.join(filter(None, blocks))
    for start in range(len(text)):
        wanted = text[start : start + 5]
        if find(text, wanted):
            assert needle(wanted) in index_text(text)


def test_folding_twice_is_folding_once() -> None:
    """Were it not, what is searched for could differ from what is searched."""
    for point in (*range(0xD800), *range(0xE000, 0x1FFFF)):
        plain = fold_character(chr(point))
        small = plain.casefold()
        assert len(small) == len(plain)
        assert "".join(map(fold_character, small)) == small
