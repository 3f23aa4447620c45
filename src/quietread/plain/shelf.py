"""The shelf as a numbered list."""

from __future__ import annotations

from quietread.core.text import fold
from quietread.desk import Desk
from quietread.offers import EVERYTHING, Shelved
from quietread.plain.answers import entry_line, many, sentence
from quietread.plain.printing import Lines

EMPTY = "No essays here. quietread add FILE brings one in."


def print_shelf(lines: Lines, desk: Desk, wanted: str = "") -> tuple[Shelved, ...]:
    """Print the essays that hold every word of `wanted` in title, author or opening; returns them."""
    library = desk.look_again()
    states = desk.progress.states()
    counts = desk.tally.counts()
    words = fold(wanted).split() if wanted else []
    shelved = tuple(
        one
        for one in desk.shelf()
        if all(word in fold(f"{one.title} {one.words} {one.line}") for word in words)
    )
    if not shelved:
        lines.say(EMPTY if not words else f"Nothing on the shelf holds {wanted}.")
    group = ""
    for number, one in enumerate(shelved, 1):
        if one.group != group:
            group = one.group
            lines.say("The shelf:" if group == EVERYTHING else f"{sentence(group)[:-1]}:")
        entry = library.by_slug[one.slug]
        kept = f"{counts[entry.id]} kept" if entry.id in counts else ""
        facts = many(entry.minutes, "minute"), states.get(entry.id, ""), kept
        lines.say(entry_line(number, one.title, one.line, *facts))
    for problem in () if words else library.problems:
        lines.say(problem)
    return shelved
