"""How long ago something was, in the words the reader's own memory would use."""

from __future__ import annotations

MINUTE, HOUR, DAY = 60, 3600, 86400


def ago(seconds: float) -> str:
    """“a moment ago”, “20 minutes ago”, “yesterday”, “3 days ago”, “5 weeks ago”, “2 years ago”."""
    if seconds < 2 * MINUTE:
        return "a moment ago"
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)} minutes ago"
    if seconds < DAY:
        hours = int(seconds // HOUR)
        return "an hour ago" if hours == 1 else f"{hours} hours ago"
    days = int(seconds // DAY)
    if days == 1:
        return "yesterday"
    for length, name in ((365, "year"), (60, "month"), (21, "week")):
        if days >= length:
            count = days // {"year": 365, "month": 30, "week": 7}[name]
            return f"a {name} ago" if count == 1 else f"{count} {name}s ago"
    return f"{days} days ago"
