"""The map of the essays, as lines: where one is, what is read, where one kept something, what leads where."""

from __future__ import annotations

from functools import partial

from quietread.plain.answers import ended, entry_line
from quietread.plain.conversation import Conversation
from quietread.plain.leading import follow, offer
from quietread.storage.heads import count_marks
from quietread.storage.progress import UNREAD

WHOLE = 40
"""Essays up to which the map shows the whole library, and not only what is near."""


def essays_map(talk: Conversation, rest: str) -> None:
    """The essays near this one, or all of a small library, each with the essays it leads to."""
    library = talk.desk.library()
    graph = library.graph
    here = talk.view.essay.slug if talk.view else ""
    near = dict.fromkeys([here, *graph.targets(here), *graph.backlinks(here)])
    if len(library.entries) <= WHOLE or not here:
        near |= dict.fromkeys(entry.slug for entry in library.entries)
    shown = [library.by_slug[slug] for slug in near if slug in library.by_slug]
    if not shown:
        talk.say("No essays to map here.")
        return
    states = talk.desk.progress.states()
    kept = count_marks(talk.desk.marks_folder)
    talk.say("The map:" if len(shown) == len(library.entries) else "The map around this essay:")
    for at, entry in enumerate(shown, 1):
        state = states.get(entry.id, UNREAD)
        marks = f"{kept[entry.id]} kept" if entry.id in kept else ""
        told = entry_line(at, entry.title, "", "you are here" if entry.slug == here else "", state, marks)
        leads = [library.by_slug[slug].title for slug in graph.targets(entry.slug)]
        talk.say(f"{told} {ended('Leads to ' + ', '.join(leads)) if leads else 'Leads nowhere.'}")
    offer(
        talk,
        [partial(follow, talk, entry.slug) for entry in shown],
        "Number opens, Enter closes.",
    )
