"""The essay's last page: what was kept, where to go on, and that every entry can be come to."""

from __future__ import annotations

from typing import Any

import pytest

from quietread.core import walk
from quietread.core.markdown import read_markdown
from quietread.core.parts import parts
from quietread.core.picture import picture
from quietread.core.related_page import next_screen, related_rows, with_lead
from quietread.core.view import AS_IT_COMES, Lead, View
from quietread.core.wrap import cells


def page(*leads: Lead, quotes: tuple[str, ...] = (), cols: int = 80, rows: int = 24) -> View:
    essay = read_markdown("# On Pencils\n\nA sentence. Another one.\n", "pencils")
    view = walk.related(walk.opened(essay, parts(essay, 400), cols, rows, AS_IT_COMES))
    return view._replace(leads=leads, quotes=quotes, way_out="backspace  the shelf")


def text(view: View) -> str:
    return "\n".join("".join(run for run, _ in row).rstrip() for row in picture(view).rows)


def lead(number: int, **more: Any) -> Lead:
    return Lead(f"Essay {number}", f"why {number}", f"essay-{number}", 4, key=f"{number}"[-1])._replace(
        **more
    )


def test_from_the_top_stand_what_was_kept_where_to_go_on_and_who_leads_here() -> None:
    view = page(
        lead(1, state="read"),
        lead(2, slug=None, minutes=0, missing="looked for: two.md in /essays"),
        lead(3, slug=None, minutes=0, address="https://example.com/three"),
        lead(4, back=True, state="under way"),
        quotes=("A sentence.", "A second. " * 30, "A third.", "A fourth.", "A fifth."),
        rows=40,
    )
    shown = [line.strip() for line in text(view).splitlines() if line.strip()]
    assert shown[:2] == ["▌ A sentence.", "▌ A second. A second. A second. A second. A second. A second. A"]
    assert shown[2].endswith("…")
    assert shown[3:-1] == [
        "▌ A third.",
        "and 2 more",
        "Related",
        "›  1  Essay 1  4 min, read",
        "why 1",
        "2  Essay 2  (not in this library)",
        "why 2",
        "looked for: two.md in /essays",
        "3  Essay 3",
        "why 3",
        "https://example.com/three",
        "Also leads here",
        "4  Essay 4  4 min, under way",
        "why 4",
    ]


def test_where_nothing_leads_on_it_is_a_quiet_end() -> None:
    shown = [line.strip() for line in text(page()).splitlines() if line.strip()]
    assert shown[:2] == ["That was On Pencils.", "backspace  the shelf"]


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (36, 10), (30, 8), (120, 40)])
def test_each_entry_can_be_chosen_and_is_seen_whole_where_it_fits(cols: int, rows: int) -> None:
    view = page(*map(lead, range(30)), quotes=("Kept. ",) * 5, cols=cols, rows=rows)
    for number in range(30):
        view = with_lead(view, number)
        shown, cursor = related_rows(view)
        row = "".join(run for run, _ in shown[cursor[1]])
        assert f"Essay {number}" in row
        assert "›" in row
        assert all(sum(cells(run) for run, _ in one) <= cols for one in shown)
    assert with_lead(view, 99).lead == 29
    assert with_lead(view, -1).lead == 0


def test_a_heading_never_stands_alone_at_the_end_of_a_screen() -> None:
    for rows in range(8, 40):
        view = page(*map(lead, range(5)), lead(5, back=True), lead(6, back=True), rows=rows)
        while True:
            lines = [
                line.strip() for line in text(view).splitlines()[: view.geometry.top + view.geometry.height]
            ]
            last = [line for line in lines if line][-1]
            assert last not in ("Related", "Also leads here"), rows
            later = next_screen(view)
            if later is None:
                break
            assert later > view.lead
            view = with_lead(view, later)


def test_that_there_is_more_below_is_seen_until_there_is_none() -> None:
    view = page(*map(lead, range(12)))
    assert "↓" in text(view).split("\n")[22]
    seen = [view.lead]
    while (later := next_screen(view)) is not None:
        view = with_lead(view, later)
        seen.append(later)
    assert seen == [0, 6]
    assert "↓" not in text(view)


def test_of_thousands_that_lead_here_only_those_in_sight_are_set() -> None:
    looked = 0

    class Counted(Lead):
        @property
        def detail(self) -> str:
            nonlocal looked
            looked += 1
            return "why"

    view = page(*(Counted(f"Essay {at}", "", f"essay-{at}", 4) for at in range(5000)))
    picture(view)
    assert looked < 50
