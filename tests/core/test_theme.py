"""Themes: that every word can be read, and that every style looks the same in ink and in Textual."""

from __future__ import annotations

import itertools
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from rich.style import Style

from quietread.core.terminal import choose
from quietread.core.theme import (
    INK,
    ROLES,
    TARGETS,
    TERMINAL,
    TINTS,
    WORDS,
    Depth,
    Look,
    Theme,
    check,
    contrast,
    from_toml,
    sgr,
    shown,
)

FILES = sorted((Path(__file__).parents[2] / "themes").glob("*.toml"))
DEPTHS: tuple[Depth, ...] = ("truecolor", "256")
GIVEN = dict(zip(ROLES, ("#000000", *["#ffffff"] * 6, "#222222", "#aaaaaa", "#ffffff"), strict=True))


def bundled(file: Path) -> Theme:
    theme, problems = from_toml(tomllib.loads(file.read_text(encoding="utf-8")), file.stem, file.name)
    assert theme is not None
    assert problems == ()
    return theme


THEMES = [bundled(file) for file in FILES]
COLOURED = [theme for theme in THEMES if theme.kind != "ansi"]


def name(theme: Theme) -> str:
    return theme.name


def test_seven_themes_ship() -> None:
    names = {"bluehour", "paper", "sepia", "night", "contrast", "contrast-light", "terminal"}
    assert {theme.name for theme in THEMES} == names


@pytest.mark.parametrize("theme", COLOURED, ids=name)
@pytest.mark.parametrize("depth", DEPTHS)
def test_every_pair_meets_its_target(theme: Theme, depth: Depth) -> None:
    for front, back, target in TARGETS:
        pair = shown(theme.colour(front), depth), shown(theme.colour(back), depth)
        assert contrast(*pair) >= target, (front, back, depth)
    assert check(theme) == ()


@pytest.mark.parametrize("theme", COLOURED, ids=name)
@pytest.mark.parametrize("depth", DEPTHS)
def test_whatever_is_laid_over_it_a_word_stays_readable(theme: Theme, depth: Depth) -> None:
    for words in (words for size in range(4) for words in itertools.combinations(WORDS, size)):
        look = theme.look(" ".join(words))
        assert look.fg
        assert look.bg
        assert contrast(shown(look.fg, depth), shown(look.bg, depth)) >= 7, words


@pytest.mark.parametrize("theme", COLOURED, ids=name)
@pytest.mark.parametrize("depth", DEPTHS)
def test_every_row_of_the_swell_can_be_seen(theme: Theme, depth: Depth) -> None:
    for rows in range(1, 9):
        ramp = theme.ramp(rows, depth)
        assert len(ramp) == rows
        assert all(contrast(shown(colour, depth), shown(theme.bg, depth)) >= 3 for colour in ramp)


@pytest.mark.parametrize("theme", COLOURED, ids=name)
@pytest.mark.parametrize("depth", DEPTHS)
def test_the_tint_can_be_told_from_the_page(theme: Theme, depth: Depth) -> None:
    assert contrast(shown(theme.mark_bg, depth), shown(theme.bg, depth)) > 1.12


def test_the_swell_goes_from_one_colour_to_the_other_and_is_flat_where_colours_are_few() -> None:
    theme = next(theme for theme in THEMES if theme.name == "bluehour")
    ramp = theme.ramp(5, "truecolor")
    assert (ramp[0], ramp[-1]) == (theme.swell_lo, theme.swell_hi)
    assert len(set(ramp)) == 5
    assert len(set(theme.ramp(5, "256"))) == len(set(theme.ramp(5, "16"))) == 1
    assert TERMINAL.ramp(3, "truecolor") == ("text",) * 3


def test_a_miss_names_pair_ratio_and_target() -> None:
    theme, _ = from_toml(
        {"kind": "light", **GIVEN, "bg": "#ffffff", "text": "#000000", "muted": "#777777"}, "x", "x"
    )
    assert theme
    missed = check(theme)
    assert "muted on bg has contrast 4.48:1, under 7:1" in missed
    assert any(line.startswith("text on mark_bg") for line in missed)


def test_a_miss_that_only_rounding_makes_is_told() -> None:
    dark = {**GIVEN, "kind": "dark", "mark": "#757575"}
    theme, _ = from_toml(dark, "x", "x")
    assert theme
    truecolor = contrast(theme.mark, theme.bg)
    rounded = contrast(shown(theme.mark, "256"), shown(theme.bg, "256"))
    assert truecolor >= 4.5 > rounded
    assert check(theme) == (f"mark on bg has contrast {rounded:.2f}:1 in 256 colours, under 4.5:1",)


