from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.essay import GAP, Block
from quietread.core.typeset import Page, Row, page_holding, paginate, typeset

MORE = 20 if os.environ.get("QUIETREAD_LONG") else 1
FREE = ("verse", "code", "table row", "list item")
WORDS = ("an", "old", "copy", "margin", "unhurriedly", "of", "promise", "a", "pencil", "kept", "whoever")


def part(*given: tuple[str, int]) -> tuple[Block, ...]:
    """Blocks of a kind and a number of rows at a measure of 10 or less (of words, if it is wider)."""
    made: list[Block] = []
    for kind, count in given:
        text = " ".join(["tenletters"] * count)
        fields: dict[str, Any] = {"layout": text.replace(" ", "\n")} if kind in FREE[:3] else {}
        start = made[-1].end + len(GAP) if made else 0
        made.append(Block(kind, text, start, (len(text),), **fields))
    return tuple(made)


def pages_of(height: int, *given: tuple[str, int], overlap: int = 0, **how: Any) -> list[tuple[int, int]]:
    """The pages, as the rows they begin (the first new one) and end with."""
    return [(page.fresh, page.last) for page in paginate(typeset(part(*given), 10, **how), height, overlap)]


def test_what_fits_is_one_page() -> None:
    rows = typeset(part(("paragraph", 3), ("paragraph", 4)), 10)
    assert paginate(rows, 8, 2) == (Page(0, 8, 0),)


def test_without_rows_there_is_one_empty_page() -> None:
    assert paginate((), 10, 2) == (Page(0, 0, 0),)
    assert page_holding((), paginate((), 10, 2), 0) == 0


def test_a_broken_paragraph_is_carried_over() -> None:
    rows = typeset(part(("paragraph", 20)), 10)
    assert paginate(rows, 8, 2) == (
        Page(0, 8, 0),
        Page(6, 14, 8),
        Page(12, 20, 14),
    )


@pytest.mark.parametrize(
    ("height", "overlap", "carried"), [(8, 4, 2), (16, 4, 4), (16, 0, 0), (7, 2, 1), (3, 2, 0)]
)
def test_at_most_a_quarter_of_the_page_is_carried(height: int, overlap: int, carried: int) -> None:
    rows = typeset(part(("paragraph", 40)), 10)
    second = paginate(rows, height, overlap)[1]
    assert second.fresh - second.first == carried


def test_after_a_paragraph_break_nothing_is_carried_and_the_blank_row_is_on_neither_page() -> None:
    rows = typeset(part(("paragraph", 8), ("paragraph", 4)), 10)
    assert paginate(rows, 8, 2) == (Page(0, 8, 0), Page(9, 13, 9))


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        (1, [(0, 6), (7, 8)]),
        (2, [(0, 6), (7, 9)]),
        (3, [(0, 6), (7, 10)]),
        (4, [(0, 9), (9, 11)]),
        (5, [(0, 9), (9, 12)]),
    ],
)
def test_no_line_of_a_paragraph_stands_alone(lines: int, pages: list[tuple[int, int]]) -> None:
    height = 7 if lines == 1 else 9 if lines > 2 else 8
    assert pages_of(height, ("paragraph", 6), ("paragraph", lines)) == pages


def test_the_first_page_gives_a_line_away_so_that_the_last_is_not_alone() -> None:
    assert pages_of(8, ("paragraph", 9)) == [(0, 7), (7, 9)]


def test_low_pages_let_lines_stand_alone() -> None:
    assert pages_of(5, ("paragraph", 6)) == [(0, 5), (5, 6)]


def test_a_heading_goes_with_its_text() -> None:
    assert pages_of(8, ("paragraph", 5), ("heading", 1), ("paragraph", 4)) == [(0, 5), (6, 12)]
    assert pages_of(3, ("paragraph", 1), ("heading", 1), ("paragraph", 1)) == [(0, 1), (2, 5)]


def test_a_heading_may_stand_last_where_nothing_follows() -> None:
    assert pages_of(8, ("paragraph", 5), ("heading", 1)) == [(0, 7)]


def test_a_title_goes_with_the_text_if_there_is_room_for_any() -> None:
    assert pages_of(4, ("paragraph", 3), title="Title", byline="Author") == [(0, 4), (4, 6)]
    assert pages_of(3, ("paragraph", 3), title="Title", byline="Author") == [(0, 2), (3, 6)]


@pytest.mark.parametrize("kind", FREE)
def test_lines_of_verse_code_tables_and_lists_are_free(kind: str) -> None:
    assert pages_of(6, (kind, 7)) == [(0, 6), (6, 7)]


