"""What marking does to values: growing, noting, undoing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from quietread.core.mark import Mark, annotated, confirmed, join_tags, made, new_id, split_tags
from quietread.core.markdown import read_markdown
from quietread.core.notebook import STEPS, History, Notebook, Step, kept
from quietread.errors import QuietreadError

ESSAY = read_markdown(
    """\
# Pencils

One is short. Two follows it.

Three stands alone here.

### Inside

Four comes after a heading.

## Next

Five is elsewhere.
""",
    "pencils",
)
TEXT = ESSAY.text
NOW = datetime(2026, 3, 1, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def mark(words: str, id_: str = "m", now: datetime = NOW) -> Mark:
    start = TEXT.index(words)
    return made(ESSAY, start, start + len(words), id=id_, now=now)


def book(*marks: Mark) -> Notebook:
    return Notebook.of(ESSAY.id, (kept(one) for one in marks))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("One is short.", "sentence"),
        ("is short", "phrase"),
        ("One is short. Two follows it.", "passage"),
        ("short. Two", "passage"),
    ],
)
def test_kinds(words: str, kind: str) -> None:
    assert mark(words).kind == kind


def test_a_mark_knows_its_neighbours_and_its_headings() -> None:
    one = mark("Four comes after a heading.")
    assert one.before == TEXT[: one.start].replace("\n\n", " ")[-64:]
    assert one.after.startswith(" Next Five")
    assert one.section == "Inside"
    assert TEXT[one.start : one.end] == one.quote
    assert one.edition == ESSAY.edition[:12]


def test_growing_takes_sentence_after_sentence_to_the_end_of_the_section() -> None:
    one, quotes = kept(mark("is short")), []
    for _ in range(4):
        one = book(one.mark).grow(ESSAY, one, now=LATER)
        quotes.append(one.mark.quote)
    with pytest.raises(QuietreadError, match="end of the section"):
        book(one.mark).grow(ESSAY, one, now=LATER)
    assert quotes[:3] == ["One is short.", "One is short. Two follows it.", TEXT[: TEXT.index("\n\nInside")]]
    assert quotes[3].endswith("Four comes after a heading.")
    assert (one.id, one.mark.created, one.mark.modified) == ("m", NOW, LATER)
    for quote in quotes[-2::-1]:
        one = book(one.mark).shrink(ESSAY, one, now=LATER)
        assert one.mark.quote == quote
    with pytest.raises(QuietreadError, match="one sentence"):
        book(one.mark).shrink(ESSAY, one, now=LATER)


def test_a_range_that_is_kept_already_is_refused() -> None:
    marks = book(mark("One is short.", "a"), mark("One is short. Two follows it.", "b"))
    shorter, longer = marks.entries
    with pytest.raises(QuietreadError, match="kept already"):
        marks.grow(ESSAY, shorter, now=NOW)
    with pytest.raises(QuietreadError, match="kept already"):
        marks.shrink(ESSAY, longer, now=NOW)


def test_the_mark_at_hand_is_the_innermost_and_of_equals_the_newest() -> None:
    whole, inner = mark("One is short. Two follows it.", "whole"), mark("One is short.", "inner")
    newer = mark("One is short.", "newer", LATER)
    sentence = inner.start, inner.end
    assert [entry.id for entry in book(whole, inner, newer).over(*sentence)] == ["newer", "inner", "whole"]
    hand = book(whole).at_hand(*sentence)
    assert hand is not None
    assert hand.id == "whole"
    assert book(whole).at_hand(mark("Five is elsewhere.").start, TEXT.index("elsewhere")) is None


@pytest.mark.parametrize(
    ("typed", "note", "tags"),
    [
        ("so it is #work #slow", "so it is", ("work", "slow")),
        ("#work", "", ("work",)),
        ("issue #4 is open", "issue #4 is open", ()),
        ("twice #a #a.", "twice", ("a",)),
        ("two\nrows\n#a", "two\nrows", ("a",)),
        ("c# and #", "c# and #", ()),
        ("", "", ()),
    ],
)
def test_words_with_a_sharp_at_the_end_are_tags(typed: str, note: str, tags: tuple[str, ...]) -> None:
    assert split_tags(typed) == (note, tags)
    assert split_tags(join_tags(note, tags)) == (note, tags)


def test_ids_are_twelve_letters_no_one_confuses() -> None:
    assert re.fullmatch(r"[0-9a-hjkmnp-tv-z]{12}", new_id(2**60 - 1))
    assert len({new_id(n) for n in range(1000)}) == 1000


def test_a_confirmed_wording_keeps_the_first() -> None:
    old = Mark("m", NOW, NOW, "sentence", "One was short.", note="n")
    new = confirmed(old, ESSAY, 0, 13, now=LATER)
    assert (new.quote, new.quote_first, new.note) == ("One is short.", "One was short.", "n")
    again = confirmed(new, ESSAY, 0, 13, now=LATER)
    assert again.quote_first == "One was short."


def now_it_is(one: Mark | None) -> Callable[[str, str], Mark | None]:
    return lambda *_: one


def test_undo_and_redo_give_back_the_very_mark() -> None:
    first = annotated(mark("One is short."), "why #a", now=NOW)
    history = History().did(Step(ESSAY.id, None, first)).did(Step(ESSAY.id, first, None))
    outcome = history.undo(now_it_is(None), now=LATER)
    assert outcome is not None
    assert (outcome.done, outcome.result) == (True, first)
    outcome = outcome.history.undo(now_it_is(first), now=LATER)
    assert outcome is not None
    assert (outcome.done, outcome.result, outcome.step.id) == (True, None, "m")
    assert outcome.history.undo(now_it_is(None), now=LATER) is None
    outcome = outcome.history.redo(now_it_is(None), now=LATER)
    assert outcome is not None
    assert outcome.result == first


def test_what_was_changed_elsewhere_since_is_left_alone() -> None:
    before = mark("One is short.")
    after = annotated(before, "mine", now=NOW)
    history = History().did(Step(ESSAY.id, before, after))
    elsewhere = annotated(after, "mine #tagged", now=LATER)
    outcome = history.undo(now_it_is(elsewhere), now=LATER)
    assert outcome is not None
    assert outcome.result is not None
    assert (outcome.done, outcome.result.note, outcome.result.tags) == (True, "", ("tagged",))
    assert outcome.result.modified == LATER
    rewritten = annotated(after, "theirs", now=LATER)
    outcome = history.undo(now_it_is(rewritten), now=LATER)
    assert outcome is not None
    assert (outcome.done, outcome.result) == (False, rewritten)
    gone = history.undo(now_it_is(None), now=LATER)
    assert gone is not None
    assert not gone.done


def test_a_hundred_steps_are_remembered() -> None:
    history = History()
    for n in range(STEPS + 5):
        history = history.did(Step(ESSAY.id, None, mark("One is short.", f"m{n}")))
    assert len(history.past) == STEPS
    assert history.past[-1].id == f"m{STEPS + 4}"
