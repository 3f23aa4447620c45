from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from quietread.core.mark import Mark, returning, seen_on

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


def mark(id_: str, created: str, quote: str = "Some words.") -> Mark:
    when = datetime.fromisoformat(f"{created}T10:00:00+00:00")
    return Mark(id=id_, created=when, modified=when, kind="sentence", quote=quote)


def stamp(day: str) -> float:
    return datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()


def back(*marks: Mark, seen: dict[str, float] | None = None, now: datetime = NOW) -> str | None:
    found = returning(marks, seen or {}, now)
    return found.id if found else None


def test_what_was_kept_on_this_day_returns_before_all_others() -> None:
    assert back(mark("old", "2019-01-01"), mark("day", "2024-03-14"), mark("other", "2024-03-15")) == "day"


def test_of_several_kept_on_this_day_the_longest_unseen_returns() -> None:
    first, second = mark("first", "2022-03-14"), mark("second", "2024-03-14")
    assert back(first, second) == "first"
    assert back(first, second, seen={"first": stamp("2025-03-14")}) == "second"


def test_else_the_longest_unseen_returns_and_keeping_is_seeing() -> None:
    marks = mark("a", "2020-01-01"), mark("b", "2023-05-05"), mark("c", "2026-02-02")
    assert back(*marks) == "a"
    assert back(*marks, seen={"a": stamp("2026-01-01")}) == "b"
    assert back(*marks, seen={"a": stamp("2026-03-01"), "b": stamp("2026-03-02")}) == "c"
    assert (
        back(*marks, seen={"a": stamp("2026-03-01"), "b": stamp("2026-03-02"), "c": stamp("2026-03-03")})
        == "a"
    )


def test_what_was_kept_today_or_has_no_words_does_not_return() -> None:
    assert back(mark("new", "2026-03-14"), mark("wordless", "2020-03-14", quote=" ")) is None
    assert back() is None


def test_a_day_begins_where_the_reader_is() -> None:
    west = NOW.astimezone(timezone(timedelta(hours=-11)))
    assert west.date().isoformat() == "2026-03-13"
    assert back(mark("a", "2025-03-12"), mark("b", "2025-03-14"), now=west) == "b"
    assert back(mark("new", "2026-03-14"), now=NOW + timedelta(hours=20)) == "new"


def test_the_29th_of_february_returns_on_the_28th_where_it_is_missing() -> None:
    marks = mark("leap", "2024-02-29"), mark("old", "2020-01-01")
    assert back(*marks, now=datetime(2026, 2, 28, 8, tzinfo=UTC)) == "leap"
    assert back(*marks, now=datetime(2028, 2, 28, 8, tzinfo=UTC)) == "old"
    assert back(*marks, now=datetime(2028, 2, 29, 8, tzinfo=UTC)) == "leap"


def test_a_day_has_one() -> None:
    assert seen_on({}, NOW) is None
    assert seen_on({"a": stamp("2026-03-13"), "b": stamp("2026-03-12")}, NOW) is None
    assert seen_on({"a": stamp("2026-03-13"), "b": NOW.timestamp() - 60}, NOW) == "b"
