from __future__ import annotations

import os
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from quietread.core.essay import GAP, Block
from quietread.core.typeset import Row, typeset

MORE = 20 if os.environ.get("QUIETREAD_LONG") else 1
MARGIN = (
    "A mark in a margin is a promise to come back. Most of them are never kept—but the hand that makes the "
    "mark has already slowed down, and the sentence has already been read twice: once by the eye, and once "
    "by the part of you that decided."
)


def blocks(*given: str | dict[str, Any]) -> tuple[Block, ...]:
    """Blocks as they follow one another in an essay; a string is a paragraph."""
    made: list[Block] = []
    for one in given:
        fields = {"text": one} if isinstance(one, str) else dict(one)
        text = fields.pop("text", None) or " ".join(fields["layout"].split())
        start = made[-1].end + len(GAP) if made else 0
        made.append(Block(fields.pop("kind", "paragraph"), text, start, (len(text),), **fields))
    return tuple(made)


def place_in(row: Row, index: int) -> int:
    """Where in the essay the character at `index` of a row stands."""
    return row.at[index] if row.at else row.start + index


def drawn(rows: tuple[Row, ...]) -> list[str]:
    """The rows as one sees them."""
    return [(f"{row.sign} " if row.sign else "").rjust(row.indent) + row.text for row in rows]


def shown(*given: str | dict[str, Any], measure: int, **how: Any) -> list[str]:
    return drawn(typeset(blocks(*given), measure, **how))


def test_a_paragraph_is_ragged_right_with_a_blank_row_before_the_next() -> None:
    assert shown(
        "There is an old copy of a book of essays in my house.", "Its margins are full.", measure=30
    ) == [
        "There is an old copy of a book",
        "of essays in my house.",
        "",
        "Its margins are full.",
    ]


def test_title_and_byline_stand_where_a_heading_would() -> None:
    rows = typeset(blocks("Text."), 30, title="The Unhurried Page", byline="A Reader, 2024")
    assert drawn(rows) == ["The Unhurried Page", "A Reader, 2024", "", "Text."]
    assert [row.kind for row in rows] == ["title", "byline", "blank", "text"]
    assert {row.start for row in rows} == {0}


def test_a_title_stands_even_where_there_is_no_text() -> None:
    assert drawn(typeset((), 30, title="Empty")) == ["Empty"]
    assert typeset((), 30) == ()


def test_a_heading_has_one_blank_row_after_it_even_if_the_text_is_tight() -> None:
    assert shown({"text": "On", "kind": "heading"}, {"text": "it goes", "tight": True}, measure=20) == [
        "On",
        "",
        "it goes",
    ]


def test_airy_is_a_blank_row_after_each_and_two_between_paragraphs() -> None:
    assert shown("one two three", "four", {"text": "five", "tight": True}, measure=7, airy=True) == [
        "one two",
        "",
        "three",
        "",
        "",
        "four",
        "",
        "five",
    ]


def test_lists_keep_their_signs_and_line_up_under_them() -> None:
    item = {"kind": "list item", "indent": 2, "tight": True}
    assert shown(
        {"text": "the first of them", "sign": "9.", **item},
        {"text": "the second, somewhat longer", "sign": "10.", **item},
        {"text": "deeper", "sign": "•", **item, "indent": 4},
        measure=24,
    ) == [
        " 9. the first of them",
        "10. the second, somewhat",
        "    longer",
        "    • deeper",
    ]


def test_a_quotation_is_set_in_by_two_columns() -> None:
    assert shown({"text": "aaa bbb ccc", "kind": "quotation", "indent": 2}, measure=20)[0] == "  aaa bbb ccc"


def test_however_deep_a_list_goes_there_is_room_for_words() -> None:
    rows = typeset(blocks({"text": MARGIN, "kind": "list item", "indent": 60, "sign": "•"}), 30)
    assert all(row.indent <= 14 for row in rows)
    assert rows[0].sign == "•"


def test_verse_keeps_its_lines_and_longer_ones_hang() -> None:
    assert shown(
        {"kind": "verse", "layout": "The sea is calm tonight.\n  The tide is full,\n\nthe moon lies fair"},
        measure=20,
    ) == [
        "The sea is calm",
        "  tonight.",
        "  The tide is full,",
        "",
        "the moon lies fair",
    ]


@pytest.mark.parametrize("kind", ["verse", "code", "table row"])
def test_a_single_line_of_its_own_hangs_too(kind: str) -> None:
    assert shown({"kind": kind, "text": "The sea is calm tonight."}, measure=20) == [
        "The sea is calm",
        "  tonight.",
    ]