@pytest.mark.parametrize("kind", FREE[:3])
def test_between_lines_of_verse_code_and_tables_nothing_is_carried(kind: str) -> None:
    assert not any(page.first < page.fresh for page in paginate(typeset(part((kind, 30)), 10), 8, 2))


def test_in_an_airy_page_two_lines_are_carried_not_one_and_a_blank() -> None:
    rows = typeset(part(("paragraph", 20)), 10, airy=True)
    second = paginate(rows, 16, 2)[1]
    assert [row.kind for row in rows[second.first : second.fresh]] == ["text", "blank", "text", "blank"]


def essay(kinds: list[tuple[str, int]]) -> tuple[Block, ...]:
    """Blocks of so many words; headings are kept short, and no more than one stands before a text."""
    made: list[Block] = []
    for kind, count in kinds:
        if kind == "heading" and made and made[-1].kind == "heading":
            continue
        size = min(count, 6) if kind == "heading" else count
        text = " ".join(WORDS[(number * 7 + count) % len(WORDS)] for number in range(size))
        start = made[-1].end + len(GAP) if made else 0
        made.append(
            Block(kind, text, start, (len(text),), indent=2 if kind in ("list item", "quotation") else 0)
        )
    return tuple(made)


KINDS = st.sampled_from(["paragraph", "paragraph", "paragraph", "heading", "list item", "quotation", "code"])
ESSAYS = st.lists(st.tuples(KINDS, st.integers(1, 160)), min_size=1, max_size=12).map(essay)


def broken(rows: tuple[Row, ...], page: Page) -> tuple[int, int] | None:
    """How many rows of the block this page begins in stand before it and from it on; None between blocks."""
    block = rows[page.fresh].block
    before = [row for row in rows[: page.fresh] if row.block is block and row.text]
    after = [row for row in rows[page.fresh :] if row.block is block and row.text]
    return (len(before), len(after)) if before and block else None


# Heights of the page in terminals of 24 and 40 rows.
@settings(derandomize=True, max_examples=200 * MORE)
@given(ESSAYS, st.sampled_from([30, 45, 66, 80]), st.sampled_from([19, 31]), st.integers(0, 4), st.booleans())
def test_no_widow_no_orphan_no_lost_heading(
    blocks: tuple[Block, ...], measure: int, height: int, overlap: int, airy: bool
) -> None:
    rows = typeset(blocks, measure, title="The Unhurried Page", byline="A Reader", airy=airy)
    pages = paginate(rows, height, overlap)
    for page in pages[1:]:
        found = broken(rows, page)
        block = rows[page.fresh].block
        if found and block and block.kind not in FREE:
            assert min(found) >= 2
    for page in pages[:-1]:
        assert rows[page.last - 1].kind == "text"


@settings(derandomize=True, max_examples=200 * MORE)
@given(ESSAYS, st.integers(1, 80), st.integers(1, 40), st.integers(0, 4), st.booleans())
def test_every_row_is_new_once_at_every_size(
    blocks: tuple[Block, ...], measure: int, height: int, overlap: int, airy: bool
) -> None:
    rows = typeset(blocks, measure, title="The Unhurried Page", airy=airy)
    pages = paginate(rows, height, overlap)
    new = [number for page in pages for number in range(page.fresh, page.last)]
    assert new == sorted(set(new))
    assert [number for number in new if rows[number].text] == [n for n, row in enumerate(rows) if row.text]
    for number, page in enumerate(pages):
        assert page.first <= page.fresh < page.last <= page.first + height
        assert rows[page.first].text
        assert rows[page.last - 1].text
        if page.first < page.fresh:
            assert broken(rows, page)
            assert page.first >= pages[number - 1].first
            assert len([row for row in rows[page.first : page.fresh] if row.text]) <= min(
                overlap, height // 4
            )
        elif broken(rows, page) and min(overlap, height // 4):
            block = rows[page.fresh].block
            assert block
            assert block.kind in FREE


@settings(derandomize=True, max_examples=200 * MORE)
@given(ESSAYS, st.integers(2, 80), st.integers(3, 40), st.integers(0, 4), st.booleans())
def test_a_place_is_on_the_page_where_it_is_new(
    blocks: tuple[Block, ...], measure: int, height: int, overlap: int, airy: bool
) -> None:
    rows = typeset(blocks, measure, airy=airy)
    pages = paginate(rows, height, overlap)
    for number, page in enumerate(pages):
        assert page_holding(rows, pages, rows[page.fresh].start) == number
        for row in rows[page.fresh : page.last]:
            if row.text:
                assert page_holding(rows, pages, row.end - 1) == number
    assert page_holding(rows, pages, -1) == 0
    assert page_holding(rows, pages, 10**9) == len(pages) - 1
