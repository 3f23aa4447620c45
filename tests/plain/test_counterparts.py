"""Every command of the full screen has one in the conversation, or a reason why it needs none."""

from __future__ import annotations

import re
from pathlib import Path

from quietread.core.commands import COMMANDS
from quietread.plain.commands import TABLE

ENTER, NUMBER = "Enter", "a number"
"""What is typed without being a command."""
SAME = {
    "read.on": ENTER,
    "read.back": "b",
    "section.next": "s 3",
    "section.previous": "b",
    "first": "s 3",
    "last": "s 3",
    "choose": NUMBER,
    "number": "r 2",
    "related": "r",
    "back": "back",
    "forward": "forward",
    "shelf": "shelf",
    "contents": "contents",
    "map": "map",
    "search": "find TEXT",
    "search.next": NUMBER,
    "search.previous": NUMBER,
    "link.next": "links",
    "link.previous": "links",
    "links": "links",
    "mark.sentence": "m 8",
    "mark.paragraph": "m 8-9",
    "picker.paragraph": "m 8-9",
    "mark.phrase": 'm 8 "phrase"',
    "mark.note": "note TEXT",
    "mark.grow": "grow",
    "mark.shrink": "shrink",
    "undo": "u",
    "redo": "redo",
    "notebook": "kept",
    "notebook.scope": "kept all",
    "notebook.order": "kept newest",
    "notebook.remove": "unmark",
    "notebook.export": "export FILE",
    "note.line": "add TEXT",
    "breathe": "breathe",
    "pause.still": "pause moving|still|none",
    "pause.kind": "pause moving|still|none",
    "status": "s",
    "repaint": "again",
    "help": "?",
    "palette": "?",
    "close": ENTER,
    "quit": "q",
    "quit.now": "q",
}
"""A command by its name in `[keys]`, and what is typed for it."""
NEEDS_NONE = {
    "cursor.down": "sentences and entries are named by their numbers",
    "cursor.up": "the same",
    "paragraph.down": "the same",
    "paragraph.up": "the same",
    "map.left": "the same",
    "map.right": "the same",
    "copy": "the clipboard is reached by an escape sequence; the text stands in the lines",
    "note.editor": "an editor takes the screen that the conversation does without",
    "motion": "nothing moves",
    "theme.next": "there are no colours",
    "theme.previous": "there are no colours",
    "measure.wider": "lines are as long as the terminal lets them be, or as --wrap says",
    "measure.narrower": "the same",
    "measure.reset": "the same",
    "focus.mode": "nothing is dimmed",
    "suspend": "the terminal does it",
}


def test_every_command_has_its_counterpart_or_a_reason() -> None:
    assert sorted([*SAME, *NEEDS_NONE]) == sorted(command.id for command in COMMANDS)


def test_every_command_is_on_the_page_of_plain_mode() -> None:
    page = (Path(__file__).parents[2] / "docs" / "plain.md").read_text("utf-8")
    assert [
        command.name for command in TABLE if not re.search(rf"`{re.escape(command.name)}[` ]", page)
    ] == []


def test_every_counterpart_is_in_the_help() -> None:
    forms = {form for command in TABLE for form in command.forms}
    assert {form for form in SAME.values() if form not in (ENTER, NUMBER)} <= forms
