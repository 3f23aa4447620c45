"""The map: what is near an essay, where it stands on the screen, and walking there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_graph import One, essay, graph

from quietread.core.atlas import BEYOND, Atlas, Near, Star, dot_lines, near, near_lines, whole_lines
from quietread.core.atlas_layout import centred, moved
from quietread.core.atlas_picture import atlas_picture
from quietread.core.wrap import cells


def star(slug: str) -> Star:
    return Star(slug, slug.title(), 5)


def around(slug: str, *essays: One) -> Near:
    return near(graph(*essays), slug, star, (one.slug for one in essays), len(essays))


def stars(count: int, name: str = "essay") -> tuple[Star, ...]:
    return tuple(Star(f"{name}{at}", f"{name.title()} the {at}th of Them All", 5) for at in range(count))


def text(atlas: Atlas) -> list[str]:
    return ["".join(run for run, _ in row) for row in atlas_picture(atlas).rows]


def walked(atlas: Atlas, keys: str) -> Atlas:
    """The map after `lrud`: left, right, up, down, none of them leading on to another essay."""
    for key in keys:
        found = moved(atlas, {"l": -1, "r": 1}.get(key, 0), {"u": -1, "d": 1}.get(key, 0))
        assert isinstance(found, Atlas)
        atlas = found
    return atlas


def test_each_essay_stands_on_one_side_and_the_rest_is_counted() -> None:
    rest = [essay(f"rest{at}") for at in range(BEYOND + 5)]
    found = around(
        "a", essay("a", "b", "c"), essay("b", "a", "far"), essay("c"), essay("d", "a"), essay("far"), *rest
    )
    assert [one.slug for one in found.ahead] == ["b", "c"]
    assert [one.slug for one in found.behind] == ["d"]
    assert found.both == {"b"}
    assert found.beyond[0].slug == "far"
    assert len(found.beyond) == BEYOND
    assert found.uncounted == 6
    shown = [one.slug for side in ("behind", "here", "ahead", "beyond") for one in found.side(side)]
    assert len(shown) == len(set(shown))


def test_what_is_known_of_an_essay_is_said_and_shown() -> None:
    here = Star("a", "When Love Isn’t Enough", 8, "under way", 3)
    ahead = (Star("b", "On Looking Up", 4, "read"), Star("c", "Pencils", 7))
    atlas = Atlas(Near(here, (), ahead, both=frozenset("b")), 80, 24, reading="a")
    rows = text(atlas)
    assert rows[-2].strip().startswith("8 min, under way, 3 kept")
    assert any("you are here" in row for row in rows)
    assert any("● On Looking Up ⇄" in row for row in rows)
    assert any("○ Pencils" in row for row in rows)
    assert any("◐ When Love" in row for row in rows)
    assert text(walked(atlas, "r"))[-2].strip().startswith("4 min, read, leads back here")
    assert any("no essay leads" in row for row in rows)


def test_a_long_side_is_shown_in_parts_and_the_chosen_one_is_always_among_them() -> None:
    atlas = walked(Atlas(Near(star("a"), stars(63, "from"), stars(15, "to")), 80, 24), "l")
    assert "1–6 of 63 lead here" in text(atlas)[2]
    for _ in range(62 - atlas.place):
        atlas = walked(atlas, "d")
        assert f"the {atlas.place}th" in " ".join(" ".join(text(atlas)).split()), atlas.place
    assert "61–63 of 63 lead here" in text(atlas)[2]
    assert "it leads to 1–6 of 15" in text(atlas)[2]


def test_a_side_is_entered_where_one_looks() -> None:
    atlas = Atlas(Near(star("a"), stars(63, "from"), stars(3, "to")), 80, 24)
    assert walked(atlas, "l").place in (2, 3)
    assert walked(atlas, "r").place == 1
    assert walked(atlas, "lr").side == "here"
    assert walked(atlas, "d") == atlas


def test_going_further_out_walks_on_and_the_way_back_is_one_key() -> None:
    first = around("a", essay("a", "b"), essay("b", "c"), essay("c"))
    atlas = walked(Atlas(first, 80, 24), "r")
    assert moved(atlas, 1, 0) == "b"
    second = around("b", essay("a", "b"), essay("b", "c"), essay("c"))
    there = centred(atlas, second)
    assert (there.side, there.chosen.slug) == ("here", "b")
    assert walked(there, "l").chosen.slug == "a"
    assert moved(walked(there, "l"), -1, 0) == "a"


def test_what_lies_further_off_is_reached_by_going_down() -> None:
    atlas = walked(Atlas(Near(star("a"), (), stars(1), stars(24, "far")), 80, 24), "d")
    assert (atlas.side, atlas.place) == ("beyond", 0)
    assert walked(atlas, "rrr").place == 3
    assert walked(atlas, "u").side == "here"
    assert moved(atlas, 0, 1) == "far0"
    last = walked(atlas, "r" * 23)
    assert any("Far the 23th" in row and "›" in row for row in text(last))


def test_a_small_screen_has_a_list_with_everything_in_it() -> None:
    atlas = Atlas(Near(star("a"), stars(2, "from"), stars(2, "to"), stars(3, "far")), 40, 12)
    atlas, seen = walked(atlas, "uu"), []
    for _ in range(8):
        seen.append(atlas.chosen.slug)
        assert any("›" in row and atlas.chosen.title[:12] in row for row in text(atlas))
        atlas = walked(atlas, "d")
    assert sorted(seen) == sorted(["a", "from0", "from1", "to0", "to1", "far0", "far1", "far2"])
    assert walked(atlas, "d") == atlas
    assert moved(atlas, 1, 0) == atlas.chosen.slug


titles = st.text(st.sampled_from("abc éß 日本 ⇄▌…“’—"), min_size=1, max_size=60).map(
    lambda one: one.strip() or "a"
)
states = st.sampled_from(("unread", "under way", "read"))
some = st.lists(
    st.builds(Star, st.uuids().map(str), titles, st.just(5), states, st.integers(0, 120)), max_size=9
)


@settings(derandomize=True, max_examples=60)
@given(some, some, some, st.integers(20, 140), st.integers(4, 60), st.booleans(), st.text("lrud", max_size=8))
def test_whatever_the_titles_and_the_screen_nothing_leaves_it_and_one_is_chosen(
    behind: list[Star], ahead: list[Star], beyond: list[Star], cols: int, rows: int, narrow: bool, keys: str
) -> None:
    middle = Near(Star("here", "The Middle", 5), tuple(behind), tuple(ahead), tuple(beyond))
    atlas = Atlas(middle, cols, rows, narrow=narrow)
    for key in keys:
        found = moved(atlas, {"l": -1, "r": 1}.get(key, 0), {"u": -1, "d": 1}.get(key, 0))
        atlas = found if isinstance(found, Atlas) else atlas
        picture = atlas_picture(atlas)
        drawn = text(atlas)
        assert len(drawn) == rows
        assert all(cells(row) <= cols for row in drawn)
        assert 0 <= picture.cursor[0] < cols
        assert 0 <= picture.cursor[1] < rows
        if cols >= 40 and rows >= 10:
            assert sum("chosen" in style for row in picture.rows for _, style in row) >= 1


@pytest.mark.parametrize("cols", [66, 80, 120])
def test_a_title_that_has_no_room_is_said_in_full(cols: int) -> None:
    long = Star("long", "A Title of Many Words, " * 6 + "and Its End", 5)
    chosen = walked(Atlas(Near(star("a"), (), (long, *stars(8))), cols, 24), "ru" + "u" * 3)
    assert chosen.chosen is long
    assert text(chosen)[-2].strip().startswith("A Title of Many Words, A Title")


def test_the_map_in_words_and_for_graphviz() -> None:
    links = graph(essay("a", "b"), essay("b", "a"), essay("c"))
    found = near(links, "a", star, ("a", "b", "c"), 3)
    assert list(near_lines(found)) == [
        "A (5 min, unread)",
        "Leads to:",
        "  B (5 min, unread, leads back here)",
        "No essay leads here.",
        "Further off:",
        "  C (5 min, unread)",
    ]
    assert list(whole_lines(links, map(star, "abc"), str.title))[:2] == ["A (5 min, unread)", "  leads to B"]
    quoted = star("a")._replace(title='He said “no” and "yes" \\ maybe')
    assert list(dot_lines(links, [quoted, star("b")])) == [
        "digraph essays {",
        '  "a" [label="He said “no” and \\"yes\\" \\\\ maybe"];',
        '  "b" [label="B"];',
        '  "a" -> "b";',
        '  "b" -> "a";',
        "}",
    ]
