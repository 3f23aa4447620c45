"""The pause: its timeline to the hundredth, when there is one, and a clock that sleep cannot upset."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.breath import PRESETS, Moment
from quietread.core.essay import Block
from quietread.core.parts import Part
from quietread.core.pause import Clock, Pause, breaths_before

EASY = Pause(PRESETS["easy"])
BARE = Pause(PRESETS["easy"], fades=False)


@pytest.mark.parametrize(
    ("t", "moment"),
    [
        (0.0, Moment("leaving", 0.25)),
        (0.059, Moment("leaving", 0.25)),
        (0.061, Moment("leaving", 0.5)),
        (0.239, Moment("leaving", 1.0)),
        (0.241, Moment("breath", 0.75, 0.0, "breathe in")),
        (0.47, Moment("breath", 0.0, 0.0, "breathe in")),
        (0.73, Moment("breath", 0.0, 0.0, "breathe in")),
        (0.74 + 2, Moment("breath", 0.0, 0.5, "breathe in")),
        (0.74 + 4, Moment("breath", 0.0, 1.0, "breathe out")),
        (0.74 + 7, Moment("breath", 0.0, 0.5, "breathe out")),
        (10.75, Moment("breath", 0.0, 0.0, "breathe out")),
        (10.81, Moment("breath", 0.25, 0.0, "breathe out")),
        (11.03, Moment("breath", 1.0, 0.0, "breathe out")),
        (11.05, Moment("coming", 0.75)),
        (11.27, Moment("coming", 0.0)),
        (11.281, Moment("over")),
        (100.0, Moment("over")),
    ],
)
def test_the_timeline_of_an_easy_pause(t: float, moment: Moment) -> None:
    seen = EASY.at(t)
    assert (seen.stage, seen.fade, seen.word) == (moment.stage, moment.fade, moment.word)
    assert seen.fullness == pytest.approx(moment.fullness, abs=1e-4)


def test_how_long_pauses_take() -> None:
    assert EASY.end == pytest.approx(11.28)
    assert BARE.end == pytest.approx(10.8)
    assert Pause(PRESETS["easy"], breaths=3).end == pytest.approx(31.28)
    assert Pause(PRESETS["easy"], moving=False).end == inf
    assert Pause(PRESETS["easy"], waits=True).end == inf


def test_without_fades_only_the_breath_is_seen() -> None:
    assert {BARE.at(t / 100).stage for t in range(1080)} == {"breath"}
    assert {BARE.at(t / 100).fade for t in range(1080)} == {0.0}
    assert BARE.at(10.801).stage == "over"


@pytest.mark.parametrize("preset", PRESETS)
def test_no_jolt_from_the_first_moment_to_the_last(preset: str) -> None:
    pause = Pause(PRESETS[preset], breaths=2)
    seen = [pause.at(t / 20) for t in range(int(pause.end * 20))]
    breath = [moment for moment in seen if moment.stage == "breath"]
    assert breath[0].fullness == breath[-1].fullness == 0
    assert all(abs(a.fullness - b.fullness) < 0.045 for a, b in pairwise(breath))
    order = ("leaving", "breath", "coming")
    assert [moment.stage for moment in seen] == sorted((moment.stage for moment in seen), key=order.index)


def test_a_still_pause_is_one_picture() -> None:
    still = Pause(PRESETS["easy"], moving=False)
    assert {still.at(t) for t in (0.0, 5.0, 3600.0)} == {Moment("breath", 0.0, 0.5, "in four, out six")}


def test_a_pause_that_waits_says_so_and_comes_to_rest() -> None:
    waiting = Pause(PRESETS["easy"], waits=True)
    assert waiting.at(10.7).word == "breathe out"
    assert waiting.at(waiting.stop) == waiting.at(3600) == Moment("breath", 0.0, 0.0, "read on when you like")
    assert Pause(PRESETS["easy"], waits=True, words="rest").at(3600).word == "rest"
    assert Pause(PRESETS["easy"], waits=True, words="none").at(3600).word == ""


def test_more_breaths_up_to_what_the_rhythm_allows() -> None:
    pause = Pause(PRESETS["easy"], breaths=3)
    for taken in (4, 5, 6, 6):
        pause = pause.longer()
        assert pause.taken == taken
    assert Pause(PRESETS["478"], breaths=6).taken == 4
    assert Pause(PRESETS["478"], breaths=4).longer().taken == 4
    assert Pause(PRESETS["easy"], breaths=3).longer().at(35.0).stage == "breath"


def part(index: int, words: int, breaths: int | None = None) -> Part:
    return Part(index, index, (Block("paragraph", "x", 3 * index, (1,)),), breaths, words)


PARTS = (
    part(0, 300, 3),
    part(1, 60),
    part(2, 59),
    part(3, 300),
    part(4, 10, 2),
    part(5, 300, 0),
    part(6, 300, 9),
)


@pytest.mark.parametrize(
    ("index", "breaths"),
    [
        (0, 0),
        (1, 2),
        (2, 2),
        (3, 0),
        (4, 2),
        (5, 0),
        (6, 6),
        (7, 2),
    ],
    ids=[
        "the first section",
        "after a long one",
        "after sixty words",
        "after fifty-nine",
        "the author asks for two",
        "the author asks for none",
        "the author asks for too many",
        "Related",
    ],
)
def test_where_there_is_a_pause(index: int, breaths: int) -> None:
    assert breaths_before(PARTS, index, "moving", 2) == breaths
    assert breaths_before(PARTS, index, "still", 2) == breaths
    assert breaths_before(PARTS, index, "none", 2) == 0


def test_the_author_s_pause_stands_after_a_short_section_too() -> None:
    parts = (part(0, 10), part(1, 10, 1), part(2, 10))
    assert [breaths_before(parts, index, "moving", 1) for index in range(4)] == [0, 1, 0, 0]


def test_the_author_s_pause_before_related_is_kept() -> None:
    parts = (part(0, 100),)
    assert breaths_before(parts, 1, "moving", 1, at_the_end=3) == 3
    assert breaths_before(parts, 1, "moving", 1, at_the_end=0) == 0
    assert breaths_before(parts, 1, "none", 1, at_the_end=3) == 0


def test_an_essay_without_words_has_no_pause() -> None:
    assert breaths_before((), 1, "moving", 1) == 0


def test_a_clock_tells_the_time_of_the_pause() -> None:
    clock = Clock(100.0, 100.0)
    for tick in range(1, 201):
        clock = clock.tick(100 + tick / 20, 0.05)
    assert clock.elapsed == pytest.approx(10.0)


def test_a_late_tick_counts_and_a_sleep_does_not() -> None:
    clock = Clock(0.0, 0.0).tick(2.0, 1.5).tick(3.0, 0.05)
    assert clock.elapsed == pytest.approx(3.0)
    asleep = clock.tick(3603.0, 0.05)
    assert asleep.elapsed == pytest.approx(3.0)
    assert asleep.tick(3603.05, 0.05).elapsed == pytest.approx(3.05)


def test_a_clock_goes_on_where_it_stood() -> None:
    clock = Clock(0.0, 2.5).resume(900.0)
    assert clock.elapsed == pytest.approx(2.5)
    assert clock.tick(900.5, 0.05).elapsed == pytest.approx(3.0)


@settings(derandomize=True, max_examples=200)
@given(st.lists(st.floats(0, 30), max_size=30))
def test_whatever_happens_time_goes_on_and_never_by_more_than_a_second_and_a_tick(gaps: list[float]) -> None:
    clock, now = Clock(0.0, 0.0), 0.0
    for gap in gaps:
        now += gap
        before = clock.elapsed
        clock = clock.tick(now, 0.05)
        assert -1e-6 <= clock.elapsed - before <= 1.05 + 1e-6
