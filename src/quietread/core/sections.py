"""Drafts into an essay: what stands before its first word, its sections, and its Related page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quietread.core.draft import BREAK, HARD, Draft, evened, finish
from quietread.core.essay import GAP, Essay, Related, Section, Span
from quietread.core.text import fold, line

NOTHING = "nothing to read"
"""The problem of an essay whose source has no words to show."""

_FENCED = r"(?ms)(\+\+\+)[ ]*\n(.*?)^\+\+\+[ ]*(?:\n|\Z)|---[ ]*\n(.*?)^(?:---|\.\.\.)[ ]*(?:\n|\Z)"
_PLAIN = r"([A-Za-z_][\w-]*)[ ]*:(?:[ ]+(.*?))?[ ]*"
_QUOTED = r"'((?:[^']|'')*)'|\"((?:[^\"\\]|\\.)*)\""

_RELATED = {"related", "see also", "further reading"}
_LONGEST_ENTRY = 120
"""Characters up to which a line counts as an entry."""


class Facts(NamedTuple):
    """What is known of an essay besides its text; "" where nothing is said."""

    title: str = ""
    author: str = ""
    date: str = ""
    lang: str = ""
    why: str = ""
    id: str = ""
    source: str = ""

    def entitled(self, drafts: list[Draft], heading: Draft | None, otherwise: str) -> Facts:
        """With a title: their own, else a first heading's, else another. A heading that says it is taken out."""
        facts = self
        if heading and fold(heading.text) == fold(facts.title or heading.text):
            facts = facts._replace(title=facts.title or heading.text)
            drafts.remove(heading)
        return facts._replace(title=facts.title or otherwise)


def front_matter(text: str) -> tuple[Facts, str, tuple[str, ...]]:
    """The facts before an essay, the text after them (all of it if there are none), and problems.

    `+++` fences TOML; `---` plain `key: value` lines of YAML, of which everything else is skipped.
    """
    found = re.match(_FENCED, text) if text.startswith(("+++", "---")) else None
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
    found: dict[str, object] = {}
    for number, one in enumerate(text.split("\n")):
        plain = re.fullmatch(_PLAIN, one)
        if plain:
            found.setdefault(plain[1].lower(), _value(plain[2] or ""))
        elif number == 0 or not (re.match(r"\s|#|-|$", one) or ":" in one):
            return None
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


@dataclass(slots=True)
class Chapter:
    """A section on its way; `lead` are headings without words before its own."""

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


def essay(
    slug: str,
    facts: Facts,
    drafts: Sequence[Draft],
    problems: Iterable[str] = (),
    place_notes: Callable[[list[Chapter]], None] | None = None,
) -> Essay:
    """Put an essay together of its drafts; `place_notes` adds footnotes to the chapters once these are known."""
    chapters = _divided(drafts)
    related, pause = _related(chapters)
    _leave_no_heading_alone(chapters)
    if place_notes:
        place_notes(chapters)
    said = Facts(*map(line, facts))
    said = said._replace(lang=said.lang or "en", id=said.id or slug)
    sections: list[Section] = []
    start = 0
    for chapter in chapters:
        blocks = finish(chapter.drafts, start, said.lang)
        if blocks:
            headed = chapter.heading is not None
            sections.append(Section(tuple(blocks), headed, chapter.pause, len(chapter.lead)))
            start = blocks[-1].end + len(GAP)
    problems = problems if sections else (*problems, NOTHING)
    return Essay(slug, *said, tuple(sections), related, pause, tuple(problems))


def _divided(drafts: Sequence[Draft]) -> list[Chapter]:
    """The drafts in chapters, of which only the last may be without words.

    The level of sections is 2 if such a heading occurs, else the highest that does; headings of that level
    or above begin a section. A heading without words before the next one is handed on to the next section.
    """
    levels = {draft.level for draft in drafts if draft.top}
    level = 2 if 2 in levels else min(levels, default=0)
    chapters = [current := Chapter()]
    pause: int | None = None
    broken = False
    for draft in drafts:
        if draft.pause is not None:
            pause = draft.pause
        if draft.kind == BREAK:
            broken = True
            continue
        begins = draft.top and draft.level <= level
        if current.worded and (begins or (broken and draft.kind != "heading")):
            chapters.append(current := Chapter())
        broken = False
        if pause is not None and not current.worded:
            current.pause, pause = pause, None
        if begins:
            current.lead, current.heading, current.body = current.drafts, draft, []
        else:
            draft.pause, pause = pause, None
            current.body.append(draft)
    return chapters


def _leave_no_heading_alone(chapters: list[Chapter]) -> None:
    last = chapters[-1]
    if last.worded:
        return
    chapters.pop()
    if chapters:
        chapters[-1].body += last.drafts
    elif last.drafts:
        chapters.append(Chapter(body=last.drafts, pause=last.pause))


def _related(chapters: list[Chapter]) -> tuple[tuple[Related, ...], int | None]:
    """The entries of the last chapter, taken out of it, if it is the Related section; and the pause before it."""
    last = chapters[-1]
    found = _entries(last.body) if last.heading and fold(last.heading.text) in _RELATED else ()
    if not found:
        return (), None
    last.heading, last.body = None, []
    return found, last.pause


def _entries(drafts: Sequence[Draft]) -> tuple[Related, ...]:
    """The entries in some drafts; none if anything else stands there, too."""
    found: list[Related] = []
    for draft in drafts:
        if draft.kind == "list item":
            entry = _entry(draft.raw, draft.spans)
            if draft.sign or not found:
                found.append(entry)
            else:
                found[-1] = _longer(found[-1], draft.text)
            continue
        lines = list(_lines(draft)) if draft.kind in ("paragraph", "verse") else []
        if not lines or any(len(text) > _LONGEST_ENTRY for text, _ in lines):
            return ()
        found += [_entry(text, spans) for text, spans in lines]
    return tuple(found)


def _lines(draft: Draft) -> Iterator[tuple[str, list[Span]]]:
    for match in re.finditer(f"[^\n{HARD}]+", draft.raw):
        begin, end = match.span()
        spans = [
            one._replace(start=max(0, one.start - begin), end=min(end, one.end) - begin)
            for one in draft.spans
            if one.start < end and one.end > begin
        ]
        if match[0].strip():
            yield match[0], spans


def _entry(raw: str, spans: Sequence[Span]) -> Related:
    """One entry: a link or a plain title, then optionally a dash or colon and why."""
    text, found = evened(raw.replace(HARD, " "), spans)
    link = next((span for span in found if span.style == "link" and not span.href.startswith("#fn-")), None)
    if link and link.start == 0:
        return Related(text[: link.end], re.sub(r"^[\s—–:;,.-]+", "", text[link.end :]), link.href)
    if link:
        return Related(text, "", link.href)
    cut = re.search(r" [—–-] |: ", text)
    if cut:
        return Related(text[: cut.start()], text[cut.end() :], "", text)
    return Related(text)


def _longer(entry: Related, text: str) -> Related:
    whole = f"{entry.whole} {text}" if entry.whole else ""
    return entry._replace(why=f"{entry.why} {text}".strip(), whole=whole)
