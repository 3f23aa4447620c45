"""Whatever a reader writes comes back as it was written, and whatever the clock says nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from window import ESSAY, NOW, Window, sentence

from quietread.core.mark import annotated
from quietread.core.merge import Sheet, merge2
from quietread.storage.changing import changed
from quietread.storage.document import new_document, parsed
from quietread.storage.events import CAME_IN, KEPT, PUT_BACK

LONG = bool(os.environ.get("QUIETREAD_LONG"))
NOTES = [
    "plain",
    "two\nrows",
    "two\r\nrows",
    "\rand\t\x0b\x0c",
    'a "quoted" word',
    '"""',
    "'''",
    "''' and \"\"\" and \\",
    "ends in \\",
    "\\\nbegins",
    "\n\nblank first",
    "nul \x00 esc \x1b[31m bell \x07 del \x7f",
    "line\u2028and\u2029paragraph\x85next",
    "\ufeffmark of order, \u202eright to left\u202c, e\u0301 and é",
    "𝔸 😀 👩‍👩‍👧 \U0010ffff \ue000 \ufffe",
    "# no comment\n[[mark]]\nid = 'no mark'",
    "日本語 العربية ไทย",
    "x" * 1_000_000,
]


@pytest.mark.parametrize("note", NOTES, ids=range(len(NOTES)))
def test_a_note_comes_back_as_it_was_written(tmp_path: Path, note: str) -> None:
    first = Window(tmp_path)
    mark = annotated(sentence(ESSAY, "One"), "", now=NOW)
    first.store.put(ESSAY.id, annotated(mark, note, now=NOW))
    first.store.close()
    said = annotated(mark, note, now=NOW).note
    second = Window(tmp_path)
    kept = second.store.mark(ESSAY.id, "one")
    assert kept is not None
    assert kept.note == said
    assert second.keep("Two") == KEPT
    second.store.close()
    third = Window(tmp_path).store.mark(ESSAY.id, "one")
    assert third == kept


@pytest.mark.parametrize(
    ("half", "whole"),
    [("\ud800", "\ufffd"), ("a\udfffb", "a\ufffdb"), ("\udc80 of a name", "\ufffd of a name")],
)
def test_half_a_character_is_replaced_and_the_rest_kept(tmp_path: Path, half: str, whole: str) -> None:
    window = Window(tmp_path)
    window.store.put(ESSAY.id, annotated(sentence(ESSAY, "One"), half, now=NOW))
    assert window.store.settle(10)
    assert window.last() == KEPT
    window.store.close()
    kept = Window(tmp_path).store.mark(ESSAY.id, "one")
    assert kept is not None
    assert kept.note == whole


def test_ten_thousand_marks_come_back() -> None:
    count = 10_000 if LONG else 1_000
    marks = {
        f"m{n}": {"id": f"m{n}", "quote": f"words {n}", "start": n, "note": "“so”"} for n in range(count)
    }
    file = changed(new_document({"id": "x"}), Sheet(marks, {}), now=NOW)
    again = parsed(file.bytes)
    assert dict(again.sheet.marks) == marks
    one_more = changed(again, Sheet({**marks, "new": {"id": "new", "quote": "q", "start": 5}}, {}), now=NOW)
    assert parsed(one_more.bytes).ids[6] == "new"


CLOCKS = {
    "set back a day every time": (NOW - timedelta(days=n) for n in range(99)),
    "set forward a day every time": (NOW + timedelta(days=n) for n in range(99)),
    "standing still": (NOW for _ in range(99)),
    "summer time ends": (
        datetime(2026, 10, 25, 0, 59, 58, tzinfo=UTC).astimezone(timezone(timedelta(hours=2 - (n > 1))))
        + timedelta(seconds=n)
        for n in range(99)
    ),
    "past 2038": (datetime(2038, 1, 19, 3, 14, 6 + n % 40, tzinfo=UTC) for n in range(99)),
    "the year 9998": (datetime(9998, 12, 31, 23, 0, n % 60, tzinfo=UTC) for n in range(99)),
    "an offset with seconds": (
        datetime(2026, 3, 1, 21, 0, n % 60, tzinfo=timezone(timedelta(minutes=17, seconds=30)))
        for n in range(99)
    ),
}


@pytest.mark.parametrize("clock", CLOCKS)
def test_whatever_the_clock_says(tmp_path: Path, clock: str) -> None:
    ticks: Iterator[datetime] = CLOCKS[clock]
    first, second = (Window(tmp_path, now=lambda: next(ticks)) for _ in range(2))
    assert first.keep("One") == KEPT
    assert second.keep("Two") == KEPT
    assert first.keep("Three") == KEPT
    assert first.ids() == ["one", "two", "three"]
    first.store.remove(ESSAY.id, "one")
    assert first.store.settle(10)
    second.keep("Four")
    assert second.ids() == ["two", "three", "four"]
    second.keep("One")
    assert second.ids() == ["one", "two", "three", "four"]
    for window in (first, second):
        window.store.close()
        assert {event.kind for event in window.events} <= {KEPT, CAME_IN, PUT_BACK}
    third = Window(tmp_path).begin()
    assert third.store.findings == ()
    assert len(third.store.notebook(ESSAY.id).entries) == 4
    third.store.close()


@pytest.mark.parametrize("shift", [timedelta(0), timedelta(seconds=1), timedelta(days=1), timedelta(days=-1)])
def test_of_two_machines_whose_clocks_differ_no_word_is_lost(shift: timedelta) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=-7))) + shift
    one = Sheet({"m": {"id": "m", "quote": "q", "note": "mine", "modified": NOW}}, {})
    other = Sheet({"m": {"id": "m", "quote": "q", "note": "theirs", "modified": there}}, {})
    merged = merge2(one, other).marks["m"]
    assert merged == merge2(other, one).marks["m"]
    assert {merged["note"], *merged["note_kept"]} == {"mine", "theirs"}  # type: ignore[misc]
    if shift:
        assert merged["note"] == ("theirs" if shift > timedelta(0) else "mine")
