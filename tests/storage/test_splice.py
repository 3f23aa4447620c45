"""Changing one key of a settings file leaves the rest as the hand wrote it."""

from __future__ import annotations

import tomllib

import pytest

from quietread.errors import StoreError
from quietread.storage import splice
from quietread.storage.splice import set_key

HAND = """\
# mine
measure = 70   # wide

# about the pause
[pause]  # slow
kind = 'moving' # for now

[keys]
"quit" = ['q', 'x']
"""


def test_a_changed_value_keeps_its_line() -> None:
    assert set_key(HAND, "pause.kind", "still") == HAND.replace("'moving'", '"still"')


def test_a_new_key_goes_beside_its_kin() -> None:
    assert set_key(HAND, "pause.breaths", 2) == HAND.replace("for now\n", "for now\nbreaths = 2\n")


def test_a_new_root_key_goes_above_the_tables_and_their_comments() -> None:
    assert set_key("# why\n[a]\nx = 1\n", "theme", "paper") == 'theme = "paper"\n\n# why\n[a]\nx = 1\n'


def test_a_table_is_made_when_there_is_none() -> None:
    assert set_key("a = 1", "pause.kind", "none") == 'a = 1\n\n[pause]\nkind = "none"\n'
    assert set_key("", "pause.kind", "none") == '[pause]\nkind = "none"\n'


def test_quoted_keys_long_values_and_strings_with_brackets_are_understood() -> None:
    text = 'fake = """\n[pause]\nkind = "no"\n"""\n"pause"."kind" = [\n  "a", # ]\n] # c\n'
    changed = set_key(text, "pause.kind", "still")
    assert changed == text.replace('[\n  "a", # ]\n]', '"still"')


def test_line_ends_and_byte_order_mark_stay() -> None:
    changed = set_key("\ufeffmeasure = 60\r\n[pause]\r\n", "pause.words", "rest")
    assert changed == '\ufeffmeasure = 60\r\n[pause]\r\nwords = "rest"\r\n'


def test_inline_tables_and_dotted_keys_are_extended_in_their_own_form() -> None:
    assert set_key("pause = { kind = 'still' } # c\n", "pause.fps", 10) == (
        'pause = { kind = "still", fps = 10 } # c\n'
    )
    assert (
        set_key("pause.kind = 'still'\nx = 1\n", "pause.fps", 10)
        == "pause.kind = 'still'\npause.fps = 10\nx = 1\n"
    )


@pytest.mark.parametrize(
    "text", ["", HAND, "pause.kind = 1\n", "[a.pause]\n[pause.deep]\nx = 1", "[[a]]\nx = 1\n[[a]]"]
)
@pytest.mark.parametrize("value", ['it\'s "so"\n\\', 3, 2.5, True, ["a", "b"], [4, 0, 6, 0]])
@pytest.mark.parametrize("dotted", ["measure", "pause.kind", "keys.read-on"])
def test_the_result_says_the_new_value_and_all_else_as_before(text: str, dotted: str, value: object) -> None:
    wanted = tomllib.loads(text)
    table = wanted
    *above, last = dotted.split(".")
    for name in above:
        table = table.setdefault(name, {})
    table[last] = value
    assert tomllib.loads(set_key(text, dotted, value)) == wanted


def test_a_broken_file_or_a_key_in_the_way_is_refused() -> None:
    with pytest.raises(StoreError, match="not TOML"):
        set_key("a = \n", "b", 1)
    with pytest.raises(StoreError, match="not a table"):
        set_key("pause = 1\n", "pause.kind", "still")


def test_a_text_that_would_say_anything_else_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = ["measure = 60\nkeys = 1\n", "measure = 70\n", "measure =\n"]
    monkeypatch.setattr(splice, "_ways", lambda *_: [*wrong, "measure = 60\n"])
    assert set_key("measure = 70\n", "measure", 60) == "measure = 60\n"
    monkeypatch.setattr(splice, "_ways", lambda *_: wrong)
    with pytest.raises(StoreError, match="only a hand"):
        set_key("measure = 70\n", "measure", 60)
