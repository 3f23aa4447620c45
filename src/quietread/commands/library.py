"""The commands about essays, and the words in them. `list` goes without a desk, to be quick."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quietread.commands import progress, say, say_json, tell
from quietread.errors import QuietreadError
from quietread.options import Options, settled_for

if TYPE_CHECKING:
    from argparse import Namespace

    from quietread.core.essay import Essay
    from quietread.desk import Desk
    from quietread.finding import Hit

NOTHING = 1
"""Exit status where nothing is found, as grep has it."""
A_FEW_SECONDS = 1_000
"""Essays made ready for the next search before the prompt comes back; a larger library takes several."""


def list_essays(options: Options, *, as_json: bool = False) -> int:
    """The essays of the library, a line each or `as_json`."""
    from quietread.storage.cache import Cache
    from quietread.storage.library import Shelves, listed, look_through
    from quietread.storage.progress import Progress

    folders, settled, _, problems = settled_for(options, os.environ)
    others = tuple(Path(path).expanduser() for path in settled.settings.library)
    library = look_through(Shelves(folders.essays, others), Cache(folders.library))
    progress = Progress(folders.progress)
    states = progress.states()
    progress.close()
    if as_json:
        from quietread.storage.heads import Finder

        counts = Finder(folders.marks(settled.settings.marks_dir)).counts()
        say_json(listed(library, states, counts))
    else:
        width = max((len(entry.slug) for entry in library.entries), default=0)
        for entry in library.entries:
            facts = entry.title, f"{entry.minutes} min", states.get(entry.id)
            say(f"{entry.slug:<{width}}  {', '.join(filter(None, facts))}")
        problems += library.problems
    tell(*problems)
    return 0


def _outline(desk: Desk, arguments: Namespace) -> int:
    from functools import partial

    from quietread.core import source

    essay = desk.find(arguments.essay)
    path = desk.paths.get(essay.id, "-")
    found = source.outline(essay, desk.settled.settings.split, partial(desk.library().graph.target, path))
    if arguments.json:
        say_json(found)
    else:
        say(*source.outline_lines(found))
    return 0


def _essays_map(desk: Desk, arguments: Namespace) -> int:
    essay = desk.find(arguments.essay) if arguments.essay else None
    return map_in_lines(desk, essay, dot=True)


def map_in_lines(desk: Desk, essay: Essay | None, *, dot: bool = False) -> int:
    """What lies around an essay, or every essay and where it leads."""
    from quietread.journey import Chart

    desk.look_again()
    chart = Chart(desk, essay)
    say(*(chart.dot() if dot else chart.lines()))
    return 0


def _add(desk: Desk, arguments: Namespace) -> int:
    from quietread.storage.opening import add

    wrong = 0
    for file in arguments.files:
        try:
            say(add(file, desk.folders.essays))
        except QuietreadError as error:
            tell(str(error))
            wrong = 2
    return wrong


def _check(desk: Desk, arguments: Namespace) -> int:
    from quietread.storage.check import check

    found = list(check(arguments.paths, desk.shelves, desk.cache))
    say(*found)
    return 1 if found else 0


def _find(desk: Desk, arguments: Namespace) -> int:
    from quietread.core.text import line
    from quietread.finding import Search

    query = line(" ".join(arguments.text))
    if not query:
        raise QuietreadError("nothing to look for; quietread find TEXT")
    with progress("looking through the library") as show:
        desk.look_again(show)
    search = Search(desk)
    with progress("looking for it") as show:
        hits = search.hits(query, show)
        found = _as_json(hits) if arguments.json else _as_lines(hits)
    if not found and not arguments.json:
        tell(f"not found: {query}")
    with progress("making the next search quick") as show:
        search.renew(show, A_FEW_SECONDS)
    return 0 if found else NOTHING


def _echo(desk: Desk, arguments: Namespace) -> int:
    from quietread.core.mark import join_tags
    from quietread.core.text import line
    from quietread.noted import returned

    one = returned(desk)
    if one is None or one.mark is None:
        tell("nothing kept before today")
        return NOTHING
    where = ", ".join(filter(None, (one.title, one.mark.section)))
    said = map(line, (where, one.mark.note, join_tags("", one.mark.tags)))
    say(line(one.mark.quote), *(f"  {words}" for words in said if words))
    return 0


def _as_json(hits: Iterator[Hit]) -> bool:
    """Print them; whether there are any."""
    found = [hit._asdict() for hit in hits]
    say_json({"hits": found})
    return bool(found)


def _as_lines(hits: Iterator[Hit]) -> bool:
    """Print a line for each as it is found; whether there are any."""
    from quietread.core.text import line

    found = False
    for hit in hits:
        found = True
        note = f" ({line(hit.note)})" if hit.note else ""
        kept = "" if hit.note is None else "kept: "
        print(f"{hit.slug}: {kept}{line(hit.quote)}{note}", flush=True)  # noqa: T201
    return found


COMMANDS = {
    "outline": _outline,
    "find": _find,
    "echo": _echo,
    "map": _essays_map,
    "add": _add,
    "check": _check,
}
