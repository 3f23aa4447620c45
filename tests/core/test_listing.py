"""A list one chooses from, as rows."""

from __future__ import annotations

import pytest

from quietread.core.listing import Listing, list_picture, moved, next_group, resized, turned


@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("go", [turned, moved, next_group])
def test_an_empty_list_stays_as_it_is(go: object, step: int) -> None:
    empty = Listing((), 80, 24, title="notebook", empty="nothing kept yet; m keeps a sentence")
    assert callable(go)
    gone = resized(go(empty, step), 40, 12)
    assert "nothing kept yet" in "".join(text for row in list_picture(gone).rows for text, _ in row)
