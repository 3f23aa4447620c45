"""Reading on, going about in the essays, and the pause."""

from __future__ import annotations

from collections.abc import Iterator

from quietread.core import walk
from quietread.core.breath import CAUTION, plain_words
from quietread.core.duration import time_left
from quietread.core.pause import breaths_before, wanted
from quietread.core.view import View
from quietread.core.welcome import KINDS
from quietread.errors import QuietreadError
from quietread.plain.answers import ended, many, sentence, standing
from quietread.plain.conversation import NO_ESSAY, Conversation
from quietread.plain.leading import END, shelf

NOW = 3
"""Breaths of a pause the reader asks for."""
SAID = {"moving": "Pause: moving breath.", "still": "Pause: still.", "none": "Pause: none."}


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
    """Say the breath now."""
    _say_pause(talk, NOW)


def pause_kind(talk: Conversation, rest: str) -> None:
    """Choose the pause; without a pause to be, the one that was said is over."""
    settings = talk.desk.settled.settings
    if rest and rest not in KINDS:
        raise QuietreadError(f"no pause {rest}; {', '.join(KINDS[:-1])} or {KINDS[-1]}")
    if rest:
        talk.desk.remember("pause.kind", rest)
    talk.say(SAID[rest or settings.pause_kind])
    for wrong in talk.desk.memory.settle():
        talk.say(ended(wrong))
    if rest == "none" and talk.pausing:
        read_on(talk)


def section(talk: Conversation, rest: str) -> None:
    """Go to a section by its number, or say which one this is, what is kept, and what is left."""
    view = talk.reading
    if not rest:
        talk.say(" ".join(filter(None, _standing(talk, view))))
        return
    count = len(view.parts)
    wanted = int(rest) if rest.isdecimal() and len(rest) < 9 else 0
    found = walk.to_part(view, wanted - 1) if 1 <= wanted <= count else None
    if found is None:
        raise QuietreadError(f"no section {rest} here: 1 to {count}")
    talk.go(found)


def _standing(talk: Conversation, view: View) -> Iterator[str]:
    """What the status row shows: the essay, where one is in it, what is left of it, and what is kept."""
    over = view.at_related or not view.parts
    yield "" if over else ended(view.essay.title)
    yield talk.whereabouts()
    if not view.at_related:
        yield standing(talk.part, view.place) if view.parts else ""
        yield f"{sentence(time_left(walk.remaining_words(view), spoken=True))[:-1]} left."
    kept = len(talk.desk.keeping.notebook(view.essay).shown)
    yield f"{kept} kept." if kept else ""
    yield "In the pause; Enter reads on." if talk.pausing else ""


def before(talk: Conversation, rest: str) -> None:
    """Go to the section before."""
    view = walk.to_part(talk.reading, talk.reading.part - 1)
    if view is None:
        raise QuietreadError("first section")
    talk.go(view)


def again(talk: Conversation, rest: str) -> None:
    """Print the section once more."""
    talk.print_section()


def back(talk: Conversation, rest: str) -> None:
    """Back in the essays visited; before the first lies the shelf."""
    view = talk.journey.back(talk.reading)
    if view is None:
        shelf(talk, "")
    else:
        talk.enter(view)


def forward(talk: Conversation, rest: str) -> None:
    """Forward in the essays visited."""
    view = talk.journey.forward(talk.reading)
    if view is None:
        talk.say("Nothing lies ahead.")
    else:
        talk.enter(view)
