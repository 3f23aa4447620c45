"""The way through everything a reader can come to, and what is done there on the screen and in lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

HOURS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()  # noqa: SIM905
LONG = " ".join(f"Nobody minded the {hour} hour, and it went on a little longer than that." for hour in HOURS)
SHORT = " ".join(LONG.split(". ")[:5]) + "."
QUIET = f"""\
---
author: A. Reader
date: 1911
---

# The Quiet Hour

One begins here. There was a pencil on the sill. {LONG}

{LONG} The pencil was gone by then.

## What leads on

From [pencils](pencils.md) to [the lost one](lost.md), [no heading](#none), [the end](#the-end),
[a page](https://example.org/x), and a note.[^1] {SHORT}

[^1]: It was never sent.

## The end

It ends with a pencil. {SHORT}

## Related

- [Pencils](pencils.md) — a short history
- [The lost one](lost.md) — which is nowhere
- [A page](https://example.org/x) — far away
"""
FIRST = "The first stays here as it was before."
OLD = f"""\
# Apart

{FIRST} You go down to the slip, you look across, and you see whether it is coming.
Between the two there is one that nobody kept. It has been late since before I was born and nobody minds it.
The last one stays as it was as well.
"""
NEW = f"""\
# Apart

{FIRST} You walk to the slip in the wind, look over, and see if it comes.
Between the two there is one that nobody kept. The last one stays as it was as well.
"""
LIBRARY = {
    "quiet": QUIET,
    "pencils": "# Pencils\n\nA pencil burns down in words, [quietly](quiet.md).\n",
    "behind": "# Behind\n\nThis leads to [the quiet one](quiet.md).\n",
    "apart": OLD,
}


@dataclass(frozen=True)
class Step:
    """What a reader does: keys on the one side, lines on the other."""

    keys: str
    lines: tuple[str, ...] = ()
    own: str = ""
    """Words on the screen that are about the screen: what its keys do, what its signs mean."""
    turns: bool = False
    """Whether a page is turned: lines have no pages, the whole section has been printed."""
    rewritten: Mapping[str, str] = field(default_factory=dict)
    """Essays that have another text from here on."""


def step(keys: str, *lines: str, own: str = "", turns: bool = False, **rewritten: str) -> Step:
    """A step of the walk."""
    return Step(keys, lines, own, turns, rewritten)


HINT = "space read on m mark keys"
"""The first three pages name some keys."""
LIST = "enter follow copy read filter keys quietread"
NOTEBOOK = "notebook enter go there a note d remove e export"
MAP = "it arrows walk enter reads q closes under way read unread these and more"

WALK = (
    step("", own=HINT),
    step("m", "m", own="which sentence"),
    step("m", "m", "1"),
    step("a s o enter", "note so", own="u undoes"),
    step("w w a b", 'm 1 "one begins"', "again"),
    step("w s d e", 'm 2 "pencil on"', "again"),
    step("u", "u"),
    step("space", own=HINT, turns=True),
    step("right_square_bracket", "s 2", own=HINT),
    *(step("tab", "links") for _ in range(6)),
    step("o", "links", own=f"of {LIST} c"),
    step("q slash p e n c i l enter", "find pencil", own="of"),
    step("n", "find pencil", "2", own="of"),
    step("N N", "find pencil", "4", own="of from the end"),
    step("end", turns=True),
    step("space", "s 3", "", own="in out space read on"),
    step("space", ""),
    step("apostrophe", "kept", own=NOTEBOOK),
    step("q g", "contents"),
    step("q r 1", "r 1"),
    step("r", "r"),
    step("H", "back"),
    step("home slash g o n e enter", "find gone", "1", own="of"),
    step("H", "shelf", own=f"{LIST} essays"),
    step("enter", "shelf", "1"),
    step("G", "map", own=MAP),
    step("q H", "shelf", own=f"{LIST} essays"),
    step("slash a p a r t enter enter", "shelf apart", "1"),
    step("space space", "", "", own="backspace the"),
    step("b m s", "b", "m 2"),
    step("m f", "m 4"),
    step("H H", "shelf", own=f"{LIST} essays"),
    step("slash a p a r t enter enter", "shelf apart", "1", apart=NEW),
    step("apostrophe", "look", own=f"{NOTEBOOK} now"),
    step("enter", "look 1", "look", own=NOTEBOOK),
)
"""From the first page of an essay to its Related page, and what a new edition of another one brings."""
