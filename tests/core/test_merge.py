"""The laws of merging: the same either way round, the same twice, and no word of the reader's lost."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.merge import Sheet, Table, changed_at, decide, merge2, merge3, merge_mark, same

LONG = bool(os.environ.get("QUIETREAD_LONG"))
START = datetime(2026, 3, 1, tzinfo=UTC)
law = settings(derandomize=True, max_examples=5000 if LONG else 300)

moments = st.integers(0, 6).map(lambda seconds: START + timedelta(seconds=seconds))
words = st.sampled_from(["", "one", "two", "three", "four"])
marks = st.fixed_dictionaries(
    {"created": st.just(START), "modified": moments, "quote": st.sampled_from(["here", "there"])},
    optional={
        "note": words,
        "note_kept": st.lists(words.filter(bool), max_size=2),
        "tags": st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3),
        "start": st.integers(0, 3),
        "stars": st.one_of(st.integers(1, 3), st.just(float("nan")), st.just({"deep": 1})),
    },
)
ids = st.sampled_from(["m1", "m2", "m3"])
sheets = st.builds(Sheet, st.dictionaries(ids, marks, max_size=3), st.dictionaries(ids, moments, max_size=2))


def wordings(table: Table) -> set[str]:
    kept = table.get("note_kept", [])
    assert isinstance(kept, list)
    return {str(table.get("note", "")), *kept} - {""}


def alike(one: Sheet, other: Sheet) -> bool:
    return same(dict(one.marks), dict(other.marks)) and dict(one.removed) == dict(other.removed)


@given(marks, marks)
@law
def test_two_versions_make_the_same_mark_either_way_round(one: Table, other: Table) -> None:
    assert same(merge_mark(one, other), merge_mark(other, one))


@given(marks, marks)
@law
def test_a_merge_changes_nothing_when_done_again(one: Table, other: Table) -> None:
    merged = merge_mark(one, other)
    assert same(merge_mark(merged, other), merged)
    assert same(merge_mark(one, merged), merged)
    assert same(merge_mark(merged, merged), merged)


@given(marks, marks)
@law
def test_no_wording_tag_or_unknown_key_is_dropped(one: Table, other: Table) -> None:
    merged = merge_mark(one, other)
    assert wordings(merged) == wordings(one) | wordings(other)
    assert set(merged.get("tags", [])) == {*one.get("tags", []), *other.get("tags", [])}  # type: ignore[call-overload, misc]
    assert ("stars" in merged) == ("stars" in one or "stars" in other)
    assert changed_at(merged) == max(changed_at(one), changed_at(other))


@given(sheets, sheets)
@law
def test_whole_accounts_obey_the_same_laws(one: Sheet, other: Sheet) -> None:
    merged = merge2(one, other)
    assert alike(merged, merge2(other, one))
    assert alike(merge2(merged, other), merged)
    assert alike(merge2(merged, merge2(other, one)), merged)
    for id_ in {*one.marks, *other.marks} - {*merged.marks}:
        newest = max(changed_at(sheet.marks[id_]) for sheet in (one, other) if id_ in sheet.marks)
        assert merged.removed[id_] >= newest


@given(sheets, sheets, sheets)
@law
def test_with_an_ancestor_both_sides_are_equal(base: Sheet, ours: Sheet, theirs: Sheet) -> None:
    assert alike(merge3(base, ours, theirs), merge3(base, theirs, ours))
    assert alike(
        merge3(base, ours, ours),
        Sheet(ours.marks, {i: a for i, a in ours.removed.items() if i not in ours.marks}),
    )
    assert same(dict(merge3(base, base, theirs).marks), dict(theirs.marks))


@given(marks, marks, marks)
@law
def test_with_an_ancestor_no_new_word_is_lost(base: Table, ours: Table, theirs: Table) -> None:
    merged = merge_mark(ours, theirs, base=base)
    assert wordings(merged) >= (wordings(ours) | wordings(theirs)) - wordings(base)
    assert wordings(merged) <= wordings(ours) | wordings(theirs)


def test_each_side_changes_another_thing() -> None:
    base = {"quote": "q", "note": "old", "tags": ["a", "b"], "modified": START, "stars": 1}
    ours = {**base, "note": "new", "modified": START + timedelta(seconds=1)}
    theirs = {**base, "tags": ["a", "c"], "stars": 2, "modified": START + timedelta(seconds=2)}
    assert merge_mark(ours, theirs, base=base) == {
        "quote": "q",
        "note": "new",
        "tags": ["a", "c"],
        "stars": 2,
        "modified": START + timedelta(seconds=2),
    }


def test_a_mark_deleted_here_and_changed_there_stays() -> None:
    base, changed = {"quote": "q", "modified": START}, {"quote": "q", "note": "n", "modified": START}
    assert decide(base, None, base) is None
    assert decide(base, None, changed) == changed
    assert decide(base, changed, None) == changed


def test_of_a_deletion_and_an_edit_the_later_counts() -> None:
    mark = {"quote": "q", "created": START, "modified": START + timedelta(hours=1)}
    for hours, stays in ((0, True), (1, False), (2, False)):
        merged = merge2(Sheet({"m": mark}, {}), Sheet({}, {"m": START + timedelta(hours=hours)}))
        assert ("m" in merged.marks, "m" in merged.removed) == (stays, not stays)
