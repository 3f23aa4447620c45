"""Every command of the conversation, named once; those that read on and go about are here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from quietread.core import walk
from quietread.core.breath import CAUTION, plain_words
from quietread.core.commands import COLOPHON
from quietread.core.duration import time_left
from quietread.core.pause import breaths_before, wanted
from quietread.core.text import many
from quietread.core.view import View
from quietread.core.welcome import KINDS
from quietread.errors import NotFoundError, QuietreadError
from quietread.plain import keepsakes, leading, marking
from quietread.plain.conversation import END, NO_ESSAY, Conversation
from quietread.plain.lines import ended, number, sentence, standing

NOW = 3
"""Breaths of a pause the reader asks for."""
SAID = {"moving": "Pause: moving breath.", "still": "Pause: still.", "none": "Pause: none."}
_GLUED = re.compile(r"([a-z]+)(\d.*)")
"""“m8”, typed without the space."""


def read_on(talk: Conversation) -> None:
    """The pause, then the next section, then Related."""
    if talk.view is None:
        talk.say(NO_ESSAY)
        return
    after = walk.next_part(talk.view)
    if after is None:
        talk.say(f"This was the last page. {END}")
        return
    settings, view = talk.desk.settled.settings, talk.view
    kind, breaths = settings.pause, settings.pause_breaths
    breaths = breaths_before(view.parts, after.part, kind, breaths, at_the_end=view.essay.pause)
    if breaths and not talk.pausing:
        talk.pausing = True
        _say_pause(talk, breaths)
    else:
        talk.go(after, reading_on=True)


def _say_pause(talk: Conversation, breaths: int) -> None:
    pause = wanted(talk.desk.settled.settings, talk.desk.look, breaths)
    talk.say(plain_words(pause.pattern, pause.words))
    if pause.taken > 1:
        talk.say(f"This one is {many(pause.taken, 'breath')} long.")
    if pause.pattern.holds and talk.desk.hints.first_time("caution"):
        talk.say(CAUTION)


def breathe(talk: Conversation, rest: str) -> None:
    """says the breath, for a pause now."""
    _say_pause(talk, NOW)


def pause_kind(talk: Conversation, rest: str) -> None:
    """chooses the pause between sections."""
    if rest and rest not in KINDS:
        raise QuietreadError(f"no pause {rest}; {', '.join(KINDS[:-1])} or {KINDS[-1]}")
    if rest:
        talk.desk.remember("pause.kind", rest)
    talk.say(SAID[talk.desk.settled.settings.pause_kind])
    for wrong in talk.desk.memory.settle():
        talk.say(ended(wrong))
    if rest == "none" and talk.pausing:
        read_on(talk)


def section(talk: Conversation, rest: str) -> None:
    """goes to section 3; alone it says where you are."""
    view = talk.reading
    if not rest:
        talk.say(" ".join(filter(None, _standing(talk, view))))
        return
    found = walk.to_part(view, number(rest, len(view.parts), "section") - 1)
    if found is not None:
        talk.go(found)


def _standing(talk: Conversation, view: View) -> Iterator[str]:
    """What the status row shows."""
    over = view.at_related or not view.parts
    yield "" if over else ended(view.essay.title)
    yield talk.whereabouts()
    if not view.at_related:
        yield standing(talk.part, view.place) if view.parts else ""
        yield f"{sentence(time_left(walk.remaining_words(view), spoken=True))[:-1]} left."
    kept = len(talk.notebook.shown)
    yield f"{kept} kept." if kept else ""
    yield "In the pause; Enter reads on." if talk.pausing else ""


def before(talk: Conversation, rest: str) -> None:
    """goes back to the section before."""
    view = walk.to_part(talk.reading, talk.reading.part - 1)
    if view is None:
        raise QuietreadError("first section")
    talk.go(view)


def again(talk: Conversation, rest: str) -> None:
    """prints the whole section again."""
    talk.print_section()


def back(talk: Conversation, rest: str) -> None:
    """goes back to the essay before; before the first it lists the shelf."""
    view = talk.journey.back(talk.reading)
    if view is None:
        leading.shelf(talk, "")
    else:
        talk.enter(view)


def forward(talk: Conversation, rest: str) -> None:
    """goes forward again."""
    view = talk.journey.forward(talk.reading)
    if view is None:
        talk.say("Nothing lies ahead.")
    else:
        talk.enter(view)


def help_lines(talk: Conversation, rest: str) -> None:
    """lists the commands."""
    talk.say("Enter: reads on, and closes a list.")
    for command in TABLE:
        talk.say(f"{', '.join(command.forms)}: {command.does.__doc__}")
    talk.say(CAUTION)
    talk.say(COLOPHON)


def leave(talk: Conversation, rest: str) -> None:
    """leaves; your place is kept."""
    talk.over = True
    talk.keeping.store.settle()
    talk.say_news()
    if talk.view is None:
        return
    essay = talk.essay.id
    saved = talk.desk.progress.seen(essay) is not None  # waits until the place is on the disk
    wrong = talk.desk.progress.news()
    for line in wrong:
        talk.say(sentence(line))
    if essay not in talk.desk.paths:
        talk.say("The place is not kept: this came from standard input.")
    elif saved and not wrong:
        talk.say("Your place is kept.")


class Command(NamedTuple):
    """Something a reader can type."""

    does: Callable[[Conversation, str], None]
    """Is given what follows the name; its docstring is the help."""
    forms: tuple[str, ...]
    """The name, and what may follow it."""

    @property
    def name(self) -> str:
        """The word that is typed."""
        return self.forms[0].partition(" ")[0]


TABLE = tuple(
    Command(does, tuple(forms))
    for does, *forms in (
        (marking.mark, "m", "m 8", "m 8-9", 'm 8 "phrase"'),
        (marking.unmark, "unmark 8", "unmark"),
        (marking.grow, "grow"),
        (marking.shrink, "shrink"),
        (marking.note, "note TEXT", "note"),
        (marking.add, "add TEXT"),
        (marking.undo, "u"),
        (marking.redo, "redo"),
        (keepsakes.kept, "kept", "kept all", "kept newest"),
        (keepsakes.echo, "echo"),
        (keepsakes.export, "export FILE"),
        (keepsakes.look, "look", "look 1", "look 1 drop"),
        (section, "s 3", "s"),
        (before, "b"),
        (again, "again"),
        (leading.contents, "contents"),
        (leading.related, "r", "r 2"),
        (leading.links, "links"),
        (back, "back"),
        (forward, "forward"),
        (keepsakes.find, "find TEXT", "find all TEXT"),
        (leading.essays_map, "map"),
        (leading.open_named, "open NAME"),
        (leading.shelf, "shelf", "shelf WORDS"),
        (breathe, "breathe"),
        (pause_kind, "pause moving|still|none"),
        (help_lines, "?"),
        (leave, "q"),
    )
)
"""Every command, in the order of the help."""
OTHER_NAMES = {"help": "?", "quit": "q", "exit": "q", "related": "r", "section": "s", "undo": "u"}
BY_NAME = {command.name: command for command in TABLE}


def obey(talk: Conversation, typed: str) -> None:
    """Do what was typed. Raises NotFoundError if there is no such command."""
    if not typed:
        read_on(talk)
        return
    name, _, rest = typed.partition(" ")
    name = name.lower()
    if glued := _GLUED.fullmatch(name):
        name, rest = glued[1], f"{glued[2]} {rest}".rstrip()
    command = BY_NAME.get(OTHER_NAMES.get(name, name))
    if command is None:
        raise NotFoundError(_unknown(name))
    command.does(talk, rest)


def _unknown(name: str) -> str:
    if name.isdecimal():
        return f"no list is open for {name}; s {name} goes to that section, ? lists the commands"
    near = get_close_matches(name, [*BY_NAME, *OTHER_NAMES], n=1)
    return f"no command {name}; {f'the nearest is {near[0]}' if near else '? lists the commands'}"
