"""The commented file to begin from says what holds without it, and `config` says what holds."""

from __future__ import annotations

import re
import tomllib

from quietread.commands.setup import default_text, in_force_text, keys_text
from quietread.core.commands import COMMANDS
from quietread.core.keys import DEFAULT, bind
from quietread.core.settings import Settings, settle
from quietread.core.settings_table import SETTINGS
from quietread.core.toml import Written

PATH = "/home/reader/.config/quietread/config.toml"


def read_text(text: str) -> Written:
    return Written(PATH, text, tomllib.loads(text))


def test_the_default_file_says_what_holds_without_it() -> None:
    text = default_text()
    found = settle(read_text(text))
    assert found.settings == Settings()
    assert found.problems == ()
    assert bind(read_text(text).data["keys"], PATH) == (DEFAULT, ())
    for setting in SETTINGS:
        assert setting.allowed in text
        assert setting.about in text
        assert f"{setting.key.rpartition('.')[2]} = " in text


def test_every_line_of_it_may_be_taken_into_use() -> None:
    text = re.sub(r'^# (?=fps = |"[\w.]+" = )', "", default_text(), flags=re.MULTILINE)
    found = read_text(text)
    assert settle(found).settings == Settings()
    keymap, problems = bind(found.data["keys"], PATH)
    assert problems == ()
    assert {one.id: keymap.keys(one.id) for one in COMMANDS} == {one.id: one.keys for one in COMMANDS}
    assert set(keymap.changed) == {one.id for one in COMMANDS}


def test_the_default_file_does_not_undo_what_ssh_asks_for() -> None:
    assert settle(read_text(default_text()), environ={"SSH_TTY": "x"}).settings.pause_fps == 10


def test_what_is_in_force_is_shown_with_its_origin() -> None:
    found = settle(read_text("\nmeasure = 50\n"), {"theme": "paper"}, {"REDUCED_MOTION": "1"})
    lines = in_force_text(found).splitlines()
    shown = {line.split(" = ")[0]: line.split(" = ")[1].rsplit("  ", 1) for line in lines}
    assert len(shown) == len(SETTINGS)
    assert [part.strip() for part in shown["measure"]] == ["50", f"{PATH}:2"]
    assert [part.strip() for part in shown["theme"]] == ['"paper"', "--theme"]
    assert [part.strip() for part in shown["motion"]] == ['"still"', "REDUCED_MOTION"]
    assert [part.strip() for part in shown["pause.fps"]] == ["20", "default"]


def test_keys_that_are_not_the_default_ones_are_shown_with_the_line_that_asks_for_them() -> None:
    written = read_text('[keys]\nundo = "x"\n"read.on" = ["space", "n"]\nshelf = []\n')
    keymap, _ = bind(written.data["keys"], PATH)
    assert [re.split(r"  +", line) for line in keys_text(keymap, written).splitlines()] == [
        ['"undo" = "x"', f"{PATH}:2"],
        ['"read.on" = ["space", "n"]', f"{PATH}:3"],
        ['"shelf" = []', f"{PATH}:4"],
        ['"search.next" = []', f"{PATH}:1"],
    ]
    assert keys_text(None, Written()) == ""
