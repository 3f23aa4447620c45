"""The breath: its rhythm at exact times, and what is said under it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.breath import (
    PRESETS,
    Pattern,
    fullness,
    pattern,
    phase,
    plain_words,
    spoken,
    still_word,
    word,
)
from quietread.errors import SettingError

EASY = PRESETS["easy"]
phases = st.tuples(st.floats(2, 10), st.floats(0, 7), st.floats(2, 12), st.floats(0, 7))
patterns = phases.filter(lambda seconds: 5 <= sum(seconds) <= 30).map(pattern)


@pytest.mark.parametrize(
    ("preset", "t", "full"),
    [
        ("easy", 0, 0),
        ("easy", 1, 0.1464),
        ("easy", 2, 0.5),
        ("easy", 4, 1),
        ("easy", 5.5, 0.8536),
        ("easy", 7, 0.5),
        ("easy", 10, 0),
        ("easy", 12, 0.5),
        ("box", 4, 1),
        ("box", 6, 1),
        ("box", 8, 1),
        ("box", 10, 0.5),
        ("box", 14, 0),
        ("478", 11, 1),
        ("478", 15, 0.5),
        ("even", 5.5, 1),
        ("light", 6, 0.5),
        ("long", 8, 0.5),
    ],
)
def test_how_full_it_is_at_a_moment(preset: str, t: float, full: float) -> None:
    assert fullness(PRESETS[preset], t) == pytest.approx(full, abs=5e-5)


@pytest.mark.parametrize(
    ("preset", "per_minute"),
    [("easy", 6.0), ("light", 7.06), ("even", 5.45), ("long", 5.0), ("box", 3.75), ("478", 3.16)],
)
def test_breaths_a_minute(preset: str, per_minute: float) -> None:
    assert PRESETS[preset].per_minute == pytest.approx(per_minute, abs=0.005)


def test_six_easy_breaths_take_a_minute() -> None:
    turns = [
        t / 1000
        for t in range(1, 60_000)
        if phase(EASY, t / 1000)[0] == "in" != phase(EASY, (t - 1) / 1000)[0]
    ]
    assert turns == pytest.approx([10, 20, 30, 40, 50], abs=0.002)


@settings(derandomize=True, max_examples=200)
@given(patterns, st.floats(0, 120), st.floats(0, 0.05))
def test_it_stays_in_range_and_never_jumps(rhythm: Pattern, t: float, step: float) -> None:
    now, soon = fullness(rhythm, t), fullness(rhythm, t + step)
    assert 0 <= now <= 1
    # the steepest slope of half a cosine of 2 s is pi/4 a second
    assert abs(soon - now) <= 0.7855 * step + 1e-9


@settings(derandomize=True, max_examples=100)
@given(patterns, st.integers(0, 5))
def test_it_is_slow_at_every_turn(rhythm: Pattern, cycle: int) -> None:
    at = cycle * rhythm.cycle
    for _, length in rhythm.phases:
        at += length
        assert abs(fullness(rhythm, at + 0.01) - fullness(rhythm, at - 0.01)) < 0.0005


def test_words_change_only_at_the_turns() -> None:
    said = [word(PRESETS["box"], t / 10) for t in range(161)]
    turns = [(t / 10, said[t]) for t in range(1, 161) if said[t] != said[t - 1]]
    assert said[0] == "breathe in"
    assert turns == [(4, "stay"), (8, "breathe out"), (12, "rest"), (16, "breathe in")]
    assert {word(EASY, t / 10) for t in range(100)} == {"breathe in", "breathe out"}


def test_words_can_be_had_otherwise_or_not_at_all() -> None:
    for t in (0, 4, 9):
        assert word(EASY, t, "rest") == "rest"
        assert word(EASY, t, "none") == ""


@pytest.mark.parametrize(
    ("preset", "said"),
    [
        ("easy", "in four, out six"),
        ("long", "in four, out eight"),
        ("even", "in 5.5, out 5.5"),
        ("box", "in 4 stay 4 out 4 rest 4"),
        ([2.5, 0, 3.25, 7], "in 2.5, out 3.2, rest 7"),
        ([2.5, 2.5, 11.5, 2.5], "2.5-2.5-11.5-2.5"),
    ],
)
def test_a_still_breath_tells_the_whole_rhythm(preset: str | list[float], said: str) -> None:
    assert still_word(pattern(preset)) == said


@settings(derandomize=True, max_examples=200)
@given(patterns)
def test_a_still_breath_fits_the_narrowest_swell(rhythm: Pattern) -> None:
    assert 0 < len(still_word(rhythm)) <= 24


def test_the_pause_in_one_line() -> None:
    assert plain_words(EASY) == "Pause. Breathe in for four, out for six, if you like. Enter reads on."
    assert (
        plain_words(PRESETS["478"])
        == "Pause. Breathe in for four, stay for seven, out for eight, if you like. Enter reads on."
    )
    for words in ("rest", "none"):
        assert "reath" not in plain_words(EASY, words)
        assert plain_words(EASY, words).endswith("Enter reads on.")


@pytest.mark.parametrize(
    ("seconds", "said"), [(4, "four"), (12, "twelve"), (3.5, "three and a half"), (4.2, "4.2"), (0.5, "0.5")]
)
def test_lengths_in_words(seconds: float, said: str) -> None:
    assert spoken(seconds) == said


@pytest.mark.parametrize(
    "seconds", [[4, 0, 6, 0], [2, 0, 3, 0], [10, 7, 12, 1], [4.5, 0, 5.5, 0.5], (2, 7, 2, 7)], ids=str
)
def test_a_rhythm_of_ones_own(seconds: list[float]) -> None:
    rhythm = pattern(seconds)
    assert (rhythm.inhale, rhythm.hold, rhythm.exhale, rhythm.rest) == tuple(seconds)
    assert rhythm.holds == (seconds[1] + seconds[3] > 0)


@pytest.mark.parametrize(
    "seconds",
    [
        [1.9, 0, 6, 0],
        [10.1, 0, 6, 0],
        [4, -1, 6, 0],
        [4, 7.5, 6, 0],
        [4, 0, 12.5, 0],
        [4, 0, 6, 8],
        [2, 0, 2, 0],
        [10, 7, 12, 2],
        [4, 0, 6],
        [4, 0, 6, 0, 0],
        [],
        [4, 0, "6", 0],
        [4, 0, True, 0],
        [4, 0, float("nan"), 0],
        [float("inf"), 0, 6, 0],
        "slow",
    ],
    ids=str,
)
def test_a_rhythm_that_cannot_be_says_what_can(seconds: list[object] | str) -> None:
    with pytest.raises(
        SettingError, match=r"in 2-10, hold 0-7, out 2-12 and hold 0-7 seconds, 2 to 12 breaths"
    ):
        pattern(seconds)


def test_only_rhythms_with_holds_ask_for_caution() -> None:
    assert {name for name, rhythm in PRESETS.items() if rhythm.holds} == {"box", "478"}
    assert PRESETS["478"].most == 4
