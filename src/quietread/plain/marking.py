"""Keeping sentences and phrases, growing and shrinking them, notes, undoing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quietread.core.essay import Essay, Sentence
from quietread.core.find import find
from quietread.core.mark import join_tags
from quietread.core.notebook import LOST, Kept
from quietread.core.text import line as one_line
from quietread.errors import NotFoundError, QuietreadError
from quietread.plain.conversation import Conversation
from quietread.plain.leading import offer
from quietread.plain.lines import ended, how_kept, sentences

UNDOES = "u undoes."


def mark(talk: Conversation, rest: str) -> None:
    """Keep what is named; alone: list the sentences to choose from. It never takes a mark away."""
    if rest:
        if not _keep(talk, rest):
            raise QuietreadError(f'cannot tell what {rest} is: m 8, m 8-9 or m 8 "phrase"')
        return
    essay = talk.reading.essay
    here = sentences(talk.part)
    if not here:
        raise NotFoundError("no sentences here")
    notebook = talk.desk.keeping.notebook(essay)
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
    essay = talk.reading.essay
    span = picked(essay, sentences(talk.part), typed)
    if span is None:
        return False
    keeping = talk.desk.keeping
    there = keeping.same(essay, *span)
    talk.hand = there.id if there else keeping.keep(essay, *span).id
    if there:
        talk.say(f"Already kept: {ended(_quote(there))}")
    else:
        if not talk.reading.at_related:
            talk.desk.keep(talk.reading)
        _say_kept(talk, talk.hand)
    return True


def _say_kept(talk: Conversation, id: str) -> None:  # noqa: A002
    essay = talk.reading.essay
    entry = talk.desk.keeping.notebook(essay).get(id)
    if entry is None:
        raise QuietreadError("nothing kept here")
    quote = talk.hearing.quotes[id] = _quote(entry)
    count = len(talk.desk.keeping.notebook(essay).shown)
    talk.say(talk.hearing.changed(id, f"Kept: {ended(quote)} {count} kept in this essay. {UNDOES}"))


def unmark(talk: Conversation, rest: str) -> None:
    """Remove the mark at a sentence, or the one at hand, with its note."""
    essay = talk.reading.essay
    entry = _at_sentence(talk, rest) if rest else _at_hand(talk)
    talk.hearing.quotes[entry.id] = _quote(entry)
    talk.desk.keeping.unkeep(essay.id, entry.id)
    talk.say(talk.hearing.changed(entry.id, f"Unmarked: {ended(_quote(entry))} {UNDOES}"))


def grow(talk: Conversation, rest: str) -> None:
    """One sentence more for the mark at hand."""
    talk.hand = talk.desk.keeping.grow(talk.reading.essay, _spot(talk, _at_hand(talk))).id
    _say_kept(talk, talk.hand)


def shrink(talk: Conversation, rest: str) -> None:
    """One sentence less for the mark at hand."""
    talk.hand = talk.desk.keeping.shrink(talk.reading.essay, _spot(talk, _at_hand(talk))).id
    _say_kept(talk, talk.hand)


def note(talk: Conversation, rest: str) -> None:
    """Write the note of the mark at hand; alone: say it. A pair of quotation marks empties it."""
    entry = _at_hand(talk)
    if rest:
        _annotate(talk, entry, "" if rest in ('""', "“”", "''") else rest)
        return
    draft = talk.desk.keeping.draft(entry.id)
    talk.say(noted(entry) or "No note yet. note TEXT writes one.")
    if draft.strip():
        talk.say(f"1. Begun, not kept: {ended(one_line(draft))}")
        offer(talk, [lambda: _annotate(talk, entry, draft)], "Number keeps it, Enter leaves it.")


def add(talk: Conversation, rest: str) -> None:
    """One more line for the note of the mark at hand, after all wordings there are of it."""
    if not rest:
        raise QuietreadError("add TEXT adds a line to the note")
    entry = _at_hand(talk)
    lines = (entry.mark.note, *entry.mark.note_kept, rest)
    _annotate(talk, entry, join_tags("\n".join(filter(None, lines)), entry.mark.tags))


def _annotate(talk: Conversation, entry: Kept, words: str) -> None:
    talk.hearing.quotes[entry.id] = _quote(entry)
    talk.desk.keeping.annotate(talk.reading.essay.id, entry.id, words)
    talk.say(talk.hearing.changed(entry.id, "Noted." if words else f"Note removed. {UNDOES}"))


def undo(talk: Conversation, rest: str) -> None:
    """Take the last change back."""
    talk.desk.keeping.undo()
    talk.say(talk.hearing.changed(""))


def redo(talk: Conversation, rest: str) -> None:
    """Do it again."""
    talk.desk.keeping.redo()
    talk.say(talk.hearing.changed(""))


def noted(entry: Kept) -> str:
    """The note of a mark, its tags, and wordings that another machine wrote, as sentences."""
    mark = entry.mark
    said = [f"Note: {ended(one_line(mark.note))}"] if mark.note.strip() else []
    said += [f"Tags: {', '.join(mark.tags)}."] if mark.tags else []
    said += [f"Also noted: {ended(one_line(words))}" for words in mark.note_kept]
    return " ".join(said)


def _at_hand(talk: Conversation) -> Kept:
    """The mark kept or chosen last in this section, else the only one there. Raises NotFoundError."""
    notebook = talk.desk.keeping.notebook(talk.reading.essay)
    entry = notebook.get(talk.hand)
    if entry is not None:
        return entry
    here = notebook.over(talk.part.start, talk.part.end)
    if len(here) == 1:
        return here[0]
    raise NotFoundError(
        "several are kept here; m 8 takes up the mark of sentence 8" if here else "nothing kept here; m keeps"
    )


def _at_sentence(talk: Conversation, typed: str) -> Kept:
    essay = talk.reading.essay
    span = picked(essay, sentences(talk.part), typed)
    if span is None:
        raise QuietreadError(f"cannot tell what {typed} is: unmark 8")
    keeping = talk.desk.keeping
    entry = keeping.same(essay, *span) or keeping.notebook(essay).at_hand(*span)
    if entry is None:
        raise NotFoundError(f"not kept: {essay.text[span[0] : span[1]]}")
    return entry


def _spot(talk: Conversation, entry: Kept) -> Sentence:
    """A spot at which this mark is the innermost one, so that it is the one that grows. Raises NotFoundError."""
    if entry.state == LOST:
        raise NotFoundError("no longer in the essay")
    notebook = talk.desk.keeping.notebook(talk.reading.essay)
    edges = (edge for one in notebook.over(entry.start, entry.end) for edge in (one.start, one.end))
    for at in sorted({edge for edge in edges if entry.start <= edge < entry.end}):
        if notebook.at_hand(at, at + 1) == entry:
            return Sentence(at, at + 1)
    return Sentence(entry.start, entry.end)


def _quote(entry: Kept) -> str:
    return one_line(entry.mark.quote)


_PICK = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?(?:\s+(.+))?")
_QUOTED = re.compile("[\"'“”„](.+)[\"'“”]")


def picked(essay: Essay, here: Sequence[Sentence], typed: str) -> tuple[int, int] | None:
    """The range that `typed` names among the sentences `here`; None if it is no such thing at all.

    Raises NotFoundError for a number that is not there, or words that are not in those sentences.
    """
    match = _PICK.fullmatch(typed)
    if match is None:
        return None
    first = sentence_at(here, match[1])
    last = sentence_at(here, match[2]) if match[2] else first
    start, end = min(first.start, last.start), max(first.end, last.end)
    if not match[3]:
        return start, end
    quoted = _QUOTED.fullmatch(match[3])
    words = quoted[1] if quoted else match[3]
    text = essay.text[start:end]
    found = find(text, words)
    if not found:
        raise NotFoundError(f"no “{words}” in sentence {match[1]}")
    whole = [span for span in found if _stands_alone(text, *span)]
    begin, stop = (whole or found)[0]
    return start + begin, start + stop


def sentence_at(here: Sequence[Sentence], number: str) -> Sentence:
    """The sentence of that number. Raises NotFoundError."""
    at = int(number) if number.isdecimal() and len(number) < 9 else 0
    if not here:
        raise NotFoundError("no sentences here")
    if not 1 <= at <= len(here):
        raise NotFoundError(f"no sentence {number} here: 1 to {len(here)}")
    return here[at - 1]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end."""
    around = (text[start - 1 : start + 1] if start else "", text[end - 1 : end + 1])
    return not any(len(pair) == 2 and pair.isalnum() for pair in around)
