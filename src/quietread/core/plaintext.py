"""Plain text into an essay: one paragraph a line, or paragraphs wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quietread.core.draft import BREAK, Draft
from quietread.core.essay import Essay
from quietread.core.gutenberg import set_aside
from quietread.core.sections import divide, essay
from quietread.core.text import clean, collapse, fold
from quietread.core.wrapped import CLOSED, RULE, SHORT, heading, is_wrapped, wrapped_drafts

_LONGEST_TITLE = 160
"""Characters up to which a first line can be meant as a title."""

_RELATED = re.compile(r"\s*(?:related|see also|further reading)\s*:\s*", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*•·]|\d{1,2}[.)])\s+")
_LETTERS = re.compile(r"[^\W\d_](?:[^\W\d_]|['’])*")
_TO_A_CAPITAL = re.compile(r"[\W_]*(.)")


def read_plain(text: str, slug: str, title: str = "", problems: Sequence[str] = ()) -> Essay:
    """Read an essay written in plain text, of whichever shape it is.

    `title`: what to call it if it does not say so itself. `problems`: what is known already. Never raises.
    """
    facts, lines = set_aside(clean(text).split("\n"))
    lines, related_lines = _without_related(lines)
    drafts = wrapped_drafts(lines) if is_wrapped(lines) else list(_drafts(lines))
    first = drafts[0] if drafts else None
    if first and first.kind == "heading" and fold(first.text) == fold(facts.title or first.text):
        facts = facts._replace(title=facts.title or first.text)
        drafts = drafts[1:]
    chapters, related, pause = divide([*drafts, *related_lines])
    return essay(slug, facts._replace(title=facts.title or title or slug), chapters, related, pause, problems)


def _without_related(lines: list[str]) -> tuple[list[str], list[Draft]]:
    """The lines before the last `Related:`, and drafts of it and of what follows."""
    for at in range(len(lines) - 1, -1, -1):
        if _RELATED.fullmatch(lines[at]):
            entries = (_BULLET.sub("", one, count=1) for one in lines[at + 1 :] if one.strip())
            return lines[:at], [heading(lines[at]), *map(Draft, entries)]
    return lines, []


def _drafts(lines: Sequence[str]) -> Iterator[Draft]:
    """One draft a line, the first of them the title."""
    lines = [collapse(one) for one in lines if one.strip()]
    for at, one in enumerate(lines):
        if RULE.fullmatch(one):
            yield Draft("", BREAK)
        elif at == 0:
            alone = len(lines) == 1 and CLOSED.search(one)
            yield Draft(one) if alone or len(one) > _LONGEST_TITLE else heading(one)
        elif at + 1 < len(lines) and _is_heading(one, lines[at - 1], lines[at + 1]):
            yield heading(one)
        else:
            yield Draft(one)


def _is_heading(one: str, before: str, after: str) -> bool:
    """Whether a line between two others is a heading (`format.md`, One paragraph per line)."""
    first = _TO_A_CAPITAL.match(one)
    if len(one) > SHORT or CLOSED.search(one) or not first or not first[1].isalpha() or first[1].islower():
        return False
    words = [word for word in _LETTERS.findall(one) if sum(map(str.isalpha, word)) >= 4]
    if 2 * sum(word[0].isupper() for word in words) > len(words):
        return True
    return min(len(before), len(after)) >= 2 * len(one)
