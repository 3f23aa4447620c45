"""The picture of the breath: its place on any screen, its rows, and how little of it changes at once."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.breath import (
    CAUTION,
    EIGHTHS,
    PRESETS,
    Moment,
    changed,
    fullness,
    line,
    plain_words,
    scene,
    still_word,
    swell,
)
from quietread.core.frame import Runs, geometry
from quietread.core.pause import Pause
from quietread.core.theme import TERMINAL, Theme, from_toml
from quietread.core.wrap import cells

FILE = Path(__file__).parents[2] / "themes" / "bluehour.toml"


@pytest.fixture(scope="module")
def bluehour() -> Theme:
    theme, _ = from_toml(tomllib.loads(FILE.read_text(encoding="utf-8")), "bluehour", "")
    assert theme
    return theme


def heights(rows: tuple[str, ...]) -> list[int]:
    """How high each column stands, in eighths."""
    return [sum(EIGHTHS.index(row[column]) for row in rows) for column in range(len(rows[0]))]


def words(row: Runs) -> str:
    return "".join(text for text, _ in row)


def test_the_picture_of_the_design() -> None:
    assert [row.strip() for row in swell(1.0, 64, 5)] == [
        "▂▄▅▆▇████▇▆▅▄▂",
        "▂▄▆████████████████▆▄▂",
        "▁▃▅████████████████████████▅▃▁",
        "▁▃▅▇██████████████████████████████▇▅▃▁",
        "▁▁▁▁▁▂▂▂▃▄▅▆████████████████████████████████████████▆▅▄▃▂▂▂▁▁▁▁▁",
    ]


@pytest.mark.parametrize(("width", "rows"), [(24, 2), (64, 3), (64, 5), (64, 8), (40, 4)])
def test_empty_it_is_a_horizon_and_full_a_hill(width: int, rows: int) -> None:
    assert heights(swell(0.0, width, rows)) == [1] * width
    full = heights(swell(1.0, width, rows))
    middle = width // 2
    assert full == full[::-1]
    assert full[:middle] == sorted(full[:middle])
    assert full[0] == 1
    assert full[middle] >= 8 * rows - 1


@settings(derandomize=True, max_examples=100)
@given(st.floats(0, 1), st.integers(12, 32), st.integers(2, 8))
def test_every_column_stands_on_the_ground(full: float, half: int, rows: int) -> None:
    drawn = swell(full, 2 * half, rows)
    assert len(drawn) == rows
    assert {len(row) for row in drawn} == {2 * half}
    for column in range(2 * half):
        stack = [EIGHTHS.index(row[column]) for row in reversed(drawn)]
        assert stack == sorted(stack, reverse=True)
        assert sum(1 for part in stack if 0 < part < 8) <= 1
        assert stack[0] >= 1


@pytest.mark.parametrize(("rows", "most"), [(5, 1), (8, 2)])
@pytest.mark.parametrize("preset", PRESETS)
def test_no_frame_jumps(preset: str, rows: int, most: int) -> None:
    rhythm = PRESETS[preset]
    for offset in (0.0, 0.013, 0.031):
        frames = [
            heights(swell(fullness(rhythm, offset + t / 20), 64, rows))
            for t in range(int(rhythm.cycle * 20) + 2)
        ]
        assert (
            max(abs(a - b) for before, after in pairwise(frames) for a, b in zip(before, after, strict=True))
            <= most
        )


def test_the_line_grows_by_half_cells_from_the_middle() -> None:
    assert line(0.0, 20).strip() == "━" * 6
    assert line(1.0, 20) == "━" * 20
    assert line(0.5, 20).strip() == "╺" + "━" * 12 + "╸"
    for full in range(101):
        drawn = line(full / 100, 20)
        assert len(drawn) == 20
        assert drawn == drawn[::-1].translate(str.maketrans("╺╸", "╸╺"))


@pytest.mark.parametrize(
    ("cols", "rows", "form", "left", "top", "width", "hill"),
    [
        (80, 24, "swell", 8, 9, 64, 5),
        (120, 40, "swell", 28, 15, 64, 8),
        (200, 60, "swell", 68, 27, 64, 8),
        (40, 16, "swell", 2, 7, 36, 3),
        (30, 20, "swell", 2, 8, 26, 4),
        (80, 15, "line", 8, 8, 64, 1),
        (80, 8, "line", 8, 4, 64, 1),
        (80, 7, "words", 8, 4, 64, 0),
        (29, 24, "words", 0, 13, 29, 0),
    ],
)
def test_where_it_stands(
    *, cols: int, rows: int, form: str, left: int, top: int, width: int, hill: int
) -> None:
    place = scene(cols, rows, geometry(cols, rows, 66).measure)
    assert (place.form, place.left, place.top, place.width, place.hill) == (form, left, top, width, hill)


HINTS = ("", "space  read on", "ctrl+shift+pgdn  read on")
screens = st.tuples(st.integers(20, 300), st.integers(4, 100), st.integers(30, 80))


@settings(derandomize=True, max_examples=300)
@given(screens, st.sampled_from(("swell", "line", "words")), st.booleans(), st.sampled_from(HINTS))
def test_it_never_leaves_the_screen(
    screen: tuple[int, int, int], shape: str, blocks: bool, hint: str
) -> None:
    cols, rows, measure = screen
    place = scene(cols, rows, geometry(cols, rows, measure).measure, shape=shape, blocks=blocks)
    drawn = place.rows(Moment("breath", 0.0, 0.7, "breathe in"), TERMINAL, "truecolor", hint=hint)
    assert len(drawn) == place.height
    assert 0 <= place.left <= place.left + place.width <= cols
    assert 0 <= place.top <= place.top + place.height <= rows
    assert all(cells(words(row)) == place.width for row in drawn)
    assert any("breathe in" in words(row) for row in drawn)


def test_forms_that_are_asked_for() -> None:
    assert scene(80, 24, 66, shape="line").form == "line"
    assert scene(80, 24, 66, shape="words").form == "words"
    assert scene(80, 24, 66, blocks=False).form == "words"


def test_word_and_hint_have_rows_of_their_own(bluehour: Theme) -> None:
    for place in (scene(80, 24, 66), scene(80, 24, 66, shape="line")):
        rows = place.rows(Moment("breath", 0.0, 1.0, "breathe out"), bluehour, "truecolor", hint=HINTS[1])
        base = place.top + place.hill - 1
        assert [place.top + row for row, runs in enumerate(rows) if "breathe out" in words(runs)] == [
            base + 2
        ]
        assert [place.top + row for row, runs in enumerate(rows) if "space  read on" in words(runs)] == [
            base + 3
        ]
        assert not any("space" in words(row) for row in place.rows(Moment("breath"), bluehour, "256"))


def test_breathe_stands_still_when_in_turns_to_out(bluehour: Theme) -> None:
    place = scene(80, 24, 66)
    columns = {
        words(place.rows(Moment("breath", 0.0, 0.5, word), bluehour, "truecolor")[-2]).index("breathe")
        for word in ("breathe in", "breathe out")
    }
    assert len(columns) == 1


def test_colours_climb_and_the_horizon_melts(bluehour: Theme) -> None:
    place = scene(80, 24, 66)
    rows = place.rows(Moment("breath", 0.0, 1.0, "breathe in"), bluehour, "truecolor")
    ramp = bluehour.ramp(5, "truecolor")
    assert [row[0][1] for row in rows[:4]] == [ramp[4], ramp[3], ramp[2], ramp[1]]
    melting = [style for _, style in rows[4]]
    assert melting == melting[::-1]
    assert melting[2] == ramp[0]
    assert len(set(melting)) == 3
    assert [len(row) for row in place.rows(Moment("breath"), bluehour, "256")[:5]] == [1] * 5
    assert {style for row in place.rows(Moment("breath"), TERMINAL, "truecolor")[:5] for _, style in row} == {
        "text"
    }


def test_only_what_differs_is_written(bluehour: Theme) -> None:
    place, pause = scene(80, 24, 66), Pause(PRESETS["easy"], fades=False)
    frames = [place.rows(pause.at(t / 20), bluehour, "truecolor") for t in range(int(pause.end * 20))]
    for before, after in pairwise(frames):
        dirty = dict(changed(before, after))
        for number, (was, now) in enumerate(zip(before, after, strict=True)):
            stop = dirty.get(number, 0)
            assert words(was)[stop:] == words(now)[stop:]
            assert (was == now) == (number not in dirty)
    quiet = sum(not changed(before, after) for before, after in pairwise(frames))
    assert quiet >= 20
    assert changed(frames[0], frames[0]) == ()


def test_the_docs_show_what_is_drawn() -> None:
    shown = (Path(__file__).parents[2] / "docs" / "breath.md").read_text(encoding="utf-8")
    for full in (0.5, 1.0):
        assert "\n".join(row.rstrip() for row in swell(full, 64, 5) if row.strip()) in shown
    assert line(0.5, 64).rstrip() in shown
    for name, rhythm in PRESETS.items():
        seconds = " | ".join(f"{one:g}" for one in (rhythm.inhale, rhythm.hold, rhythm.exhale, rhythm.rest))
        assert f"| `{name}` | {seconds} | {round(rhythm.per_minute, 2)} |" in shown
    assert CAUTION in " ".join(shown.replace("\n> ", " ").split())
    assert plain_words(PRESETS["easy"]) in shown
    assert still_word(PRESETS["easy"]) in shown
