from __future__ import annotations

from quietread.core import find, walk
from quietread.core.parts import parts
from quietread.core.picture import picture
from quietread.core.source import read
from quietread.core.view import Manner, View

PROSE = "A mark in a margin is a promise to come back, and most of them are never kept. " * 12
ESSAY = read(
    f"# T\n\nOwls stand still. {PROSE}\n\n## Owls\n\n{PROSE} An old\nowl looks up.\n\nOwls fly.".encode(),
    "t.md",
)


def opened() -> View:
    return walk.opened(ESSAY, parts(ESSAY, 400), 80, 24, Manner())


def words(view: View) -> str:
    assert view.chosen
    return ESSAY.text[view.chosen[0] : view.chosen[1]]


def lit(view: View) -> list[str]:
    """What the page shows as found."""
    return [text for row in picture(view).rows for text, style in row if "hit" in style.split()]


def test_a_search_looks_from_where_one_is_and_then_from_the_start() -> None:
    here = walk.to_part(opened(), 1)
    assert here is not None
    assert find.sought(here, "stand").chosen == (5, 10)
    assert find.sought(here, "owls").chosen == (here.place, here.place + 4)
    assert find.sought(opened(), "owls").chosen == (0, 4)


def test_what_stands_on_the_page_leaves_the_page_as_it_is() -> None:
    here = walk.next_sentence(opened(), 1)
    found = find.sought(here, "margin")
    assert found._replace(hits=(), chosen=None, sought="") == here
    assert "margin" in lit(found)


def test_what_stands_further_on_turns_to_its_page() -> None:
    found = find.sought(opened(), "old owl")
    assert (found.part, lit(found)) == (1, ["old owl"])


def test_without_a_place_one_stays() -> None:
    here = opened()
    assert find.sought(here, "nowhere")._replace(sought="") == here


def test_next_and_previous_go_round_and_say_so() -> None:
    view = find.sought(opened(), "owl")
    said = []
    for step in (1, 1, 1, 1, -1, -1):
        after = find.stepped(view, step)
        assert after is not None
        view = after
        said.append(view.message)
    assert said == ["2 of 4", "3 of 4", "4 of 4", "1 of 4, from the start", "4 of 4, from the end", "3 of 4"]
    assert words(view) == "owl"


def test_after_turning_pages_the_next_is_the_next_from_here() -> None:
    view = walk.last(find.sought(opened(), "margin"))
    before = find.stepped(view, -1)
    assert before is not None
    assert before.chosen is not None
    assert before.chosen[0] < view.place
    after = find.stepped(view, 1)
    assert after is not None
    assert after.chosen is not None
    assert after.chosen[0] >= view.place or after.message.endswith("from the start")


def test_what_was_put_out_lights_again() -> None:
    view = find.sought(opened(), "owl")._replace(hits=(), chosen=None)
    again = find.stepped(view, 1)
    assert again is not None
    assert lit(again)


def test_from_related_a_search_leads_back_into_the_text() -> None:
    view = walk.related(opened())
    assert not find.sought(view, "promise").at_related
    first = find.stepped(view._replace(sought="promise"), -1)
    assert first is not None
    assert first.message == "24 of 24"
