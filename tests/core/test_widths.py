from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from quietread.core.wrap import cells, cut, edges, in_ascii, plain_signs

HOSTILE = [
    "[/red]",
    "猫",
    "e\u0301",
    "ﷺ",
    "क\u094d\u200dष",
    "👩\u200d🚀",
    "❤\ufe0f",
    "\u200d",
    "\u0300",
    "—",
    "“",
    "\u3099",
]
pieces = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=6), max_size=12).map("".join)


def test_every_character_taken_for_narrow_is_one_cell_wide() -> None:
    wrong = []
    for code in range(0x20, 0x3000):
        if isinstance(edges(chr(code)), range) and get_character_cell_size(chr(code)) != 1:
            wrong.append(hex(code))
    assert not wrong


@settings(derandomize=True, max_examples=300)
@given(pieces)
def test_the_cells_are_those_that_textual_counts(text: str) -> None:
    assert cells(text) == edges(text)[-1] == cell_len(text)


@settings(derandomize=True, max_examples=300)
@given(pieces, st.integers(-1, 30))
def test_a_cut_text_is_the_longest_beginning_that_fits(text: str, width: int) -> None:
    kept = cut(text, width)
    assert text.startswith(kept)
    assert cells(kept) <= max(0, width)
    if len(kept) < len(text) and width > 0:
        assert edges(text)[len(kept) + 1] > width


def test_a_wide_character_that_does_not_fit_is_dropped_whole() -> None:
    assert cut("猫猫", 3) == "猫"


def test_a_row_in_ascii_keeps_its_width_where_it_has_room() -> None:
    row = (("  ", "text"), ("It’s so — really…", "text"), ("     under way", "muted"))
    drawn = in_ascii(row)
    assert "".join(text for text, _ in drawn) == "  It's so -- really...  under way"
    assert [style for _, style in drawn] == [style for _, style in row]
    assert in_ascii(drawn) == drawn


@given(st.text("яaé—… 字", max_size=40))
def test_where_signs_are_wide_the_letters_that_may_be_are_counted_so(text: str) -> None:
    wide = {"я": 2, "é": 2, "—": 2, "…": 2, "字": 2}
    assert edges(text, narrow=False)[-1] == sum(wide.get(char, 1) for char in text)


def test_a_combining_mark_stays_with_its_base() -> None:
    assert cut("ae\u0301o", 2) == "ae\u0301"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“It’s late — go…”", '"It\'s late -- go..."'),
        ("1914–18", "1914-18"),
        ("· ● ·", ". * ."),
        ("▌3", "|3"),
        ("naïve café 猫 [/b]", "naïve café 猫 [/b]"),
    ],
)
def test_signs_have_plain_forms_and_letters_stay(text: str, plain: str) -> None:
    assert plain_signs(text) == plain
