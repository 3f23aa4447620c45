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
"""A file that could not be read when its essay was opened, or was not found, has been read: ask for the notebook."""
CAME_IN = "came in"
"""Someone else added, changed or removed these marks: another window, a sync, a hand."""
PUT_BACK = "put back"
"""Marks of ours that were gone from the file without a word are in it again."""
BROKEN = "broken"
"""The file does not parse; `line` and `column` say where, `words` what would help."""
MENDED = "mended"
"""A broken file parses again."""
PLACED = "placed"
"""Marks of another edition have been looked for in this one: ask for the notebook again."""
TO_LOOK_AT = "to look at"
"""`findings` has changed."""


class Event(NamedTuple):
    """One piece of news. Told from the writer thread: post it, do not act on it there."""

    kind: str
    essay: str = ""
    """The essay's id."""
    ids: tuple[str, ...] = ()
    """The marks it is about."""
    words: str = ""
    """For the reader, in one line; never a quote or a note."""
    path: str = ""
    line: int = 0
    column: int = 0


MISSING = "missing"
"""Marks made here that are no longer in the file. Accept: put them back."""
ARRIVED = "arrived"
"""Marks that a sync conflict copy has brought. Accept: nothing more to do."""
UNREADABLE = "unreadable"
"""A file that does not parse. Accept: open it there in an editor."""
ODD = "odd"
"""Marks with values of the wrong kind, typed by a hand. Accept: open it there in an editor."""
OPEN_TO_OTHERS = "open to others"
"""Other users of this machine may read the file. Accept: close it to them."""
ELSEWHERE = "elsewhere"
"""The marks folder is empty and another one, used before, is not."""


class Finding(Event):
    """One thing the store found out that the reader may want to act on; nothing asks by itself."""
