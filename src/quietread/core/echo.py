"""Which kept sentence returns today."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from quietread.core.mark import Mark

Seen = Mapping[str, float]
"""When marks returned last, by id, in seconds since 1970."""


def seen_on(seen: Seen, now: datetime) -> str | None:
    """The id of the mark that has returned on this day already: a day has one."""
    latest = max(seen, key=lambda id_: seen[id_], default=None)
    today = latest and datetime.fromtimestamp(seen[latest], now.tzinfo).date() == now.date()
    return latest if today else None


def returning(marks: Sequence[Mark], seen: Seen, now: datetime) -> Mark | None:
    """The mark that returns on the day of `now` (aware): one kept on this day in an earlier year.

    Of several such, or if there is none, the one longest unseen, having been seen when it was kept. What was
    kept today, or holds no words of its essay, does not return.
    """
    today = now.date()
    days = {mark.id: mark.created.astimezone(now.tzinfo).date() for mark in marks}
    old = [mark for mark in marks if mark.quote.strip() and days[mark.id] < today]
    same_day = [mark for mark in old if _falls_on(days[mark.id], today)]

    def last_seen(mark: Mark) -> tuple[float, str]:
        return max(seen.get(mark.id, 0.0), mark.created.timestamp()), mark.id

    return min(same_day or old, key=last_seen, default=None)


def _falls_on(then: date, today: date) -> bool:
    """Whether it is the day of `then` in another year; a missing 29th of February falls on the 28th."""
    missing = (then.month, then.day) == (2, 29) and not isleap(today.year)
    return (then.month, 28 if missing else then.day) == (today.month, today.day)
