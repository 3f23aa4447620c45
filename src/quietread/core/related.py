"""The Related page of an essay, as it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from quietread.core.draft import HARD, Draft, evened
from quietread.core.essay import Related, Span
from quietread.core.text import fold

_NAMES = {"related", "see also", "further reading"}
_LIMIT = 120
"""Characters up to which a line counts as an entry (`format.md`, Related)."""

_CUT = r" [—–-] |: "
_LEAD = r"^[\s—–:;,.-]+"
_LINE = f"[^\n{HARD}]+"


def is_related(heading: str) -> bool:
    """Whether a heading announces the Related page: “Related”, “See also:”, “Further Reading”."""
    return fold(heading) in _NAMES


def entries(drafts: Sequence[Draft]) -> tuple[Related, ...]:
    """The entries that stand under such a heading; none if anything else stands there, too."""
    found: list[Related] = []
    for draft in drafts:
        if draft.kind == "list item":
            entry = entry_of(draft.raw, draft.spans)
            if draft.sign or not found:
                found.append(entry)
            else:
                found[-1] = _longer(found[-1], draft.text)
            continue
        lines = list(_lines(draft)) if draft.kind in ("paragraph", "verse") else []
        if not lines or any(len(text) > _LIMIT for text, _ in lines):
            return ()
        found += [entry_of(text, spans) for text, spans in lines]
    return tuple(found)


def _lines(draft: Draft) -> Iterator[tuple[str, list[Span]]]:
    for match in re.finditer(_LINE, draft.raw):
        begin, end = match.span()
        spans = [
            Span(max(0, one.start - begin), min(end, one.end) - begin, one.style, one.href)
            for one in draft.spans
            if one.start < end and one.end > begin
        ]
        if match[0].strip():
            yield match[0], spans


def entry_of(raw: str, spans: Sequence[Span] = ()) -> Related:
    """One entry: a link or a plain title, then optionally a dash or colon and why.

    A plain line with such a cut may be a title as a whole; it is kept as `whole` for those who know the
    titles there are.
    """
    text, found = evened(raw.replace(HARD, " "), spans)
    link = next((span for span in found if span.style == "link" and not span.href.startswith("#fn-")), None)
    if link and link.start == 0:
        return Related(text[: link.end], re.sub(_LEAD, "", text[link.end :]), link.href)
    if link:
        return Related(text, "", link.href)
    cut = re.search(_CUT, text)
    if cut:
        return Related(text[: cut.start()], text[cut.end() :], "", text)
    return Related(text)


def settled(entry: Related, target: Callable[[Related], str | None]) -> tuple[Related, str | None]:
    """An entry as it is shown where the titles there are are known, and the slug it leads to.

    `target` says which essay an entry leads to. If the whole of a cut line is a title, it was no cut.
    """
    if entry.whole:
        uncut = Related(entry.whole, "", entry.href)
        slug = target(uncut)
        if slug is not None:
            return uncut, slug
    return entry, target(entry)


def _longer(entry: Related, text: str) -> Related:
    whole = f"{entry.whole} {text}" if entry.whole else ""
    return Related(entry.title, f"{entry.why} {text}".strip(), entry.href, whole)
