from __future__ import annotations

from pathlib import Path

import pytest
from stage import desk, essay, reader, screen

from quietread.ui.app import Quietread
from quietread.ui.choices import Welcome
from quietread.ui.reader import Reader
from quietread.ui.shelf import Shelf


def first_run(home: Path, *sets: str, text: str = "") -> Quietread:
    at = desk(home, sets)
    view = None
    if text:
        (home / "first.md").write_text(text, "utf-8")
        view = at.open_path(str(home / "first.md"), 80, 24)
    return Quietread(at, view, welcome=True)


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (["enter"], "moving"),
        (["escape"], "moving"),
        (["2", "enter"], "still"),
        (["down", "down", "enter"], "none"),
    ],
)
async def test_the_choice_is_kept_and_what_was_asked_for_comes(
    keys: list[str], kind: str, sealed_room: Path
) -> None:
    app = first_run(sealed_room, text=essay())
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, Welcome)
        assert not app.desk.progress.welcomed()
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(app.screen, Reader)
        assert app.desk.settled.settings.pause_kind == kind
        assert app.desk.progress.welcomed()
        assert f'kind = "{kind}"' in app.desk.folders.settings.read_text("utf-8")
        assert "space read on   m mark   ? keys" in screen(pilot)
        assert app.desk.progress.state(reader(pilot).view.essay.id) == "under way"


async def test_leaving_it_asks_again_next_time(sealed_room: Path) -> None:
    app = first_run(sealed_room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "q")
        await pilot.pause()
    assert not app.desk.progress.welcomed()
    assert not app.desk.folders.settings.exists()


async def test_a_still_breath_is_chosen_beforehand_where_motion_is_reduced(sealed_room: Path) -> None:
    app = first_run(sealed_room, "motion=still")
    async with app.run_test(size=(80, 24)):
        assert isinstance(app.screen, Welcome)
        assert app.screen.chosen == 1


async def test_the_shelf_comes_where_no_essay_was_named(sealed_room: Path) -> None:
    app = first_run(sealed_room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Shelf)
        await app.workers.wait_for_complete()
