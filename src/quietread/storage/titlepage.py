"""What a marks file says of the essay its marks are in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from quietread.core.essay import Essay


def about(essay: Essay) -> Mapping[str, object]:
    """What stands under [essay] in a marks file."""
    words = {
        "id": essay.id,
        "title": essay.title,
        "author": essay.author,
        "source": essay.source or "-",
        "language": essay.lang,
    }
    return {key: value for key, value in words.items() if value}


def edition_of(essay: Essay, now: datetime) -> Mapping[str, object]:
    """What stands under [[edition]] for the text at hand."""
    seen = now.replace(microsecond=0)
    return {"sha256": essay.edition, "seen": seen, "words": essay.words, "chars": essay.end}