def test_the_default_themes_are_neither_glaring_nor_faint() -> None:
    for theme in COLOURED:
        if not theme.name.startswith("contrast"):
            assert 10.5 <= contrast(theme.text, theme.bg) <= 13.6, theme.name


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"muted": None}, "my.toml:muted: missing, text stands in"),
        ({"mark": "reddish"}, "my.toml:mark: 'reddish' is not a colour like \"#1e4e79\", accent stands in"),
        ({"rule": 7}, 'my.toml:rule: 7 is not a colour like "#1e4e79", muted stands in'),
        ({"glow": "#ffffff"}, "my.toml:glow: not used: roles are bg, text, soft"),
    ],
)
def test_a_theme_with_a_mistake_still_loads(change: dict[str, object], said: str) -> None:
    data = {key: value for key, value in ({"kind": "dark", **GIVEN} | change).items() if value is not None}
    theme, problems = from_toml(data, "my", "my.toml")
    assert theme
    assert all(theme.colour(role).startswith("#") for role in ROLES)
    assert len(problems) == 1
    assert problems[0].startswith(said)


@pytest.mark.parametrize(
    "change",
    [{"kind": None}, {"kind": "grey"}, {"kind": ["dark"]}, {"bg": None}, {"text": "blue"}, {"bg": "#12345"}],
)
def test_without_ground_or_text_there_is_no_theme(change: dict[str, object]) -> None:
    data = {key: value for key, value in ({"kind": "dark", **GIVEN} | change).items() if value is not None}
    theme, problems = from_toml(data, "my", "my.toml")
    assert theme is None
    assert any(line.startswith(f"my.toml:{next(iter(change))}: ") for line in problems)


def test_colours_may_be_written_in_any_usual_way() -> None:
    theme, problems = from_toml(
        {"kind": "dark", **GIVEN, "bg": "0F1B25", "text": "#FFF", "mark": " #AbCdEf "}, "my", ""
    )
    assert theme
    assert (theme.bg, theme.text, theme.mark) == ("#0f1b25", "#ffffff", "#abcdef")
    assert problems == ()


def test_a_theme_without_colours_takes_none() -> None:
    theme, problems = from_toml({"kind": "ansi", "text": "#ffffff"}, "my", "my.toml")
    assert theme == Theme("my", "ansi")
    assert len(problems) == 1


ALL = [" ".join(words) for size in range(4) for words in itertools.combinations((*INK, *WORDS), size)]


@pytest.mark.parametrize("theme", THEMES, ids=name)
def test_ink_and_rich_write_every_style_alike(theme: Theme) -> None:
    from rich.color import ColorSystem

    systems: dict[Depth, ColorSystem] = {
        "truecolor": ColorSystem.TRUECOLOR,
        "256": ColorSystem.EIGHT_BIT,
        "16": ColorSystem.STANDARD,
    }
    for look in {theme.look(style) for style in ALL}:
        for depth, system in systems.items():
            theirs = Style(
                color=look.fg,
                bgcolor=look.bg,
                bold=look.bold,
                italic=look.italic,
                underline=look.underline,
                reverse=look.reverse,
                strike=look.strike,
            ).render("x", color_system=system)
            written = sgr(look, depth)
            assert theirs == (f"\x1b[{written}mx\x1b[0m" if written else "x")
        assert sgr(look, "none") == ""


def test_without_colours_nothing_but_bold_italic_underline_and_reverse_is_written() -> None:
    depths: tuple[Depth, ...] = ("truecolor", "256", "16")
    for style in ALL:
        for depth in depths:
            assert set(sgr(TERMINAL.look(style), depth).split(";")) <= {"", "1", "3", "4", "7"}


def test_without_colours_every_state_is_still_told_apart() -> None:
    looks = {
        word: TERMINAL.look(word)
        for word in ("text", "tint", "cursor", "link", "label", "hit", "tint cursor", "tint link")
    }
    looks["link cursor"] = TERMINAL.look("link cursor")
    for (one, first), (other, second) in itertools.combinations(looks.items(), 2):
        if {one, other} not in ({"cursor", "hit"}, {"link", "tint link"}):
            assert first != second, (one, other)


