"""What the store tells: the screen says it, and so does the conversation, of whatever kind it is."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quietread import noted
from quietread.desk import Desk
from quietread.options import Options
from quietread.plain.conversation import Conversation
from quietread.plain.lines import Lines
from quietread.start import desk_for
from quietread.storage import events
from quietread.storage.events import Event, Finding
from quietread.storage.marks import Store

BROKEN = Event(events.BROKEN, "one", (), "a quotation mark is missing", "one.toml", 3, 9)
CAME_IN = Event(events.CAME_IN, "one", ("a", "b"))
NEWS = (
    (Event(events.KEPT, "one", ("a",)), "", "Kept now: It is here."),
    (
        Event(events.HELD, "one", ("a",), "the disk is full"),
        "held: the disk is full",
        "Held: 1 mark. The disk is full.",
    ),
    (
        Event(events.NOT_SAVED, "one", ("a", "b"), "the disk is full"),
        "not saved: the disk is full",
        "Not saved: 2 marks. The disk is full.",
    ),
    (Event(events.READ, "one"), "", ""),
    (
        CAME_IN,
        "2 marks were taken out elsewhere · '",
        "2 marks were taken out elsewhere. kept lists what is kept.",
    ),
    (
        Event(events.PUT_BACK, "one", ("a",)),
        "marks of yours, gone from the file, are in it again",
        "Marks of yours, gone from the file, are in it again.",
    ),
    (
        BROKEN,
        "one.toml line 3, column 9 cannot be read · '",
        "one.toml line 3, column 9: a quotation mark is missing.",
    ),
    (
        Event(events.MENDED, "one", path="one.toml"),
        "one.toml can be read again",
        "one.toml can be read again.",
    ),
    (Event(events.PLACED, "one"), "1 thing to look at · '", "1 thing to look at. look lists them."),
    (Event(events.TO_LOOK_AT, "one"), "1 thing to look at · '", "1 thing to look at. look lists them."),
)
"""An event, what the screen says of it, and what the conversation does."""
FINDINGS = (
    events.MISSING,
    events.ARRIVED,
    events.UNREADABLE,
    events.ODD,
    events.OPEN_TO_OTHERS,
    events.ELSEWHERE,
)


def test_every_kind_of_news_is_here() -> None:
    kinds = {value for name, value in vars(events).items() if name.isupper()}
    assert {event.kind for event, _, _ in NEWS} | set(FINDINGS) == kinds


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Opens desks of homes of their own, on each of them the same essay."""
    (tmp_path / "one.md").write_text("# One\n\nIt is here.\n", "utf-8")
    opened: list[Desk] = []

    def run(name: str) -> Desk:
        home = tmp_path / name
        names = ("DATA", "STATE", "CACHE", "CONFIG")
        desk, _ = desk_for(Options(), {f"XDG_{one}_HOME": str(home / one.lower()) for one in names})
        opened.append(desk)
        desk.keeping.open(desk.find(str(tmp_path / "one.md")))
        return desk

    yield run
    for desk in opened:
        desk.close()


@pytest.mark.parametrize(("event", "shown", "said"), NEWS, ids=[event.kind for event, _, _ in NEWS])
def test_an_event_is_said_on_the_screen_and_in_lines(
    open_desk: Callable[[str], Desk], event: Event, shown: str, said: str
) -> None:
    screen, lines = open_desk("screen"), open_desk("lines")
    out = io.StringIO()
    conversation = Conversation(lines, io.StringIO(), Lines(out))
    conversation.quotes["a"] = "It is here."
    if "thing" in shown:
        for desk in (screen, lines):
            desk.keeping.heard(BROKEN)
    assert screen.keeping.heard(event) == shown
    lines.hear(event)
    conversation.say_news()
    assert out.getvalue().splitlines() == ([said] if said else [])


@pytest.mark.parametrize("kind", FINDINGS)
def test_a_finding_is_listed_with_what_it_offers(
    open_desk: Callable[[str], Desk], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    finding = Finding(kind, "", (), "something was found", "one.toml", 3, 1)
    monkeypatch.setattr(Store, "findings", property(lambda store: (finding,)))
    desk, out = open_desk("lines"), io.StringIO()
    (one,) = noted.findings(desk)
    shown = f"{noted.item(one, by_essay=True, library=True)} {noted.keys(one, desk.key)}"
    Conversation(desk, io.StringIO(), Lines(out)).hear("look")
    told = out.getvalue().casefold()
    for words in (finding.words, *filter(None, noted.answers(one))):
        assert words in shown
        assert words in told