def test_the_columns_of_a_table_stay() -> None:
    rows = typeset(blocks({"kind": "table row", "layout": "one    1.50   a"}), 40)
    assert drawn(rows) == ["one    1.50   a"]
    assert place_in(rows[0], rows[0].text.index("1.50")) == "one 1.50 a".index("1.50")
    assert rows[0].index_of("one 1.50 a".index(" ")) == 3, "a range that ends at the gap leaves the gap out"


def test_markup_like_text_is_text() -> None:
    assert shown("[/oops] [red]", measure=20) == ["[/oops] [red]"]


def test_on_a_wide_terminal_signs_are_ascii_and_rows_still_know_their_place() -> None:
    text = "“Wait—it’s late…” he said"
    rows = typeset(blocks(text), 12, narrow=False)
    assert drawn(rows) == ["\"Wait--it's", 'late..."', "he said"]
    for row in rows:
        for index in range(len(row.text)):
            assert row.index_of(place_in(row, index)) <= index
    assert place_in(rows[1], rows[1].text.index('"')) == text.index("”")


LETTERS = st.sampled_from([*"abcdefg.,—-'“”[]()/éßЖ猫あっ「」。ー한\u0301\u3099", "👩", "क\u094d\u200dष"])
WORDS = st.builds(
    lambda letters, times: "".join(letters) * times,
    st.lists(LETTERS, min_size=1, max_size=10),
    st.sampled_from([1, 1, 1, 30]),
)
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
LAYOUTS = (
    st.lists(
        st.builds(
            lambda lead, words, gap: " " * lead + (" " * gap).join(words),
            st.integers(0, 30),
            st.lists(WORDS, max_size=6),
            st.integers(1, 9),
        ),
        min_size=1,
        max_size=5,
    )
    .map("\n".join)
    .filter(lambda layout: bool(layout.strip()))
)
FLOWING = st.fixed_dictionaries(
    {"text": TEXTS, "kind": st.sampled_from(["paragraph", "heading", "list item", "quotation"])},
    optional={
        "indent": st.integers(0, 40),
        "sign": st.sampled_from(["•", "1.", "[12]"]),
        "tight": st.booleans(),
    },
)
KEPT = st.fixed_dictionaries(
    {"layout": LAYOUTS, "kind": st.sampled_from(["verse", "code", "table row", "paragraph"])},
    optional={"indent": st.integers(0, 8)},
)
PARTS = st.lists(FLOWING | KEPT, min_size=1, max_size=4).map(lambda given: blocks(*given))


@settings(derandomize=True, max_examples=150 * MORE)
@given(PARTS, st.integers(1, 80), st.booleans(), st.booleans())
def test_no_character_is_lost_and_no_row_is_too_wide(
    part: tuple[Block, ...], measure: int, airy: bool, narrow: bool
) -> None:
    rows = typeset(part, measure, airy=airy, narrow=narrow)
    if narrow:
        for block in part:
            kept = "".join(row.text for row in rows if row.block is block)
            assert kept.replace(" ", "") == block.text.replace(" ", "")
    for row in rows:
        assert row.text == row.text.rstrip()
        assert (row.kind == "blank") == (not row.text)
        if measure >= 2:
            assert row.indent + cell_len(row.text) <= measure
        if row.sign:
            assert cell_len(row.sign) < row.indent


@settings(derandomize=True, max_examples=150 * MORE)
@given(PARTS, st.integers(20, 80))
def test_no_word_is_split_unless_it_is_longer_than_its_row(part: tuple[Block, ...], measure: int) -> None:
    rows = typeset(part, measure)
    for block in part:
        lines = [row for row in rows if row.block is block and row.text]
        for before, after in pairwise(lines):
            if (
                before.end == after.start
                and before.text[-1] in "abcdefgéßЖ"
                and after.text[0] in "abcdefgéßЖ"
            ):
                word = block.text[: before.end - block.start].rsplit(" ", 1)[-1]
                word += block.text[after.start - block.start :].split(" ", 1)[0]
                assert cell_len(word) > measure - max(before.indent, after.indent)


@settings(derandomize=True, max_examples=150 * MORE)
@given(PARTS, st.integers(1, 80), st.booleans(), st.booleans())
def test_every_character_is_found_in_its_row_again(
    part: tuple[Block, ...], measure: int, airy: bool, narrow: bool
) -> None:
    rows = typeset(part, measure, title="One", airy=airy, narrow=narrow)
    assert [row.start for row in rows] == sorted(row.start for row in rows)
    for block in part:
        own = [row for row in rows if row.block is block and row.text]
        for number, char in enumerate(block.text):
            offset = block.start + number
            if char == " ":
                continue
            row = next(row for row in own if row.start <= offset < row.end)
            index = row.index_of(offset)
            assert place_in(row, index) == offset
            assert not narrow or row.text[index] == char
        for row in own:
            assert row.index_of(row.start) == 0
            assert row.index_of(row.end) == len(row.text)