def test_looks_in_colour() -> None:
    theme = next(theme for theme in THEMES if theme.name == "paper")
    plain = Look(theme.text, theme.bg)
    assert theme.look("") == theme.look("text") == plain
    assert theme.look("muted") == Look(theme.muted, theme.bg)
    assert theme.look("soft tint") == theme.look("muted tint") == Look(theme.text, theme.mark_bg)
    assert theme.look("link") == Look(theme.accent, theme.bg, underline=True)
    assert theme.look("tint link") == Look(theme.text, theme.mark_bg, underline=True)
    assert theme.look("soft link") == Look(theme.soft, theme.bg, underline=True)
    assert theme.look("code") == Look(theme.muted, theme.bg)
    assert theme.look("label") == theme.look("tint label") == Look(theme.bg, theme.accent, bold=True)
    assert theme.look("cursor em") == Look(theme.text, theme.bg, italic=True, underline=True)
    assert theme.look("#123456") == Look("#123456", theme.bg)
    assert theme.look("hit") not in (plain, theme.look("tint"))


def test_the_tint_settles_in_fifths() -> None:
    theme = next(theme for theme in THEMES if theme.name == "sepia")
    grounds = [theme.look(word).bg or "" for word in ("text", *sorted(TINTS, key=lambda tint: TINTS[tint]))]
    ratios = [contrast(ground, theme.bg) for ground in grounds]
    assert ratios == sorted(set(ratios))
    assert TERMINAL.look("tint1") == TERMINAL.look("tint")


def test_a_style_word_nobody_knows_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="loud"):
        TERMINAL.look("text loud")


def test_a_fade_ends_in_the_background() -> None:
    theme = next(theme for theme in THEMES if theme.name == "night")
    assert theme.faded(0) == theme
    assert {theme.faded(1).colour(role) for role in ROLES} == {theme.bg}
    assert contrast(theme.faded(0.5).text, theme.bg) < contrast(theme.faded(0.25).text, theme.bg)
    assert TERMINAL.faded(0.5) == TERMINAL


@pytest.mark.parametrize(
    ("flag", "environ", "config", "background", "depth", "chosen"),
    [
        ("sepia", {"NO_COLOR": "1"}, "night", "#ffffff", "16", "sepia"),
        ("", {"NO_COLOR": "1"}, "night", "", "truecolor", "terminal"),
        ("", {"NO_COLOR": ""}, "night", "", "truecolor", "night"),
        ("", {}, "night", "", "16", "terminal"),
        ("", {}, "night", "", "none", "terminal"),
        ("", {}, "night", "#ffffff", "256", "night"),
        ("auto", {}, "night", "#ffffff", "256", "paper"),
        ("", {}, "auto", "#fdf6e3", "truecolor", "paper"),
        ("", {"COLORFGBG": "0;15"}, "auto", "#002b36", "truecolor", "bluehour"),
        ("", {"COLORFGBG": "0;15"}, "", "", "truecolor", "paper"),
        ("", {"COLORFGBG": "0;default;7"}, "", "", "truecolor", "paper"),
        ("", {"COLORFGBG": "15;0"}, "", "", "truecolor", "bluehour"),
        ("", {"COLORFGBG": "12;8"}, "", "", "truecolor", "bluehour"),
        ("", {"COLORFGBG": "odd"}, "", "", "truecolor", "bluehour"),
        ("", {}, "", "", "truecolor", "bluehour"),
    ],
)
def test_who_chooses_the_theme(
    *, flag: str, environ: dict[str, str], config: str, background: str, depth: Depth, chosen: str
) -> None:
    assert choose(flag, environ, config, background, depth) == chosen


def test_the_first_picture_needs_neither_rich_nor_textual() -> None:
    code = "import sys, quietread.core.theme; print([m for m in sys.modules if m.split('.')[0] in ('rich', 'textual')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_docs_tell_the_roles_and_their_targets() -> None:
    shown = (Path(__file__).parents[2] / "docs" / "themes.md").read_text(encoding="utf-8")
    example, problems = from_toml(tomllib.loads(shown.split("```toml\n")[1].split("```")[0]), "paper", "")
    assert example == next(theme for theme in THEMES if theme.name == "paper")
    assert problems == ()
    rows = [row for row in shown.splitlines() if row.startswith("| `")]
    for theme in THEMES:
        assert any(row.startswith(f"| `{theme.name}` |") for row in rows)
    for role, ground, target in TARGETS:
        row = next(row for row in rows if f"`{role}`" in row.split("|")[1])
        assert f"{target:g}:1" in row, (role, ground)
