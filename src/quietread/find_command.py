"""The commands that bring words back: find, and echo."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quietread.core.text import line
from quietread.desk import Desk
from quietread.errors import QuietreadError

if TYPE_CHECKING:
    from quietread.finding import Hit
    from quietread.storage.texts import Tell

NOTHING = 1
"""Exit status where nothing is found, as grep has it."""
MANY = 200
"""From so many essays on, reading them may take a while, and somebody who looks on is told how far it is."""
A_FEW_SECONDS = 1_000
"""Essays that are made ready for the next search before the prompt comes back; a larger library takes several."""


def find(desk: Desk, arguments: Namespace) -> int:
    """Where words stand, in the essays and in what is kept; 1 if nowhere."""
    from quietread.finding import Finding

    query = line(" ".join(arguments.text))
    if not query:
        raise QuietreadError("nothing to look for; quietread find TEXT")
    with _progress("looking through the library") as tell:
        desk.look_again(tell)
    finding = Finding(desk)
    with _progress("looking for it") as tell:
        hits = finding.hits(query, tell)
        found = _as_json(hits) if arguments.json else _as_lines(hits)
    if not found and not arguments.json:
        print(f"quietread: not found: {query}", file=sys.stderr)  # noqa: T201
    with _progress("making the next search quick") as tell:
        finding.renew(tell, A_FEW_SECONDS)
    return 0 if found else NOTHING


def echo(desk: Desk, arguments: Namespace) -> int:
    """One kept sentence that returns today, with where it stands; 1 if nothing was kept before today."""
    from quietread.echo import returned

    one = returned(desk)
    if one is None or one.mark is None:
        print("quietread: nothing kept before today", file=sys.stderr)  # noqa: T201
        return NOTHING
    section = f", {line(one.mark.section)}" if one.mark.section else ""
    print(line(one.mark.quote))  # noqa: T201
    print(f"  {line(one.title)}{section}")  # noqa: T201
    for words in filter(None, (line(one.mark.note), " ".join(f"#{tag}" for tag in one.mark.tags))):
        print(f"  {words}")  # noqa: T201
    return 0


def _as_json(hits: Iterator[Hit]) -> bool:
    """Print the documented JSON; whether there is anything in it."""
    found = [hit._asdict() for hit in hits]
    print(json.dumps({"hits": found}, ensure_ascii=False, indent=2))  # noqa: T201
    return bool(found)


def _as_lines(hits: Iterator[Hit]) -> bool:
    """Print a line for each as it is found; whether there was any."""
    found = False
    for hit in hits:
        found = True
        note = f" ({line(hit.note)})" if hit.note else ""
        kept = "" if hit.note is None else "kept: "
        print(f"{hit.slug}: {kept}{line(hit.quote)}{note}", flush=True)  # noqa: T201
    return found


@contextmanager
def _progress(what: str) -> Iterator[Tell]:
    """Tells how far something is, on the error stream, if it is long and somebody looks."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    bar = None

    def tell(done: int, total: int) -> None:
        nonlocal bar
        if bar is None and total >= MANY:
            from rich.console import Console
            from rich.progress import Progress

            bar = Progress(console=Console(stderr=True), transient=True)
            bar.add_task(what, total=total)
            bar.start()
        if bar is not None:
            bar.update(bar.task_ids[0], completed=done)

    try:
        yield tell
    finally:
        if bar is not None:
            bar.stop()
