from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.essay import GAP, Block, Essay, Section
from quietread.core.parts import Place, find_place, place_of

PARAGRAPHS = (
    "There is an old copy of a book of essays in my house whose margins are fuller than its pages.",
    "My grandfather read with a pencil. He read slowly, and when a sentence stopped him he stopped.",
    "A mark in a margin is a promise to come back. Most of them are never kept.",
    "But the hand that makes the mark has already slowed down, and the sentence has been read twice.",
)


def essay(*paragraphs: str) -> Essay:
    blocks = []
    start = 0
    for text in paragraphs:
        blocks.append(Block("paragraph", text, start, (len(text),), words=len(text.split())))
        start = blocks[-1].end + len(GAP)
    sections = (Section(tuple(blocks)),) if blocks else ()
    return Essay("one", "One", "", "", "en", "", "one", "", sections, ())


def moved(old: tuple[str, ...], new: tuple[str, ...], words: str) -> str:
    """What one reads in the new edition at a place kept at `words` in the old one."""
    before, after = essay(*old), essay(*new)
    place = place_of(before, before.text.index(words))
    return after.text[find_place(after, place) :]


@settings(derandomize=True, max_examples=100)
@given(st.integers(0, len(essay(*PARAGRAPHS).text)))
def test_in_the_same_edition_a_place_is_where_it_was(offset: int) -> None:
    one = essay(*PARAGRAPHS)
    place = place_of(one, offset)
    assert place.words == one.text[offset : offset + 64]
    assert find_place(one, place) == offset


@pytest.mark.parametrize("offset", [-5, 10**9])
def test_an_offset_outside_the_text_counts_as_its_end(offset: int) -> None:
    one = essay(*PARAGRAPHS)
    assert place_of(one, offset).offset == (0 if offset < 0 else one.end)
    assert find_place(one, Place(offset, one.edition, "")) in (0, one.end)


def test_a_paragraph_put_before_moves_the_place_along() -> None:
    new = ("A new beginning, added a year later.", *PARAGRAPHS)
    assert moved(PARAGRAPHS, new, "He read slowly").startswith("He read slowly")


def test_a_mended_word_does_not_lose_the_place() -> None:
    new = (*PARAGRAPHS[:2], PARAGRAPHS[2].replace("promise", "kind of promise"), PARAGRAPHS[3])
    assert moved(PARAGRAPHS, new, "A mark in a margin").startswith("A mark in a margin")


def test_another_first_word_does_not_lose_the_place() -> None:
    new = ("Put before.", *PARAGRAPHS[:2], PARAGRAPHS[2].replace("A mark", "One mark"), PARAGRAPHS[3])
    assert moved(PARAGRAPHS, new, "A mark in a margin").startswith(("One mark", "mark in a margin"))


def test_merged_paragraphs_keep_the_place() -> None:
    new = (" ".join(PARAGRAPHS),)
    assert moved(PARAGRAPHS, new, "Most of them").startswith("Most of them")


def test_of_equal_places_the_nearest_is_taken() -> None:
    refrain = "And the sea said nothing, as the sea does."
    old = (refrain, PARAGRAPHS[0], refrain, PARAGRAPHS[1], refrain)
    before, after = essay(*old), essay("Oh.", *old)
    offset = before.sections[0].blocks[2].start
    assert find_place(after, place_of(before, offset)) == offset + len("Oh.") + len(GAP)


def test_japanese_is_found_again_without_spaces() -> None:
    old = (
        "吾輩は猫である。名前はまだ無い。",
        "どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で泣いていた事だけは記憶している。",
    )
    new = ("序。", old[0], old[1].replace("どこで", "何処で"))
    assert "生れたかとんと見当がつかぬ。" in moved(old, new, "どこで生れたか")[:20]


def test_where_nothing_is_left_the_offset_is_kept_inside_the_text() -> None:
    before, after = essay(*PARAGRAPHS), essay("All of it was thrown away.")
    assert find_place(after, place_of(before, 200)) == after.end
    assert find_place(after, place_of(before, 7)) == 7
    assert find_place(essay(), place_of(before, 7)) == 0


@settings(derandomize=True, max_examples=200)
@given(st.text(max_size=80), st.integers(-3, 90), st.lists(st.text(min_size=1, max_size=30), max_size=3))
def test_any_place_is_found_somewhere_inside_the_text(words: str, offset: int, paragraphs: list[str]) -> None:
    one = essay(*paragraphs)
    assert 0 <= find_place(one, Place(offset, "another edition", words)) <= one.end
