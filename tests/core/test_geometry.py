from __future__ import annotations

import pytest

from quietread.core.frame import geometry


def test_a_usual_terminal() -> None:
    shape = geometry(80, 24, 66)
    assert (shape.measure, shape.left, shape.gutter) == (66, 7, 3)
    assert (shape.top, shape.height, shape.status, shape.message) == (2, 19, 22, 22)
    assert not shape.tiny


@pytest.mark.parametrize(
    ("cols", "measure", "left", "gutter"),
    [
        (120, 66, 27, 3),
        (74, 66, 4, 3),
        (73, 65, 4, 3),
        (48, 40, 4, 3),
        (47, 44, 2, 1),
        (30, 27, 2, 1),
        (29, 26, 1, 0),
    ],
)
def test_a_narrow_screen_takes_from_margins_and_gutter_first(
    cols: int, measure: int, left: int, gutter: int
) -> None:
    shape = geometry(cols, 24, 66)
    assert (shape.measure, shape.left, shape.gutter) == (measure, left, gutter)


@pytest.mark.parametrize(
    ("rows", "top", "height", "status", "message"),
    [
        (60, 10, 47, 58, 58),
        (30, 5, 22, 28, 28),
        (29, 2, 24, 27, 27),
        (20, 2, 15, 18, 18),
        (19, 1, 16, 18, 18),
        (16, 1, 13, 15, 15),
        (15, 1, 13, None, 14),
        (8, 1, 6, None, 7),
        (7, 1, 6, None, None),
        (4, 1, 3, None, None),
    ],
)
def test_a_low_screen_gives_its_rows_to_the_text(
    rows: int, top: int, height: int, status: int | None, message: int | None
) -> None:
    shape = geometry(80, rows, 66)
    assert (shape.top, shape.height, shape.status, shape.message) == (top, height, status, message)


def test_nothing_but_text_on_a_very_low_screen() -> None:
    assert geometry(80, 7, 66).gutter == 0
    assert geometry(80, 8, 66).gutter == 3


@pytest.mark.parametrize(
    ("cols", "rows", "tiny"), [(20, 4, False), (19, 4, True), (20, 3, True), (1, 1, True)]
)
def test_under_20_by_4_is_tiny(cols: int, rows: int, tiny: bool) -> None:
    assert geometry(cols, rows, 66).tiny is tiny


def test_everything_fits_at_every_size() -> None:
    for cols in range(1, 140):
        for rows in range(1, 110):
            for measure in (30, 66, 80):
                shape = geometry(cols, rows, measure)
                assert 1 <= shape.measure <= measure
                assert shape.height >= 1
                if shape.tiny:
                    continue
                assert shape.left > shape.gutter, "a margin stays left of the gutter"
                assert shape.left + shape.measure < cols
                assert shape.top + shape.height <= rows
                for row in (shape.status, shape.message):
                    assert row is None or shape.top + shape.height <= row < rows
