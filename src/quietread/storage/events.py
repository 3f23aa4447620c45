"""What the store tells: news of marks, and things for the reader to look at."""

from __future__ import annotations

from typing import NamedTuple

KEPT = "kept"
"""On the disk: survives a power cut."""
HELD = "held"
"""Not in the marks file, but safe on this machine; goes in by itself. `words` say why not."""
NOT_SAVED = "not saved"
"""Nowhere but on the screen. `words` say why."""
READ = "read"
"""A file that could not be read at once when its essay was opened: ask for the notebook."""
CAME_IN = "came in"
"""Someone else added, changed or removed these marks."""
PUT_BACK = "put back"
"""Marks of ours that were gone from the file without a word are in it again."""
BROKEN = "broken"
"""The file does not parse; `words` say what would help."""
MENDED = "mended"
PLACED = "placed"
"""Marks of another edition have been looked for in this one: ask for the notebook."""
TO_LOOK_AT = "to look at"
"""`findings` has changed."""


class Event(NamedTuple):
    """One piece of news of an essay and its marks. Told from the writer thread: post it, do not act on it there."""

    kind: str
    essay: str = ""
    ids: tuple[str, ...] = ()
    words: str = ""
    """For the reader, in one line; never a quote or a note."""
    path: str = ""
    line: int = 0
    column: int = 0


MISSING = "missing"
"""Marks made here that are no longer in the file."""
ARRIVED = "arrived"
"""Marks that a sync conflict copy has brought."""
UNREADABLE = "unreadable"
ODD = "odd"
"""Marks with values of the wrong kind, typed by a hand."""
OPEN_TO_OTHERS = "open to others"
ELSEWHERE = "elsewhere"
"""The marks folder is empty and another one, used before, is not."""


class Finding(Event):
    """One thing the store found out that the reader may want to act on; nothing asks by itself."""
