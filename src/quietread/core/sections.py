"""Drafts into sections, and sections into an essay: the rules that Markdown and plain text share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from quietread.core.draft import BREAK, HARD, Draft, evened, finish
from quietread.core.essay import GAP, Essay, Related, Section, Span
from quietread.core.text import fold, line

NOTHING = "nothing to read"
"""The problem of an essay whose source has words, but none to show."""


@dataclass(slots=True)
class Chapter:
    """A section on its way: its heading, the headings without words before that, and its drafts."""

    heading: Draft | None = None
    lead: list[Draft] = field(default_factory=list)
    body: list[Draft] = field(default_factory=list)
    pause: int | None = None

    @property
    def worded(self) -> bool:
        """Whether anything but headings stands in it."""
        return any(draft.kind != "heading" for draft in self.body)

    @property
    def drafts(self) -> list[Draft]:
        """Everything in it, in the order of the source."""
        return [*self.lead, *([self.heading] if self.heading else []), *self.body]


class Facts(NamedTuple):
    """What is known of an essay besides its text; "" where nothing is said."""

    title: str = ""
    author: str = ""
    date: str = ""
    lang: str = ""
    why: str = ""
    id: str = ""
    source: str = ""


def divide(drafts: Sequence[Draft]) -> tuple[list[Chapter], tuple[Related, ...], int | None]:
    """The sections of an essay, none of them without a block, its Related entries and the pause before these.

    `drafts`: all with words, but for breaks.

    The level of sections is 2 if such a heading occurs, else the highest that does; headings of that level
    or above begin a section. A heading without words before the next one is handed on to the next section.
    """
    levels = {draft.level for draft in drafts if draft.top}
    level = 2 if 2 in levels else min(levels, default=0)
    chapters = [Chapter()]
    pause: int | None = None
    for index, draft in enumerate(drafts):
        current = chapters[-1]
        if draft.pause is not None:
            pause = draft.pause
        if draft.kind == BREAK:
            if current.worded and _words_follow(drafts, index):
                chapters.append(Chapter(pause=pause))
                pause = None
        elif draft.top and draft.level <= level:
            if current.worded:
                current = Chapter()
                chapters.append(current)
            else:
                current.lead = current.drafts
                current.body = []
            current.heading = draft
            current.pause, pause = pause if pause is not None else current.pause, None
        else:
            if pause is not None and not current.worded:
                current.pause, pause = pause, None
            draft.pause, pause = pause, None
            current.body.append(draft)
    related = _related(chapters)
    last = chapters[-1]
    asked = last.pause if related else None
    if not last.worded:
        chapters.pop()
        if chapters:
            chapters[-1].body += last.drafts
        elif last.drafts:
            chapters.append(Chapter(body=last.drafts, pause=last.pause))
    return chapters, related, asked


def _words_follow(drafts: Sequence[Draft], index: int) -> bool:
    following = next((draft for draft in islice(drafts, index + 1, None) if draft.kind != BREAK), None)
    return following is not None and following.kind != "heading"


def _related(chapters: list[Chapter]) -> tuple[Related, ...]:
    last = chapters[-1]
    if last.heading is None or not is_related(last.heading.text):
        return ()
    found = entries(last.body)
    if found:
        last.body = []
        last.heading = None
    return found


def essay(
    slug: str,
    facts: Facts,
    chapters: Iterable[Chapter],
    related: tuple[Related, ...],
    pause: int | None,
    problems: Iterable[str] = (),
) -> Essay:
    """Put an essay together: offsets, sentences and words."""
    lang = line(facts.lang) or "en"
    sections: list[Section] = []
    start = 0
    for chapter in chapters:
        blocks = finish(chapter.drafts, start, lang)
        if blocks:
            headed = chapter.heading is not None
            sections.append(Section(tuple(blocks), headed, chapter.pause, len(chapter.lead)))
            start = blocks[-1].end + len(GAP)
    return Essay(
        slug=slug,
        title=line(facts.title),
        author=line(facts.author),
        date=line(facts.date),
        lang=lang,
        why=line(facts.why),
        id=line(facts.id) or slug,
        source=line(facts.source),
        sections=tuple(sections),
        related=related,
        pause=pause,
        problems=tuple(problems) if sections else (*problems, NOTHING),
    )


_FENCED = r"(?ms)(\+\+\+)[ ]*\n(.*?)^\+\+\+[ ]*(?:\n|\Z)|---[ ]*\n(.*?)^(?:---|\.\.\.)[ ]*(?:\n|\Z)"
_PLAIN = r"([A-Za-z_][\w-]*)[ ]*:(?:[ ]+(.*?))?[ ]*"
_QUOTED = r"'((?:[^']|'')*)'|\"((?:[^\"\\]|\\.)*)\""
_ELSE = r"\s|#|-|$"


def front_matter(text: str) -> tuple[Facts, str, tuple[str, ...]]:
    """The facts before an essay, the text after them, and problems.

    `+++` fences TOML; `---` plain `key: value` lines of YAML, of which everything else is skipped. A
    thematic break and prose are no front matter: the text is then returned as it is.
    """
    found = _fenced(text)
    if not found:
        return Facts(), text, ()
    rest = text[found.end() :]
    if found[1]:
        from quietread.core.toml import read_toml

        try:
            # the line of the opening fence counts, so that the line an error names is the file's
            return _facts(read_toml(f"\n{found[2]}")), rest, ()
        except ValueError as error:
            return Facts(), rest, (f"front matter is not TOML: {error}",)
    plain = _yaml(found[3])
    return (Facts(), text, ()) if plain is None else (_facts(plain), rest, ())


def _yaml(text: str) -> dict[str, object] | None:
    """The plain lines; None if this does not look like YAML at all."""
    lines = text.split("\n")
    found: dict[str, object] = {}
    for number, one in enumerate(lines):
        plain = re.fullmatch(_PLAIN, one)
        if not plain:
            if number == 0 or not (re.match(_ELSE, one) or ":" in one):
                return None
            continue
        found.setdefault(plain[1].lower(), _value(plain[2] or ""))
    return found


def _value(text: str) -> str:
    if quoted := re.match(_QUOTED, text):
        if quoted[1] is not None:
            return quoted[1].replace("''", "'")
        return re.sub(r"\\(.)", r"\1", quoted[2])
    if text[:1] in ("|", ">", "[", "{", "&", "*", "!", "#"):
        return ""
    return re.split(r"\s#", text, maxsplit=1)[0]


def _facts(found: dict[str, object]) -> Facts:
    known = {
        key: str(value)
        for key, value in found.items()
        if key in Facts._fields and not isinstance(value, (dict, list, bool))
    }
    return Facts(**known)


def has_front_matter(text: str) -> bool:
    """Whether a text (line ends "\\n") begins with front matter."""
    found = _fenced(text)
    return found is not None and (bool(found[1]) or _yaml(found[3]) is not None)


def _fenced(text: str) -> re.Match[str] | None:
    return re.match(_FENCED, text) if text.startswith(("+++", "---")) else None


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


def _longer(entry: Related, text: str) -> Related:
    whole = f"{entry.whole} {text}" if entry.whole else ""
    return Related(entry.title, f"{entry.why} {text}".strip(), entry.href, whole)
