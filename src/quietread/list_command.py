"""The command that lists the library, for scripts and quick looks: it goes without a desk, to be quick itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quietread.options import Options
from quietread.settling import settled_for
from quietread.storage.cache import Cache
from quietread.storage.library import Library, Shelves, listed, look_through
from quietread.storage.progress import Progress
from quietread.telling import say, tell


def list_essays(options: Options, environ: Mapping[str, str], *, as_json: bool) -> int:
    """The essays of the library, a line each or `as_json`."""
    folders, settled, _, problems = settled_for(options, environ)
    others = tuple(Path(path).expanduser() for path in settled.settings.library)
    library = look_through(Shelves(folders.essays, others), Cache(folders.library))
    progress = Progress(folders.progress)
    states = progress.states()
    progress.close()
    if as_json:
        import json

        from quietread.storage.heads import Tally

        counts = Tally(folders.marks(settled.settings.marks_dir)).counts()
        say([json.dumps(listed(library, states, counts), ensure_ascii=False, indent=2)])
    else:
        say(_lines(library, states))
        problems += library.problems
    tell(*problems)
    return 0


def _lines(library: Library, states: Mapping[str, str]) -> list[str]:
    width = max((len(entry.slug) for entry in library.entries), default=0)
    return [
        f"{entry.slug:<{width}}  "
        + ", ".join(filter(None, (entry.title, f"{entry.minutes} min", states.get(entry.id))))
        for entry in library.entries
    ]
