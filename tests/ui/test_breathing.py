"""The breath between sections, as the keys meet it."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import essay, reader, reading, screen
from textual.widget import Widget

from quietread.ui import motion
from quietread.ui.widgets import Breath

SLOW = ("pause.preset=[4, 0, 6, 0]",)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that only goes when it is told to."""
    now = [100.0]
    monkeypatch.setattr(motion, "monotonic", lambda: now[0])
    return now


def breath(pilot: object) -> Breath:
    return reader(pilot).query_one(Breath)  # type: ignore[arg-type]


async def test_reading_on_leaves_a_breath_and_a_key_ends_it(sealed_room: Path, clock: list[float]) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        assert reader(pilot).pausing is not None
        await pilot.press("space")
        assert reader(pilot).pausing is None
        assert not breath(pilot).display
        assert "Part 2" in screen(pilot)


async def test_a_key_that_repeats_itself_does_not_turn_the_page_that_has_just_come(
    sealed_room: Path, clock: list[float]
) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "space", "space", "right", "pagedown")
        assert "Part 2" in screen(pilot)
        assert reader(pilot).pausing is None
        clock[0] += 0.21
        await pilot.press("space")
        assert reader(pilot).pausing is not None


async def test_the_next_section_comes_by_itself_when_the_breath_is_over(
    sealed_room: Path, clock: list[float]
) -> None:
    async with reading(sealed_room, essay(), sets=("pause.fps=30",)).run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        for _ in range(14):
            clock[0] += 0.9
            await pilot.pause(0.08)
        assert reader(pilot).pausing is None
        assert "Part 2" in screen(pilot)


async def test_a_machine_that_slept_does_not_jump(sealed_room: Path, clock: list[float]) -> None:
    async with reading(sealed_room, essay(), sets=("pause.fps=30",)).run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        clock[0] += 3600
        await pilot.pause(0.15)
        assert reader(pilot).pausing is not None


async def test_waiting_stays_until_a_key(sealed_room: Path, clock: list[float]) -> None:
    sets = ("pause.fps=30", 'pause.after="wait"')
    async with reading(sealed_room, essay(), sets=sets).run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        for _ in range(20):
            clock[0] += 0.9
            await pilot.pause(0.05)
        assert reader(pilot).pausing is not None
        await pilot.press("enter")
        assert "Part 2" in screen(pilot)


async def test_back_in_the_breath_is_the_page_just_read(sealed_room: Path, clock: list[float]) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "b")
        assert reader(pilot).pausing is None
        assert "On Standing Still" in screen(pilot)


async def test_other_keys_bring_the_section_and_do_their_work_there(
    sealed_room: Path, clock: list[float]
) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "j")
        assert "Part 2" in screen(pilot)
        assert reader(pilot).view.cursor is not None
        await pilot.press("home", "space", "m")
        assert reader(pilot).view.labels


async def test_keys_without_a_meaning_only_read_on(sealed_room: Path, clock: list[float]) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "x")
        assert "Part 2" in screen(pilot)


async def test_s_makes_it_still_and_that_is_remembered(sealed_room: Path, clock: list[float]) -> None:
    app = reading(sealed_room, essay())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "s")
        assert reader(pilot).pausing is not None
        assert app.desk.settled.settings.pause_kind == "still"
        await pilot.press("space")
        assert "Part 2" in screen(pilot)
    assert 'kind = "still"' in (sealed_room / "config/quietread/config.toml").read_text("utf-8")


async def test_p_goes_round_the_kinds_at_once(sealed_room: Path, clock: list[float]) -> None:
    app = reading(sealed_room, essay())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "p")
        assert app.desk.settled.settings.pause_kind == "still"
        await pilot.press("p")
        assert app.desk.settled.settings.pause_kind == "none"
        assert reader(pilot).pausing is None
        assert "Part 2" in screen(pilot)
        assert "pause: none" in screen(pilot)


@pytest.mark.parametrize("sets", [("pause.kind=still",), ("motion=still",), ("track=true",)])
async def test_nothing_of_a_still_breath_runs(sealed_room: Path, sets: tuple[str, ...]) -> None:
    async with reading(sealed_room, essay(), sets=sets).run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert reader(pilot).pausing is not None
        assert breath(pilot).display
        assert not _timers(reader(pilot))
        await pilot.press("space")
        assert "Part 2" in screen(pilot)


async def test_no_pause_means_none(sealed_room: Path) -> None:
    async with reading(sealed_room, essay(), sets=("pause.kind=none",)).run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        assert reader(pilot).pausing is None
        assert "Part 2" in screen(pilot)


async def test_jumps_and_steps_back_have_no_pause(sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        for key in ("]", "[", "end", "home", "r"):
            await pilot.press(key)
            assert reader(pilot).pausing is None


async def test_one_breath_comes_before_related(sealed_room: Path, clock: list[float]) -> None:
    async with reading(sealed_room, essay(related="- Somewhere Else")).run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "space")
        assert reader(pilot).pausing is not None
        await pilot.press("space")
        assert reader(pilot).view.at_related
        assert "Somewhere Else" in screen(pilot)


async def test_breathing_now_comes_back_to_the_same_line(sealed_room: Path, clock: list[float]) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j")
        before = screen(pilot)
        await pilot.press("B")
        assert reader(pilot).pausing is not None
        assert reader(pilot).pausing.pause.breaths == 3  # type: ignore[union-attr]
        await pilot.press("B")
        assert reader(pilot).pausing.pause.breaths == 4  # type: ignore[union-attr]
        await pilot.press("space")
        assert screen(pilot) == before


async def test_the_keys_over_a_breath_hold_it(sealed_room: Path, clock: list[float]) -> None:
    async with reading(sealed_room, essay(), sets=("pause.fps=30",)).run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "question_mark")
        await pilot.pause()
        for _ in range(20):
            clock[0] += 0.9
            await pilot.pause(0.02)
        await pilot.press("escape")
        await pilot.pause()
        assert reader(pilot).pausing is not None


async def test_a_resize_in_the_breath_keeps_it_going(sealed_room: Path, clock: list[float]) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        for size in ((40, 12), (20, 4), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert reader(pilot).pausing is not None
        await pilot.press("space")
        assert "Part 2" in screen(pilot)


def _timers(widget: Widget) -> list[object]:
    return [timer for timer in widget._timers if "_tick" in str(timer._callback)]
