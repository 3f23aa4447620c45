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
    """Say the breath, for a pause now."""
    _say_pause(talk, NOW)


def pause_kind(talk: Conversation, rest: str) -> None:
    """Choose the pause between sections."""
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
    """Go to a section by its number, or say which one this is."""
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
    """Go back to the section before."""
    view = walk.to_part(talk.reading, talk.reading.part - 1)
    if view is None:
        raise QuietreadError("first section")
    talk.go(view)


def again(talk: Conversation, rest: str) -> None:
    """Print the whole section again."""
    talk.print_section()


def back(talk: Conversation, rest: str) -> None:
    """Back in the essays visited; before the first lies the shelf."""
    view = talk.journey.back(talk.reading)
    if view is None:
        leading.shelf(talk, "")
    else:
        talk.enter(view)


def forward(talk: Conversation, rest: str) -> None:
    """Forward in the essays visited."""
    view = talk.journey.forward(talk.reading)
    if view is None:
        talk.say("Nothing lies ahead.")
    else:
        talk.enter(view)


def help_lines(talk: Conversation, rest: str) -> None:
    """List the commands."""
    talk.say("Enter: reads on, and closes a list.")
    for command in TABLE:
        talk.say(f"{', '.join(command.forms)}: {command.words}")
    talk.say(CAUTION)
    talk.say(COLOPHON)


def leave(talk: Conversation, rest: str) -> None:
    """End the conversation; the place is kept."""
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

    forms: tuple[str, ...]
    """The name, and what may follow it."""
    words: str
    does: Callable[[Conversation, str], None]
    """Is given what follows the name."""

    @property
    def name(self) -> str:
        """The word that is typed."""
        return self.forms[0].partition(" ")[0]


TABLE = (
    Command(
        ("m", "m 8", "m 8-9", 'm 8 "phrase"'),
        "keeps a sentence, several, or words of one; alone it lists them with their numbers.",
        marking.mark,
    ),
    Command(("unmark 8", "unmark"), "removes the mark of sentence 8, or the last one kept.", marking.unmark),
    Command(("grow",), "adds the next sentence to what was kept last.", marking.grow),
    Command(("shrink",), "takes its last sentence away.", marking.shrink),
    Command(
        ("note TEXT", "note"), "writes a note on what was kept last; alone it says the note.", marking.note
    ),
    Command(("add TEXT",), "adds a line to that note.", marking.add),
    Command(("u",), "undoes the last change to what is kept.", marking.undo),
    Command(("redo",), "does it again.", marking.redo),
    Command(
        ("kept", "kept all", "kept newest"),
        "lists what is kept in this essay, or in all of them, or what was kept last first.",
        keepsakes.kept,
    ),
    Command(("echo",), "goes to the kept sentence that returns today.", keepsakes.echo),
    Command(("export FILE",), "writes what is kept in this essay to a file.", keepsakes.export),
    Command(
        ("look", "look 1", "look 1 drop"),
        "lists what there is to look at; with a number does what that offers, or with drop lets it rest.",
        keepsakes.look,
    ),
    Command(("s 3", "s"), "goes to section 3; alone it says where you are.", section),
    Command(("b",), "goes back to the section before.", before),
    Command(("again",), "prints the whole section again.", again),
    Command(("contents",), "lists the sections.", leading.contents),
    Command(("r", "r 2"), "lists Related; with a number it opens that entry.", leading.related),
    Command(("links",), "lists the links of this section.", leading.links),
    Command(("back",), "goes back to the essay before; before the first it lists the shelf.", back),
    Command(("forward",), "goes forward again.", forward),
    Command(
        ("find TEXT", "find all TEXT"),
        "looks for words in this essay, or in all of them and in what is kept.",
        keepsakes.find,
    ),
    Command(("map",), "lists the essays and what they lead to.", leading.essays_map),
    Command(("open NAME",), "opens an essay by its name, its title, or its file.", leading.open_named),
    Command(("shelf", "shelf WORDS"), "lists every essay, or those that hold the words.", leading.shelf),
    Command(("breathe",), "says the breath, for a pause now.", breathe),
    Command(("pause moving|still|none",), "chooses the pause between sections.", pause_kind),
    Command(("?",), "lists the commands.", help_lines),
    Command(("q",), "leaves; your place is kept.", leave),
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
