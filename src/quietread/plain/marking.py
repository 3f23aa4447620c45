"""Keeping sentences and phrases, growing and shrinking them, notes, undoing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quietread.core.essay import Essay, Sentence
from quietread.core.find import find
from quietread.core.mark import Mark, join_tags
from quietread.core.notebook import Kept
from quietread.core.text import line as one_line
from quietread.errors import NotFoundError, QuietreadError
from quietread.plain.conversation import Conversation
from quietread.plain.lines import ended, how_kept, number, quoted, sentences

UNDOES = "u undoes."


def mark(talk: Conversation, rest: str) -> None:
    """Keep what is named; alone: list the sentences to choose from. It never takes a mark away."""
    if rest:
        if not _keep(talk, rest):
            raise QuietreadError(f'cannot tell what {rest} is: m 8, m 8-9 or m 8 "phrase"')
        return
    here, essay, notebook = sentences(talk.part), talk.essay, talk.notebook
    if not here:
        raise NotFoundError("no sentences here")
    talk.say("Sentences in this section:")
    for at, one in enumerate(here, 1):
        how = how_kept(essay, notebook, one)
        kept = "" if how is None else f"(kept: {how}) " if how else "(kept) "
        talk.say(f"{at}. {kept}{essay.text[one.start : one.end]}")
    talk.say("Number to keep, or Enter for none.")
    talk.offer = lambda answer: _keep(talk, answer) if answer else _none(talk)


def _none(talk: Conversation) -> bool:
    talk.say("None.")
    return True


def _keep(talk: Conversation, typed: str) -> bool:
    span = picked(talk.essay, sentences(talk.part), typed)
    if span is None:
        return False
    there = talk.notebook.same(*span)
    if there:
        talk.hand = there.id
        talk.say(f"Already kept: {quoted(there.mark)}")
        return True
    entry = talk.keeping.keep(talk.essay, *span)
    if not talk.reading.at_related:
        talk.desk.keep(talk.reading)
    _say_kept(talk, entry)
    return True


def _say_kept(talk: Conversation, entry: Kept) -> None:
    talk.hand = entry.id
    count = len(talk.notebook.shown)
    talk.say_change(f"Kept: {quoted(entry.mark)} {count} kept in this essay. {UNDOES}", entry)


def unmark(talk: Conversation, rest: str) -> None:
    """Remove the mark at a sentence, or the one at hand, with its note."""
    entry = _at_sentence(talk, rest) if rest else _at_hand(talk)
    talk.keeping.unkeep(talk.essay.id, entry.id)
    talk.say_change(f"Unmarked: {quoted(entry.mark)} {UNDOES}", entry)


def grow(talk: Conversation, rest: str) -> None:
    """Add the next sentence to the mark at hand."""
    _say_kept(talk, talk.keeping.grow(talk.essay, _at_hand(talk)))


def shrink(talk: Conversation, rest: str) -> None:
    """Take the last sentence away from the mark at hand."""
    _say_kept(talk, talk.keeping.shrink(talk.essay, _at_hand(talk)))


def note(talk: Conversation, rest: str) -> None:
    """Write the note of the mark at hand; alone: say it. A pair of quotation marks empties it."""
    entry = _at_hand(talk)
    if rest:  # a pair of quotation marks empties it
        _annotate(talk, entry, "" if rest in ('""', "“”", "''") else rest)
        return
    draft = talk.keeping.store.draft_of(entry.id) or ""
    talk.say(note_of(entry.mark) or "No note yet. note TEXT writes one.")
    if draft.strip():
        talk.say(f"1. Begun, not kept: {ended(one_line(draft))}")
        talk.choose([lambda: _annotate(talk, entry, draft)], "Number keeps it, Enter leaves it.")


def add(talk: Conversation, rest: str) -> None:
    """Add a line to the note of the mark at hand, after all wordings there are of it."""
    if not rest:
        raise QuietreadError("add TEXT adds a line to the note")
    entry = _at_hand(talk)
    lines = (entry.mark.note, *entry.mark.note_kept, rest)
    _annotate(talk, entry, join_tags("\n".join(filter(None, lines)), entry.mark.tags))


def _annotate(talk: Conversation, entry: Kept, words: str) -> None:
    talk.keeping.annotate(talk.essay.id, entry.id, words)
    talk.say_change("Noted." if words else f"Note removed. {UNDOES}", entry)


def undo(talk: Conversation, rest: str) -> None:
    """Undo the last change to what is kept."""
    talk.keeping.undo()
    talk.say_change()


def redo(talk: Conversation, rest: str) -> None:
    """Do it again."""
    talk.keeping.redo()
    talk.say_change()


def note_of(mark: Mark) -> str:
    """Note, tags, and wordings that another machine wrote, as sentences."""
    said = [f"Note: {ended(one_line(mark.note))}"] if mark.note.strip() else []
    said += [f"Tags: {', '.join(mark.tags)}."] if mark.tags else []
    said += [f"Also noted: {ended(one_line(words))}" for words in mark.note_kept]
    return " ".join(said)


def _at_hand(talk: Conversation) -> Kept:
    """The mark kept or chosen last in this section, else the only one there."""
    entry = talk.notebook.get(talk.hand)
    here = (entry,) if entry else talk.notebook.over(talk.part.start, talk.part.end)
    if len(here) == 1:
        return here[0]
    raise NotFoundError(
        "several are kept here; m 8 takes up the mark of sentence 8" if here else "nothing kept here; m keeps"
    )


def _at_sentence(talk: Conversation, typed: str) -> Kept:
    span = picked(talk.essay, sentences(talk.part), typed)
    if span is None:
        raise QuietreadError(f"cannot tell what {typed} is: unmark 8")
    entry = talk.notebook.same(*span) or talk.notebook.at_hand(*span)
    if entry is None:
        raise NotFoundError(f"not kept: {talk.essay.text[span[0] : span[1]]}")
    return entry


_PICK = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?(?:\s+(.+))?")
_QUOTED = re.compile("[\"'“”„](.+)[\"'“”]")


def picked(essay: Essay, here: Sequence[Sentence], typed: str) -> tuple[int, int] | None:
    """The range that “8”, “8-9” or “8 "phrase"” means among the sentences `here`; None if it is no such thing.

    Raises NotFoundError for a number or words that are not there.
    """
    match = _PICK.fullmatch(typed)
    if match is None:
        return None
    if not here:
        raise NotFoundError("no sentences here")
    first, last = (here[number(one, len(here), "sentence") - 1] for one in (match[1], match[2] or match[1]))
    start, end = min(first.start, last.start), max(first.end, last.end)
    if not match[3]:
        return start, end
    quote = _QUOTED.fullmatch(match[3])
    words = quote[1] if quote else match[3]
    text = essay.text[start:end]
    found = find(text, words)
    if not found:
        raise NotFoundError(f"no “{words}” in sentence {match[1]}")
    whole = [span for span in found if _stands_alone(text, *span)]
    begin, stop = (whole or found)[0]
    return start + begin, start + stop


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end."""
    around = (text[start - 1 : start + 1] if start else "", text[end - 1 : end + 1])
    return not any(len(pair) == 2 and pair.isalnum() for pair in around)
