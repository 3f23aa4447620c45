"""Colours: WCAG contrast, and the rounding Rich will do when it writes them."""

from __future__ import annotations

import io
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import Color, ColorSystem
from rich.console import Console

from quietread.core.terminal import depth
from quietread.core.theme import (
    codes,
    contrast,
    from_256,
    hexed,
    is_light,
    luminance,
    mix,
    rgb,
    shown,
    to_256,
)

LEVELS = (0, 1, 47, 48, 94, 95, 114, 115, 116, 135, 155, 175, 195, 214, 215, 235, 254, 255)
GRID = [hexed((red, green, blue)) for red, green, blue in itertools.product(LEVELS, repeat=3)]
colours = st.tuples(*[st.integers(0, 255)] * 3).map(hexed)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#ffffff", "#777777", 4.48),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


def test_256_colours_are_those_of_rich() -> None:
    for colour in GRID:
        assert to_256(colour) == Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).number, colour


@settings(derandomize=True, max_examples=500)
@given(colours)
def test_any_colour_is_written_as_rich_writes_it(colour: str) -> None:
    for name, system in (
        ("truecolor", ColorSystem.TRUECOLOR),
        ("256", ColorSystem.EIGHT_BIT),
    ):
        theirs = Color.parse(colour).downgrade(system)
        for behind in (False, True):
            assert codes(colour, name, behind=behind) == ";".join(theirs.get_ansi_codes(not behind))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("colour", "text", "behind"),
    [("#000000", "30", "40"), ("#aa0000", "31", "41"), ("#5555ff", "94", "104"), ("#fdfeff", "97", "107")],
)
def test_of_sixteen_colours_the_nearest_is_written(colour: str, text: str, behind: str) -> None:
    assert codes(colour, "16") == text
    assert codes(colour, "16", behind=True) == behind


def test_what_a_number_looks_like_is_what_rich_takes_it_for() -> None:
    for number in range(16, 256):
        assert rgb(from_256(number)) == tuple(Color.from_ansi(number).get_truecolor())


@settings(derandomize=True, max_examples=200)
@given(colours, colours, st.floats(0, 1))
def test_a_mix_lies_between(one: str, other: str, amount: float) -> None:
    parts = zip(rgb(one), rgb(mix(one, other, amount)), rgb(other), strict=True)
    assert all(min(a, b) <= mixed <= max(a, b) for a, mixed, b in parts)
    assert mix(one, other, 0) == one
    assert mix(one, other, 1) == other


@settings(derandomize=True, max_examples=200)
@given(colours)
def test_light_is_where_black_reads_better(colour: str) -> None:
    assert 0 <= luminance(colour) <= 1
    assert is_light(colour) == (contrast(colour, "#000000") > contrast(colour, "#ffffff"))
    assert shown(colour, "truecolor") == colour
    assert shown(colour, "256") == from_256(to_256(colour))


ENVIRONMENTS = [
    {"COLORTERM": colorterm, "TERM": term}
    for colorterm in ("", "truecolor", " 24BIT ", "yes")
    for term in (
        "xterm-256color",
        "xterm-kitty",
        "xterm",
        "screen.xterm-256color",
        "linux-16color",
        "tmux-direct",
        "",
    )
]


@pytest.mark.parametrize("environ", ENVIRONMENTS, ids=str)
def test_depth_is_what_rich_will_find(environ: dict[str, str]) -> None:
    theirs = Console(file=io.StringIO(), force_terminal=True, legacy_windows=False, _environ=environ)
    names = {"standard": "16", "256": "256", "truecolor": "truecolor", None: "none"}
    assert depth(environ) == names[theirs.color_system]


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, "none"),
        ({"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "256"}, "256"),
        ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}, "16"),
        ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "auto"}, "256"),
        ({}, "16"),
    ],
)
def test_depth_of_unusual_terminals(environ: dict[str, str], expected: str) -> None:
    assert depth(environ) == expected


def test_a_windows_console_takes_every_colour() -> None:
    assert depth({}, windows=True) == "truecolor"
