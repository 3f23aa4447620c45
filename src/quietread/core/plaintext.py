"""Plain text into an essay."""

from __future__ import annotations

from collections.abc import Sequence

from quietread.core.draft import Draft
from quietread.core.essay import Essay
from quietread.core.sections import Facts, divide, essay
from quietread.core.text import clean


def read_plain(text: str, slug: str, title: str = "", problems: Sequence[str] = ()) -> Essay:
    """Read an essay written in plain text."""
    lines = [one for one in clean(text).split("\n") if one.strip()]
    chapters, related = divide([Draft(one) for one in lines[1:]])
    return essay(slug, Facts(title=lines[0] if lines else title), chapters, related, problems)
