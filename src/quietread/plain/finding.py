"""Looking for words: in the essay, in the library, in what one kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread

from quietread.core import walk
from quietread.core.find import excerpt
from quietread.core.find import find as find_in
from quietread.core.parts import Part, parts
from quietread.errors import QuietreadError, SourceError
from quietread.finding import Finding
from quietread.plain.answers import ended, many
from quietread.plain.conversation import Conversation
from quietread.plain.keepsakes import go_to_mark, told
from quietread.plain.leading import come, go_to, offer, opened
from quietread.storage.opening import open_essay

AROUND = 40
"""Characters shown on either side of what was found."""
LISTED = 40
"""Places of this essay that are listed; who hears more has forgotten the first."""
MOST = 3
"""Places of one essay that a search of the library shows."""


def find(talk: Conversation, rest: str) -> None:
    """Where words stand in this essay; with `all` before them, in all essays and in what one kept."""
    first, _, others = rest.partition(" ")
    everywhere = first == "all" and others
    typed = others if everywhere else rest
    wanted = typed.strip('"“”') or typed
    if not wanted:
        raise QuietreadError("find TEXT, or find all TEXT")
    if everywhere:
        _find_all(talk, wanted)
        return
    view = talk.reading
    text = view.essay.text
    found = find_in(text, wanted)
    if not found:
        talk.say(f"Not found: {wanted}")
        return
    talk.say(f"{many(len(found), 'place')} in this essay:")
    for at, span in enumerate(found[:LISTED], 1):
        talk.say(f"{at}. {_place(view.parts, span[0])}: {_around(text, *span)}")
    if len(found) > LISTED:
        talk.say(f"And {len(found) - LISTED} more, to number {len(found)}.")
    offer(talk, [partial(go_to, talk, start) for start, _ in found], "Number goes there, Enter closes.")


def _find_all(talk: Conversation, wanted: str) -> None:
    library = talk.desk.look_again()
    talk.say(f"Looking through {many(len(library.entries), 'essay')}.")
    finding = Finding(talk.desk)
    choices: list[Callable[[], None]] = []
    for found in finding.in_texts(wanted):
        if len(choices) >= LISTED:
            talk.say("And others; more words find fewer.")
            break
        try:
            essay = open_essay(found.entry.path, talk.desk.cache)
        except SourceError:
            continue  # gone since it was found
        talk.say(f"In {ended(found.entry.title)}")
        for start, end in found.spans[:MOST]:
            where = _place(parts(essay, talk.desk.settled.settings.split), start)
            choices.append(partial(_open_at, talk, found.entry.slug, start))
            talk.say(f"{len(choices)}. {where}: {_around(found.text, start, end)}")
        if len(found.spans) > MOST:
            talk.say(f"And {len(found.spans) - MOST} more there.")
    finding.look_again()
    notes = finding.in_notes(wanted)
    if notes:
        talk.say("In what you kept:")
    for one in notes:
        choices.append(partial(go_to_mark, talk, one))
        talk.say(f"{len(choices)}. {told(one)}")
    if choices:
        offer(talk, choices, "Number goes there, Enter closes.")
    else:
        talk.say(f"Not found: {wanted}")
    Thread(target=finding.renew, name="index", daemon=True).start()


def _open_at(talk: Conversation, slug: str, offset: int) -> None:
    view = opened(talk, slug)._replace(message="")
    come(talk, walk.go(view, offset))


def _place(found: tuple[Part, ...], offset: int) -> str:
    number = sum(part.start <= offset for part in found)
    return f"Section {max(1, number)}"


def _around(text: str, start: int, end: int) -> str:
    """What was found, with some words before and after."""
    return excerpt(text, start, end, before=AROUND, after=AROUND, gap="...").text
