"""The way a reader came: back and forward, never deeper than it is remembered."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core import walk
from quietread.core.links import links_of, with_cursor
from quietread.core.markdown import read_markdown
from quietread.core.parts import parts
from quietread.core.trail import DEPTH, Stop, Trail, at_stop, related_at, stop_of
from quietread.core.view import AS_IT_COMES, View

TEXT = (
    "# One\n\n" + "A sentence with [a link](two.md). Another one here. " * 60 + "\n\n## Two\n\nMore of it.\n"
)


def view(text: str = TEXT, rows: int = 24) -> View:
    essay = read_markdown(text, "one")
    return walk.opened(essay, parts(essay, 0), 80, rows, AS_IT_COMES)


def stop(number: int) -> Stop:
    return Stop(f"/essays/{number}.md", "edition", number)


@settings(derandomize=True, max_examples=100)
@given(st.lists(st.sampled_from(["go", "go", "back", "forward"]), max_size=60))
def test_back_and_forward_are_what_they_are_in_a_browser(steps: list[str]) -> None:
    visited, at, trail, number = [stop(0)], 0, Trail(), 0
    for step in steps:
        here = visited[at]
        if step == "go":
            number += 1
            trail = trail.left(here)
            visited[at + 1 :] = [stop(number)]
            at += 1
            continue
        found = trail.back(here) if step == "back" else trail.forward(here)
        wanted = at + (-1 if step == "back" else 1)
        if 0 <= wanted < len(visited):
            assert found is not None
            trail, at = found[0], wanted
            assert found[1] == visited[at]
        else:
            assert found is None


def test_no_more_stops_are_kept_than_are_promised() -> None:
    trail = Trail()
    for number in range(DEPTH + 7):
        trail = trail.left(stop(number))
    assert len(trail.past) == DEPTH == 200
    assert trail.past[-1] == stop(DEPTH + 6)
    for number in range(DEPTH):
        found = trail.back(stop(1000 + number))
        assert found is not None
        trail = found[0]
    assert trail.past == ()
    assert len(trail.future) == DEPTH


def test_what_cannot_be_opened_is_taken_out_on_both_sides() -> None:
    trail = Trail((stop(1), stop(2), stop(1)), (stop(2), stop(1)))
    assert trail.without(stop(1)) == Trail((stop(2),), (stop(2),))


def test_a_stop_brings_back_page_cursor_link_and_chosen_entry() -> None:
    first = view()
    turned = walk.next_page(first)
    assert turned is not None
    linked = with_cursor(walk.next_sentence(turned, 1), links_of(turned)[-1])
    for left in (turned, walk.next_sentence(turned, 1), linked):
        found = at_stop(first, stop_of(left, "/one.md"))
        assert (found.part, found.place, found.page_number, found.cursor, found.link) == (
            left.part,
            left.place,
            left.page_number,
            left.cursor,
            left.link,
        )
        assert related_at(found, stop_of(left, "/one.md")) is None
    last = walk.related(linked)._replace(lead=3)
    kept = stop_of(last, "/one.md", linked)
    back = at_stop(first, kept)
    again = related_at(back, kept)
    assert again is not None
    assert (again.lead, again.at_related) == (3, True)
    assert (back.place, back.link) == (linked.place, linked.link)


def test_a_stop_of_another_edition_leaves_the_essay_where_it_opened() -> None:
    changed = walk.go(view("# One\n\nNew words first.\n\n" + TEXT[7:]), 40)
    assert at_stop(changed, stop_of(view(), "/one.md")) is changed
    assert related_at(changed, stop_of(walk.related(view()), "/one.md")) is None
