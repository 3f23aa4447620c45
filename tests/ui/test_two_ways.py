"""Whatever stands on the screen is said in the conversation: its words, its signs, and what changes on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from two_ways import Seen, seen, told, unsaid, words
from walk import WALK

import quietread.ui
from quietread.core.view import View
from quietread.ui.room import Room

LISTED = r"^1\. "
KEPT = r"[Kk]ept"
SIGNS = {
    "▌": KEPT,
    "tint": KEPT,
    "█": r"\(\d marks\)",
    ":": r"\(probably\)",
    "label": LISTED,
    "link": r"^Links here: \d",
    "hit": r"^\d places? in this essay",
    "›": rf"{LISTED}|At sentence \d+ of \d+",
    "●": r"Section \d+ of \d+|\bread\b",
    "◐": r"\bunder way\b",
    "○": r"\bunread\b",
    "⇄": r"\bleads back here\b",
}
"""What is seen without a word, and what is said when it appears."""
SILENT_SIGNS = {
    "·": "one of the other sections, or a ray of the map: counted, or listed, where the line says how many",
    "↓": "more pages: a section and a list are printed whole",
    "mark": "the colour of the bar",
    "cursor": "what is chosen by moving to it: lines choose by number",
    "chosen": "the same in a list",
    "accent": "the same",
    "strong": "headings, which have their line",
    "text": "the text",
    "muted": "what is less than the text",
}
FIELDS = {
    "essay": r"^.+ \d+ sections?, about \d+ minutes?\.$",
    "part": r"Section \d+ of \d+|The end of",
    "place": r"Section \d+ of \d+|The end of",
    "arrow": r"At sentence \d+ of \d+",
    "kept": KEPT,
    "labels": r"^Number to keep",
    "chosen": r"^Number to keep|^\d places? in this essay",
    "link": r"^Links in this section:",
    "hits": r"^\d places? in this essay",
    "sought": r"^\d places? in this essay",
    "quotes": r"^You kept:",
    "leads": r"^Related:|^Also leads here:",
}
"""What is said when a field of the view takes a value."""
SILENT_FIELDS = {
    "parts": "they follow from the essay",
    "cols": "the screen",
    "rows": "the screen",
    "manner": "how the reader likes the page to look",
    "top": "rows repeated from the page before: lines have no pages",
    "cursor": "a sentence is named by its number",
    "newest": "the sentence kept last, which has just been said",
    "lead": "an entry is named by its number",
    "settling": "a movement",
    "message": "its words are compared",
    "way_out": "its words are compared",
    "hint": "names keys; the first line of a conversation names commands",
}
OTHER_ROOMS = {
    "Keys": "a list of the keys: ? lists the commands",
    "Palette": "commands, essays and sections by name: ?, shelf and contents list them",
    "Welcome": "a conversation asks nothing before it begins",
}


def missed(screens: Sequence[Seen], lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What came on the screen and was not said at that step, and what was done then."""
    heard: list[str] = []
    signs: dict[str, set[str]] = {}
    view = View(screens[0].view.essay, (), 0, 0)
    for step, screen, said in zip(WALK, screens, lines, strict=True):
        now = words(said)
        heard += now
        found = {one for one in screen.read if unsaid(one, heard, ())}
        if not step.turns:
            found |= {one for one in screen.others if unsaid(one, now, words(step.own))}
            new = screen.signs - signs.get(screen.room, set())
            found |= {one for one in new if _silent(SIGNS, one, said)}
            found |= {one for one in _taken(view, screen.view) if _silent(FIELDS, one, said)}
        yield from ((one, step.keys) for one in sorted(found))
        signs[screen.room], view = screen.signs, screen.view


def _silent(told_of: Mapping[str, str], what: str, said: str) -> bool:
    pattern = told_of.get(what)
    return pattern is not None and not re.search(pattern, said, re.MULTILINE)


def _taken(before: View, view: View) -> Iterator[str]:
    """The fields that have another value than before, and not the one they have where nothing is the matter."""
    for name in View._fields:
        value = getattr(view, name)
        if value != getattr(before, name) and value != View._field_defaults.get(name):
            yield name


async def test_whatever_stands_on_the_screen_is_said(tmp_path: Path) -> None:
    screens, lines = await seen(tmp_path / "screen"), told(tmp_path / "lines")
    assert list(missed(screens, lines)) == []
    met = set().union(*(screen.signs for screen in screens))
    assert met - SILENT_SIGNS.keys() == SIGNS.keys()
    assert {screen.room for screen in screens} == rooms() - OTHER_ROOMS.keys()
    # the walk comes to everything the tables name: were nothing said, all of it would be missed
    silence = [screens[0].view.essay.title] * len(lines)
    assert {one for one, _ in missed(screens, silence)} >= SIGNS.keys() | FIELDS.keys()


def test_every_field_of_a_view_is_said_or_has_a_reason_not_to_be() -> None:
    assert sorted([*FIELDS, *SILENT_FIELDS]) == sorted(View._fields)


def rooms() -> set[str]:
    """The names of all screens."""
    for file in Path(quietread.ui.__path__[0]).glob("[a-z]*.py"):
        import_module(f"quietread.ui.{file.stem}")
    found: set[type[Room]] = set()
    new = {Room}
    while new:
        found |= new
        new = {one for parent in new for one in parent.__subclasses__()}
    return {one.__name__ for one in found if not one.__subclasses__()}
