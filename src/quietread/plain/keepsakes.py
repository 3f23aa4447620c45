"""What is kept, what there is to look at in it, and where words stand."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Thread

from quietread import noted
from quietread.core import walk
from quietread.core.find import excerpt
from quietread.core.find import find as find_in
from quietread.core.notebook import LOST, PROBABLY
from quietread.core.parts import Part, parts
from quietread.core.text import many
from quietread.editing import at_line, editor
from quietread.errors import NotFoundError, QuietreadError, SourceError
from quietread.finding import Search
from quietread.noted import IN_FILE, Noted
from quietread.plain.conversation import Conversation
from quietread.plain.leading import go_to
from quietread.plain.lines import ended, number, quoted, sentence
from quietread.plain.marking import UNDOES, note_of
from quietread.storage.events import Finding
from quietread.storage.opening import open_essay

DOUBTS = {PROBABLY: "(probably here)", LOST: "(no longer in the essay)"}
AROUND = 40
"""Characters on either side of what was found."""
LISTED = 40
"""Places of this essay that are listed; who hears more has forgotten the first."""
MOST = 3
"""Places of one essay that a search of all shows."""
GOES = "Number goes there, Enter closes."


def kept(talk: Conversation, rest: str) -> None:
    """List what is kept, of this essay or of all, in their order or the newest first."""
    words = {*rest.lower().split()}
    if not words <= {"all", "newest"}:
        raise QuietreadError(f"kept {rest}: kept, kept all, kept newest, or kept all newest")
    everywhere, newest = "all" in words, "newest" in words
    found = noted.of_library(talk.desk) if everywhere else noted.of_essay(talk.desk, talk.essay)
    marks = [one for one in (noted.newest_first(found) if newest else found) if one.mark is not None]
    if not marks:
        talk.say("Nothing kept yet. m keeps a sentence.")
        return
    if newest or not everywhere:
        talk.say(
            f"Kept {'everywhere' if everywhere else 'in this essay'}{', newest first' if newest else ''}:"
        )
    title = ""
    for at, one in enumerate(marks, 1):
        if everywhere and one.title != title:
            title = one.title
            talk.say(f"Kept in {title}:")
        talk.say(f"{at}. {_told(one)}")
    talk.choose([partial(_go_to_mark, talk, one) for one in marks], GOES)


def _told(one: Noted) -> str:
    if one.mark is None:
        return ended(one.finding.words) if one.finding else ""
    doubt = DOUBTS.get(one.entry.state, "") if one.entry else ""
    quote = quoted(one.mark) or "(a note without words of the essay)."
    place = f"In {ended(one.mark.section)}" if one.mark.section else ""
    return " ".join(filter(None, (doubt, quote, place, note_of(one.mark))))


def _go_to_mark(talk: Conversation, one: Noted) -> None:
    """Go to a mark in whichever essay; it is at hand then."""
    view = talk.view
    elsewhere = view is None or view.essay.id != one.essay
    if view is None or elsewhere:
        entry = talk.desk.library().by_id.get(one.essay)
        if entry is None:
            raise NotFoundError("its essay is not in this library")
        view = talk.opened(entry.slug)._replace(message="")
        talk.ready()
    place = talk.keeping.notebook(view.essay).get(one.mark.id if one.mark else "")
    if place is None:
        raise NotFoundError("no longer kept")
    (talk.come if elsewhere else talk.go)(walk.go(view, place.start))
    if place.state == LOST:
        talk.say("No longer in the essay. It stood here once; note and unmark are about it.")
    talk.hand = place.id


def echo(talk: Conversation, rest: str) -> None:
    """Go to the kept sentence that returns today."""
    one = noted.returned(talk.desk)
    if one is None:
        raise NotFoundError("nothing kept before today")
    _go_to_mark(talk, one)


def export(talk: Conversation, rest: str) -> None:
    """Write what is kept in this essay to a file."""
    essay = talk.view.essay if talk.view else None
    name = rest or f"{essay.slug if essay else 'quietread'}-marks.md"
    written = noted.export_to(talk.desk, Path(name).expanduser(), essay.id if essay else None)
    talk.say(f"Written: {written}")


def look(talk: Conversation, rest: str) -> None:
    """List what there is to look at, or do what one of it offers, or let it rest."""
    if not rest or not talk.looked:
        talk.ready()
        found = noted.of_essay(talk.desk, talk.essay) if talk.view else noted.of_library(talk.desk)
        talk.looked = [one for one in found if one.doubtful]
    if not talk.looked:
        talk.say("Nothing to look at.")
        return
    if not rest:
        talk.say("To look at:")
        for at, one in enumerate(talk.looked, 1):
            talk.say(f"{at}. {' '.join([_found(one), *_offers(at, one)]) if one else 'Done.'}")
        return
    typed, _, how = rest.partition(" ")
    if how not in ("", "drop"):
        raise QuietreadError(f"look {typed}, or look {typed} drop")
    at = number(typed, len(talk.looked)) - 1
    chosen = talk.looked[at]
    if chosen is None:
        raise NotFoundError(f"{typed} is done already")
    if (_drop if how else _accept)(talk, chosen):
        talk.looked[at] = None


def _offers(at: int, one: Noted) -> Iterator[str]:
    """“It is this one: look 1. Not this one: look 1 drop.”"""
    accept, dismiss = noted.answers(one)
    if accept:
        yield f"{sentence(accept)[:-1]}: look {at}."
    yield f"{sentence(dismiss)[:-1]}: look {at} drop."


def _found(one: Noted) -> str:
    about = " ".join(map(ended, one.now.split("\n"))) if one.now else ""
    if one.finding is not None:
        return " ".join(filter(None, (ended(one.finding.words), sentence(about))))
    if not about or one.entry is None:
        return _told(one)
    closest = "The text now" if one.entry.state == PROBABLY else "The closest now"
    return f"{_told(one)} {closest}: {about}"


def _accept(talk: Conversation, one: Noted) -> bool:
    """Whether it is dealt with now."""
    view, entry, finding = talk.view, one.entry, one.finding
    if finding is not None and finding.kind in IN_FILE:
        talk.say(f"Mend it here: {_command(finding)}")
        return False
    if finding is not None:
        talk.keeping.doubts.accept(finding)
        talk.keeping.store.settle()
        talk.say(f"Done: {ended(finding.words)}")
    elif view is not None and entry is not None and one.place is not None:
        after = talk.keeping.confirm(view.essay, entry.mark, *one.place)
        talk.say_change(f"Kept: {quoted(after.mark)} {UNDOES}", after)
    else:
        raise NotFoundError("nothing in the essay is like it; look N drop lets it rest")
    return True


def _command(finding: Finding) -> str:
    """What a reader would type to open a file where it is wrong; the place alone if no editor is named."""
    try:
        return shlex.join(at_line(editor(), Path(finding.path), finding.line, finding.column))
    except (QuietreadError, ValueError):
        return f"{finding.path} line {finding.line}, column {finding.column}."


def _drop(talk: Conversation, one: Noted) -> bool:
    if one.finding is not None:
        talk.keeping.doubts.dismiss(one.finding)
        talk.keeping.store.settle()
        talk.say(f"Let rest: {ended(one.finding.words)}")
    elif one.entry is not None:
        talk.keeping.doubts.let_rest(talk.essay, one.entry)
        talk.say(f"Let rest: {quoted(one.entry.mark)} It stays in the list of what is kept.")
    return True


def find(talk: Conversation, rest: str) -> None:
    """Look for words in this essay, or in all of them and in what is kept."""
    first, _, others = rest.partition(" ")
    everywhere = first == "all" and others
    typed = others if everywhere else rest
    wanted = typed.strip('"“”') or typed
    if not wanted:
        raise QuietreadError("find TEXT, or find all TEXT")
    choices = (_find_everywhere if everywhere else _find_here)(talk, wanted)
    if choices:
        talk.choose(choices, GOES)
    else:
        talk.say(f"Not found: {wanted}")


def _find_here(talk: Conversation, wanted: str) -> list[Callable[[], None]]:
    view = talk.reading
    text = view.essay.text
    found = find_in(text, wanted)
    if found:
        talk.say(f"{many(len(found), 'place')} in this essay:")
    for at, (start, end) in enumerate(found[:LISTED], 1):
        talk.say(f"{at}. {_place(view.parts, text, start, end)}")
    if len(found) > LISTED:
        talk.say(f"And {len(found) - LISTED} more, to number {len(found)}.")
    return [partial(go_to, talk, start) for start, _ in found]


def _find_everywhere(talk: Conversation, wanted: str) -> list[Callable[[], None]]:
    library = talk.desk.look_again()
    talk.say(f"Looking through {many(len(library.entries), 'essay')}.")
    search = Search(talk.desk)
    choices: list[Callable[[], None]] = []
    for found in search.in_texts(wanted):
        if len(choices) >= LISTED:
            talk.say("And others; more words find fewer.")
            break
        try:
            essay = open_essay(found.entry.path, talk.desk.cache)
        except SourceError:
            continue  # gone since it was found
        talk.say(f"In {ended(found.entry.title)}")
        sections = parts(essay, talk.desk.settled.settings.split)
        for start, end in found.spans[:MOST]:
            choices.append(partial(_open_at, talk, found.entry.slug, start))
            talk.say(f"{len(choices)}. {_place(sections, found.text, start, end)}")
        if len(found.spans) > MOST:
            talk.say(f"And {len(found.spans) - MOST} more there.")
    search.look_again()
    notes = search.in_notes(wanted)
    if notes:
        talk.say("In what you kept:")
    for one in notes:
        choices.append(partial(_go_to_mark, talk, one))
        talk.say(f"{len(choices)}. {_told(one)}")
    Thread(target=search.renew, name="index", daemon=True).start()
    return choices


def _open_at(talk: Conversation, slug: str, offset: int) -> None:
    talk.come(walk.go(talk.opened(slug)._replace(message=""), offset))


def _place(sections: tuple[Part, ...], text: str, start: int, end: int) -> str:
    """“Section 2: ...the words around it...”"""
    number = sum(part.start <= start for part in sections)
    around = excerpt(text, start, end, before=AROUND, after=AROUND, gap="...").text
    return f"Section {max(1, number)}: {around}"
