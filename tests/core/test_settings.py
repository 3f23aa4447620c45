"""What is in force, where it came from, and what is said of a mistake."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.settings import Settings, Settled, settle
from quietread.core.settings_table import SETTINGS, Setting
from quietread.core.text import line
from quietread.core.toml import Written

PATH = "/home/reader/.config/quietread/config.toml"


def config(text: str, **environ: str) -> Settled:
    return settle(Written(PATH, text, tomllib.loads(text)), environ=environ)


def test_every_setting_is_in_the_table_once() -> None:
    assert sorted(one.field for one in SETTINGS) == sorted(Settings._fields)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.key)
def test_defaults_are_allowed(setting: Setting) -> None:
    assert setting.fits(setting.default)


def test_nothing_said_is_the_defaults() -> None:
    assert settle() == Settled(Settings(), {}, ())


MISTAKES = {
    "measure = 90": (1, "measure", "30 to 80"),
    "measure = 29": (1, "measure", "30 to 80"),
    'measure = "66"': (1, "measure", "30 to 80"),
    "measure = true": (1, "measure", "30 to 80"),
    "\noverlap = 5": (2, "overlap", "0 to 4"),
    "overlap = 1.0": (1, "overlap", "0 to 4"),
    "airy = 1": (1, "airy", "true or false"),
    'mouse = "yes"': (1, "mouse", "true or false"),
    "split = 50": (1, "split", "0 or 100 to 2000"),
    "theme = 3": (1, "theme", "name of a theme"),
    'motion = "fast"': (1, "motion", '"auto", "moving" or "still"'),
    'plain = "no"': (1, "plain", '"auto", true or false'),
    "ambiguous = 2": (1, "ambiguous", '"narrow" or "wide"'),
    'library = "~/essays"': (1, "library", "a list of folders"),
    "library = [\n  1,\n]": (1, "library", "a list of folders"),
    "marks_dir = []": (1, "marks_dir", "a folder"),
    '[pause]\nkind = "slow"': (2, "pause.kind", '"moving", "still" or "none"'),
    '[pause]\npreset = "square"': (2, "pause.preset", "in 2-10, hold 0-7, out 2-12"),
    "[pause]\npreset = [1, 0, 6, 0]": (2, "pause.preset", "in 2-10"),
    "[pause]\npreset = [2, 0, 2, 0]": (2, "pause.preset", "2 to 12 breaths a minute"),
    "[pause]\npreset = [4, 0, 6]": (2, "pause.preset", "in 2-10"),
    '[pause]\npreset = [4, 0, "6", 0]': (2, "pause.preset", "in 2-10"),
    "pause.breaths = 7": (1, "pause.breaths", "1 to 6"),
    'pause.words = "om"': (1, "pause.words", '"breathe", "rest" or "none"'),
    'pause.shape = "circle"': (1, "pause.shape", '"swell", "line" or "words"'),
    'pause.after = "stay"': (1, "pause.after", '"go" or "wait"'),
    "pause.fps = 60": (1, "pause.fps", "5 to 30"),
    "mesure = 60": (1, "mesure", "measure"),
    'kind = "still"': (1, "kind", "pause.kind"),
    "[pause]\nbreath = 2": (2, "pause.breath", "pause.breaths"),
    "marks-dir = ''": (1, "marks-dir", "marks_dir"),
    "zzz = 1": (1, "zzz", "quietread config --default"),
    '# one\n[colours]\nred = "blue"': (2, "colours", "[pause] and [keys]"),
    'pause = "still"': (1, "pause", "[pause]"),
    'x = """\n[pause]\n"""\nmeasure = 0': (4, "measure", "30 to 80"),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_named_with_file_line_and_what_is_allowed(text: str) -> None:
    line, key, allowed = MISTAKES[text]
    found = config(text)
    said = [one for one in found.problems if f":{line}:{key}: " in one]
    assert len(said) == 1
    assert said[0].startswith(PATH)
    assert allowed in said[0]
    assert "\n" not in said[0]
    assert found.settings == Settings()


def test_one_mistake_spoils_nothing_else() -> None:
    found = config('measure = 1\ntheme = "paper"\n[pause]\nkind = "still"\nfps = 99\n')
    assert len(found.problems) == 2
    assert found.settings == Settings(theme="paper", pause_kind="still")
    assert found.origins == {"theme": PATH, "pause.kind": PATH}


@pytest.mark.parametrize(
    "text",
    ['[pause]\nkind = "none"', 'pause.kind = "none"', 'pause = { kind = "none" }', '"pause".kind = "none"'],
)
def test_a_table_may_be_written_in_any_way(text: str) -> None:
    assert config(text).settings.pause_kind == "none"
    assert config(text).problems == ()


def test_keys_are_left_to_those_who_know_the_commands() -> None:
    assert config('[keys]\nnext = "x"\nnonsense = 3').problems == ()


def test_escape_sequences_in_a_mistake_reach_nobody() -> None:
    said = config('theme = 1\nmotion = "\\u001b[31mred\\u202e"\n"k\\u001b]0;x\\u0007\\n" = 1').problems
    assert len(said) == 3
    assert not any(ord(character) < 32 or character in "\x1b\u202e" for one in said for character in one)


def test_flags_over_sets_over_environment_over_file() -> None:
    written = Written(PATH, 'measure = 40\nmotion = "moving"', {"measure": 40, "motion": "moving"})
    environ = {"REDUCED_MOTION": "1", "QUIETREAD_PLAIN": "1"}
    found = settle(
        written, {"measure": 70, "theme": None}, environ, ["measure=50", "motion=moving", "overlap=3"]
    )
    assert (found.settings.measure, found.settings.motion, found.settings.overlap) == (70, "moving", 3)
    assert found.settings.plain is True
    assert found.origins == {
        "measure": "--measure",
        "motion": "--set",
        "plain": "QUIETREAD_PLAIN",
        "overlap": "--set",
    }


MOTION = [
    ({}, "auto"),
    ({"REDUCED_MOTION": "0"}, "auto"),
    ({"REDUCED_MOTION": ""}, "auto"),
    ({"REDUCED_MOTION": "1"}, "still"),
    ({"TEXTUAL_ANIMATIONS": "none"}, "still"),
    ({"TEXTUAL_ANIMATIONS": "basic"}, "still"),
    ({"TEXTUAL_ANIMATIONS": "full"}, "auto"),
    ({"QUIETREAD_MOTION": "none"}, "still"),
    ({"QUIETREAD_MOTION": "still", "REDUCED_MOTION": "0"}, "still"),
    ({"QUIETREAD_MOTION": "moving", "REDUCED_MOTION": "1", "TEXTUAL_ANIMATIONS": "none"}, "moving"),
    ({"REDUCED_MOTION": "0", "TEXTUAL_ANIMATIONS": "none"}, "still"),
]


@pytest.mark.parametrize(("environ", "motion"), MOTION)
def test_motion_by_environment(environ: Mapping[str, str], motion: str) -> None:
    assert settle(environ=environ).settings.motion == motion
    assert config('motion = "moving"', **environ).settings.still is (motion == "still")


def test_a_wrong_motion_in_the_environment_is_said_and_does_not_count() -> None:
    found = settle(environ={"QUIETREAD_MOTION": "slow", "REDUCED_MOTION": "1"})
    assert found.settings.motion == "still"
    assert "QUIETREAD_MOTION" in found.problems[0]
    assert "moving or still" in found.problems[0]


def test_fewer_pictures_over_ssh_unless_set() -> None:
    assert settle(environ={"SSH_CONNECTION": "a"}).settings.pause_fps == 10
    assert settle(environ={"SSH_CONNECTION": "a"}).origins["pause.fps"] == "SSH"
    assert config("pause.fps = 25", SSH_TTY="b").settings.pause_fps == 25
    assert settle().settings.pause_fps == 20


SETS = {
    "measure=60": ("measure", 60),
    " measure = 60 ": ("measure", 60),
    "theme=paper": ("theme", "paper"),
    'theme="paper"': ("theme", "paper"),
    "pause.preset=478": ("pause_preset", "478"),
    "pause.preset=[3, 0, 5, 0]": ("pause_preset", (3, 0, 5, 0)),
    "plain=true": ("plain", True),
    "plain=auto": ("plain", "auto"),
    'library=["~/a", "/b"]': ("library", ("~/a", "/b")),
    "marks_dir=/m = 1": ("marks_dir", "/m = 1"),
}


@pytest.mark.parametrize("text", SETS)
def test_values_may_be_typed_as_in_a_shell(text: str) -> None:
    field, value = SETS[text]
    found = settle(sets=[text])
    assert getattr(found.settings, field) == value
    assert found.problems == ()


@pytest.mark.parametrize(
    "text", ["measure", "", "=3", "measure=", "measure=900", "nope=1", "pause=1", "keys=1"]
)
def test_wrong_sets_are_said(text: str) -> None:
    found = settle(sets=[text])
    assert found.settings == Settings()
    assert len(found.problems) == 1
    assert found.problems[0].startswith("--set")


def test_a_wrong_flag_is_said() -> None:
    found = settle(flags={"measure": "12", "motion": "still"})
    assert found.settings == Settings(motion="still")
    assert found.problems == ("--measure: 12 is not allowed: 30 to 80",)


def test_folders_in_the_file_are_counted_from_the_file() -> None:
    found = config('library = ["notes", "~/x", "/y"]\nmarks_dir = "marks"').settings
    assert found.library == ("/home/reader/.config/quietread/notes", "~/x", "/y")
    assert found.marks_dir == "/home/reader/.config/quietread/marks"


def test_the_marks_folder_of_the_environment_wins() -> None:
    found = config('marks_dir = "/a"', QUIETREAD_MARKS="/b")
    assert (found.settings.marks_dir, found.origins["marks_dir"]) == ("/b", "QUIETREAD_MARKS")


def test_stillness_never_takes_a_pause_away() -> None:
    assert Settings(motion="still").pause == "still"
    assert Settings(track=True).pause == "still"
    assert Settings(track=True, pause_kind="none").pause == "none"
    assert Settings(motion="moving", pause_kind="still").pause == "still"
    assert Settings().pause == "moving"
    assert not Settings().waits
    assert Settings(motion="still").waits
    assert Settings(pause_after="wait").waits


LINES = '''
# one
a = 1
[t]
b = """
[not.a.table]
c = 3
"""
c.d = [
    "x", # y
    "]",
]
"e f" = { g = 1 }
[[many]]
z = 1
[[many]]
z = 2
[u.v] # so
w = 1\
'''


def test_keys_stand_on_the_lines_they_stand_on() -> None:
    written = Written(text=LINES, data=tomllib.loads(LINES))
    wanted = {"a": 3, "t.b": 5, "t.c.d": 9, "t.e f": 13, "many.z": 15, "u.v.w": 19, "u.v": 18}
    assert {key: written.line(key) for key in wanted} == wanted
    assert written.line("c") is None


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
values = st.recursive(
    st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=True) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)
known = st.sampled_from(
    [*(one.key for one in SETTINGS), *(one.key.rpartition(".")[2] for one in SETTINGS), "keys"]
)


@settings(derandomize=True, max_examples=60)
@given(st.dictionaries(known | words, values), st.dictionaries(known, values), st.lists(words))
def test_whatever_is_written_settles_into_allowed_values(
    data: dict[str, object], pause: dict[str, object], sets: list[str]
) -> None:
    found = settle(Written(PATH, "", data | {"pause": pause}), environ={}, sets=sets)
    for setting in SETTINGS:
        value = getattr(found.settings, setting.field)
        assert setting.fits(list(value) if isinstance(value, tuple) else value)
    assert all(said == line(said) for said in found.problems)
