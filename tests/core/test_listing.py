"""A list one chooses from, as rows."""

from __future__ import annotations

import pytest

from quietread.core.listing import Item, Listing, list_picture, moved, next_group, resized, turned


@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("go", [turned, moved, next_group])
def test_an_empty_list_stays_as_it_is(go: object, step: int) -> None:
    empty = Listing((), 80, 24, title="notebook", empty="nothing kept yet; m keeps a sentence")
    assert callable(go)
    gone = resized(go(empty, step), 40, 12)
    assert "nothing kept yet" in "".join(text for row in list_picture(gone).rows for text, _ in row)


def rows(shown: Listing, message: str = "") -> list[str]:
    return ["".join(text for text, _ in row).strip() for row in list_picture(shown, message).rows]


def test_on_a_narrow_screen_a_title_is_not_cut_for_what_stands_beside_it() -> None:
    item = Item("Watched Over by Strangers", side="under way   ▌2   6 min", detail="a lifeguard")
    wide, narrow = rows(Listing((item,), 80, 24)), rows(Listing((item,), 40, 10))
    assert any(item.title in row and row.endswith(item.side) for row in wide)
    at = next(number for number, row in enumerate(narrow) if item.title in row)
    assert narrow[at : at + 3] == [f"›{item.title}", item.side, item.detail]


def test_where_signs_are_wide_there_are_none_in_a_list() -> None:
    item = Item("It’s so — really…", side="▌2", detail="“quoted”", marked=True)
    shown = rows(Listing((item,), 80, 24, narrow=False), "kept · u undoes")
    assert all(row.isascii() for row in shown)
    assert any("It's so -- really..." in row and row.endswith("|2") for row in shown)
