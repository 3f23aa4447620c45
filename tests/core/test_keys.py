"""Keys: every command once, no two on one key, and a reader's own keys taken at their word."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest
from textual.keys import _character_to_key

from quietread.core.commands import BY_ID, COMMANDS, CONTEXTS, GROUPS, Command
from quietread.core.keys import DEFAULT, Keymap, bind, character, key_name, shown_key, types_text

DESIGNED = {
    "reading": "space pgdn → l ← pgup b h ↓ j ↑ k } J { K enter 1 2 3 4 5 6 7 8 9 m M w a > < u ctrl+r tab shift+tab o r "
    "H backspace L [ ] home 0 end $ g G / n N ' B p t T + - = f z c ? ctrl+p esc q ctrl+c ctrl+l ctrl+z",
    "breath": "space pgdn → l enter esc ← pgup b h B s p ? ctrl+p q ctrl+c ctrl+l ctrl+z",
    "lists": "space pgdn → l ← pgup b h ↓ j ↑ k } J { K enter 1 2 3 4 5 6 7 8 9 a u ctrl+r tab o d e H backspace home 0 end $ "
    "/ ' t T c ? ctrl+p esc q ctrl+c ctrl+l ctrl+z",
    "picker": "m enter ↑ ↓ j k p M q esc ctrl+c ctrl+l ctrl+z",
    "map": "↑ ↓ ← → h j k l enter q esc G ctrl+c ctrl+l ctrl+z",
    "typing": "ctrl+j ctrl+e ctrl+c ctrl+l ctrl+z",
}
"""The tables of the design, key by key, and h, l, 0 and $ for those who never leave the letters."""


@pytest.mark.parametrize("context", CONTEXTS)
def test_the_keys_of_the_design_are_there_and_no_others(context: str) -> None:
    assert {shown_key(key) for key in DEFAULT.bound(context)} == set(DESIGNED[context].split())


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_key_means_two_things_in_one_place(context: str) -> None:
    keys = Counter(key for command in COMMANDS if command.words(context) for key in command.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_command_has_one_name_and_words_for_it() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert all(command.does and command.title for command in COMMANDS)
    assert [command for group in GROUPS.values() for command in group] == list(COMMANDS)


@pytest.mark.parametrize("plain", [False, True])
def test_what_is_shown_can_be_written(plain: bool) -> None:
    for command in COMMANDS:
        for key in command.keys:
            assert key_name(shown_key(key, plain=plain)) == key
            assert not plain or shown_key(key, plain=True).isascii()


@pytest.mark.parametrize(
    ("written", "name", "shown"),
    [
        ("space", "space", "space"),
        (" ", "space", "space"),
        ("PgDn", "pagedown", "pgdn"),
        ("page_down", "", ""),
        ("Return", "enter", "enter"),
        ("Esc", "escape", "esc"),
        ("}", "right_curly_bracket", "}"),
        ("'", "apostrophe", "'"),
        ("?", "question_mark", "?"),
        ("<", "less_than_sign", "<"),
        ("/", "slash", "/"),
        ("-", "minus", "-"),
        ("+", "plus", "+"),
        ("G", "G", "G"),
        ("shift+g", "G", "G"),
        ("é", "é", "é"),
        ("ctrl+r", "ctrl+r", "ctrl+r"),
        ("Ctrl+R", "ctrl+r", "ctrl+r"),
        ("^R", "ctrl+r", "ctrl+r"),
        ("C-r", "ctrl+r", "ctrl+r"),
        ("ctrl++", "ctrl+plus", "ctrl++"),
        ("ctrl+-", "ctrl+minus", "ctrl+-"),
        ("ctrl+i", "tab", "tab"),
        ("shift+ctrl+up", "ctrl+shift+up", "ctrl+shift+↑"),
        ("alt+x", "alt+x", "alt+x"),
        ("→", "right", "→"),
        ("F5", "f5", "f5"),
        ("question_mark", "question_mark", "?"),
        ("full stop", "full_stop", "."),
        ("f25", "", ""),
        ("f٣", "", ""),
        ("latin small letter r with tilde", "", ""),
        ("", "", ""),
        ("ctrl+", "", ""),
        ("ctrl", "", ""),
        ("hyper+x", "", ""),
        ("gg", "", ""),
        ("\t", "", ""),
        ("\x1b", "", ""),
        ("\u202e", "", ""),
    ],
)
def test_keys_may_be_written_as_people_do(written: str, name: str, shown: str) -> None:
    assert key_name(written) == name
    assert not name or shown_key(name) == shown


def test_signs_are_named_as_textual_names_them() -> None:
    for char in map(chr, range(33, 0x250)):
        if char.isprintable():
            assert key_name(char) == _character_to_key(char), char


def test_ascii_signs_are_shown_as_signs() -> None:
    for char in map(chr, range(32, 127)):
        assert character(key_name(char)) == char
        assert types_text(key_name(char))
    assert not any(types_text(key) for key in ("ctrl+r", "f5", "enter", "tab", "shift+tab", "pageup"))
    assert all(types_text(key) for key in ("left", "backspace", "home"))


def test_an_empty_table_changes_nothing() -> None:
    assert bind({}, "config.toml") == (DEFAULT, ())


def test_dotted_and_quoted_names_are_the_same() -> None:
    dotted = tomllib.loads('read.on = ["n", "}"]\nsearch.next = []\nparagraph.down = "J"\nundo = "ctrl+u"')
    quoted = tomllib.loads(
        '"read.on" = ["n", "}"]\n"search.next" = []\n"paragraph.down" = "J"\n"undo" = "ctrl+u"'
    )
    keymap, problems = bind(dotted, "config.toml")
    assert bind(quoted, "config.toml") == (keymap, problems)
    assert problems == ()
    assert keymap.keys("read.on") == ("n", "right_curly_bracket")
    assert keymap.keys("search.next") == ()
    assert keymap.shown("undo") == ("ctrl+u",)
    assert "space" not in keymap.bound("reading")
    assert keymap.bound("reading")["n"].id == "read.on"
    assert keymap.bound("lists")["n"].id == "read.on"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"undoo": "x"}, ["undoo: no such command; the nearest is undo"]),
        ({"read": {"onn": "x"}}, ["read.onn: no such command; the nearest is read.on"]),
        ({"zzzzzz": "x"}, ["zzzzzz: no such command; quietread config --default lists them"]),
        ({"undo": 7}, ['undo: 7 is not allowed: a key like "space", a list of keys, or [] for none']),
        ({"undo": ["x", 7]}, ["undo: 7 is not a key"]),
        ({"undo": "gg"}, ['undo: "gg" is not a key']),
        ({"undo": "n"}, ['undo: "n" was for search.next, which now has no key']),
        ({"undo": "J"}, ['undo: "J" was for paragraph.down, which now has }']),
        ({"undo": "x", "redo": "x"}, ['redo: "x" is undo\'s already']),
        ({"note": {"editor": "e"}}, ['note.editor: "e" belongs to the text there']),
        ({"quit": [], "quit.now": []}, ["quit: something has to quit: ctrl+c does"]),
    ],
)
def test_what_cannot_be_is_told_and_the_rest_holds(table: dict[str, object], said: list[str]) -> None:
    _, problems = bind(table, "config.toml", {"keys.undo": 3}.get)
    assert len(problems) == len(said)
    for line, start in zip(problems, said, strict=True):
        where = "config.toml:3:" if start.startswith("undo:") else "config.toml:"
        assert line.startswith(f"{where}keys.{start}")


def test_a_bad_entry_leaves_the_default() -> None:
    keymap, _ = bind({"undo": "gg", "redo": "u"}, "config.toml")
    assert keymap.keys("redo") == ("u",)
    assert keymap.keys("undo") == ()
    keymap, _ = bind({"undo": ["gg"]}, "config.toml")
    assert keymap == Keymap()


@pytest.mark.parametrize("nothing", ["", []])
def test_a_command_can_be_without_a_key(nothing: object) -> None:
    keymap, problems = bind({"undo": nothing}, "config.toml")
    assert problems == ()
    assert keymap.keys("undo") == ()
    assert "u" not in keymap.bound("reading")
    assert keymap.named("undo") == ""


def test_keys_can_be_swapped_in_silence() -> None:
    keymap, problems = bind({"undo": "c", "copy": "u"}, "config.toml")
    assert problems == ()
    assert keymap.bound("reading")["c"].id == "undo"
    assert keymap.bound("reading")["u"].id == "copy"


def test_one_key_may_serve_in_two_places() -> None:
    keymap, problems = bind({"map.left": "d"}, "config.toml")
    assert problems == ()
    assert keymap.bound("map")["d"].id == "map.left"
    assert keymap.bound("lists")["d"].id == "notebook.remove"


@pytest.mark.parametrize(
    "table",
    [
        {"undo": "q", "redo": "ctrl+c"},
        {"quit": [], "undo": "ctrl+c"},
        {"quit": "gg", "quit.now": [], "undo": "q"},
        {"copy": ["q", "ctrl+c"], "quit": "q", "quit.now": "ctrl+c"},
    ],
)
def test_one_can_always_quit(table: dict[str, object]) -> None:
    keymap, problems = bind(table, "config.toml")
    ways = {command.id for command in keymap.bound("reading").values()}
    assert ways & {"quit", "quit.now"}
    assert any("something has to quit" in line for line in problems)


def test_however_keys_are_given_none_means_two_things() -> None:
    for command in COMMANDS:
        for other in COMMANDS:
            keymap, _ = bind({command.id: list(other.keys)}, "config.toml")
            for context in CONTEXTS:
                keys = [key for one in COMMANDS if one.words(context) for key in keymap.keys(one.id)]
                assert len(keys) == len(set(keys)), (command.id, other.id, context)


LETTERED = [one for one in COMMANDS if any(len(shown_key(key)) == 1 for key in one.keys)]


@pytest.mark.parametrize("command", LETTERED, ids=lambda one: one.id)
def test_every_single_letter_can_give_way_to_another_key_or_to_none(command: Command) -> None:
    moved, problems = bind({command.id: "ctrl+y"}, "config.toml")
    assert problems == ()
    none, problems = bind({command.id: []}, "config.toml")
    assert problems == ()
    for context in command.does:
        assert moved.bound(context)["ctrl+y"] is command
        assert command not in [one for key, one in moved.bound(context).items() if key != "ctrl+y"]
        assert command not in none.bound(context).values()


def test_nothing_needs_alt_or_a_function_key_or_what_terminals_keep() -> None:
    keys = {key for one in COMMANDS for key in one.keys}
    assert not {
        key for key in keys if key.startswith("alt+") or key in {f"f{number}" for number in range(1, 25)}
    }
    assert not keys & {"ctrl+s", "ctrl+q"}


def test_a_letter_never_acts_while_one_types() -> None:
    keymap, _ = bind({"quit.now": ["Q", "ctrl+c"], "repaint": "left"}, "config.toml")
    assert set(keymap.bound("typing")) == {"ctrl+j", "ctrl+e", "ctrl+c", "ctrl+z"}
    assert "Q" in keymap.bound("reading")
