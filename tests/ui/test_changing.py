"""What a reader changes while reading is there again next time."""

from __future__ import annotations

from pathlib import Path

from stage import desk, essay, reader, reading, screen

from quietread.core.settings import Settings

HAND = "# my settings\nmeasure = 60  # narrow\n\n[pause]\nkind = 'none'  # for now\n"


def config(home: Path) -> Path:
    return home / "config/quietread/config.toml"


async def test_measure_focus_status_motion_and_theme_are_remembered(sealed_room: Path) -> None:
    config(sealed_room).parent.mkdir(parents=True)
    config(sealed_room).write_text(HAND, "utf-8")
    app = reading(sealed_room, essay())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus", "plus", "f", "z", "t")
        reader(pilot).action_motion()
        await pilot.pause()
        assert "motion: still" in screen(pilot)
        theme = app.desk.look.theme.name
    app.desk.close()
    again = desk(sealed_room).settled.settings
    assert again == Settings(
        measure=66, focus=True, status=False, motion="still", theme=theme, pause_kind="none"
    )
    for line in ("# my settings", "measure = 66  # narrow", "kind = 'none'  # for now"):
        assert line in config(sealed_room).read_text("utf-8").splitlines()


async def test_lines_go_back_to_where_they_were_and_then_to_where_they_come(sealed_room: Path) -> None:
    async with reading(sealed_room, essay(), sets=["measure=60"]).run_test(size=(90, 24)) as pilot:
        await pilot.press("plus", "equals_sign")
        assert "measure 60" in screen(pilot)
        await pilot.press("equals_sign")
        assert "measure 66" in screen(pilot)
        await pilot.press("equals_sign")
        assert "measure 60" in screen(pilot)


async def test_motion_changes_a_pause_under_way(sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        assert reader(pilot).pausing is not None
        reader(pilot).action_motion()
        await pilot.pause()
        pausing = reader(pilot).pausing
        assert pausing is not None
        assert not pausing.pause.moving
        assert "motion: still" in screen(pilot)
        reader(pilot).action_motion()
        assert reader(pilot).pausing is not None


async def test_nothing_moves_in_track_mode_whatever_is_asked(sealed_room: Path) -> None:
    app = reading(sealed_room, essay(), sets=["track=true"])
    async with app.run_test(size=(80, 24)) as pilot:
        reader(pilot).action_motion()
        assert "motion: still, for track mode" in screen(pilot)
        assert app.desk.settled.settings.still
    assert not config(sealed_room).exists()


async def test_a_file_that_cannot_be_written_is_said_once_and_the_change_holds(sealed_room: Path) -> None:
    config(sealed_room).parent.mkdir(parents=True)
    app = reading(sealed_room, essay())
    config(sealed_room).write_text("broken = \n", "utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus")
        app.desk.memory.settle()
        await pilot.pause()
        assert "measure not remembered" in screen(pilot)
        await pilot.press("plus")
        app.desk.memory.settle()
        await pilot.pause()
        assert "measure 72" in screen(pilot)
    assert config(sealed_room).read_text("utf-8") == "broken = \n"
